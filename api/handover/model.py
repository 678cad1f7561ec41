"""The rules of asking for a person, of taking a talk, and of calling back."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_SLIP_FIELD = 2000
LONGEST_CONTACT = 200
STARS = range(1, 6)


class Reason(StrEnum):
    REQUEST = "request"
    URGENT = "urgent"
    MISUNDERSTOOD = "misunderstood"
    DISTRESS = "distress"
    WORK_ABILITY = "work_ability"
    CALLBACK = "callback"


class SlipTooLong(Exception):
    """A field of the slip is longer than 2,000 characters."""


class UnknownHandover(Exception):
    """There is no such request for a person; it may have been cancelled or deleted."""


class AlreadyClaimed(Exception):
    """Another coach was faster, or the request has ended."""


class NotYours(Exception):
    """Only the coach who claimed the talk may do this."""


class BadContact(Exception):
    """A telephone number that can be called is needed."""


class CallbackClosed(Exception):
    """Calls cannot be asked for: there is no key to encrypt numbers with."""


class BadRating(Exception):
    """A rating is a whole number from 1 to 5."""


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


def checked_phone(phone: str) -> str:
    """A number as it is dialled: digits with an optional plus. Raises BadContact."""
    dialled = "".join(sign for sign in phone if sign not in " -/.()\u00a0")
    digits = dialled.removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 15):
        raise BadContact
    return dialled


def checked_stars(stars: object) -> int:
    """Stars of a rating. Raises BadRating."""
    if not isinstance(stars, int) or stars not in STARS:
        raise BadRating
    return stars


def visible_from(consents: dict[str, bool], asked_at_seq: int) -> int:
    """The first seq that the coach may see: the whole talk only when the person said so."""
    return 1 if consents.get("transcript") else asked_at_seq
