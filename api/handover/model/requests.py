"""The rules of asking for a person, of taking a talk, and of calling back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum

from api.platform.problem import Problem

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
    JOINT = "joint"


class Outcome(StrEnum):
    """What a talk with a coach led to."""

    AGREED = "agreed"
    ADVISED = "advised"
    GUIDED_ON = "guided_on"
    CALLED = "called"
    NOT_REACHED = "not_reached"
    ENDED_BY_PERSON = "ended_by_person"
    OTHER = "other"


class SlipTooLong(Problem):
    """A field of the slip is longer than 2,000 characters."""

    status, kind = 422, "too-long-message"


class UnknownHandover(Problem):
    """There is no such request for a person; it may have been cancelled or deleted."""

    status, kind = 404, "unknown-handover"


class AlreadyClaimed(Problem):
    """Another coach was faster, or the request has ended. Its words are the other's name, when there is one."""

    status, kind = 409, "already-claimed"
    # Its words are the name of the colleague who was faster.
    tells = True


class Reserved(Problem):
    """The person's own coach is on duty and is asked first."""

    status, kind = 409, "reserved"


class NotYours(Problem):
    """Only the coach who claimed the talk may do this."""

    status, kind = 403, "not-yours"


class NoTalkToReopen(Problem):
    """Only a talk that the coach had and that is closed can be opened again by them."""

    status, kind = 409, "no-talk-to-reopen"


class EmptyNote(Problem):
    """A note or a message to a colleague needs words."""

    status, kind = 422, "empty-note"


class CallbackClosed(Problem):
    """Calls cannot be asked for: there is no key to encrypt numbers with."""

    status, kind = 503, "callback-closed"


class BadRating(Problem):
    """A rating is a whole number from 1 to 5."""

    status, kind = 422, "bad-rating"


@dataclass(frozen=True)
class Slip:
    """What the person tells the coach beforehand; they see it and edit it first."""

    summary: str = ""
    wants_to_talk: str = ""
    does_not_want: str = ""
    own_coach: str = ""


# Nothing is shared before the person says so: each consent begins as no.
CONSENTS = ("transcript", "profile", "suggestions", "worries")


def checked(slip: Slip) -> Slip:
    """The slip as it came. Raises SlipTooLong."""
    if any(len(text) > LONGEST_SLIP_FIELD for text in asdict(slip).values()):
        raise SlipTooLong
    return slip


def checked_stars(stars: object) -> int:
    """Stars of a rating. Raises BadRating."""
    if not isinstance(stars, int) or stars not in STARS:
        raise BadRating
    return stars


def visible_from(consents: dict[str, bool], asked_at_seq: int) -> int:
    """The first seq that the coach may see: the whole talk only when the person said so."""
    return 1 if consents.get("transcript") else asked_at_seq


def named(wanted: str, names: Mapping[str, str]) -> str | None:
    """The id of the coach whose name a person wrote; None unless exactly one fits. A first name may be enough."""
    words = set(wanted.casefold().split())
    fitting = [key for key, name in names.items() if words and words <= set(name.casefold().split())]
    return fitting[0] if len(fitting) == 1 else None


def is_reserved(wanted: str | None, asks: str, on_duty: bool, waited: timedelta, lasts: timedelta) -> bool:
    """Whether the person's own coach, who is on duty, is still asked before anyone else."""
    return wanted is not None and wanted != asks and on_duty and waited < lasts


def checked_note(text: str) -> str:
    """A note as it is kept. Raises EmptyNote, SlipTooLong."""
    kept = text.strip()
    if not kept:
        raise EmptyNote
    if len(kept) > LONGEST_SLIP_FIELD:
        raise SlipTooLong
    return kept
