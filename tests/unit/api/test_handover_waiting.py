"""What is promised to one who waits, and what is done when nobody comes."""

from datetime import UTC, datetime, timedelta

import pytest

from api.handover.model import Step, expected_minutes, is_reserved, named, next_step, told_minutes

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PATIENCE = {
    Step.REMIND: timedelta(minutes=3),
    Step.WIDEN: timedelta(minutes=8),
    Step.OFFER_CALLBACK: timedelta(minutes=15),
}


def claims(*minutes_ago: float) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes_ago]


def test_nothing_is_promised_on_fewer_than_five_recent_claims() -> None:
    assert expected_minutes(1, [], NOW) is None
    assert expected_minutes(1, claims(1, 2, 3, 4), NOW) is None
    assert expected_minutes(1, claims(1, 2, 3, 4, 61), NOW) is None


def test_a_promise_is_the_place_by_the_pace_of_the_last_hour() -> None:
    paced = claims(2, 4, 6, 8, 10)
    assert expected_minutes(1, paced, NOW) == 2
    assert expected_minutes(7, paced, NOW) == 14
    assert expected_minutes(1, claims(0, 0, 0, 0, 0), NOW) == 1, "never at once"


def test_a_queue_that_has_stopped_promises_longer_by_the_minute() -> None:
    later = NOW + timedelta(minutes=10)
    assert expected_minutes(3, claims(2, 4, 6, 8, 10), later) > expected_minutes(3, claims(2, 4, 6, 8, 10), NOW)


@pytest.mark.parametrize(("minutes", "told"), [(1, 5), (5, 5), (6, 10), (23, 25)])
def test_minutes_are_told_to_five_and_upwards(minutes: int, told: int) -> None:
    assert told_minutes(minutes) == told


def test_steps_come_in_their_order_and_each_once() -> None:
    waits = [timedelta(minutes=minutes) for minutes in range(20)]
    taken: list[tuple[int, Step]] = []
    for minute, waited in enumerate(waits):
        step = next_step(waited, len(taken), PATIENCE)
        if step:
            taken.append((minute, step))
    assert taken == [(3, Step.REMIND), (8, Step.WIDEN), (15, Step.OFFER_CALLBACK)]


def test_the_own_coach_is_asked_first_for_a_while_when_on_duty() -> None:
    first = timedelta(minutes=5)
    assert is_reserved("own", "other", True, timedelta(minutes=1), first)
    assert not is_reserved("own", "own", True, timedelta(minutes=1), first)
    assert not is_reserved("own", "other", False, timedelta(minutes=1), first)
    assert not is_reserved("own", "other", True, timedelta(minutes=5), first)
    assert not is_reserved(None, "other", True, timedelta(0), first)


def test_a_coach_is_found_by_a_name_or_a_part_of_it_only_when_one_fits() -> None:
    names = {"a": "Aino Virta", "b": "Aino Laakso", "c": "Oiva Rinne"}
    assert named("aino virta", names) == "a"
    assert named(" OIVA ", names) == "c"
    assert named("Aino", names) is None
    assert named("Ain", names) is None
    assert named("", names) is None
