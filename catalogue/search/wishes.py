"""What is looked for: words, and what an entry must be besides."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import yaml

from catalogue.model import Entry, EntryKind, Way
from catalogue.places import is_in, kilometres

PAID_KINDS = (EntryKind.APPRENTICESHIP, EntryKind.EMPLOYER_PATH)


@dataclass(frozen=True)
class Wish:
    """What is looked for. Empty text: everything. Dates are ISO 8601, both ends included.

    `time` is when teaching is: `evening` or `weekend`; `paid` asks for pay while one learns; `most_hours` is the time
    that one has in a week. `near` is a place that nobody wished for, but that comes first; `nearest_to` one that was
    wished for and let go: the nearest comes first. `without_car`: one goes by bus. `unwanted` holds the words of what
    was said not to be wanted.
    """

    text: str = ""
    kind: EntryKind | None = None
    place: str | None = None
    way: Way | None = None
    time: str | None = None
    free: bool = False
    paid: bool = False
    language: str | None = None
    starts_from: str | None = None
    starts_by: str | None = None
    longest_weeks: float | None = None
    most_hours: float | None = None
    near: str | None = None
    nearest_to: str | None = None
    without_car: bool = False
    unwanted: str = ""

    def fits(self, entry: Entry, today: date) -> bool:
        """Whether an entry that is valid today has all that is wished for besides the words."""
        return (
            (entry.valid_until is None or entry.valid_until >= today.isoformat())
            and self.kind in (None, entry.kind)
            and (self.place is None or is_in(entry.place, self.place))
            and self.way in (None, entry.way)
            and (self.time is None or self.time in _times_of(entry))
            and (not self.free or entry.fee_eur == 0)
            and (not self.paid or entry.kind in PAID_KINDS)
            and self.language in (None, entry.language)
            and self._may_begin_in_time(entry, today)
            and (self.longest_weeks is None or (entry.length_weeks or 1e6) <= self.longest_weeks)
            and (self.most_hours is None or (entry.weekly_hours or 0) <= self.most_hours)
        )

    def surely_fits(self, entry: Entry, today: date) -> bool:
        """Whether it fits, and tells a start in the time that is wished for."""
        return self.fits(entry, today) and self.surely_begins_in_time(entry, today)

    def is_near(self, entry: Entry) -> bool:
        """Whether it is where one is; a place that was wished for goes before that."""
        return self.place is None and self.near is not None and self.near.casefold() == entry.place.casefold()

    def distance(self, entry: Entry) -> float:
        """How many kilometres an entry is from the place that was let go; without end when nobody knows.

        Online needs no travel.
        """
        if self.nearest_to is None or entry.way == Way.DISTANCE:
            return 0.0
        away = kilometres(self.nearest_to, entry.place)
        return inf if away is None else away

    def is_out_of_reach(self, entry: Entry) -> bool:
        """Whether an entry asks for a car of one's own, which one has not."""
        return self.without_car and bool(entry.asks and entry.asks.own_car)

    def surely_begins_in_time(self, entry: Entry, today: date) -> bool:
        """Whether the entry tells a start to come in the time that is wished for. A continuous intake begins at any
        time.
        """
        if not self.has_start or entry.continuous:
            return True
        earliest, latest = self.starts_from or today.isoformat(), self.starts_by or "9999-12-31"
        return any(earliest <= start <= latest for start in entry.starts)

    @property
    def has_start(self) -> bool:
        return self.starts_from is not None or self.starts_by is not None

    def _may_begin_in_time(self, entry: Entry, today: date) -> bool:
        """Whether one can begin then, or no start is told: what may begin then is not hidden."""
        return self.surely_begins_in_time(entry, today) or entry.next_start(today) is None


def _times_of(entry: Entry) -> set[str]:
    """When an entry tells of teaching: by its own marks, or by its name and summary."""
    marked = {name for name, is_so in (("evening", entry.evenings), ("weekend", entry.weekends)) if is_so}
    return marked | {name for name, begins in _times() if begins.search(f"{entry.name} {entry.summary}")}


def time_in(text: str) -> str | None:
    """When teaching is, as far as a text tells it: `evening` or `weekend`."""
    return next((name for name, begins in _times() if begins.search(text)), None)


@cache
def _times() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (name, re.compile(rf"\b(?:{'|'.join(begins)})", re.IGNORECASE)) for name, begins in listed()["times"].items()
    ]


@cache
def listed() -> dict[str, Any]:
    """How people say what they wish of a course besides its subject."""
    return yaml.safe_load(Path(__file__).with_name("wish_words.yml").read_text("utf-8"))  # type: ignore[no-any-return]
