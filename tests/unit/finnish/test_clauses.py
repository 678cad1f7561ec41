"""Where clauses end, and how each is meant."""

import pytest

from finnish.clauses import Clause, Mood, Person, Tense, read, sentences
from finnish.words import Words

WORDS = Words()
MARKS = {
    "comma": ", ", "comma without a space": ",", "stop": ". ", "dots": "... ", "dots apart": " .. ", "ellipsis": "… ",
    "hyphen": " - ", "dash": " – ", "long dash": " — ", "dash at the word": "– ", "new line": "\n", "blank line": "\n\n",
    "emoji": " 😊 ", "emoji at the word": "👍", "two emoji and a comma": "😅🙈, ", "smiley": " :) ", "semicolon": "; ",
    "colon": ": ", "cry": "!! ", "slash": " / ", "ja": " ja ", "mutta": " mutta ", "mut": " mut ", "eiku": " eiku ",
    "ei kun": " ei kun ", "vaan": " vaan ", "niin": " niin ", "koska": " koska ", "comma and ja": ", ja ",
    "joten": " joten ", "nothing": " ",
}  # fmt: skip


def clauses(text: str) -> list[str]:
    return [clause.text for clause in read(text, WORDS)]


def one(text: str) -> Clause:
    (clause,) = read(text, WORDS)
    return clause


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_any_mark_parts_what_is_denied_from_what_is_so(mark: str) -> None:
    first, second = read(f"en oo työtön{mark}oon töissä", WORDS)
    assert (first.text, first.denies, first.mood) == ("en oo työtön", True, Mood.FACT)
    assert ([word.written for word in second.body], second.denies) == (["olen", "töissä"], False)
    assert (second.mood, second.tense, second.person) == (Mood.FACT, Tense.PRESENT, Person.FIRST)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("siivous ja keittiö", ["siivous ja keittiö"]),
        ("siivousta tai keittiötä sekä tarjoilua", ["siivousta tai keittiötä sekä tarjoilua"]),
        ("haluan siivousta ja keittiötä", ["haluan siivousta ja keittiötä"]),
        ("oon siivonnu ja tiskannu", ["oon siivonnu ja tiskannu"]),
        ("siivosin ja tiskasin", ["siivosin", "ja tiskasin"]),
        ("sosiaali- ja terveysala kiinnostaa", ["sosiaali- ja terveysala kiinnostaa"]),
        ("oon vaan töissä", ["oon vaan töissä"]),
        ("en mä vaan tiedä", ["en mä vaan tiedä"]),
        ("ei siivousta vaan keittiötä", ["ei siivousta", "vaan keittiötä"]),
        ("oon niin väsyny", ["oon niin väsyny"]),
        ("jos saan kurssin niin lähden", ["jos saan kurssin", "niin lähden"]),
        ("käyn töissä joka päivä", ["käyn töissä joka päivä"]),
        ("mulla on mies joka on työtön", ["mulla on mies", "joka on työtön"]),
        ("en tiedä mitä haluan", ["en tiedä", "mitä haluan"]),
        ("oon siivonnu ja mitä mä nyt teen", ["oon siivonnu", "ja mitä mä nyt teen"]),
        ("en halua siivota haluan hitsata", ["en halua siivota", "haluan hitsata"]),
        ("oon kokki mä haluan hitsata", ["oon kokki", "mä haluan hitsata"]),
        ("käyn töissä en oo työtön", ["käyn töissä", "en oo työtön"]),
        ("olin viisi vuotta kaupassa nyt oon työttömänä", ["olin viisi vuotta kaupassa", "nyt oon työttömänä"]),
        ("olin siivoojana nyt hitsausta", ["olin siivoojana", "nyt hitsausta"]),
        ("oon nyt töissä", ["oon nyt töissä"]),
        ("pääsen 8.00-16.00 välillä", ["pääsen 8.00-16.00 välillä"]),
        ("alkaa 15.12.2026 tai 1,5 kk päästä", ["alkaa 15.12.2026 tai 1,5 kk päästä"]),
        ("15.1. ja 3kk", ["15.1. ja 3kk"]),
        ("kello 8–16 (tai illalla)", ["kello 8–16", "tai illalla"]),
        ("yt:t alkoi: mitä nyt", ["yt:t alkoi", "mitä nyt"]),
        ("20 °C", ["20 °C"]),
        ("moi", ["moi"]),
        ("?", []),
        ("", []),
    ],
)
def test_a_clause_ends_where_another_verb_or_a_mark_begins_one(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


@pytest.mark.parametrize(
    ("text", "tense", "person"),
    [
        ("oon siivooja", Tense.PRESENT, Person.FIRST),
        ("olin siivoojana", Tense.PAST, Person.FIRST),
        ("oon ollu siivoojana", Tense.PERFECT, Person.FIRST),
        ("en oo ollu töissä", Tense.PERFECT, Person.FIRST),
        ("en ollu töissä", Tense.PAST, Person.FIRST),
        ("oon kiinnostunut", Tense.PRESENT, Person.FIRST),
        ("mut irtisanottiin", Tense.PAST, Person.PASSIVE),
        ("sä et kuuntele", Tense.PRESENT, Person.SECOND),
        ("hän käy koulua", Tense.PRESENT, Person.THIRD),
        ("se ei kiinnosta", Tense.PRESENT, Person.THIRD),
        ("siivous tampereella", Tense.NONE, Person.NONE),
        ("ei siivousta", Tense.NONE, Person.NONE),
        ("haluaisin kokiksi", Tense.PRESENT, Person.FIRST),
    ],
)
def test_tense_and_person_are_those_of_the_verb(text: str, tense: Tense, person: Person) -> None:
    clause = one(text)
    assert (clause.tense, clause.person) == (tense, person)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("oon työtön", Mood.FACT),
        ("en oo työtön", Mood.FACT),
        ("haluun kokiks", Mood.WISH),
        ("tekisin siivousta", Mood.WISH | Mood.SUPPOSED),
        ("haen töitä", Mood.WISH),
        ("hain rahtia satamasta", Mood.FACT),
        ("en haluu siivota", Mood.REFUSAL),
        ("en jaksa enää yövuoroja", Mood.REFUSAL),
        ("toimistohommat ei kiinnosta", Mood.REFUSAL),
        ("ei siivousta", Mood.REFUSAL),
        ("en osaa hitsata", Mood.FACT),
        ("en ole tehnyt siivousta", Mood.FACT),
        ("pelkään työttömyyttä", Mood.FEAR),
        ("en pelkää", Mood.FACT),
        ("saako työttömänä opiskella", Mood.QUESTION),
        ("mitä nyt", Mood.QUESTION),
        ("ja mitä se maksaa", Mood.QUESTION),
        ("siivous?", Mood.QUESTION),
        ("no mitä nyt", Mood.QUESTION),
        ("kurssi olis kiva", Mood.SUPPOSED),
        ("jos jään työttömäks", Mood.SUPPOSED),
        ("mulla on ajokortti", Mood.FACT | Mood.POSSESSION),
        ("mulla ajokortti", Mood.FACT | Mood.POSSESSION),
        ("mul ei oo ajokorttii", Mood.FACT | Mood.POSSESSION),
        ("mulla on mies", Mood.FACT | Mood.POSSESSION),
        ("mieheni on työtön", Mood.FACT | Mood.ANOTHERS),
        ("mun vaimo on ollu vuoden työttömänä", Mood.FACT | Mood.ANOTHERS),
        ("hän on kokki", Mood.FACT | Mood.ANOTHERS),
        ("kaverilla on ajokortti", Mood.FACT | Mood.ANOTHERS),
        ("oon kolmen lapsen äiti", Mood.FACT),
        ("oon ollu kotona lasten kanssa", Mood.FACT),
        ("hoidin äitiä kotona", Mood.FACT),
    ],
)
def test_how_a_clause_is_meant(text: str, mood: Mood) -> None:
    assert one(text).mood == mood


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("pelkään, että jään työttömäksi", [Mood.FEAR, Mood.FEAR]),
        ("pelkään että jään työttömäksi ja saan potkut", [Mood.FEAR, Mood.FEAR, Mood.FEAR]),
        ("haluan että saan töitä ja oon työtön", [Mood.WISH, Mood.WISH, Mood.WISH]),
        ("haluan töitä ja oon työtön", [Mood.WISH, Mood.FACT]),
        ("mulla on mies joka on työtön", [Mood.FACT | Mood.POSSESSION, Mood.FACT | Mood.ANOTHERS]),
        ("oon kokki joka on työtön", [Mood.FACT, Mood.FACT]),
        ("kaveri sanoi että oon laiska", [Mood.FACT | Mood.ANOTHERS, Mood.FACT]),
        ("kaveri sanoi että on työtön", [Mood.FACT | Mood.ANOTHERS, Mood.FACT | Mood.ANOTHERS]),
        ("oon työtön, mitä nyt?", [Mood.FACT, Mood.QUESTION]),
    ],
)
def test_what_governs_a_clause_tells_how_it_is_meant(text: str, moods: list[Mood]) -> None:
    assert [clause.mood for clause in read(text, WORDS)] == moods


def test_only_what_is_told_as_so_of_nobody_else_is_a_fact_of_oneself() -> None:
    told = {clause.text for clause in read("mieheni on työtön, oon töissä, haluun kokiks", WORDS) if clause.is_own_fact}
    assert told == {"oon töissä"}


def test_offsets_are_code_points_of_the_text_as_it_was_given() -> None:
    text = "  Moi 👩‍🚒! Oon  SIIVOOJA,mutku haluun\u00a0hitsata  "
    found = read(text, WORDS)
    assert [text[clause.start : clause.end] for clause in found] == [
        "Moi",
        "Oon  SIIVOOJA",
        "mutku haluun\u00a0hitsata",
    ]
    assert [clause.text for clause in found] == [text[clause.start : clause.end] for clause in found]
    assert [text[word.start : word.end] for word in found[2].words] == ["mutku", "mutku", "haluun", "hitsata"]


def test_that_something_is_put_right_denies_nothing() -> None:
    *_, right = read("Nokialle, ei kun Tampereelle", WORDS)
    assert [word.written for word in right.words] == ["eiku", "tampereelle"]
    assert [word.written for word in right.body] == ["tampereelle"]
    assert not right.denies
    assert not any(word.denied for word in right.words)


def test_a_sentence_keeps_its_mark_and_goes_on_over_dots_and_single_lines() -> None:
    text = "Olin kaupassa... sitten\nkotona. Nyt 15.1. asti töissä! Ja sitten?\n\nEn tiedä"
    parts = ["Olin kaupassa... sitten\nkotona.", " Nyt 15.1. asti töissä!", " Ja sitten?", "\n\n", "En tiedä"]
    assert list(sentences(text)) == parts
