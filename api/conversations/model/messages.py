"""What a message is, and what is wrong with a bad one."""

import unicodedata
from enum import StrEnum

from finnish.plain import composed, is_invisible


class Author(StrEnum):
    JOBSEEKER = "jobseeker"
    BOT = "bot"
    COACH = "coach"
    SYSTEM = "system"


class Kind(StrEnum):
    TEXT = "text"
    CHOICES = "choices"
    ASSESSMENT_ITEM = "assessment_item"
    COURSE_CARDS = "course_cards"
    PROFILE = "profile"
    PATHWAY = "pathway"
    NOTICE = "notice"
    RATING_REQUEST = "rating_request"


class UnknownConversation(Exception):
    """There is no such conversation; it may have been deleted."""


class WrongToken(Exception):
    """The bearer token is missing or is another conversation's."""


class EmptyMessage(Exception):
    """There is nothing to read in the message."""


class TooLongMessage(Exception):
    """The message has more characters than the settings allow."""


class UnknownChoice(Exception):
    """This choice was not offered in this conversation."""


class ClientIdReused(Exception):
    """The same client_id came with another content: answering either would lose the other."""


class SeqBeyondEnd(Exception):
    """The conversation has not come that far."""


# A zero-width joiner inside an emoji belongs to it; control characters never belong to a message.
KEPT_CONTROLS = "\n\t"
# Signs as they come for one that is kept: a letter and its marks. What is longer is too long before it is composed.
MOST_PARTS = 4


def has_text(text: str) -> bool:
    """Whether a person could see anything in the text."""
    return any(not sign.isspace() and not is_invisible(sign) for sign in text)


def without_controls(text: str) -> str:
    """The text composed (NFC), without control characters and outer spaces."""
    return "".join(
        sign for sign in composed(text) if sign in KEPT_CONTROLS or unicodedata.category(sign) not in ("Cc", "Cs")
    ).strip()


def clean_text(text: str, longest: int) -> str:
    """The text of a message as it is kept.

    Raises EmptyMessage and TooLongMessage. Length is counted in characters after cleaning.
    """
    if len(text) > MOST_PARTS * longest:
        raise TooLongMessage
    kept = without_controls(text)
    if not has_text(kept):
        raise EmptyMessage
    if len(kept) > longest:
        raise TooLongMessage
    return kept
