"""The bot's own sayings take turns, and begin alike where the seed says so."""

import pytest

from api.dialogue.service.speakers import SPEAKERS
from api.dialogue.service.speakers.smalltalk import NOT_ASKED
from api.dialogue.wording import has, meaning, way_of
from api.platform.replies import means
from tests.support.turns import texts_of

SAYING = "frustrated"


def said(times: int, talk: str = "talk", seed: str = "") -> str:
    return way_of(SAYING, times, talk, seed).text


def test_the_ways_of_saying_take_turns_and_come_round() -> None:
    ways = texts_of(SAYING)
    assert len(ways) > 1
    row = [said(times) for times in range(len(ways))]
    assert sorted(row) == sorted(ways)
    assert said(len(ways)) == row[0]


def test_talks_do_not_all_begin_with_one_way() -> None:
    assert {said(0, f"talk {number}") for number in range(30)} == set(texts_of(SAYING))


def test_the_seed_decides_the_first_way() -> None:
    assert {said(0, seed=f"seed {number}") for number in range(30)} == set(texts_of(SAYING))


def test_with_a_seed_all_talks_begin_with_one_way() -> None:
    assert len({said(0, f"talk {number}", "seed") for number in range(30)}) == 1


def test_a_saying_with_buttons_is_choices_that_carry_their_meaning() -> None:
    way = way_of(SAYING, 0, "talk", "")
    assert way.kind == "choices"
    assert [choice.meaning for choice in way.choices] == [means("request_human"), means("deny")]


def test_what_the_bot_may_ask_about_has_a_name_in_the_persons_terms() -> None:
    assert meaning("myth_cost") == "Opiskelun hinta huolettaa"
    assert meaning("weather") is None
    assert not any(meaning(intent) for intent in NOT_ASKED)


@pytest.mark.parametrize("language", ["sv", "en", "other", "any"])
def test_there_is_an_answer_in_each_language_that_can_be_meant(language: str) -> None:
    assert has(f"language_{language}")
    assert "change_language" in SPEAKERS
