"""The rules of suggesting."""

from api.suggestions.model import Aspect, aspects_in, meant, ranked
from catalogue.model import Entry
from catalogue.recommend import Refusal, Why
from tests.support.entries import an_entry

VOCABULARY = {"start": ["milloin", "alkaa"], "fee": ["maksaa"]}


def entries(**differing: list) -> list[Entry]:
    ((name, values),) = differing.items()
    return [an_entry(key=f"e{number}", **{name: value}) for number, value in enumerate(values)]


def test_what_was_refused_is_not_shown_again() -> None:
    first, second = entries(place=["Tampere", "Nokia"])
    assert ranked([first, second], [Refusal(first, Why.OTHER)]) == [second]


def test_what_shares_the_fault_of_a_refused_one_comes_last() -> None:
    refused, near, far = entries(place=["Nokia", "Tampere", "Nokia"])
    assert ranked([refused, far, near], [Refusal(refused, Why.PLACE)]) == [near, far]
    long, longer, short, unknown = entries(length_weeks=[20, 30, 5, None])
    assert ranked([long, longer, unknown, short], [Refusal(long, Why.LENGTH)])[0] == short


def test_a_question_is_answered_about_what_it_asks_in_that_order() -> None:
    assert aspects_in({"maksaa", "alkaa", "kurssi"}, VOCABULARY) == [Aspect.START, Aspect.FEE]
    assert aspects_in({"kiva"}, VOCABULARY) == []


def test_the_meant_card_is_found_by_its_place_or_its_name_and_else_all_are_meant() -> None:
    shown = entries(name=["Rengastyöt", "Vauriokorjaus"])
    names = [{"rengastyö"}, {"vauriokorjaus"}]
    ordinals = {"toinen": 1, "viimeinen": -1, "kolmas": 2}
    assert meant({"toinen"}, shown, names, ordinals) == shown[1:]
    assert meant({"viimeinen"}, shown, names, ordinals) == shown[1:]
    assert meant({"vauriokorjaus", "milloin"}, shown, names, ordinals) == shown[1:]
    assert meant({"milloin"}, shown, names, ordinals) == shown
    assert meant({"kolmas"}, shown, names, ordinals) == shown
