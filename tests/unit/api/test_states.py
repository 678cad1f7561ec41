from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from api.conversations.model import (
    TAKING_OVER,
    Event,
    Mode,
    NotAllowed,
    Service,
    State,
    is_due,
    mode,
    next_state,
    served,
    suppressed,
)

DESIGN = {
    State.BOT: {State.WAITING, State.CALLBACK, State.CLOSED},
    State.WAITING: {State.HUMAN, State.BOT, State.CALLBACK, State.CLOSED},
    State.HUMAN: {State.BOT, State.WAITING, State.CALLBACK, State.CLOSED},
    State.CALLBACK: {State.HUMAN, State.CLOSED},
    State.CLOSED: {State.BOT, State.WAITING},
}


@pytest.mark.parametrize("state", State)
def test_a_conversation_goes_only_where_the_design_lets_it(state: State) -> None:
    reached = set()
    for event in Event:
        try:
            reached.add(next_state(state, event))
        except NotAllowed:
            continue
    assert reached == DESIGN[state]


def test_a_claim_of_a_conversation_that_nobody_asked_for_is_refused() -> None:
    with pytest.raises(NotAllowed):
        next_state(State.BOT, Event.CLAIMED)


ALL = {
    (State.BOT, Event.ASKED_FOR_HUMAN): State.WAITING,
    (State.BOT, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.BOT, Event.CLOSED): State.CLOSED,
    (State.WAITING, Event.CANCELLED): State.BOT,
    (State.WAITING, Event.CLAIMED): State.HUMAN,
    (State.WAITING, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.WAITING, Event.CLOSED): State.CLOSED,
    (State.HUMAN, Event.CLAIM_RETURNED): State.WAITING,
    (State.HUMAN, Event.GIVEN_TO_BOT): State.BOT,
    (State.HUMAN, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.HUMAN, Event.CLOSED): State.CLOSED,
    (State.CALLBACK, Event.CLAIMED): State.HUMAN,
    (State.CALLBACK, Event.CLOSED): State.CLOSED,
    (State.CLOSED, Event.REOPENED): State.BOT,
    (State.CLOSED, Event.ASKED_FOR_HUMAN): State.WAITING,
}


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_pair_of_state_and_event(state: State, event: Event) -> None:
    if (state, event) in ALL:
        assert next_state(state, event) == ALL[state, event]
    else:
        with pytest.raises(NotAllowed):
            next_state(state, event)


def test_only_a_coach_or_a_close_silences_a_reply_that_is_on_its_way() -> None:
    assert set(TAKING_OVER) == {Event.CLAIMED, Event.CLOSED}
    assert not suppressed(2, 2)
    assert suppressed(2, 3)


@pytest.mark.parametrize(("state", "alone"), list(product(State, (False, True))))
def test_the_bot_answers_when_it_has_the_talk_or_somebody_in_distress_waits(state: State, alone: bool) -> None:
    answers = state is State.BOT or (alone and state in (State.WAITING, State.CALLBACK))
    assert mode(state, alone) is (Mode.ANSWER if answers else Mode.READ)


@pytest.mark.parametrize("state", State)
def test_beside_a_person_the_bot_does_only_what_does_not_answer_for_the_coach(state: State) -> None:
    done = {intent for intent in ("distress", "ask_opening_hours", "cancel_request", "find_unit", "greet")
            if served(state, intent, 0.9)}  # fmt: skip
    assert (
        done
        == {
            State.BOT: set(),
            State.WAITING: {"distress", "ask_opening_hours", "cancel_request", "find_unit", "greet"},
            State.HUMAN: set(),
            State.CALLBACK: {"ask_opening_hours"},
            State.CLOSED: set(),
        }[state]
    )


def test_who_waits_is_told_that_what_they_write_is_kept_and_no_more() -> None:
    told = {intent: served(State.WAITING, intent, 0.9) for intent in ("distress", "find_unit", "greet")}
    assert set(told.values()) == {Service.RECEIPT}


def test_an_unsure_reading_is_not_acted_upon() -> None:
    assert served(State.WAITING, "cancel_request", 0.4) is Service.RECEIPT
    assert served(State.WAITING, "cancel_request", 0.6) is Service.CANCEL
    assert served(State.WAITING, None, None) is None


def test_a_turn_that_a_clock_in_the_future_put_off_is_due_when_the_clock_is_right_again() -> None:
    now, lasts = datetime(2026, 5, 4, 12, tzinfo=UTC), timedelta(seconds=25)
    assert is_due(now, now, lasts)
    assert not is_due(now + timedelta(seconds=20), now, lasts)
    assert is_due(now + timedelta(hours=3), now, lasts)


def test_a_lease_that_began_while_one_waited_for_the_lock_is_no_clock_that_jumped() -> None:
    read_before_the_lock, lasts = datetime(2026, 9, 14, tzinfo=UTC), timedelta(seconds=25)
    for waited in (timedelta(milliseconds=1), timedelta(seconds=5)):
        assert not is_due(read_before_the_lock + waited + lasts, read_before_the_lock, lasts)
