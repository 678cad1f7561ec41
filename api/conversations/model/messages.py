"""What a message is, and what is wrong with a bad one."""

import unicodedata
from enum import StrEnum

from api.platform.problem import Problem
from finnish.plain import composed, is_invisible


class Author(StrEnum):
    JOBSEEKER = "jobseeker"
    BOT = "bot"
    COACH = "coach"
    SYSTEM = "system"


class UnknownConversation(Problem):
    """There is no such conversation; it may have been deleted."""

    status, kind = 404, "unknown-conversation"


class WrongToken(Problem):
    """The bearer token is missing or is another conversation's."""

    status, kind = 401, "wrong-token"


class EmptyMessage(Problem):
    """There is nothing to read in the message."""

    status, kind = 422, "empty-message"


class TooLongMessage(Problem):
    """The message has more characters than the settings allow."""

    status, kind = 422, "too-long-message"


class UnknownChoice(Problem):
    """This choice was not offered in this conversation."""

    status, kind = 422, "unknown-choice"


class ClientIdReused(Problem):
    """The same client_id came with another content: answering either would lose the other."""

    status, kind = 409, "client-id-reused"


class SeqBeyondEnd(Problem):
    """The conversation has not come that far."""

    status, kind = 422, "seq-beyond-end"


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
