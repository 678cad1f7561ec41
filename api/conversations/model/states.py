"""Who answers in a conversation, and which changes are allowed. Decided here and nowhere else."""

from enum import StrEnum

from api.platform.problem import Problem


class State(StrEnum):
    BOT = "bot"
    WAITING = "waiting"
    HUMAN = "human"
    CALLBACK = "callback"
    CLOSED = "closed"


class Event(StrEnum):
    ASKED_FOR_HUMAN = "asked_for_human"
    CANCELLED = "cancelled"
    CLAIMED = "claimed"
    CLAIM_RETURNED = "claim_returned"
    GIVEN_TO_BOT = "given_to_bot"
    CALLBACK_CHOSEN = "callback_chosen"
    CLOSED = "closed"
    REOPENED = "reopened"


class NotAllowed(Problem):
    """The conversation may not go there from where it is."""

    status, kind = 409, "not-allowed"


ALLOWED: dict[tuple[State, Event], State] = {
    (State.BOT, Event.ASKED_FOR_HUMAN): State.WAITING,
    (State.BOT, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.BOT, Event.CLOSED): State.CLOSED,
    (State.WAITING, Event.CLAIMED): State.HUMAN,
    (State.WAITING, Event.CANCELLED): State.BOT,
    (State.WAITING, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.WAITING, Event.CLOSED): State.CLOSED,
    (State.HUMAN, Event.GIVEN_TO_BOT): State.BOT,
    (State.HUMAN, Event.CLAIM_RETURNED): State.WAITING,
    (State.HUMAN, Event.CALLBACK_CHOSEN): State.CALLBACK,
    (State.HUMAN, Event.CLOSED): State.CLOSED,
    (State.CALLBACK, Event.CLAIMED): State.HUMAN,
    (State.CALLBACK, Event.CLOSED): State.CLOSED,
    (State.CLOSED, Event.REOPENED): State.BOT,
    (State.CLOSED, Event.ASKED_FOR_HUMAN): State.WAITING,
}
# After these a turn that was under way may no longer speak: a person took over, or the talk ended.
TAKING_OVER = (Event.CLAIMED, Event.CLOSED)


def next_state(state: State, event: Event) -> State:
    """Where a conversation goes. Raises NotAllowed when it may not go there."""
    try:
        return ALLOWED[state, event]
    except KeyError:
        raise NotAllowed(state, event) from None
