"""A turn: the bot's answer to one message. It may be tried many times and happens once."""

from datetime import timedelta
from enum import StrEnum

from api.conversations.model.states import State


class TurnState(StrEnum):
    DUE = "due"
    LEASED = "leased"
    DONE = "done"
    SKIPPED = "skipped"


LONGEST_PAUSE = timedelta(seconds=10)


def back_off(attempts: int) -> timedelta:
    """The pause before the next try: 0.5 s, 1 s, 2 s … at most ten seconds."""
    return min(timedelta(seconds=0.5 * 2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def suppressed(state: State) -> bool:
    """Whether replies that come now are kept for the record only: a coach has it, or it is closed."""
    return state in (State.HUMAN, State.CLOSED)
