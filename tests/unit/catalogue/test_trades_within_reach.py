"""Which trades one may look for: beside and above one's own, and within what body and hours allow."""

import pytest

from catalogue.recommend.trades import within_reach
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


def test_a_trade_is_not_named_to_who_has_it_and_none_to_who_has_told_none() -> None:
    assert "ompelija" not in within_reach(KNOWN, [KEYS["ompelija"], KEYS["verhoilija"]], [])
    assert "verhoilija" not in within_reach(KNOWN, [KEYS["ompelija"], KEYS["verhoilija"]], [])
    assert within_reach(KNOWN, [], ["lifting"]) == []


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
