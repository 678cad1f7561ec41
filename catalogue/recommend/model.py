"""What a person wants, and what they are advised: plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.model import Competence, Entry, EntryKind, Way


class Situation(StrEnum):
    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    LONG_UNEMPLOYED = "long_unemployed"
    NEVER_WORKED = "never_worked"
    WORK_ABILITY_UNKNOWN = "work_ability_unknown"
    DISTRESS = "distress"
    UNDER_18 = "under_18"
    STUDYING = "studying"
    CARING = "caring"
    UNKNOWN = "unknown"


# A person comes before any course.
PERSON_FIRST = frozenset({Situation.WORK_ABILITY_UNKNOWN, Situation.DISTRESS, Situation.UNDER_18})
# One step at a time, and the first of them small.
SMALL_STEPS = frozenset({Situation.LONG_UNEMPLOYED, Situation.NEVER_WORKED, Situation.WORK_ABILITY_UNKNOWN})
# May live on an unemployment benefit. Who has not said may too.
MAY_HAVE_BENEFITS = frozenset(Situation) - {Situation.EMPLOYED, Situation.DISTRESS, Situation.UNDER_18}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person has told of themselves. None and empty: not told. `hours` are those a week.

    A start is wished for from `starts_from` to `starts_by`, ISO 8601, both ends included. `near` is no word of theirs:
    the place whose page they came by. `unwanted` is work that they said not to want.
    """

    competences: tuple[Competence, ...] = ()
    situation: Situation = Situation.UNKNOWN
    wants: str = ""
    place: str | None = None
    way: Way | None = None
    hours: float | None = None
    language: str | None = None
    device: bool | None = None
    evenings: bool | None = None
    free: bool = False
    longest_weeks: float | None = None
    starts_from: str | None = None
    starts_by: str | None = None
    near: str | None = None
    unwanted: str = ""

    @property
    def has_start(self) -> bool:
        return self.starts_from is not None or self.starts_by is not None

    def start_among(self, starts: Iterable[str], today: date) -> str | None:
        """The first of these that is to come and in the time that is wished for."""
        earliest, latest = self.starts_from or today.isoformat(), self.starts_by or "9999-12-31"
        return next((start for start in sorted(starts) if earliest <= start <= latest), None)


class Why(StrEnum):
    """What was wrong with an entry, as the person said."""

    PLACE = "place"
    TIME = "time"
    LENGTH = "length"
    FIELD = "field"
    FEE = "fee"
    OTHER = "other"


@dataclass(frozen=True)
class Refusal:
    """An entry that was not for the person, and why."""

    entry: Entry
    why: Why


@dataclass(frozen=True)
class Told:
    """A sentence by its key in `data/texts/recommend.yml`, with what fills its places."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Parts:
    """How an entry suits a person, each part from 0 to 1.

    `recognition`: what the person can already show. `growth`: what is new towards what they want. `wants`: how well
    the entry answers the wish. `fit`: place, hours, way, start and the rest of life. `step`: whether the step is of
    the right kind and size for their situation.
    """

    recognition: float
    growth: float
    wants: float
    fit: float
    step: float


@dataclass(frozen=True)
class Suggestion:
    """An entry that may suit, in sentences: why, what may stand in the way, which answer would change it.

    `score` is its worth at its place in the list, from 0 to 1, and is never told to people.
    """

    entry: Entry
    score: float
    parts: Parts
    reasons: tuple[str, ...]
    hindrances: tuple[str, ...]
    would_change: str


@dataclass(frozen=True)
class Handover:
    """Whether a person should come first, and why in a sentence."""

    advised: bool
    why: str | None = None


@dataclass(frozen=True)
class Question:
    """What should be asked next: its answer would move the list most."""

    key: str
    text: str


@dataclass(frozen=True)
class Step:
    """One step of a path, in words."""

    entry: Entry
    title: str
    why: str
    size: str
    time: str
    by_then: str
    helper: str


@dataclass(frozen=True)
class Path:
    """Steps towards the work that is wanted. `note` tells honestly what the catalogue lacks."""

    goal: str = ""
    steps: tuple[Step, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Advice:
    """What a person is advised. `notes` tell of what was odd or missing in what they said."""

    handover: Handover
    items: tuple[Suggestion, ...] = ()
    path: Path = Path()
    asks_next: Question | None = None
    notes: tuple[str, ...] = ()


def shares_fault(entry: Entry, refusal: Refusal) -> bool:
    """Whether the entry has what was wrong with the refused one."""
    other = refusal.entry
    match refusal.why:
        case Why.PLACE:
            return entry.place == other.place
        case Why.TIME:
            return (entry.way, entry.evenings, entry.weekends) == (other.way, other.evenings, other.weekends)
        case Why.LENGTH:
            return _unknown_is_most(entry.length_weeks) >= _unknown_is_most(other.length_weeks)
        case Why.FIELD:
            return bool(set(entry.fields) & set(other.fields))
        case Why.FEE:
            return _unknown_is_most(entry.fee_eur) >= _unknown_is_most(other.fee_eur)
        case Why.OTHER:
            return False


def _unknown_is_most(amount: float | None) -> float:
    return float("inf") if amount is None else amount


def may_be_shown(kind: EntryKind, wanted: Wanted) -> bool:
    """Whether this kind may be shown at all: while a person comes first, courses only to one who asked for them."""
    if wanted.situation not in PERSON_FIRST or wanted.wants:
        return wanted.situation != Situation.DISTRESS
    return wanted.situation == Situation.WORK_ABILITY_UNKNOWN and kind == EntryKind.WORKSHOP
