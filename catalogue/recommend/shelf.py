"""The catalogue as recommending sees it: what is the same in many entries is read and scored once.

An entry has three faces: what one can do (`Skills`), how it sits in a life (`Life`), and when it can be begun
(`Times`). Ten thousand entries have a few hundred of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.model import Entry, Kind, Way
from catalogue.recommend.competences import Competences, Meaning

ENOUGH_WORDS = 0.5  # so much of a competence's words must be in the other text


class Life(NamedTuple):
    kind: Kind
    place: str
    way: Way | None
    weekly_hours: float | None
    length_weeks: float | None
    contact_days: float | None
    out_of_hours: bool
    language: str
    device_needed: bool
    fee_eur: float | None
    credited: bool


class Times(NamedTuple):
    starts: tuple[str, ...]
    continuous: bool
    apply_by: str | None
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class Skills:
    """Numbers of the texts of what an entry gives, of what is useful before, and of what one must have to get in."""

    gained: tuple[int, ...]
    useful: tuple[int, ...]
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and its faces; `about` are the competences that its name, fields and other words tell of."""

    entry: Entry
    about: frozenset[str]
    skills: int
    life: Life
    times: Times


class Shelf:
    """Published entries with their faces. Follows an index: what has not changed is not read again."""

    def __init__(self, competences: Competences) -> None:
        self.competences = competences
        self.rows: dict[str, Row] = {}
        self.texts: list[str] = []
        self.skills: list[Skills] = []
        self._number_of_text: dict[str, int] = {}
        self._number_of_skills: dict[Skills, int] = {}
        self._with_key: defaultdict[str, list[int]] = defaultdict(list)
        self._with_term: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        self._skills_with_text: defaultdict[int, list[int]] = defaultdict(list)
        self._counting: defaultdict[str, set[str]] = defaultdict(set)

    def follow(self, entries: Mapping[str, Entry]) -> None:
        """Take in what is new or changed since the last time, and drop what is gone."""
        for key, entry in entries.items():
            row = self.rows.get(key)
            if row is None or row.entry is not entry:
                self._drop(key)
                self._put(entry)
        if len(self.rows) > len(entries):
            for key in self.rows.keys() - entries.keys():
                self._drop(key)

    def matching(self, meaning: Meaning) -> dict[int, frozenset[str]]:
        """The texts that tell of the same as this meaning, each with the competences that they share.

        By a shared competence, or by half of the text's own words; then no competence need be shared.
        """
        found: dict[int, frozenset[str]] = {}
        for key in meaning.keys:
            for number in self._with_key.get(key, ()):
                found[number] = found.get(number, frozenset()) | {key}
        for number in self.naming(meaning):
            found.setdefault(number, frozenset())
        return found

    def naming(self, meaning: Meaning) -> list[int]:
        """The texts of whose own words at least half are in this meaning."""
        hits: defaultdict[int, set[int]] = defaultdict(set)
        for terms in meaning.words:
            for term in terms:
                for number, place in self._with_term.get(term, ()):
                    hits[number].add(place)
        return [number for number, places in hits.items() if len(places) >= ENOUGH_WORDS * self._lengths[number]]

    def skills_with(self, text: int) -> list[int]:
        """The skills among whose texts this one is."""
        return self._skills_with_text[text]

    def counting_towards(self, code: str) -> Iterable[str]:
        """The entries in which this unit, or a part of it, can be done."""
        return self._counting.get(code, ())

    def _put(self, entry: Entry) -> None:
        self.rows[entry.key] = self._read(entry)
        for code in _counted(entry):
            self._counting[code].add(entry.key)

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key, None)
        for code in _counted(row.entry) if row else ():
            self._counting[code].discard(key)

    def _read(self, entry: Entry) -> Row:
        skills = Skills(
            self._numbers(entry.competences_gained),
            self._numbers(entry.competences_useful),
            self._numbers(entry.entry_needs),
        )
        return Row(entry, self._about(entry), self._skills(skills), _life(entry), _times(entry))

    def _about(self, entry: Entry) -> frozenset[str]:
        texts = (entry.name, *entry.fields, *entry.keywords, *entry.competences_gained, *entry.competences_useful)
        return frozenset(key for text in texts for key in self.competences.meaning(text).keys)

    def _skills(self, skills: Skills) -> int:
        number = self._number_of_skills.setdefault(skills, len(self.skills))
        if number == len(self.skills):
            self.skills.append(skills)
            for text in {*skills.gained, *skills.useful, *skills.needs}:
                self._skills_with_text[text].append(number)
        return number

    def _numbers(self, texts: Iterable[str]) -> tuple[int, ...]:
        return tuple(map(self._number, texts))

    def _number(self, text: str) -> int:
        number = self._number_of_text.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
            self._list(number, self.competences.meaning(text))
        return number

    def _list(self, number: int, meaning: Meaning) -> None:
        self._lengths.append(len(meaning.words))
        for key in meaning.keys:
            self._with_key[key].append(number)
        for place, terms in enumerate(meaning.words):
            for term in terms:
                self._with_term[term].append((number, place))


def _counted(entry: Entry) -> tuple[str, ...]:
    return entry.unit_codes + (entry.counts_towards.units if entry.counts_towards else ())


def _life(entry: Entry) -> Life:
    return Life(
        entry.kind, entry.place, entry.way, entry.weekly_hours, entry.length_weeks, entry.contact_days_month,
        entry.evenings or entry.weekends, entry.language, entry.device_needed, entry.fee_eur,
        entry.counts_towards is not None,
    )  # fmt: skip


def _times(entry: Entry) -> Times:
    return Times(entry.starts, entry.continuous, entry.apply_by, entry.valid_from, entry.valid_until)
