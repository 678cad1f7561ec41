"""Which entries fit a wish, and in what order people see them."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from heapq import nsmallest
from itertools import groupby

from catalogue.model import Entry, Load
from catalogue.search.index import Index
from catalogue.search.query import looser
from catalogue.search.wishes import Wish

LEAST_SHARE = 0.3  # what answers the query so much less than the best does is left out
NEARBY = 1.1  # what is where one is comes before what answers hardly better
DIRECT = 0.7  # what answers so well beside the best is what was asked for: of these the nearest comes first
FOR_SKILLED = 0.6  # what is for those who do the work already comes after what anybody may begin
COPY = 0.5  # the same unit in another place or at another time counts half of the one before it


class Allowance(Enum):
    """Whether an entry may be shown to a person, by what they told; what is doubted comes last."""

    FREE = auto()
    DOUBTED = auto()
    NONE = auto()


Scored = tuple[float, Entry]
Allowed = Callable[[Entry], Allowance]
# Whether one may not begin in time, whether one cannot get there, whether the place was let go and it answers less
# directly, and how far it is then: what sorts before all else.
Before = tuple[bool, bool, bool, float]


def all_allowed(_entry: Entry) -> Allowance:
    """Nothing is kept back."""
    return Allowance.FREE


@dataclass(frozen=True)
class Found:
    """Entries best first, and how many there are in all.

    `wish` is what was understood, `let_go` the names of its parts that were given up so that something was
    found: length, start, language, fee, hours, way, kind, place. `unknown` holds the words that no entry answers,
    `absent` the trades wished for to which nothing leads: what is found leads near them.
    """

    items: Sequence[Entry]
    total: int
    wish: Wish
    let_go: tuple[str, ...] = ()
    unknown: str = ""
    kept_back: Sequence[Entry] = ()
    doubted: frozenset[str] = frozenset()
    absent: tuple[str, ...] = ()


def page(index: Index, wish: Wish, today: date, limit: int, skip: int = 0) -> Found:
    """Entries that fit, best first; ties by name and key. Without a text: everything that fits."""
    candidates = list(_candidates(index, wish.text))
    return _page(candidates, wish, today, limit, skip)


def page_or_nearest(
    index: Index, wish: Wish, today: date, limit: int, skip: int = 0, allowed: Allowed = all_allowed
) -> Found:
    """The same of what is `allowed` and not unwanted; when nothing has all that is wished for, as little as possible is
    let go.
    """
    unwanted = {entry.key for _, entry in _candidates(index, wish.unwanted)} if wish.unwanted else set()
    wished = [each for each in _candidates(index, wish.text) if each[1].key not in unwanted]
    allowances = {entry.key: allowed(entry) for _, entry in wished}
    candidates = [each for each in wished if allowances[each[1].key] is not Allowance.NONE]
    kept_back = [each for each in wished if allowances[each[1].key] is Allowance.NONE]
    doubted = frozenset(key for key, allowance in allowances.items() if allowance is Allowance.DOUBTED)
    for let_go, looser_wish in looser(wish):
        if any(looser_wish.surely_fits(entry, today) for _, entry in candidates):
            gone = wish.place if "place" in let_go else None
            found = _page(candidates, replace(looser_wish, nearest_to=gone), today, limit, skip, doubted)
            held = _page(kept_back, looser_wish, today, limit, 0).items if kept_back else ()
            return replace(found, wish=wish, let_go=let_go, unknown="", kept_back=held, doubted=doubted)
    held = _page(kept_back, replace(Wish(), text=wish.text), today, limit, 0).items if kept_back else ()
    return Found([], 0, wish, unknown="" if held else wish.text, kept_back=held)


def _page(
    candidates: Sequence[Scored], wish: Wish, today: date, limit: int, skip: int, last: Set[str] = frozenset()
) -> Found:
    fitting = {entry.key: (score, entry) for score, entry in candidates if wish.fits(entry, today)}
    in_turn = ((turn[-1] in last, *turn) for turn in _in_turn(fitting.values(), wish, today))
    items = [fitting[key][1] for *_, key in nsmallest(skip + limit, in_turn)[skip:]]
    return Found(items, len(fitting), wish, unknown="" if candidates else wish.text)


def _candidates(index: Index, text: str) -> Iterator[Scored]:
    """Entries that answer the text well, measured by the best answer of all."""
    if not text.strip():
        yield from ((0.0, entry) for entry in index.entries.values())
        return
    scores = index.score(text)
    least = LEAST_SHARE * max(scores.values(), default=0.0)
    good = [number for number, score in scores.items() if score >= least]
    for number, key in index.keys_of(good):
        yield round(scores[number], 6), index.entries[key]


def _in_turn(scored: Iterable[Scored], wish: Wish, today: date) -> Iterator[tuple[Before, float, bool, str, str]]:
    """What sorts the entries: what tells no start that is wished for comes last, and copies of one unit come after
    what else answers well, not all first. When the place was let go, the nearest comes first.
    """
    worths = [(_worth(score, entry, wish), entry) for score, entry in scored]
    direct = DIRECT * max((worth for worth, _ in worths), default=0.0)
    ranked = sorted((_unit(entry), *_place_in_turn(worth, direct, entry, wish, today)) for worth, entry in worths)
    for _, copies in groupby(ranked, key=lambda row: row[0]):
        for number, (_, before, worth, far, name, key) in enumerate(copies):
            yield before, worth * COPY**number, far, name, key


def _worth(score: float, entry: Entry, wish: Wish) -> float:
    is_for_skilled = entry.asks is not None and entry.asks.experience is Load.MUCH
    return score * (NEARBY if wish.is_near(entry) else 1.0) * (FOR_SKILLED if is_for_skilled else 1.0)


def _place_in_turn(
    worth: float, direct: float, entry: Entry, wish: Wish, today: date
) -> tuple[Before, float, bool, str, str]:
    unsure, is_far_asked = not wish.surely_begins_in_time(entry, today), wish.nearest_to is not None
    before = (unsure, wish.is_out_of_reach(entry), is_far_asked and worth < direct, wish.distance(entry))
    return before, -worth, not wish.is_near(entry), entry.name.casefold(), entry.key


def _unit(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.code or entry.name
