"""Which trades one may look for: beside and above one's own, and within what body and hours allow."""

import pytest

from catalogue.recommend import Bounds, Forbidden, Practised
from catalogue.recommend.trades import sought, trades_of, within_reach
from finnish.words import Words
from occupations.files import occupations
from occupations.model import Degree

KNOWN = occupations()
KEYS = {trade.name: key for key, trade in KNOWN.occupations.items()}
ASKS = {trade.name: trade.asks for trade in KNOWN.occupations.values()}


@pytest.mark.parametrize("forbidden", ["lifting", "nights", "standing"])
@pytest.mark.parametrize("trade", ["kirvesmies", "kuorma-autonkuljettaja", "sairaanhoitaja", "kokki", "siivooja"])
def test_no_trade_asks_much_of_what_is_forbidden_and_the_freest_are_first(trade: str, forbidden: str) -> None:
    names = within_reach(KNOWN, [KEYS[trade]], [forbidden])
    degrees = [getattr(ASKS[name], forbidden) for name in names]
    assert Degree.MUCH not in degrees
    assert degrees == sorted(degrees, key=lambda degree: degree is Degree.SOME)


def test_a_trade_is_not_named_to_who_has_it() -> None:
    assert "ompelija" not in within_reach(KNOWN, [KEYS["ompelija"], KEYS["verhoilija"]], [])
    assert "verhoilija" not in within_reach(KNOWN, [KEYS["ompelija"], KEYS["verhoilija"]], [])


def test_who_has_told_no_trade_but_a_limit_is_named_what_is_taught_at_work() -> None:
    names = within_reach(KNOWN, [], ["people"])
    assert names
    assert all(KNOWN.occupations[KEYS[name]].taught_at_work and ASKS[name].people is None for name in names)
    assert within_reach(KNOWN, [], []) == []


def test_no_trade_of_long_schooling_is_named_to_who_has_little() -> None:
    named = set(within_reach(KNOWN, [KEYS["kirvesmies"]], ["lifting"]))
    assert "rakennustyönjohtaja" in named
    assert not named & {"rakennusinsinööri", "arkkitehti", "varastopäällikkö"}
    assert "osastonhoitaja" in within_reach(KNOWN, [KEYS["sairaanhoitaja"]], ["lifting"])


@pytest.mark.parametrize("trade", ["siivooja", "putkiasentaja", "leipuri", "rakennustyöntekijä"])
def test_whom_their_own_trade_has_worn_out_is_named_what_is_taught_at_work(trade: str) -> None:
    names = within_reach(KNOWN, [KEYS[trade]], ["lifting", "standing"])
    taught = [name for name in names if KNOWN.occupations[KEYS[name]].taught_at_work]
    assert len(taught) >= 3
    assert all(ASKS[name].lifting is None and ASKS[name].standing is None for name in taught)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("raksahommat loppu, mistä saa töitä", []),
        ("tehdas lopetti", []),
        ("siivoojaks? en mä kurssille oo menossa", []),
        ("en oo mikään siivooja enkä pakettiautokuski", []),
        ("trukkikuski vois käydä", ["trukinkuljettaja"]),
        ("kokki, tarjoilija", ["kokki", "tarjoilija"]),
    ],
)
def test_what_has_ended_is_thrown_back_or_denied_is_not_looked_for(words: Words, text: str, named: list[str]) -> None:
    assert list(sought(trades_of(words), text, Bounds()).named) == named


def test_a_trade_that_the_body_no_longer_bears_is_not_looked_for_because_it_was_told(words: Words) -> None:
    bounds = Bounds(practised=(Practised("kirvesmies", 25),), forbidden=(Forbidden("lifting", "ei nostamista"),))
    found = sought(trades_of(words), "timpuri", bounds)
    assert found.named == []
    assert "kirvesmies" not in found.near
