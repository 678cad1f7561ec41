"""The rules of a conversation. They know neither web nor database."""

from api.conversations.model.masking import Masked, mask
from api.conversations.model.messages import (
    Author,
    ClientIdReused,
    EmptyMessage,
    Kind,
    SeqBeyondEnd,
    TooLongMessage,
    UnknownChoice,
    UnknownConversation,
    WrongToken,
    clean_text,
    has_text,
)
from api.conversations.model.states import Event, NotAllowed, State, next_state
from api.conversations.model.turns import TurnState, back_off, suppressed

__all__ = [
    "Author",
    "ClientIdReused",
    "EmptyMessage",
    "Event",
    "Kind",
    "Masked",
    "NotAllowed",
    "SeqBeyondEnd",
    "State",
    "TooLongMessage",
    "TurnState",
    "UnknownChoice",
    "UnknownConversation",
    "WrongToken",
    "back_off",
    "clean_text",
    "has_text",
    "mask",
    "next_state",
    "suppressed",
]
