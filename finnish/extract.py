"""What a message wishes for: field, occupation, place, way, times, length, start and fee.

Names come from a vocabulary that is passed in, so a new entry of the catalogue is understood at once. What the
writer denies ("ei etänä") is left out, and so is what is told of the past ("olin kaksi vuotta hoitoalalla").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from finnish.dates import DAYS, Span, start_in
from finnish.fold import fold
from finnish.lists import rows
from finnish.morphology import Reading
from finnish.negation import denied
from finnish.numbers import number_of
from finnish.repair import Repair
from finnish.words import Words

_WISHES = {name: frozenset(found) for name, found in rows("wishes.txt").items()}
WAYS = ("distance", "contact", "hybrid", "workplace")
TIMES = ("evening", "weekend", "day")
LONGEST_WISH = 6 * 365  # days; more than that is an age or a career
LONGEST_TEXT = 300  # words that are read
PLACE_ENDINGS = ("", "n", "an", "lla", "lle", "lta", "ssa", "sta", "in", "on", "un", "en", "hin", "na", "ssä", "llä")
_TAILS = frozenset(map(fold, _WISHES["field_tails"]))


@dataclass(frozen=True)
class Vocabulary:
    """Names as the catalogue has them."""

    fields: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Length:
    """Days; None where the writer set no bound."""

    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class Wishes:
    """All that was found, in the vocabulary's own names, in the order of the message."""

    fields: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    length: Length | None = None
    start: Span | None = None
    free: bool = False


@dataclass(frozen=True)
class _Word:
    """A word of the message with all that it may be looked up by."""

    written: str
    lemma: str
    bases: frozenset[str]
    parts: frozenset[str]


@dataclass
class Extractor:
    """Reads messages against one vocabulary. Built anew when the vocabulary changes; safe for threads."""

    words: Words
    vocabulary: Vocabulary
    _repair: Repair = field(init=False)
    _names: dict[str, list[tuple[str, tuple[str, ...]]]] = field(init=False)
    _stems: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        kinds = {"occupations": self.vocabulary.occupations, "fields": self.vocabulary.fields}
        self._names = {kind: [(name, self._key(name)) for name in names] for kind, names in kinds.items()}
        self._stems = {name: self._field_stems(name) for name in self.vocabulary.fields}
        everything = [*self.vocabulary.fields, *self.vocabulary.occupations, *self.vocabulary.places]
        self._repair = Repair({word: 1 for name in everything for word in self.words.tokens(name)}, self.words.familiar)

    def read(self, text: str, today: date) -> Wishes:
        """The wishes of a message. Raises nothing for odd text."""
        written = self._repair.words(self.words.tokens(text)[:LONGEST_TEXT])
        readings = self.words.readings_of(written)
        lemmas = self.words.lemmas_of(written)
        left_out = [no or gone for no, gone in zip(denied(written, lemmas), _past(readings, written), strict=True)]
        wanted = [place for place in range(len(written)) if not left_out[place]]
        said = [self._word(written[place], lemmas[place]) for place in wanted]
        kept = [lemmas[place] for place in wanted]
        return Wishes(
            fields=_unique(self._fields(said)),
            occupations=_unique(self._named("occupations", said)),
            places=_unique(self._places(said)),
            ways=_unique(_ways(said)),
            times=_unique(_found(TIMES, said)),
            length=_length(said),
            start=start_in(text if len(kept) == len(lemmas) else "", kept, today),
            free=any(word.lemma in _WISHES["free"] for word in said),
        )

    def _word(self, written: str, lemma: str) -> _Word:
        bases = {lemma, *self.words.bases(written)}
        return _Word(written, lemma, frozenset(map(fold, bases)), frozenset(map(fold, self.words.parts(written))))

    def _key(self, name: str) -> tuple[str, ...]:
        return tuple(fold(lemma) for lemma in self.words.lemmas(name))

    def _field_stems(self, name: str) -> list[str]:
        """What a field is of: hoiva-ala of hoiva, kaupan ala of kauppa."""
        stems = [part for word in self.words.tokens(name) for part in (self.words.lemma(word), *self.words.parts(word))]
        return [fold(stem) for stem in dict.fromkeys(stems) if fold(stem) not in _TAILS and not stem.endswith("ala")]

    def _fields(self, said: Sequence[_Word]) -> Iterator[str]:
        yield from self._named("fields", said)
        for word in said:
            if word.parts & _TAILS:
                yield from (name for name, stems in self._stems.items() if word.parts.intersection(stems))
            else:
                yield from (name for name, stems in self._stems.items() if word.bases.intersection(stems[:1]))

    def _named(self, kind: str, said: Sequence[_Word]) -> Iterator[str]:
        for place in range(len(said)):
            for name, key in self._names[kind]:
                if _stands_at(key, said, place):
                    yield name

    def _places(self, said: Sequence[_Word]) -> Iterator[str]:
        for word in said:
            yield from (place for place in self.vocabulary.places if _is_place(fold(place.lower()), word))


def _stands_at(key: tuple[str, ...], said: Sequence[_Word], place: int) -> bool:
    words = said[place : place + len(key)]
    return (
        bool(key) and len(words) == len(key) and all(part in word.bases for part, word in zip(key, words, strict=True))
    )


def _is_place(place: str, word: _Word) -> bool:
    """By base form, or for a place that Voikko does not know by its case endings."""
    if place in word.bases:
        return True
    form = fold(word.written)
    return form.startswith(place) and form[len(place) :] in PLACE_ENDINGS


def _past(readings: Sequence[Reading | None], written: Sequence[str]) -> list[bool]:
    """Whether each word stands in a clause that tells what has been."""
    flags, start = [False] * len(written), 0
    for end in [*(place for place, word in enumerate(written) if word in _CLAUSE_ENDS), len(written)]:
        clause = [reading for reading in readings[start:end] if reading]
        if any(_tells_past(reading) for reading in clause):
            flags[start:end] = [True] * (end - start)
        start = end
    return flags


_CLAUSE_ENDS = frozenset(("ja", "mutta", "nyt", "joten", "niin", "koska", "että", "vaan"))


def _tells_past(reading: Reading) -> bool:
    told = reading.person == "1" and reading.tense == "past_imperfective" and reading.base != "voida"
    return told or reading.participle == "past_active"


def _found(names: Iterable[str], said: Sequence[_Word]) -> Iterator[str]:
    for word in said:
        for name in names:
            if word.lemma in _WISHES[name] or word.written in _WISHES[name]:
                yield name


def _ways(said: Sequence[_Word]) -> Iterator[str]:
    yield from _found(WAYS, said)
    for word, after in pairwise(said):
        if word.lemma == "työ" and after.written in _WISHES["beside"]:
            yield "workplace"
        if (word.written, after.written) == ("paikan", "päällä"):
            yield "contact"


def _length(said: Sequence[_Word]) -> Length | None:
    for place, word in enumerate(said):
        if word.lemma not in DAYS or place == 0:
            continue
        amount, before = _amount(said, place)
        after = said[place + 1].lemma if place + 1 < len(said) else ""
        if amount and after not in _WISHES["past"] and after not in ("päästä", "kuluttua"):
            days = round(amount * DAYS[word.lemma])
            return _bounded(days, before) if days <= LONGEST_WISH else None
    return None


def _amount(said: Sequence[_Word], place: int) -> tuple[float | None, str]:
    """How many of the unit, and the word before it. `alle kuukausi` is one."""
    before = said[place - 1]
    if before.written in _WISHES["at_most"] | _WISHES["at_least"]:
        return 1.0, before.written
    return number_of(before.written), said[place - 2].written if place > 1 else ""


def _bounded(days: int, before: str) -> Length:
    if before in _WISHES["at_most"]:
        return Length(None, days)
    if before in _WISHES["at_least"]:
        return Length(days, None)
    return Length(days * 3 // 4, days * 5 // 4)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
