"""What is said where in a talk: by it the shares of meanings are weighed."""

import numpy as np
import pytest

from bot.nlu.places import learned_places, place_of, weighed

INTENTS = np.array(["ask_details", "goodbye", "greet"])
MEANT = ["greet"] * 40 + ["goodbye"] * 40 + ["ask_details"] * 40
BEFORE = ["start"] * 30 + [None] * 10 + ["other"] * 30 + [None] * 10 + ["cards"] * 30 + [None] * 10
PLACES = learned_places(INTENTS, MEANT, BEFORE)
TORN = np.array([[0.2, 0.4, 0.4]])


def likeliest(before: str | None) -> str:
    return str(INTENTS[weighed(TORN, PLACES, before)[0].argmax()])


@pytest.mark.parametrize(("before", "meant"), [("start", "greet"), ("other", "goodbye"), ("cards", "ask_details")])
def test_a_torn_reading_is_decided_by_the_place(before: str, meant: str) -> None:
    assert likeliest(before) == meant


@pytest.mark.parametrize("before", [None, "nowhere"])
def test_where_nothing_is_known_of_the_place_nothing_changes(before: str | None) -> None:
    assert weighed(TORN, PLACES, before) is TORN


def test_shares_stay_shares_and_what_is_surely_said_is_not_overruled() -> None:
    sure = np.array([[0.004, 0.001, 0.995]])
    there = weighed(sure, PLACES, "cards")
    assert there.sum() == pytest.approx(1.0)
    assert INTENTS[there[0].argmax()] == "greet"


def test_a_place_of_few_sayings_is_little_different_from_all() -> None:
    few = learned_places(INTENTS, [*MEANT, "greet"], [*BEFORE, "step"])
    assert np.allclose(weighed(TORN, few, "step"), TORN, atol=0.05)


def test_with_no_talks_to_learn_from_every_place_is_alike() -> None:
    assert learned_places(INTENTS, MEANT, [None] * len(MEANT)) == {}


@pytest.mark.parametrize("metadata", [None, {}, {"before": None}, {"before": 7}, {"open_question": None}])
def test_a_message_that_tells_no_place_has_none(metadata: dict | None) -> None:
    assert place_of(metadata) is None
