"""Trades heard in what people say: all of them told plainly, and a table of spoken, dialectal and mistyped tellings."""

import pytest

from finnish.words import Words
from occupations.files import occupations
from occupations.finder import Finder, Found
from occupations.meaning import Meant
from occupations.model import Occupation

TRADES = list(occupations().occupations.values())
# Names of one word whose essive is the name and -na or -nä.
ENDING_AS_THEY_ARE = ("ja", "jä", "ari", "äri", "eri", "ori", "uri", "kko", "kkö")


@pytest.fixture(scope="module")
def finder(words: Words) -> Finder:
    return Finder(occupations().occupations, words)


def keys(found: list[Found]) -> list[str]:
    return [each.occupation for each in found]


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.key)
def test_every_name_of_a_trade_is_heard(trade: Occupation, finder: Finder) -> None:
    for name in trade.names:
        text = f"Oon {name}."
        found = finder.find(text)
        assert keys(found) == [trade.key], name
        assert text[found[0].start : found[0].end] == found[0].words
        assert found[0].held, name


def _told_plainly() -> list[tuple[str, str]]:
    """(key, name in the essive) of every name that is inflected without a change of stem."""
    names = [(trade.key, name) for trade in TRADES for name in trade.names if " " not in name]
    return [(key, name + _essive_ending(name)) for key, name in names if name.endswith(ENDING_AS_THEY_ARE)]


def _essive_ending(name: str) -> str:
    """The last back or front vowel decides."""
    return "na" if next((letter for letter in reversed(name) if letter in "aouäöy"), "ä") in "aou" else "nä"


def test_trades_told_plainly_are_found_with_their_years(finder: Finder) -> None:
    told = _told_plainly()
    assert len(told) >= 164
    missed = []
    for key, essive in told:
        found = finder.find(f"olin {essive} viisi vuotta")
        if (
            keys(found) != [key]
            or found[0].meant is not Meant.AS
            or found[0].stint is None
            or found[0].stint.years != 5
        ):
            missed.append(essive)
    assert missed == []


def test_phrases_are_found_with_their_years_and_as_what_one_did(finder: Finder) -> None:
    missed = []
    for trade in TRADES:
        for phrase in trade.phrases:
            hit = next((each for each in finder.find(f"{phrase} viisi vuotta") if each.occupation == trade.key), None)
            if hit is None or hit.meant is not Meant.DOING or hit.stint is None or hit.stint.years != 5:
                missed.append(phrase)
    assert missed == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ajoin viis vuotta rekkaa", {"yhdistelmaajoneuvonkuljettaja": 5}),
        ("rekkaa oon ajanu 3v", {"yhdistelmaajoneuvonkuljettaja": 3}),
        ("mä tein siivoojan hommii kolmisen vuotta", {"siivooja": 3}),
        ("hoidin äitiä yhdeksän vuotta", {"omaishoitaja": 9}),
        ("hoijin vanhaa äitii 2 vuotta", {"omaishoitaja": 2}),
        ("lähärinä kymmenen vuotta", {"lahihoitaja": 10}),
        ("oon timpuri", {"kirvesmies": None}),
        ("timpurin hommaa teinny", {"kirvesmies": None}),
        ("wolttikuskina puol vuotta", {"ruokalahetti": 0.5}),
        ("wolt lähettinä 2 vuotta", {"ruokalahetti": 2}),
        ("raksasiivoojana puolisen vuotta", {"rakennussiivooja": 0.5}),
        ("siivoojana pari vuotta ja kokkina kolme vuotta", {"siivooja": 2, "kokki": 3}),
        ("eka olin postissa 4 vuotta ja sit taksikuskina 6", {"postityontekija": 4, "taksinkuljettaja": 6}),
        ("viisi vuotta siivoojana, kolme kuukautta kokkina", {"siivooja": 5, "kokki": 0.25}),
        ("mulla on ollut oma kampaamo", {"kampaaja": None}),
        ("olin kaverin pajalla kolme vuotta", {"levyseppa": 3}),
        ("olin töissä kampaajalla", {"kampaaja": None}),
        ("duunissa varastolla 10 v", {"varastotyontekija": 10}),
        ("olin päiväkodissa 4 vuotta", {"lastenhoitaja": 4}),
        ("kokki 12 vuotta", {"kokki": 12}),
        ("oon sairaanhoitaja, 8 vuotta osastolla", {"sairaanhoitaja": 8}),
        ("huonekalupuuseppänä 20 vuotta", {"puuseppa": 20}),
        ("sarjakuvapiirtäjänä ja thaihierojana", {"graafinen-suunnittelija": None, "hieroja": None}),
        ("lähihotajana 4v", {"lahihoitaja": 4}),
        ("siivojana kolme vuotta", {"siivooja": 3}),
        ("olin keräiliänä vuoden", {"kerailija": 1}),
        ("olin lahihoitajana vuoden", {"lahihoitaja": 1}),
        ("bussikuskin hommis", {"linja-autonkuljettaja": None}),
        ("tein sähköhommia", {"sahkoasentaja": None}),
        ("koodarina kaksi ja puoli vuotta", {"ohjelmistokehittaja": 2.5}),
    ],
)
def test_spoken_and_mistyped_tellings(text: str, told: dict[str, float | None], finder: Finder) -> None:
    held = [each for each in finder.find(text) if each.held]
    assert {each.occupation: each.stint.years if each.stint else None for each in held} == told


@pytest.mark.parametrize(
    ("text", "occupation", "since", "until", "length"),
    [
        ("opettajana 2010–2015", "aineenopettaja", 2010, 2015, 5),
        ("olin kokkina 2010-15", "kokki", 2010, 2015, 5),
        ("vuodesta 2018 bussikuskina", "linja-autonkuljettaja", 2018, None, None),
        ("Hitsari 2019–", "hitsaaja", 2019, None, None),
    ],
)
def test_years_from_and_to(
    text: str, occupation: str, since: int, until: int | None, length: float | None, finder: Finder
) -> None:
    (found,) = finder.find(text)
    assert found.occupation == occupation
    assert found.stint is not None
    assert (found.stint.since, found.stint.until, found.stint.length) == (since, until, length)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("haluaisin hitsariksi", Meant.WISH),
        ("opiskelen hitsariksi", Meant.WISH),
        ("haluaisin ajaa rekkaa", Meant.WISH),
        ("kävin lääkärissä eilen", Meant.VISIT),
        ("soitin lääkärille", Meant.VISIT),
        ("käyn kaupassa joka päivä", Meant.VISIT),
        ("mun mies on putkimies", Meant.NAMED),
        ("isä oli lääkäri", Meant.NAMED),
        ("isä ajoi rekkaa", Meant.NAMED),
        ("opettaja sanoi niin", Meant.NAMED),
        ("lapsi on päiväkodissa", Meant.NAMED),
    ],
)
def test_a_wish_a_visit_and_anothers_work_are_not_held(text: str, meant: Meant, finder: Finder) -> None:
    (found,) = finder.find(text)
    assert found.meant is meant
    assert not found.held


@pytest.mark.parametrize("text", ["en ole kokki", "en oo ollu siivoojana", "enkä ole ajanut rekkaa"])
def test_what_is_denied_is_told_as_denied(text: str, finder: Finder) -> None:
    (found,) = finder.find(text)
    assert found.denied
    assert not found.held


def test_a_denial_ends_with_its_clause(finder: Finder) -> None:
    first, second = finder.find("en oo ollu kokki, olin siivoojana")
    assert (first.denied, second.denied) == (True, False)


def test_a_wish_reaches_no_further_than_its_clause(finder: Finder) -> None:
    wish, done = finder.find("haluaisin hitsariksi mutta olen vain ajanut trukkia")
    assert (wish.meant, done.meant) == (Meant.WISH, Meant.DOING)
    assert done.occupation == "trukinkuljettaja"


@pytest.mark.parametrize(
    "text",
    [
        "olen keräilijä ja harrastan postimerkkejä",
        "moi, miten menee",
        "lapsi on kuusi vuotta",
        "tullu mieleen kaikkea",
        "saaha rahaa tässä kuussa",
        "paluumuuttaja Ruotsista",
        "hybridimalli sopis mulle",
        "aikaan lähtee viimeinen juna",
        "lähetin hakemuksen eilen",
        "",
        "!!! 12345 ???",
    ],
)
def test_everyday_words_are_no_trades(text: str, finder: Finder) -> None:
    assert finder.find(text) == []


def test_an_age_is_no_length(finder: Finder) -> None:
    (found,) = finder.find("olen 45 vuotta vanha ja olin myyjä")
    assert found.stint is None


def test_places_are_code_points_of_the_text_as_it_was_given(finder: Finder) -> None:
    text = "👋🏽 Ollaan ytimessä: OLIN  Lähihoitajana\n\tkolme vuotta"
    (found,) = finder.find(text)
    assert text[found.start : found.end] == "Lähihoitajana"
    assert found.stint is not None
    assert text[found.stint.start : found.stint.end] == "kolme vuotta"


def test_a_long_text_is_read_to_its_limit_only(finder: Finder) -> None:
    assert len(finder.find("olin kokkina. " * 1_000)) < 300


def test_names_from_elsewhere_are_heard_after_our_own(words: Words) -> None:
    finder = Finder(occupations().occupations, words, {"kampaaja": ["hiusstylisti", "kokki"]})
    assert keys(finder.find("olin hiusstylistinä")) == ["kampaaja"]
    assert keys(finder.find("olin kokkina")) == ["kokki"]
