"""What a person's own word keeps back, and what it leaves."""

import pytest

from catalogue.recommend import Bounds, Cause, Forbidden, Practised, recommend
from catalogue.recommend.binding import Binding
from catalogue.recommend.model import Wanted
from tests.unit.catalogue.personas import TODAY, sample, trades


def binding(**told) -> Binding:
    index, shelf = sample()
    return Binding(index, shelf, trades(), Bounds(**told), TODAY)


def kept_back(**told) -> dict[str, Cause]:
    asked = binding(**told)
    removals = {key: asked.removal(row.entry) for key, row in asked.shelf.rows.items()}
    return {key: removal.cause for key, removal in removals.items() if removal and removal.sure}


def doubted(**told) -> set[str]:
    asked = binding(**told)
    removals = {key: asked.removal(row.entry) for key, row in asked.shelf.rows.items()}
    return {key for key, removal in removals.items() if removal and not removal.sure}


@pytest.mark.parametrize(
    ("what", "gone", "left"),
    [
        ("siivous", {"siivous-hybridi", "siivous-rekry", "siivous-oppisopimus"}, {"varasto-rekry", "hoiva-rekry"}),
        ("hoitoala", {"hoiva-avustaja", "lahihoitaja-oppisopimus", "naytto-hoiva"}, {"kirjanpito", "siivous-rekry"}),
        ("keittiö", {"hygieniaosaaminen", "keittioapulainen", "kokki-oppisopimus"}, {"trukinkuljettaja"}),
        ("oppisopimus", {"auto-oppisopimus", "siivous-oppisopimus"}, {"siivous-hybridi", "auton-huoltaminen"}),
        ("verkkokurssi", {"kirjanpito", "palkanlaskenta"}, {"toimisto-hybridi"}),
        ("terminaali", {"varasto-rekry"}, {"varaosavarasto"}),
        ("Tampere", {"hoiva-avustaja"}, {"kirjanpito"}),
    ],
)
def test_a_field_a_course_a_way_or_a_place_that_is_not_wanted_is_kept_back(what: str, gone: set, left: set) -> None:
    found = kept_back(excluded=(what,))
    assert gone <= found.keys()
    assert not left & found.keys()


def test_a_card_that_is_held_keeps_back_its_course_and_nothing_that_needs_it() -> None:
    assert kept_back(cards=("trukkikortti",)) == {"trukinkuljettaja": Cause.CARD}
    assert kept_back(cards=("hygieniapassi",)) == {"hygieniaosaaminen": Cause.CARD}
    assert not kept_back(cards=("B-ajokortti", "työturvallisuuskortti"))


def test_who_has_done_a_trade_for_years_is_not_shown_its_basics() -> None:
    found = kept_back(practised=(Practised("kokki", 12),))
    assert {"keittioapulainen", "hygieniaosaaminen", "kokki-oppisopimus", "tyopaja-keittio"} <= found.keys()
    assert not {"ruokapalvelu-at", "keittion-vetaja", "naytto-keittio", "it-alkeet"} & found.keys()


def test_of_a_trade_whose_years_were_not_told_only_what_stands_below_is_kept_back() -> None:
    found = kept_back(practised=(Practised("kirvesmies"),))
    assert "rakennusapumies" in found
    assert "kirvesmies-oppisopimus" not in found


def test_what_is_mastered_keeps_back_its_basics_and_not_what_is_above() -> None:
    found = kept_back(mastered=("siivous",))
    assert {"siivous-hybridi", "yllapitosiivous"} <= found.keys()
    assert not {"siivoustyonohjaaja", "laitoshuolto-at", "naytto-siivous"} & found.keys()


def test_a_limit_keeps_back_what_asks_much_and_puts_last_what_asks_some() -> None:
    limits = (Forbidden("lifting", "ei nostamista"),)
    assert kept_back(forbidden=limits)["rakennusapumies"] is Cause.LIMIT
    assert "siivous-hybridi" in doubted(forbidden=limits)
    assert "tyomaan-johto" not in kept_back(forbidden=limits).keys() | doubted(forbidden=limits)


def test_of_dust_and_chemicals_a_little_is_too_much() -> None:
    assert "tyopaja-puu" in kept_back(forbidden=(Forbidden("dust", "ei pölyä"),))
    assert "siivous-hybridi" in kept_back(forbidden=(Forbidden("chemicals", "ei kemikaaleja"),))


def test_what_can_be_lifted_keeps_nothing_back() -> None:
    for key in ("reading", "computer", "finnish", "licence"):
        assert not kept_back(forbidden=(Forbidden(key, key),))


def test_the_ways_up_come_first() -> None:
    index, shelf = sample()
    found = recommend(index, shelf, Wanted(), [], TODAY, binding(practised=(Practised("hitsaaja", 20),)))
    assert {item.entry.key for item in found.items[:3]} == {"hitsaaja-at", "naytto-metalli", "cnc-jatko"}
    assert "hitsaus" not in {item.entry.key for item in found.items}


def test_a_path_has_no_step_that_is_kept_back() -> None:
    index, shelf = sample()
    bound = binding(excluded=("oppisopimus",))
    found = recommend(index, shelf, Wanted(wants="siivous"), [], TODAY, bound)
    assert found.path.steps
    assert all(bound.removal(step.entry) is None for step in found.path.steps)
