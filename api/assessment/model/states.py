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
GOING_ON = FOR_TELLING | {State.FIELD, State.OPEN}
