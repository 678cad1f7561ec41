"""How an instrument goes on in a conversation."""

from enum import StrEnum


class State(StrEnum):
    """Waiting for a telling (or for more of it) or for a field, asking items, put off by the person, or at its end."""

    TELLING = "telling"
    TELLING_MORE = "telling_more"
    FIELD = "field"
    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"


FOR_TELLING = frozenset({State.TELLING, State.TELLING_MORE})
# Before the key of the choosing question that is open, as Rasa's slot has it.
CHOOSING = "choose:"
# Open after what was heard in a telling: whether it is right.
HEARD = "heard:"
GOING_ON = FOR_TELLING | {State.FIELD, State.OPEN}


def open_question(instrument: str, state: State, item: str | None) -> str | None:
    """What the next answer answers, as Rasa's slot has it."""
    if state is State.OPEN and item:
        return f"item:{instrument}:{item}"
    if state in FOR_TELLING:
        return f"telling:{instrument}"
    return f"field:{instrument}" if state is State.FIELD else None
