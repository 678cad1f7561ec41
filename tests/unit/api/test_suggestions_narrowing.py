"""What narrows a wish, and which place gives way to which."""

from datetime import date

import pytest

from api.suggestions.model import narrows, without_place, without_time
from catalogue.search.query import read
from catalogue.search.wishes import Wish
from finnish.words import Words


@pytest.mark.parametrize(
    "wish",
    [
        Wish(place="Nokia"),
        Wish(free=True),
        Wish(time="evening"),
        Wish(starts_from="2027-01-01"),
        Wish(longest_weeks=8.0),
    ],
)
def test_a_place_a_fee_a_start_or_a_length_narrows(wish: Wish) -> None:
    assert narrows(wish)


@pytest.mark.parametrize("wish", [Wish(), Wish(text="siivous"), Wish(near="Nokia"), Wish(unwanted="siivous")])
def test_a_subject_alone_narrows_nothing(wish: Wish) -> None:
    assert not narrows(wish)


@pytest.mark.parametrize(
    ("place", "text", "left"),
    [
        ("Nokia", "trukkikortti nokialla", "trukkikortti"),
        ("Tampere", "Tampereelta joku siivouskurssi", "joku siivouskurssi"),
        (None, "siivous nokialla", "siivous nokialla"),
        ("Nokia", "siivous", "siivous"),
    ],
)
def test_the_place_that_was_named_before_gives_way(words: Words, place: str | None, text: str, left: str) -> None:
    assert without_place(place, text, words) == left


@pytest.mark.parametrize(
    ("said", "text", "unwanted"),
    [
        ("jotain muuta kuin siivousta", "", "siivousta"),
        ("siivousta ei, hoivaa ei, vaan varastohommia", "varastohommia", "siivousta hoivaa"),
        ("trukkikurssi tai jotain, paitsi keittiötä", "trukkikurssi", "keittiötä"),
        ("en keittiöön enää koskaan", "", "keittiöön"),
        ("onko se kurssi vai ei", "", ""),
        ("en halua mitään muuta kuin siivousta", "siivousta", ""),
        ("en ole koskaan hitsannut", "hitsannut", ""),
    ],
)
def test_what_is_not_wanted_is_no_subject(words: Words, said: str, text: str, unwanted: str) -> None:
    wish = read(said, None, words, [], date(2026, 11, 30))
    assert (wish.text, wish.unwanted) == (text, unwanted)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("siivous illalla", "siivous"),
        ("Viikonloppuisin hoiva-ala", "hoiva-ala"),
        ("siivous nokialla", "siivous nokialla"),
    ],
)
def test_the_time_that_was_named_before_gives_way(text: str, left: str) -> None:
    assert without_time(text) == left
