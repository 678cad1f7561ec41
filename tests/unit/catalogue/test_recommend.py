"""The rules of recommending, each on a catalogue as small as the rule."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from catalogue.model import Competence, Entry, Way
from catalogue.recommend import Advice, Competences, Refusal, Shelf, Situation, Wanted, Why, recommend
from catalogue.search.analysis import Analyser
from catalogue.search.index import Index
from finnish.words import Words
from tests.support.entries import an_entry
from tests.unit.catalogue.personas import sample

TODAY = date(2026, 12, 1)
KNOWN = [
    {"key": "siivous", "name": "Siivous", "group": "puhtaus", "words": ["siivous", "siivota", "siivooja"]},
    {"key": "hitsaus", "name": "Hitsaus", "group": "metalli", "words": ["hitsaus", "hitsata", "hitsaaja"]},
    {"key": "hoiva", "name": "Hoiva", "group": "hoiva", "words": ["hoiva", "hoitaja", "perushoito"]},
    {"key": "tiimityo", "name": "Tiimityö", "group": "transferable", "words": ["tiimityö", "yhteistyö"]},
]  # fmt: skip

Ask = Callable[..., Advice]


@pytest.fixture(scope="module")
def analyser(words: Words) -> Analyser:
    return Analyser(words)


@pytest.fixture
def ask(analyser: Analyser) -> Ask:
    """Advice from a catalogue of these entries."""

    def advice(entries: list[Entry], refusals: list[Refusal] | None = None, **wanted) -> Advice:
        index, shelf = Index(analyser), Shelf(Competences(analyser, KNOWN))
        for entry in entries:
            index.put(entry)
        shelf.follow(index.entries)
        return recommend(index, shelf, Wanted(**wanted), refusals or [], TODAY)

    return advice


def a_course(key: str, **more) -> Entry:
    plain = {"name": f"Siivouksen kurssi {key}", "competences_gained": ["siivous"], "continuous": True}
    return an_entry(**{**plain, "key": key, **more})


def keys(advice: Advice) -> list[str]:
    return [item.entry.key for item in advice.items]


# What cannot be


@pytest.mark.parametrize(
    "over",
    [
        {"starts": ["2026-11-01"]},
        {"starts": ["2027-01-10"], "apply_by": "2026-11-30"},
        {"continuous": True, "valid_until": "2026-11-30"},
    ],
)
def test_what_is_over_is_not_suggested(ask: Ask, over: dict) -> None:
    assert keys(ask([a_course("ohi", **{"continuous": False, **over}), a_course("auki")])) == ["auki"]


@pytest.mark.parametrize(
    "open_still",
    [
        {"starts": ["2026-11-01", "2027-05-01"], "apply_by": "2027-04-01"},
        {"starts": ["2027-01-10", "2027-05-01"], "apply_by": "2026-11-30"},
        {"starts": []},
        {"starts": ["2026-11-01"], "apply_by": "2026-10-01", "continuous": True},
    ],
)
def test_what_can_still_be_begun_or_has_not_told_is_suggested(ask: Ask, open_still: dict) -> None:
    assert keys(ask([a_course("k", **{"continuous": False, **open_still})])) == ["k"]


def test_what_begins_when_one_wishes_comes_first_and_what_does_not_is_told(ask: Ask) -> None:
    entries = [
        a_course("soon", continuous=False, starts=["2026-12-08"]),
        a_course("unsaid", name="Siivouksen perusteet", continuous=False, starts=[]),
        a_course("spring", name="Siivouksen jatko", continuous=False, starts=["2027-03-01"]),
    ]
    assert keys(ask(entries, wants="siivous"))[0] == "soon"
    advice = ask(entries, wants="siivous maaliskuussa")
    assert keys(advice) == ["spring", "unsaid", "soon"]
    spring, unsaid, soon = advice.items
    assert "Tämä alkaa toivomaasi aikaan, 1.3.2027." in spring.reasons
    assert "Aloitusaikaa ei ole kerrottu. Kysy sitä suoraan." in unsaid.hindrances
    assert "Tämä alkaa 8.12.2026, ja toivoit muuta aikaa." in soon.hindrances


def test_a_start_that_was_answered_goes_before_what_the_wish_says(ask: Ask) -> None:
    entries = [
        a_course("spring", continuous=False, starts=["2027-03-01"]),
        a_course("autumn", name="Siivouksen jatko", continuous=False, starts=["2027-09-01"]),
    ]
    wanted = {"starts_from": "2027-08-01", "starts_by": "2027-11-30"}
    assert keys(ask(entries, wants="siivous maaliskuussa", **wanted))[0] == "autumn"


def test_evenings_and_a_date_are_both_read(ask: Ask) -> None:
    entries = [
        a_course("evening", continuous=False, starts=["2027-01-15"], evenings=True),
        a_course("day", name="Siivouksen jatko", continuous=False, starts=["2027-03-01"]),
    ]
    advice = ask(entries, wants="siivousta iltaisin, alkaen 15.1.2027 mutta ennen 1.2.2027")
    assert keys(advice)[0] == "evening"
    assert "Tämä alkaa toivomaasi aikaan, 15.1.2027." in advice.items[0].reasons


def test_another_language_is_not_suggested_to_one_who_named_theirs(ask: Ask) -> None:
    entries = [a_course("fi"), a_course("sv", language="sv")]
    assert keys(ask(entries, language="fi")) == ["fi"]
    assert sorted(keys(ask(entries))) == ["fi", "sv"]


def test_more_than_twice_the_hours_one_has_is_not_suggested_and_up_to_it_is_told(ask: Ask) -> None:
    advice = ask([a_course("a", weekly_hours=21), a_course("b", weekly_hours=20)], hours=10)
    assert keys(advice) == ["b"]
    assert any("sanoit, että aikaa on 10" in hindrance for hindrance in advice.items[0].hindrances)


def test_what_needs_something_the_person_said_not_to_have_is_not_suggested(ask: Ask) -> None:
    entries = [a_course("ajo", entry_needs=["B-ajokortti"]), a_course("muu")]
    assert keys(ask(entries, competences=(Competence("ajokortti", 0),))) == ["muu"]
    assert sorted(keys(ask(entries, competences=(Competence("ajokortti", 2),)))) == ["ajo", "muu"]


def test_online_studies_that_need_a_device_are_not_suggested_to_one_without(ask: Ask) -> None:
    entries = [a_course("verkko", way="distance", device_needed=True), a_course("paikalla", device_needed=True)]
    advice = ask(entries, device=False)
    assert keys(advice) == ["paikalla"]
    assert any("lainaksi" in hindrance for hindrance in advice.items[0].hindrances)


# A person first


def test_in_distress_nothing_but_a_person_is_advised(ask: Ask) -> None:
    advice = ask([a_course("a")], situation=Situation.DISTRESS, wants="siivous")
    assert (advice.items, advice.path.steps, advice.asks_next) == ((), (), None)
    assert advice.handover.advised


def test_while_work_ability_is_unknown_courses_are_shown_only_to_one_who_asks_for_them(ask: Ask) -> None:
    entries = [a_course("kurssi"), a_course("paja", kind="workshop")]
    unasked = ask(entries, situation=Situation.WORK_ABILITY_UNKNOWN)
    asked = ask(entries, situation=Situation.WORK_ABILITY_UNKNOWN, wants="siivous")
    assert keys(unasked) == ["paja"]
    assert keys(asked) == ["paja", "kurssi"]
    assert unasked.handover.advised
    assert asked.handover.advised


def test_reading_and_writing_are_taught_to_one_who_asks_for_it_and_suggested_to_no_other_who_writes(ask: Ask) -> None:
    teaches = ["lukeminen", "kirjoittaminen", "ohjeen ymmärtäminen"]
    reading = an_entry(
        key="luku", name="Lukeminen haltuun", kind="preparatory", competences_gained=teaches, continuous=True
    )
    beginning = an_entry(key="alku", name="Työelämän alkeet", kind="preparatory", continuous=True)
    told = {"situation": Situation.LONG_UNEMPLOYED}
    assert keys(ask([reading, beginning], **told)) == ["alku"]
    hard = (Competence("lukeminen", 0), Competence("kirjoittaminen", 1))
    assert "luku" in keys(ask([reading, beginning], competences=hard, **told))
    easy = (Competence("lukeminen", 3), Competence("kirjoittaminen", 3))
    assert "luku" not in keys(ask([reading, a_course("kurssi")], competences=easy, wants="siivous", **told))
    assert "luku" in keys(ask([reading, beginning], wants="lukeminen", **told))
    assert keys(ask([reading, beginning, a_course("kurssi")], wants="siivous", **told)) == ["kurssi", "alku"]


def test_a_wish_that_names_no_work_asks_for_no_courses(ask: Ask) -> None:
    told = {"situation": Situation.WORK_ABILITY_UNKNOWN, "wants": "en tiedä"}
    assert ask([a_course("kurssi")], **told).items == ()


# The score


def test_what_one_can_show_already_comes_first_with_the_persons_words(ask: Ask) -> None:
    entries = [a_course("siivous"), an_entry(key="hitsaus", competences_gained=["hitsaus"], continuous=True)]
    advice = ask(entries, competences=(Competence("hitsaus", 3),))
    assert keys(advice)[0] == "hitsaus"
    assert "Kerroit voivasi opettaa muillekin tämän: hitsaus." in advice.items[0].reasons[0]


def test_what_was_told_is_not_said_to_be_mastered_when_it_was_not_asked_how_well(ask: Ask) -> None:
    entries = [an_entry(key="hitsaus", competences_gained=["hitsaus"])]
    (item,) = ask(entries, competences=(Competence("hitsaus", 3, is_rated=False),)).items
    assert "Kerroit tästä: hitsaus." in item.reasons[0]


def test_what_one_cannot_yet_is_no_reason(ask: Ask) -> None:
    advice = ask([a_course("a")], competences=(Competence("siivous", 0),))
    assert advice.items[0].parts.recognition == 0
    assert not any("Kerroit" in reason for reason in advice.items[0].reasons)


def test_a_competence_counts_once_however_often_an_entry_speaks_of_it(ask: Ask) -> None:
    entries = [
        a_course("kerran"),
        a_course("monesti", competences_gained=["siivous", "kodin siivous", "siivouksen aineet"]),
    ]
    once, often = ask(entries, competences=(Competence("siivooja", 2),)).items
    assert once.parts.recognition == often.parts.recognition


def test_what_helps_in_any_work_tells_half_of_what_a_field_does(ask: Ask) -> None:
    entries = [an_entry(key="k", competences_gained=["tiimityö"]), a_course("s")]
    told = (Competence("tiimityö", 3), Competence("siivous", 3))
    parts = {item.entry.key: item.parts.recognition for item in ask(entries, competences=told).items}
    assert 0 < parts["k"] < parts["s"]


def test_care_of_plants_is_no_care_of_people(ask: Ask) -> None:
    known = an_entry(key="h", competences_gained=["perushoito ja hoiva"])
    assert ask([known], competences=(Competence("siivouksen hoiva", 2),)).items[0].parts.recognition > 0
    assert ask([known], competences=(Competence("siivous", 2),)).items[0].parts.recognition == 0


def test_what_leads_elsewhere_is_left_out_when_something_leads_there(ask: Ask) -> None:
    entries = [
        a_course("siivous"),
        an_entry(key="muu", name="Hitsaus", summary="Opit.", competences_gained=["hitsaus"]),
    ]
    assert keys(ask(entries, wants="siivooja")) == ["siivous"]


def test_missing_data_scores_lower_than_data_that_fits(ask: Ask) -> None:
    entries = [a_course("kertoo", weekly_hours=10), a_course("ei-kerro")]
    assert keys(ask(entries, hours=20)) == ["kertoo", "ei-kerro"]


def test_a_national_unit_is_suggested_once_at_the_place_that_suits(ask: Ask) -> None:
    entries = [a_course(place.lower(), name="Siivous", code="100", place=place) for place in ("Nokia", "Tampere")]
    assert keys(ask(entries, place="Nokialla")) == ["nokia"]


def test_the_first_three_are_not_of_one_kind_and_provider_when_there_is_another_as_good(ask: Ask) -> None:
    entries = [*(a_course(key) for key in "abc"), a_course("d", provider="Toinen opisto", weekly_hours=30)]
    assert "d" in keys(ask(entries, wants="siivous"))[:3]


def test_a_worse_entry_is_no_variety(ask: Ask) -> None:
    entries = [*(a_course(key) for key in "abc"), an_entry(key="d", provider="Toinen", competences_gained=["hitsaus"])]
    assert set(keys(ask(entries, wants="siivous"))[:3]) == set("abc")


# Refusing


def test_a_refused_entry_is_gone_and_its_like_comes_after_the_others(ask: Ask) -> None:
    far, also_far, near = (
        a_course("kaukana", place="Orivesi"),
        a_course("myos", place="Orivesi", length_weeks=1, weekly_hours=10),
        a_course("lahella"),
    )
    assert keys(ask([far, also_far, near], wants="siivous"))[0] == "myos"
    assert keys(ask([far, also_far, near], [Refusal(far, Why.PLACE)], wants="siivous")) == ["lahella", "myos"]


def test_a_person_who_refused_everything_is_told_so_and_offered_a_person(ask: Ask) -> None:
    only = a_course("ainoa")
    advice = ask([only], [Refusal(only, Why.OTHER)], wants="siivous")
    assert advice.items == ()
    assert advice.handover.advised
    assert "jätetty pois" in " ".join(advice.notes)


# The path


def a_path() -> list[Entry]:
    return [
        a_course("osa", code="100", starts=["2027-01-11"], continuous=False, length_weeks=10),
        a_course("hybridi", kind="hybrid_course", unit_codes=["100"], starts=["2027-02-01"], continuous=False),
        a_course("oppisopimus", kind="apprenticeship", qualification_code="q", fields=["puhtausala"]),
        a_course("toinen-osa", code="200", qualification_code="q"),
    ]


def test_steps_of_a_path_are_tied_by_codes_or_fields(ask: Ask) -> None:
    steps = [step.entry.key for step in ask(a_path(), wants="siivous").path.steps]
    assert steps in (["osa", "hybridi"], ["toinen-osa", "oppisopimus"])


def test_a_step_that_would_begin_before_the_last_one_ends_says_to_ask_for_the_next(ask: Ask) -> None:
    steps = ask(a_path()[:2], wants="siivous").path.steps
    assert "kysy seuraavasta ryhmästä" in steps[1].time


def test_a_path_tells_honestly_what_the_catalogue_lacks(ask: Ask) -> None:
    assert "oppisopimus" in (ask(a_path()[:2], wants="siivous").path.note or "")
    assert "hitsaus" in (ask(a_path(), wants="hitsaus").path.note or "")


@pytest.mark.parametrize(
    ("wants", "goal"),
    [
        ("ei sitten. se siivousjuttu uudestaan", "siivousjuttu"),
        ("mikä siivoojan homma mulle sopis", "siivooja"),
        ("sanoin kasvista", ""),
        ("astronautiksi", ""),
    ],
)
def test_the_goal_is_only_what_means_work_that_is_known(ask: Ask, wants: str, goal: str) -> None:
    entries = [
        *a_path(),
        an_entry(key="kasvi", name="Kasvit ja maa", summary="Kasvista.", competences_gained=["kasvi"]),
    ]
    way = ask(entries, wants=wants).path
    assert way.goal == goal
    assert bool(way.steps) is bool(goal)


def test_what_answers_only_a_stray_word_says_so_and_the_wish_is_asked(ask: Ask) -> None:
    advice = ask([an_entry(key="k", name="Kasvit ja maa", competences_gained=["kasvi"])], wants="sanoin kasvista")
    assert "Sanoit haluavasi" not in " ".join(advice.items[0].reasons)
    assert advice.asks_next is not None
    assert advice.asks_next.key == "wants"


def test_the_reason_tells_the_words_that_matched_and_not_the_sentence(ask: Ask) -> None:
    advice = ask([a_course("a")], wants="no mä nyt ehkä vois jotain siivousta jos semmoista on")
    assert "Sanoit haluavasi tätä: siivous." in advice.items[0].reasons[0]


def test_what_is_not_wanted_is_not_suggested(ask: Ask) -> None:
    entries = [a_course("siivous"), an_entry(key="hitsaus", name="Hitsaus", competences_gained=["hitsaus"])]
    assert keys(ask(entries, wants="en halua enää siivousta")) == ["hitsaus"]
    assert keys(ask(entries, unwanted="siivous")) == ["hitsaus"]


def test_what_a_step_gives_is_told_as_of_the_time_after_it(ask: Ask) -> None:
    for step in ask(a_path(), wants="siivous").path.steps:
        assert step.by_then.startswith("Tämän jälkeen")


# Odd and missing


def test_an_empty_catalogue_is_told_kindly(ask: Ask) -> None:
    advice = ask([], wants="siivous")
    assert "ei ole juuri nyt yhtään" in " ".join(advice.notes)
    assert advice.handover.advised


def test_of_two_levels_the_last_counts_and_that_is_told(ask: Ask) -> None:
    advice = ask([a_course("a")], competences=(Competence("siivous", 0), Competence("Siivous", 3)))
    assert advice.items[0].parts.recognition > 0
    assert "kaksi eri tasoa" in advice.notes[0]


def test_what_is_near_comes_first_is_no_reason_and_speaks_against_nothing(ask: Ask) -> None:
    entries = [a_course("a"), a_course("b", place="Nokia"), a_course("verkko", way="distance", place="Verkko")]
    plain, near = ask(entries, wants="siivous"), ask(entries, wants="siivous", near="nokia")
    assert keys(plain)[0] != "b"
    assert keys(near)[0] == "b"
    told = {item.entry.key: (item.reasons, item.hindrances, item.would_change) for item in plain.items}
    assert {item.entry.key: (item.reasons, item.hindrances, item.would_change) for item in near.items} == told
    assert {item.parts.fit for item in near.items if item.entry.key != "b"} == {
        item.parts.fit for item in plain.items if item.entry.key != "b"
    }


def test_a_place_that_is_named_goes_before_what_is_near(ask: Ask) -> None:
    entries = [a_course("a", place="Nokia"), a_course("b", place="Orivesi")]
    assert keys(ask(entries, wants="siivousta Orivedellä", near="Nokia"))[0] == "b"
    assert keys(ask(entries, wants="siivous", place="Orivesi", near="Nokia"))[0] == "b"


def test_a_place_and_evenings_in_the_wish_are_understood(ask: Ask) -> None:
    entries = [a_course("ilta", place="Nokia", evenings=True), a_course("paiva", place="Nokia"), a_course("muualla")]
    advice = ask(entries, wants="siivousta iltaisin Nokialla")
    assert keys(advice)[0] == "ilta"
    assert any("iltaisin" in reason for reason in advice.items[0].reasons)


def test_a_question_is_asked_only_when_the_answer_can_move_the_list(ask: Ask) -> None:
    told = {"wants": "siivous", "competences": (Competence("siivous", 2),), "situation": Situation.UNEMPLOYED}
    same = [a_course("a"), a_course("b")]
    apart = [a_course("a"), a_course("b", place="Orivesi")]
    assert ask(same, **told).asks_next is None
    question = ask(apart, **told).asks_next
    assert question is not None
    assert question.key == "place"


def test_a_change_of_an_entry_is_seen_at_once(analyser: Analyser) -> None:
    index, shelf = Index(analyser), Shelf(Competences(analyser, KNOWN))
    for entries, expected in (([a_course("a"), a_course("b")], {"a", "b"}), ([a_course("b", place="Nokia")], {"b"})):
        for key in list(index.entries):
            index.remove(key)
        for entry in entries:
            index.put(entry)
        shelf.follow(index.entries)
        advice = recommend(index, shelf, Wanted(place="Nokia"), [], TODAY)
        assert set(keys(advice)) == expected
    assert "Paikka on Nokia" in " ".join(advice.items[0].reasons)


def test_parts_of_a_compound_tell_only_when_the_whole_is_not_listed(analyser: Analyser) -> None:
    hospital = {"key": "sairaala", "name": "Sairaalasiivous", "group": "puhtaus", "words": ["sairaalasiivous"]}
    competences = Competences(analyser, [*KNOWN, hospital])
    assert competences.meaning("sairaalasiivousta").keys == {"sairaala"}
    assert competences.meaning("toimistosiivousta").keys == {"siivous"}


TEXT = st.text(max_size=60) | st.sampled_from(["siivooja Nokialla", "trukki", "en osaa mitään", "työ", "%", "{x}"])


@effort(max_examples=60, deadline=None)
@given(
    st.builds(
        Wanted,
        competences=st.lists(st.builds(Competence, TEXT, st.integers(0, 3)), max_size=4).map(tuple),
        situation=st.sampled_from(Situation),
        wants=TEXT,
        place=st.none() | TEXT,
        way=st.none() | st.sampled_from(Way),
        hours=st.none() | st.floats(0, 168),
        device=st.none() | st.booleans(),
        evenings=st.none() | st.booleans(),
    )
)
def test_whatever_a_person_says_the_advice_is_whole(wanted: Wanted) -> None:
    index, shelf = sample()
    advice = recommend(index, shelf, wanted, [], TODAY)
    scores = [item.score for item in advice.items]
    assert scores == sorted(scores, reverse=True)
    for item in advice.items:
        shares = (item.score, *(getattr(item.parts, name) for name in type(item.parts).__dataclass_fields__))
        assert all(0 <= share <= 1 for share in shares)
        assert item.reasons
        assert item.would_change
    assert advice.items or advice.handover.advised
