"""Which entries a person's own word keeps back: what they do not want or cannot do, and what they hold or master.

A hindrance that can be lifted (a language, a licence, an age) keeps nothing back; it is told on the card.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path

import yaml

from catalogue.model import Entry, EntryKind, Load, Way
from catalogue.recommend.bounds import SKILLED_YEARS, Bounds, Cause, Forbidden, Practised, Removal
from catalogue.recommend.entry_faces import Shelf
from catalogue.recommend.told_wishes import relevance_of
from catalogue.recommend.trades import Trades
from catalogue.search.index import Index
from catalogue.search.query import SHORT_WEEKS, read
from catalogue.search.ranking import Allowance
from catalogue.search.wishes import Wish
from occupations.model import Degree

FEW_HOURS, WHOLE_DAYS = 15.0, 30.0  # a week: what one has who can do a few a day, and what is surely more
WORK_KINDS = (EntryKind.APPRENTICESHIP, EntryKind.EMPLOYER_PATH)
ABOUT = 0.4  # what answers a word so well, beside what answers it best, is about it
WHOLLY = 0.9  # what answers it nearly as well as the best is about it, whatever its field
UNTOLD = frozenset({"people", "sitting"})  # what entries do not tell, their trades do
HURTS_AT_ALL = frozenset({"dust", "chemicals", "driving"})  # of these a little is too much
PLAINLY, ASIDE = 1.0, 0.6  # what leads up from a trade, and what leads to a trade beside it
LIFTED = frozenset({"reading", "computer", "finnish", "licence", "own_car"})  # hindrances that something lifts
HOME, HOURS = "leaving_home", "hours"

Test = Callable[[Entry], Removal | None]


@dataclass(frozen=True)
class Binding:
    """Asks of each entry whether it may be shown. `shelf` must follow the index."""

    index: Index
    shelf: Shelf
    trades: Trades
    bounds: Bounds
    today: date

    def removal(self, entry: Entry) -> Removal | None:
        """Why the entry is kept back; None when nothing speaks against it. What is sure goes before what is not."""
        found = [removal for test in self._tests if (removal := test(entry)) is not None]
        return min(found, key=lambda removal: not removal.sure, default=None)

    def allowance(self, entry: Entry) -> Allowance:
        """The same as a search takes it."""
        removal = self.removal(entry)
        return Allowance.FREE if removal is None else Allowance.NONE if removal.sure else Allowance.DOUBTED

    @cached_property
    def upward(self) -> Mapping[str, float]:
        """The entries that lead up, or a little aside, from the trades that one is skilled in; from 0 to 1 by key."""
        worth: dict[str, float] = {}
        for key, row in self.shelf.rows.items():
            best = max((self._up_from(practised, row.entry) for practised in self.skilled), default=0.0)
            if best and self.removal(row.entry) is None:
                worth[key] = best
        return worth

    def akin(self, text: str) -> list[Entry]:
        """What leads to trades beside, above or below one that the text names, without what is kept back."""
        named = {found.occupation for found in self.trades.finder.find(text)}
        near = frozenset().union(
            *(self.trades.beside(key) | self.trades.above(key) | self.trades.below(key) for key in named)
        )
        rows = (row.entry for row in self.shelf.rows.values() if near & self.trades.led_to(row.entry))
        return sorted((entry for entry in rows if self.removal(entry) is None), key=lambda entry: entry.key)

    @cached_property
    def skilled(self) -> Sequence[Practised]:
        """The trades that one has done for years, and those of what one masters."""
        done = [practised for practised in self.bounds.practised if practised.is_skilled]
        named = {practised.trade for practised in done}
        meanings = [self.shelf.competences.meaning(what).keys for what in self.bounds.mastered]
        trades = self.trades.known.occupations if meanings else {}
        mastered = (
            trade.name
            for key, trade in trades.items()
            if any(meant >= self._means(key) != frozenset() for meant in meanings)
        )
        return [*done, *(Practised(name, SKILLED_YEARS) for name in mastered if name not in named)]

    @cached_property
    def _tests(self) -> Sequence[Test]:
        bounds = self.bounds
        return [
            *map(self._excluded, bounds.excluded),
            *(partial(self._forbidden, forbidden) for forbidden in bounds.forbidden),
            *map(self._card, bounds.cards),
            *map(self._mastered, bounds.mastered),
            *(partial(self._trade, practised) for practised in bounds.practised),
        ]

    def _excluded(self, what: str) -> Test:
        """By what the words mean: a trade, a way, a place, a kind, a time; else what they are about."""
        trade = self.trades.key_of(what)
        if trade is not None:
            return lambda entry: Removal(Cause.EXCLUDED, what) if self.trades.leads_first_to(entry, trade) else None
        places = {where.place for where in self.shelf.wheres.all}
        wish = self.index.with_subject(read(what, None, self.index.analyser.words, places, self.today))
        if wish.text:
            about = self._about(wish.text)
            return lambda entry: Removal(Cause.EXCLUDED, what) if entry.key in about else None
        return lambda entry: Removal(Cause.EXCLUDED, what) if wish != Wish() and wish.fits(entry, self.today) else None

    def _about(self, text: str) -> frozenset[str]:
        """The entries about these words, and all of a field that they name."""
        relevance = relevance_of(self.index, self.shelf, text)
        about = {key for key, share in relevance.items() if share >= ABOUT}
        fields = set(self._fields_named(text, relevance))
        return frozenset(about | {key for key, row in self.shelf.rows.items() if fields & set(row.entry.fields)})

    def _fields_named(self, text: str, relevance: Mapping[str, float]) -> Iterator[str]:
        """The fields that a text calls by name; of one that says "ala" the field of most of what answers it."""
        words = self.index.analyser.words
        said = {word for token in words.tokens(text) for word in (*words.bases(token), *words.parts(token))}
        weights: Counter[str] = Counter()
        for key, share in relevance.items():
            weights.update(dict.fromkeys(self.shelf.rows[key].entry.fields, share))
        most = max(weights.values(), default=0.0)
        for name, weight in weights.items():
            named = {part for word in words.tokens(name) for part in (words.lemma(word), *words.parts(word))}
            if (_words("field") & said and weight >= WHOLLY * most) or (named & said) - _words("field"):
                yield name

    def _forbidden(self, forbidden: Forbidden, entry: Entry) -> Removal | None:
        asked = self._asks(forbidden.key, entry)
        return None if asked is None else Removal(Cause.LIMIT, forbidden.label, sure=asked)

    def _asks(self, key: str, entry: Entry) -> bool | None:
        """Whether the entry asks what is forbidden: surely, unsurely, or not as far as is known (None).

        What it does not tell its trade may, unsurely.
        """
        if key == HOME:
            return None if entry.way is Way.DISTANCE else entry.way is not None
        if key == HOURS:
            return _takes_the_day(entry)
        if key in LIFTED:
            return None
        if key in self._about_limits:
            return True if entry.key in self._about_limits[key] else None
        told = getattr(entry.asks, key, None)
        if told is not None:
            return None if told is Load.NONE else told is Load.MUCH or key in HURTS_AT_ALL
        demands = {getattr(self.trades.known.occupations[each].asks, key, None) for each in self.trades.led_to(entry)}
        return Degree.MUCH in demands and key in UNTOLD if demands and None not in demands else None

    def _card(self, name: str) -> Test:
        """What is done for a card that is held: it is called so, or is short and has it among its keywords."""
        said = set(self._forms(name))

        def test(entry: Entry) -> Removal | None:
            short = entry.length_weeks is not None and entry.length_weeks <= SHORT_WEEKS
            texts = (entry.name, *entry.keywords, *entry.competences_gained) if short else (entry.name,)
            gives = {form for text in texts for form in self._forms(text)}
            return Removal(Cause.CARD, name) if said & gives else None

        return test

    def _mastered(self, what: str) -> Test:
        """The basics of what one masters, and what leads to a trade that is just that."""
        meaning = self.shelf.competences.meaning(what).keys
        about = self._about(what)

        def test(entry: Entry) -> Removal | None:
            if self._is_upward(entry):
                return None
            led_to = self.trades.led_to(entry)
            is_that = bool(led_to) and all(meaning >= self._means(trade) != frozenset() for trade in led_to)
            return Removal(Cause.MASTERED, what) if is_that or (entry.key in about and is_basic(entry)) else None

        return test

    def _trade(self, practised: Practised, entry: Entry) -> Removal | None:
        """What stands below a trade that one has, and what one has done in it for years; what trains for it alone goes
        last when the years were not told.
        """
        key = self.trades.key_of(practised.trade)
        if key is None or self._is_upward(entry):
            return None
        led_to = self.trades.led_to(entry)
        below = bool(led_to) and led_to <= self.trades.below(key)
        if below or (practised.is_skilled and self._is_basis_of(key, entry)):
            return Removal(Cause.TRADE, practised.trade)
        trains = practised.years is None and led_to == {key} and entry.kind is EntryKind.APPRENTICESHIP
        return Removal(Cause.TRADE, practised.trade, sure=False) if trains else None

    def _is_basis_of(self, key: str, entry: Entry) -> bool:
        """What begins a trade, or its field; an employer who looks for just such a person is no beginning."""
        if is_basic(entry):
            return bool(self._fields_of(key) & set(entry.fields))
        if entry.kind is EntryKind.EMPLOYER_PATH:
            return False
        led_to = self.trades.led_to(entry)
        return key in led_to and led_to <= self.trades.below(key) | self.trades.beside(key) | {key}

    def _means(self, trade: str) -> frozenset[str]:
        """The competences that the trade's own name tells of."""
        name = self.trades.known.occupations[trade].name
        return self.shelf.competences.meaning(name).keys - self.shelf.competences.general

    def _up_from(self, practised: Practised, entry: Entry) -> float:
        """How plainly an entry leads up from a trade: to what stands above it, to a qualification for those who can
        do the work, or to what leads and teaches in its field; then to what stands beside it.
        """
        key = self.trades.key_of(practised.trade)
        if key is None:
            return 0.0
        led_to = self.trades.led_to(entry)
        rises = self._is_upward(entry) or led_to & self.trades.above(key)
        if rises and self._fields_of(key) & set(entry.fields):
            return PLAINLY
        return ASIDE if led_to & self.trades.beside(key) - self.trades.below(key) else 0.0

    def _fields_of(self, key: str) -> set[str]:
        """The catalogue's fields of a trade: those of most of what leads to it."""
        counts = self._fields.get(key, Counter())
        most = max(counts.values(), default=0)
        return {name for name, count in counts.items() if 2 * count >= most}

    @cached_property
    def _fields(self) -> Mapping[str, Counter[str]]:
        fields: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self.shelf.rows.values():
            for key in self.trades.led_to(row.entry):
                fields[key].update(row.entry.fields)
        return fields

    def _is_upward(self, entry: Entry) -> bool:
        return _begins(entry, "upward") or (entry.asks is not None and entry.asks.experience is Load.MUCH)

    @cached_property
    def _about_limits(self) -> Mapping[str, frozenset[str]]:
        """The entries about what a limit forbids by its subject: flour by the kitchen."""
        return {
            forbidden.key: frozenset().union(*map(self._about, _lists()["about_limits"][forbidden.key]))
            for forbidden in self.bounds.forbidden
            if forbidden.key in _lists()["about_limits"]
        }

    def _forms(self, text: str) -> Iterator[str]:
        words = self.index.analyser.words
        for word in words.tokens(text):
            yield words.lemma(word)


def is_basic(entry: Entry) -> bool:
    """Whether the entry is for one who begins, as it tells of itself."""
    return _begins(entry, "basic")


def _takes_the_day(entry: Entry) -> bool | None:
    """Whether it takes more than a few hours a day: surely, unsurely, or not as far as is known (None)."""
    hours = entry.weekly_hours or 0.0
    if entry.kind in WORK_KINDS or hours >= WHOLE_DAYS:
        return True
    return False if hours > FEW_HOURS else None


def _begins(entry: Entry, listed: str) -> bool:
    """Whether a word of its name or its qualification begins or ends as one of the list."""
    kinds, begins = _lists()[f"{listed}_kinds"], tuple(_lists()[listed])
    said = f"{entry.name} {entry.qualification or ''}".casefold().split()
    return entry.kind in kinds or any(word.startswith(begins) for word in said)


def _words(listed: str) -> frozenset[str]:
    return frozenset(_lists()[listed])


@cache
def _lists() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return yaml.safe_load(Path(__file__).with_name("binding_words.yml").read_text("utf-8"))  # type: ignore[no-any-return]
