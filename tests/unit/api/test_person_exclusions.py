"""What is heard as not wanted or as mastered, and what is not."""

import pytest

from api.person.files import mastering, vocabulary
from api.person.model import Fact, FactKind, Status
from api.person.model.exclusions import spoken_of, wished_again
from finnish.words import Words

EXCLUSION, MASTERED = FactKind.EXCLUSION, FactKind.MASTERED


def heard(text: str, words: Words) -> list[tuple[FactKind, str]]:
    return [(each.kind, each.words) for each in spoken_of(text, words, mastering(), vocabulary().private)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("en halua kauppaan enkä kassalle", "en halua kauppaan enkä kassalle"),
        ("raksa ei oo mun juttu", "raksa ei oo mun juttu"),
        ("mitä vaan paitsi toimistotyötä", "toimistotyötä"),
        ("vihaan tiskaamista", "vihaan tiskaamista"),
        ("älä ehdota myyntiä", "älä ehdota myyntiä"),
        ("oon kyllästynyt varastoon", "oon kyllästynyt varastoon"),
        ("en opi etänä", "en opi etänä"),
        ("siivota en halua", "siivota en halua"),
        ("tiskaamaan en rupea", "tiskaamaan en rupea"),
        ("sairaalaan en halua töihin", "sairaalaan en halua töihin"),
        ("hoitoala ei oo mua varten", "hoitoala ei oo mua varten"),
        ("musta ei oo opettajaksi", "musta ei oo opettajaksi"),
        ("raksa ei oo mulle", "raksa ei oo mulle"),
        ("kunhan ei oo myyntiä", "kunhan ei oo myyntiä"),
        ("jätetään siivous pois", "jätetään siivous pois"),
        ("oppisopimus ei käy nyt", "oppisopimus ei käy nyt"),
        ("puhelintyö ei todellakaan", "puhelintyö ei todellakaan"),
    ],
)
def test_what_is_not_wanted_is_heard_in_its_own_clause(words: Words, text: str, told: str) -> None:
    assert heard(text, words) == [(EXCLUSION, told)]


@pytest.mark.parametrize(
    "text",
    [
        "en osaa hitsata",
        "en ole koskaan siivonnut",
        "ei haittaa vaikka olis siivousta",
        "ei pelkkää siivousta",
        "miksei mitään trukkia?",
        "mies ei halua siivota",
        "haluan siivota",
        "osaisinko minä hitsata",
        "en vihaa siivousta",
        "muutin pois",
    ],
)
def test_an_inability_a_question_and_anothers_word_exclude_nothing(words: Words, text: str) -> None:
    assert heard(text, words) == []


@pytest.mark.parametrize(
    "text", ["osaan hitsauksen hyvin", "opetan hitsausta muille", "hitsauskurssin oon jo käynyt", "hitsaus on hallussa"]
)
def test_what_is_mastered_is_heard(words: Words, text: str) -> None:
    assert [kind for kind, _ in heard(text, words)] == [MASTERED]


def test_whose_basics_are_not_wanted_masters_it(words: Words) -> None:
    assert heard("en tarvi hitsauksen peruskurssia", words) == [(MASTERED, "en tarvi hitsauksen peruskurssia")]


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("no näytä sittenki niitä siivouskursseja", True),
        ("voisin mä siivotakin", False),
        ("varastotyötä", False),
        ("olen siivooja", False),
        ("en halua siivota", False),
    ],
)
def test_a_wish_for_what_was_not_wanted_takes_it_back(words: Words, text: str, back: bool) -> None:
    fact = Fact("1", EXCLUSION, "siivous", "siivousta en halua", 1, Status.TOLD)
    assert wished_again(fact, text, words, mastering()) is back


def test_what_is_private_is_in_no_quote(words: Words) -> None:
    (said,) = [quote for _, quote in heard("en halua siivota vankilassa enää", words)]
    assert "vankila" not in said
    assert "siivota" in said
