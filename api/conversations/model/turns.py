"""A turn: the bot's answer to one message. It may be tried many times and happens once."""

from datetime import datetime, timedelta
from enum import StrEnum

from api.conversations.model.states import State


class TurnState(StrEnum):
    DUE = "due"
    LEASED = "leased"
    DONE = "done"
    SKIPPED = "skipped"


class Mode(StrEnum):
    """How much of a bot there is in a turn."""

    ANSWER = "answer"
    READ = "read"


class Service(StrEnum):
    """What the bot does beside a person: nothing of it answers for the coach."""

    CRISIS_NUMBERS = "crisis_numbers"
    OPENING_HOURS = "opening_hours"
    CANCEL = "cancel"
    ALERT_COACH = "alert_coach"


LONGEST_PAUSE = timedelta(seconds=10)
# A reading that is less sure than this is not acted upon beside a person.
SURE_ENOUGH = 0.5
# Distress is met on a weaker sign: a number too many does no harm.
SURE_ENOUGH_OF_DISTRESS = 0.35

WAITING_FOR_A_PERSON = {
    "distress": Service.CRISIS_NUMBERS,
    "ask_opening_hours": Service.OPENING_HOURS,
    "cancel_request": Service.CANCEL,
}
SERVED: dict[State, dict[str, Service]] = {
    State.WAITING: WAITING_FOR_A_PERSON,
    State.CALLBACK: {name: service for name, service in WAITING_FOR_A_PERSON.items() if name != "cancel_request"},
    State.HUMAN: {"distress": Service.ALERT_COACH},
}


def mode(state: State, alone_in_distress: bool) -> Mode:
    """Whether the bot answers, or only reads. One in distress is not left alone while nobody is on duty."""
    alone = alone_in_distress and state in (State.WAITING, State.CALLBACK)
    return Mode.ANSWER if state is State.BOT or alone else Mode.READ


def served(state: State, intent: str | None, confidence: float | None) -> Service | None:
    """What the bot does about a message that it only read."""
    needed = SURE_ENOUGH_OF_DISTRESS if intent == "distress" else SURE_ENOUGH
    if intent is None or (confidence or 0.0) < needed:
        return None
    return SERVED.get(state, {}).get(intent)


def back_off(attempts: int) -> timedelta:
    """The pause before the next try: 0.5 s, 1 s, 2 s … at most ten seconds."""
    return min(timedelta(seconds=0.5 * 2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def is_due(due_at: datetime, now: datetime, lasts: timedelta) -> bool:
    """Whether a turn's time has come. One due later than any pause or lease was set by a clock that jumped."""
    return due_at <= now or due_at > now + max(lasts, LONGEST_PAUSE)


def suppressed(takeovers_then: int, takeovers_now: int) -> bool:
    """Whether replies are kept for the record only: a claim or a close came after the turn began."""
    return takeovers_now > takeovers_then
