"""The path as the person was last shown it, to be printed with the profile."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ShownStep:
    """A step in the words that the person read; `by_then` is what they can apply for after it.

    `sample`: the entry is sample content, and says so on paper too.
    """

    title: str
    why: str
    size: str
    time: str
    by_then: str
    helper: str
    sample: bool


@dataclass(frozen=True)
class ShownPath:
    """The steps towards `goal` (empty when none was told), and what the catalogue lacked for them."""

    goal: str
    steps: tuple[ShownStep, ...]
    note: str | None
    shown_at: datetime
