"""Which trades an entry leads to, and which trades stand above, below and beside one that a person has."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from catalogue.model import Entry
from catalogue.recommend.bounds import Practised
from finnish.words import Words
from occupations.files import Occupations, occupations
from occupations.finder import Finder
from occupations.model import Degree

CACHE = 20_000


class Trades:
    """The trades of `occupations`, as entries name them. What an entry leads to is read once for each wording."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._led_to = lru_cache(CACHE)(self._find)

    @cached_property
    def known(self) -> Occupations:
        return occupations()

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.known.occupations, self._words)

    @cached_property
    def _key_of(self) -> Mapping[str, str]:
        return {trade.name: key for key, trade in self.known.occupations.items()}

    @cached_property
    def _below(self) -> Mapping[str, frozenset[str]]:
        known = self.known.occupations
        first = {key: {other for other, trade in known.items() if key in trade.upward.occupations} for key in known}
        return {key: frozenset(below.union(*(first[each] for each in below)) - {key}) for key, below in first.items()}

    def key_of(self, name: str) -> str | None:
        """The trade of this official name."""
        return self._key_of.get(name)

    def led_to(self, entry: Entry) -> frozenset[str]:
        """The trades that the entry's name and its employer's roles name; of one that names none, its keywords'."""
        roles = entry.employer.roles if entry.employer else ()
        return self._led_to(". ".join((entry.name, *roles))) or self._led_to(". ".join(entry.keywords))

    def below(self, key: str) -> frozenset[str]:
        """The trades from which one rises to this one, in a step or two."""
        return self._below[key]

    def above(self, key: str) -> frozenset[str]:
        return frozenset(self.known.occupations[key].upward.occupations)

    def beside(self, key: str) -> frozenset[str]:
        """Trades that need little more."""
        return frozenset(self.known.occupations[key].neighbours)

    def _find(self, names: str) -> frozenset[str]:
        return frozenset(found.occupation for found in self.finder.find(names))


def within_reach(known: Occupations, practised: Sequence[Practised], forbidden: Collection[str]) -> list[str]:
    """Official names of trades beside and above those that one has, those first that ask nothing of what is forbidden;
    without those that ask much of it.
    """
    own = [key for key, trade in known.occupations.items() if trade.name in {each.trade for each in practised}]
    kin = (each for key in own for each in (*_kin(known, key), *_next_kin(known, key)))
    asked = {key: [getattr(known.occupations[key].asks, each, None) for each in forbidden] for key in kin}
    able = [key for key, degrees in asked.items() if key not in own and Degree.MUCH not in degrees]
    return [known.occupations[key].name for key in sorted(able, key=lambda key: asked[key].count(Degree.SOME))]


def _kin(known: Occupations, key: str) -> Sequence[str]:
    trade = known.occupations[key]
    return (*trade.neighbours, *trade.upward.occupations)


def _next_kin(known: Occupations, key: str) -> Iterator[str]:
    """The kin of kin: from a trade that the body no longer bears, one step is often too short."""
    return (each for near in _kin(known, key) for each in _kin(known, near))
