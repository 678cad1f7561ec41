"""What publishing an entry would do: which sample jobseekers would gain or lose it among their first suggestions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from catalogue.model import Competence, Entry, Way
from catalogue.model.needs import ALONE
from catalogue.recommend import fit
from catalogue.recommend.advice import recommend
from catalogue.recommend.entry_faces import Shelf, times_of
from catalogue.recommend.model import Advice, Situation, Suggestion, Wanted
from catalogue.recommend.scoring import bars, known
from catalogue.recommend.told_wishes import understood
from catalogue.search.index import Index

FILE = Path(__file__).resolve().parents[2] / "data" / "samples" / "jobseekers.yml"
SEEN = 6  # so many suggestions are looked at
# In which an entry of any kind may suit: most first.
SITUATIONS = (Situation.UNEMPLOYED, Situation.EMPLOYED, Situation.LONG_UNEMPLOYED)

Seen = Mapping[str, Suggestion]  # the first suggestions by their entries' keys


class Change(StrEnum):
    GAINS = "gains"
    LOSES = "loses"
    KEEPS = "keeps"


class Never(StrEnum):
    """Why nobody would be suggested an entry: it is over, or others always go before it."""

    OVER = "over"
    BEHIND = "behind"


@dataclass(frozen=True)
class Jobseeker:
    """A written person who is nobody: who it is in a few words, and what they told."""

    key: str
    who: str
    told: Wanted


@dataclass(frozen=True)
class Effect:
    """What would change for a sample jobseeker. `why` is a code whose sentence is in `data/texts/editor.yml`."""

    jobseeker: Jobseeker
    change: Change
    why: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Effects:
    """Those whom it would concern; `never` when nobody at all could be suggested the entry."""

    of_each: Sequence[Effect]
    never: Never | None = None


@cache
def jobseekers() -> tuple[Jobseeker, ...]:
    """The sample jobseekers that content people keep."""
    return tuple(map(_jobseeker, yaml.safe_load(FILE.read_text("utf-8"))))


@dataclass(frozen=True)
class Trial:
    """An entry that is tried on an index, which is left as it was.

    `shelf` must follow the index; `twin` is a twin of it, which takes in the entry.
    """

    index: Index
    shelf: Shelf
    twin: Shelf
    entry: Entry
    today: date

    def effect(self, jobseeker: Jobseeker) -> Effect | None:
        """What publishing the entry would do to their first suggestions; None when it is not among them either way."""
        key, before = self.entry.key, _seen(recommend(self.index, self.shelf, jobseeker.told, [], self.today))
        with self._there():
            after = self._seen_by(jobseeker.told)
            if key in after:
                change = Change.KEEPS if key in before else Change.GAINS
                return Effect(jobseeker, change, "said", {"reason": after[key].reasons[0]})
            if key in before:
                return Effect(jobseeker, Change.LOSES, *self._why_lost(jobseeker.told, before, after))
        return None

    def never(self) -> Never | None:
        """Why nobody could be suggested the entry, not even who wants just what it is; None when somebody could."""
        with self._there():
            if any(self.entry.key in self._seen_by(told) for told in _made_for(self.entry)):
                return None
        return Never.OVER if fit.start(times_of(self.entry), self.today) == fit.NEVER else Never.BEHIND

    @contextmanager
    def _there(self) -> Iterator[None]:
        with self.index.trying(self.entry):
            self.twin.follow(self.index.entries)
            yield

    def _seen_by(self, wanted: Wanted) -> Seen:
        return _seen(recommend(self.index, self.twin, wanted, [], self.today))

    def _why_lost(self, wanted: Wanted, before: Seen, after: Seen) -> tuple[str, Mapping[str, str]]:
        """What certainly keeps it away, else what goes before it."""
        said = understood(self.index, self.twin, wanted, self.today)
        row = self.twin.rows[self.entry.key]
        for bar in bars(row, said, known(self.twin, said), [], self.today):
            return f"lost-{bar}", {}
        instead = next((item.entry.name for key, item in after.items() if key not in before), None)
        return ("lost-behind", {"name": instead}) if instead else ("lost-unlike", {})


def _seen(advice: Advice) -> Seen:
    return {item.entry.key: item for item in advice.items[:SEEN]}


def _made_for(entry: Entry) -> Iterator[Wanted]:
    """People who want just this, and can be there: those who have what is useful before, and those who can it all."""
    useful = [*entry.entry_needs, *entry.competences_useful]
    for can in (useful, [*useful, *entry.competences_gained]):
        for situation in SITUATIONS:
            yield Wanted(
                competences=tuple(Competence(text, ALONE) for text in can),
                situation=situation,
                wants=entry.name,
                place=entry.place or None,
                way=entry.way,
                hours=entry.weekly_hours,
                language=entry.language,
                device=True,
            )


def _jobseeker(raw: Mapping[str, Any]) -> Jobseeker:
    told = dict(raw["told"])
    competences = tuple(Competence(**competence) for competence in told.pop("competences", ()))
    way = Way(told.pop("way")) if "way" in told else None
    situation = Situation(told.pop("situation"))
    return Jobseeker(raw["key"], raw["who"], Wanted(competences=competences, situation=situation, way=way, **told))
