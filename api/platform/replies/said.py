"""What a feature says to one act of a message, and the question that it leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from api.platform.replies.kinds import Message


@dataclass(frozen=True)
class Asked:
    """What the next answer answers. Each feature defines in its own model what it may ask."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Said:
    """Messages of the bot, in order, and what the next answer answers (None: nothing)."""

    replies: Sequence[Message] = ()
    open_question: Asked | None = None
    # What was open stays open: the replies ask nothing, and end nothing.
    stays: bool = False
