"""The catalogue as recommending sees it: what is the same in many entries is read and scored once.

An entry has faces: what one can do (`Skills`), where and how one is there (`Where`), how much it takes (`Pace`), what
else it asks for (`Terms`), and when it can be begun (`Times`). Ten thousand entries have some hundreds of each, so a
person's answers are weighed against the faces, and an entry's worth is a sum of what its faces are worth.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from catalogue.model import Entry, EntryKind, Way
from catalogue.recommend.competences import Competences, Meaning

ENOUGH_WORDS = 0.5  # so much of a competence's words must be in the other text

Face = TypeVar("Face", bound=Hashable)


class Skills(NamedTuple):
    """Numbers of the texts of what an entry gives, of what is useful before, and of what one must have to get in."""

    gained: tuple[int, ...]
    useful: tuple[int, ...]
    needs: tuple[int, ...]


class Where(NamedTuple):
    place: str
    way: Way | None
    contact_days: float | None


class Pace(NamedTuple):
    kind: EntryKind
    weekly_hours: float | None
    length_weeks: float | None


class Terms(NamedTuple):
    out_of_hours: bool
    online: bool
    device_needed: bool
    language: str
    fee_eur: float | None


class Times(NamedTuple):
    starts: tuple[str, ...]
    continuous: bool
    apply_by: str | None
    valid_until: str | None


class Unit(NamedTuple):
    """What is the same thing to learn, wherever and whenever it is."""

    kind: EntryKind
    name: str


class Numbered(Generic[Face]):
    """Each different thing once, by its number."""

    def __init__(self) -> None:
        self.all: list[Face] = []
        self._numbers: dict[Face, int] = {}

    def number(self, face: Face) -> int:
        number = self._numbers.setdefault(face, len(self.all))
        if number == len(self.all):
            self.all.append(face)
        return number

    def copy(self) -> "Numbered[Face]":
        own: Numbered[Face] = Numbered()
        own.all, own._numbers = self.all.copy(), self._numbers.copy()
        return own


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and the numbers of its faces; `about` are the competences that its name and other words tell of."""

    entry: Entry
    about: frozenset[str]
    skills: int
    where: int
    pace: int
    terms: int
    times: int
    unit: int


class Shelf:
    """Published entries with their faces. Follows an index: what has not changed is not read again."""

    def __init__(self, competences: Competences) -> None:
        self.competences = competences
        self.rows: dict[str, Row] = {}
        self.texts: Numbered[str] = Numbered()
        self.skills: Numbered[Skills] = Numbered()
        self.wheres: Numbered[Where] = Numbered()
        self.paces: Numbered[Pace] = Numbered()
        self.terms: Numbered[Terms] = Numbered()
        self.times: Numbered[Times] = Numbered()
        self.soonness: dict[date, list[float]] = {}
        self._titles: set[str] = set()
        self._title_words: set[str] = set()
        self._units: Numbered[Unit] = Numbered()
        self._entries: dict[str, Entry] = {}
        self._with_key: defaultdict[str, list[int]] = defaultdict(list)
        self._with_term: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._meanings: list[Meaning] = []
        self._skills_with_text: defaultdict[int, list[int]] = defaultdict(list)
        self._rows_with_skills: defaultdict[int, set[str]] = defaultdict(set)
        self._rows_of_kind: defaultdict[EntryKind, set[str]] = defaultdict(set)
        self._counting: defaultdict[str, set[str]] = defaultdict(set)

    def follow(self, entries: Mapping[str, Entry]) -> None:
        """Take in what is new or changed since the last time, and drop what is gone."""
        if self._entries == entries:
            return
        for key in self._entries.keys() - entries.keys():
            self._drop(key)
        for key, entry in entries.items():
            if self._entries.get(key) is not entry:
                self._drop(key)
                self._put(entry)
        self._entries = dict(entries)

    def twin(self) -> "Shelf":
        """The same entries on a shelf of its own: what it takes in is not seen on this one."""
        twin = copy(self)
        vars(twin).update({name: _own(part) for name, part in vars(self).items()})
        return twin

    def matching(self, meaning: Meaning) -> dict[int, frozenset[str]]:
        """The texts that tell of the same as this meaning, each with the competences that they share.

        By a shared competence; or by half of the text's own words, when one of the two tells of no competence that is
        known: care of plants is no care of people.
        """
        found: dict[int, frozenset[str]] = {}
        for key in meaning.keys:
            for number in self._with_key.get(key, ()):
                found[number] = found.get(number, frozenset()) | {key}
        for number in self.naming(meaning):
            if not (meaning.keys and self._meanings[number].keys):
                found[number] = frozenset()
        return found

    def naming(self, meaning: Meaning) -> list[int]:
        """The texts of whose own words at least half are in this meaning."""
        hits: defaultdict[int, set[int]] = defaultdict(set)
        for terms in meaning.words:
            for term in terms:
                for number, place in self._with_term.get(term, ()):
                    hits[number].add(place)
        return [number for number, places in hits.items() if self._is_enough(number, places)]

    def is_title(self, word: str) -> bool:
        """Whether an entry, its field, an occupation that it leads to, or a keyword of it is called so."""
        return not self._titles.isdisjoint(self.competences.bases(word))

    def is_in_title(self, word: str) -> bool:
        """Whether such a name has the word in it."""
        return not self._title_words.isdisjoint(self.competences.bases(word))

    def builds_on(self, before: Row, after: Row) -> bool:
        """Whether the one is about something that is useful for the other."""
        useful = self.skills.all[after.skills].useful
        return any(key in before.about for text in useful for key in self._meanings[text].keys)

    def skills_with(self, text: int) -> list[int]:
        """The skills among whose texts this one is."""
        return self._skills_with_text.get(text, [])

    def with_skills(self, skills: Iterable[int]) -> set[str]:
        """The entries that have any of these skills."""
        return set().union(*(self._rows_with_skills.get(number, ()) for number in skills))

    def of_kinds(self, kinds: Iterable[EntryKind]) -> set[str]:
        """The entries of these kinds."""
        return set().union(*(self._rows_of_kind.get(kind, ()) for kind in kinds))

    def counting_towards(self, code: str) -> Iterable[str]:
        """The entries in which this unit, or a part of it, can be done."""
        return self._counting.get(code, ())

    def _is_enough(self, text: int, places: set[int]) -> bool:
        return len(places) >= ENOUGH_WORDS * len(self._meanings[text].words)

    def _put(self, entry: Entry) -> None:
        row = self.rows[entry.key] = self._read(entry)
        self._rows_with_skills[row.skills].add(entry.key)
        self._rows_of_kind[entry.kind].add(entry.key)
        for title in map(self.competences.title, _titles(entry)):
            self._title_words.update(title)
            self._titles.update(title if len(title) == 1 else ())
        for code in _counted(entry):
            self._counting[code].add(entry.key)

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key, None)
        if row is None:
            return
        self._rows_with_skills[row.skills].discard(key)
        self._rows_of_kind[row.entry.kind].discard(key)
        for code in _counted(row.entry):
            self._counting[code].discard(key)

    def _read(self, entry: Entry) -> Row:
        return Row(
            entry=entry,
            about=self._about(entry),
            skills=self._skills(entry),
            where=self.wheres.number(where_of(entry)),
            pace=self.paces.number(pace_of(entry)),
            terms=self.terms.number(terms_of(entry)),
            times=self.times.number(times_of(entry)),
            unit=self._units.number(Unit(entry.kind, entry.code or entry.name)),
        )

    def _about(self, entry: Entry) -> frozenset[str]:
        texts = (entry.name, *entry.fields, *entry.keywords, *entry.competences_gained, *entry.competences_useful)
        return frozenset(key for text in texts for key in self.competences.meaning(text).keys)

    def _skills(self, entry: Entry) -> int:
        lists = (entry.competences_gained, entry.competences_useful, entry.entry_needs)
        skills = Skills(*(tuple(map(self._text, texts)) for texts in lists))
        known = len(self.skills.all)
        number = self.skills.number(skills)
        if number == known:
            for text in {text for texts in skills for text in texts}:
                self._skills_with_text[text].append(number)
        return number

    def _text(self, text: str) -> int:
        known = len(self.texts.all)
        number = self.texts.number(text)
        if number == known:
            self._list(number, self.competences.meaning(text))
        return number

    def _list(self, number: int, meaning: Meaning) -> None:
        self._meanings.append(meaning)
        for key in meaning.keys:
            self._with_key[key].append(number)
        for place, terms in enumerate(meaning.words):
            for term in terms:
                self._with_term[term].append((number, place))


def _own(part: Any) -> Any:
    """A copy that shares only what never changes."""
    match part:
        case dict():
            own = part.copy()
            own.update((key, _own(held)) for key, held in part.items())
            return own
        case list() | set() | Numbered():
            return part.copy()
        case _:
            return part


def where_of(entry: Entry) -> Where:
    return Where(entry.place, entry.way, entry.contact_days_month)


def pace_of(entry: Entry) -> Pace:
    return Pace(entry.kind, entry.weekly_hours, entry.length_weeks)


def terms_of(entry: Entry) -> Terms:
    out_of_hours = entry.evenings or entry.weekends
    return Terms(out_of_hours, entry.way == Way.DISTANCE, entry.device_needed, entry.language, entry.fee_eur)


def times_of(entry: Entry) -> Times:
    return Times(entry.starts, entry.continuous, entry.apply_by, entry.valid_until)


def _titles(entry: Entry) -> tuple[str, ...]:
    roles = entry.employer.roles if entry.employer else ()
    return (entry.name, *entry.fields, *entry.keywords, *roles)


def _counted(entry: Entry) -> tuple[str, ...]:
    return entry.unit_codes + (entry.counts_towards.units if entry.counts_towards else ())
