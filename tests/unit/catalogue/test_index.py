import pytest

from catalogue.model import Entry, entry_from
from catalogue.search.analysis import Analyser
from catalogue.search.index import Index
from catalogue.search.synonyms import BadSynonym, Synonyms, cleaned
from catalogue.search.wishes import Wish
from finnish.words import Words


def entry(key: str, name_: str, **more: object) -> Entry:
    raw = {
        "key": key, "kind": "unit", "name": name_, "summary": "Näyte.", "way": "contact", "status": "published",
        "provider": "Malliopisto", "place": "Tampere", **more,
    }  # fmt: skip
    return entry_from(raw)


ENTRIES = [
    entry("hygienia", "Elintarvikehygienia", keywords=["hygieniapassi"]),
    entry("siivous", "Ylläpitosiivouspalvelut", keywords=["siivooja"]),
    entry("trukki", "Varastopalveluissa toimiminen", keywords=["trukkikortti"]),
    entry("kauppa", "Asiakaspalvelu kaupassa", summary="Opit siivoamaan myymälän."),
    entry("vanhus", "Vanhustenhoitotyö"),
    entry("opinnot", "Työskentely varastossa"),
    entry("osat", "Varaosamyyntityö"),
    entry("vaellus", "Vaelluksen ohjaaminen"),
    entry("asennus", "Ikkunoiden asennus"),
]
MEANS = {
    "hoiva": ["hoito"],
    "puoli": [],
    "hammas": ["suun hoito"],
    "hammashoitaja": ["suun hoito"],
    "ikkunamies": ["ikkunan asennus"],
    "ulkona": ["vaellus"],
    "hoiva-ala": ["hoito"],
    "hoivatyö": ["hoito"],
    "lähäri": ["lähihoitaja", "vanhustenhoito"],
    "homma": [],
    "raskas kalusto": ["varaosa"],
}


def built(words: Words, entries: list[Entry]) -> Index:
    analyser = Analyser(words)
    index = Index(analyser)
    for each in entries:
        index.put(each)
    index.use(Synonyms(analyser, MEANS))
    return index


def found(index: Index, query: str) -> list[str]:
    """Keys by what the index gives them, best first."""
    scores = index.score(query)
    return [key for number, key in sorted(index.keys_of(scores), key=lambda pair: (-scores[pair[0]], pair[1]))]


@pytest.fixture(scope="module")
def index(words: Words) -> Index:
    return built(words, ENTRIES)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hygieniasta", "hygienia"),
        ("hygienia", "hygienia"),
        ("hygienapassi", "hygienia"),
        ("siivoushommii", "siivous"),
        ("siivoojaks", "siivous"),
        ("trukkia", "trukki"),
        ("varastossa", "opinnot"),
        ("asiakaspalvelua", "kauppa"),
        ("asikaspalvelu", "kauppa"),
        ("varaosia", "osat"),
        ("vaelus", "vaellus"),
        ("asennustoide", "asennus"),
        ("asentaa ikkunoita", "asennus"),
        ("asentajaksi", "asennus"),
    ],
)
def test_a_word_is_found_in_any_form_part_or_slip(index: Index, query: str, first: str) -> None:
    assert found(index, query)[:1] == [first]


def test_compounds_are_found_both_ways(index: Index) -> None:
    assert "opinnot" in found(index, "varastotyö")
    assert "vanhus" in found(index, "hoito")


@pytest.mark.parametrize("query", ["hoiva", "hoivaa", "lähäri", "lähärin hommat", "hoivatyö"])
def test_what_people_call_a_thing_is_found_by_its_meaning(index: Index, query: str) -> None:
    assert found(index, query)[0] == "vanhus"


def test_a_phrase_may_have_a_meaning(index: Index) -> None:
    assert found(index, "raskasta kalustoa")[0] == "osat"
    assert found(index, "raskas") == []


def test_a_meaning_of_several_words_is_met_by_most_of_it(index: Index) -> None:
    assert found(index, "hammas") == []
    assert found(index, "hammashoitaja") == []
    assert found(index, "ikkunamies") == ["asennus"]


def test_a_word_without_weight_does_not_move_the_order(index: Index) -> None:
    assert found(index, "siivous homma") == found(index, "siivous")


@pytest.mark.parametrize("query", ["siivous kaukana", "siivous liian aikaisin"])
def test_where_and_when_tell_no_subject(index: Index, query: str) -> None:
    assert found(index, query) == found(index, "siivous")


@pytest.mark.parametrize("query", ["siivouspuoli", "siivouspuolelta", "siivouspuolen"])
def test_of_the_side_of_a_field_the_field_tells_what_it_is(index: Index, query: str) -> None:
    assert found(index, query) == ["siivous"]


def test_what_only_tells_where_is_looked_for_when_there_is_nothing_else_and_as_its_synonym(index: Index) -> None:
    assert index.with_subject(Wish("kaukana siivous")).text == "siivous"
    assert index.with_subject(Wish("ulkona")).text == "ulkona"


@pytest.mark.parametrize("query", ["hoivapuoli", "hoivapuolelle", "hoivahommia"])
def test_speech_calls_a_field_a_side_and_a_work_a_thing(index: Index, query: str) -> None:
    assert found(index, query)[0] == "vanhus"


def test_a_known_word_is_not_taken_for_another_that_is_near(index: Index) -> None:
    assert found(index, "kaappi") == []
    assert found(index, "hoitoa") != []


def test_a_name_ranks_above_a_text(index: Index) -> None:
    assert found(index, "siivous")[0] == "siivous"


@pytest.mark.parametrize("query", ["", "xyzzy qwert", "🙂", "a" * 2000, "%_'\"\\;--", "\x00"])
def test_what_is_not_there_is_not_found(index: Index, query: str) -> None:
    assert found(index, query) == []


def test_an_index_that_took_changes_in_scores_like_one_built_whole(words: Words) -> None:
    changed = built(
        words, [entry("vaellus", "Vanha nimi"), entry("poistuu", "Ikkunoiden pesu"), *reversed(ENTRIES[:-1])]
    )
    changed.put(ENTRIES[7])
    changed.remove("poistuu")
    changed.put(ENTRIES[8])
    whole = built(words, ENTRIES)
    for query in ("siivous", "varasto", "ikkunan pesu", "vanha nimi", "asentaja", "vaelus"):
        assert found(changed, query) == found(whole, query), query
        assert sorted(changed.score(query).values()) == pytest.approx(sorted(whole.score(query).values()))


def test_an_entry_whose_words_another_has_too_may_go(words: Words) -> None:
    index = built(words, [entry("a", "Hitsaus"), entry("b", "Hitsaus")])
    index.remove("a")
    assert found(index, "hitsaus") == ["b"]
    index.remove("b")
    index.remove("b")
    assert found(index, "hitsaus") == []


def test_a_synonym_is_kept_in_lower_case_without_doubles() -> None:
    assert cleaned("  Lähäri ", ["Lähihoitaja", "lähihoitaja", " "]) == ("lähäri", ["lähihoitaja"])


@pytest.mark.parametrize("word", ["", "  ", "x" * 81, "neljä sanaa on liikaa"])
def test_a_synonym_that_is_no_word_is_refused(word: str) -> None:
    with pytest.raises(BadSynonym):
        cleaned(word, ["työ"])
