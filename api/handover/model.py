"""The rules of asking for a person."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_SLIP_FIELD = 2000


class Reason(StrEnum):
    REQUEST = "request"
    URGENT = "urgent"
    MISUNDERSTOOD = "misunderstood"
    DISTRESS = "distress"
    WORK_ABILITY = "work_ability"


class SlipTooLong(Exception):
    """A field of the slip is longer than 2,000 characters."""


@dataclass(frozen=True)
class Slip:
    """What the person tells the coach beforehand; they see it and edit it first."""

    summary: str = ""
    wants_to_talk: str = ""
    does_not_want: str = ""


# Nothing is shared before the person says so: each consent begins as no.
CONSENTS = ("transcript", "profile")


def checked(slip: Slip) -> Slip:
    """The slip as it came. Raises SlipTooLong."""
    if any(len(text) > LONGEST_SLIP_FIELD for text in (slip.summary, slip.wants_to_talk, slip.does_not_want)):
        raise SlipTooLong
    return slip
