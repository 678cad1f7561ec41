"""The rules of a conversation. They know neither web nor database."""

from api.conversations.model.masking import Masked, mask, without_placeholders
from api.conversations.model.messages import (
    Author,
    ClientIdReused,
    EmptyMessage,
    SeqBeyondEnd,
    TooLongMessage,
    UnknownChoice,
    UnknownConversation,
    WrongToken,
    clean_text,
    has_text,
    without_controls,
)
from api.conversations.model.states import TAKING_OVER, Event, NotAllowed, State, next_state
from api.conversations.model.turns import (
    LONGEST_PAUSE,
    Mode,
    Service,
    TurnState,
    back_off,
    is_due,
    mode,
    served,
    suppressed,
)

__all__ = [
    "LONGEST_PAUSE",
    "TAKING_OVER",
    "Author",
    "ClientIdReused",
    "EmptyMessage",
    "Event",
    "Masked",
    "Mode",
    "NotAllowed",
    "SeqBeyondEnd",
    "Service",
    "State",
    "TooLongMessage",
    "TurnState",
    "UnknownChoice",
    "UnknownConversation",
    "WrongToken",
    "back_off",
    "clean_text",
    "has_text",
    "is_due",
    "mask",
    "mode",
    "next_state",
    "served",
    "suppressed",
    "without_controls",
    "without_placeholders",
]
