"""Which trades an entry leads to, and which trades stand above, below and beside one that a person has."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalogue.model import Entry
from catalogue.recommend.bounds import FREE, Bounds
from catalogue.recommend.trade_words import TradeWords
from catalogue.search.clauses import Meant, meanings
from finnish.clauses import Clause, Mood, Word, read
from finnish.morphology import NOUNS
from finnish.words import Words
from occupations.files import Occupations, occupations
from occupations.finder import Finder, Found
from occupations.meaning import Meant as Named
from occupations.model import Degree, Occupation

CACHE = 20_000
# A part of a name that more trades share ("työntekijä") tells none.
TELLING = 8


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
    def by_words(self) -> TradeWords:
        """The trades by what is done in them."""
        return TradeWords(self.known, self._words)

    @cached_property
    def _key_of(self) -> Mapping[str, str]:
        return {trade.name: key for key, trade in self.known.occupations.items()}

    @cached_property
    def _below(self) -> Mapping[str, frozenset[str]]:
        known = self.known.occupations
        first = {key: {other for other, trade in known.items() if key in trade.upward.occupations} for key in known}
        return {key: frozenset(below.union(*(first[each] for each in below)) - {key}) for key, below in first.items()}

    @property
    def words(self) -> Words:
        return self._words

    def same(self, words: str, name: str) -> bool:
        """Whether words are a name in some form."""
        return self._words.lemma(words.lower()) == self._words.lemma(name)

    def key_of(self, name: str) -> str | None:
        """The trade of this official name."""
        return self._key_of.get(name)

    def led_to(self, entry: Entry) -> frozenset[str]:
        """The trades that the entry's name and its employer's roles name; of one that names none, its keywords'."""
        roles = entry.employer.roles if entry.employer else ()
        return self._led_to(". ".join((entry.name, *roles))) or self._led_to(". ".join(entry.keywords))

    def leads_first_to(self, entry: Entry, key: str) -> bool:
        """Whether the entry names the trade, or leads to no other: a card that many trades ask for does not."""
        return key in self._led_to(entry.name) or self.led_to(entry) == {key}

    def is_direct(self, entry: Entry, key: str) -> bool:
        """Whether an entry leads to the trade, or shares with its name what few trades have in theirs."""
        telling = {part for part in self._parts_in(self.known.occupations[key].name) if self._shared[part] <= TELLING}
        return key in self.led_to(entry) or not telling.isdisjoint(self._parts_in(entry.name))

    @cached_property
    def _shared(self) -> Counter[str]:
        """Of each part of a trade's name, how many trades have it."""
        return Counter(part for trade in self.known.occupations.values() for part in self._parts_in(trade.name))

    def _parts_in(self, name: str) -> frozenset[str]:
        said = self._words.content_words(name)
        return frozenset(part for word in said for part in (*self._words.parts(word), *self._words.bases(word)))

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


# Licences by which one is found work, and which most do not have.
SCARCE = frozenset({"C", "CE", "D", "trukkikortti", "nosturikortti", "vartijakortti", "taksinkuljettajan ajolupa"})

OF_DRIVERS = frozenset({"C", "CE", "D"})

YES = frozenset({"joo", "juu", "jep", "kyllä", "ok", "okei", "hyvä"})

# How much schooling the major groups of ISCO-08 ask; armed forces (0) as their middle.
SKILL_LEVELS = {"0": 2, "1": 4, "2": 4, "3": 3, "4": 2, "5": 2, "6": 2, "7": 2, "8": 2, "9": 1}
A_WORKER = 2  # of any trade that is learnt at a vocational school or at work
A_STEP = 3  # what a worker of any trade rises to, where it leads others or sells what they make
LEADING = ("312", "332", "333", "334", "343")  # minor groups of ISCO-08: supervisors, agents, chefs


@lru_cache(2)
def trades_of(words: Words) -> Trades:
    """The trades as they are named with these words. Made once: all names are looked up for it."""
    return Trades(words)


@dataclass(frozen=True)
class Sought:
    """Official names of trades that one may look for work in: those that one names, and those that lie near.

    `barred`: of the named those that ask much of what body, hours or life forbid. `akin`: where none is named, those in
    which there is what one wishes for ("jotain kasvien kanssa").
    """

    named: Sequence[str]
    barred: Sequence[str]
    near: Sequence[str]
    akin: Sequence[str] = ()


def sought(trades: Trades, text: str, bounds: Bounds, told: Collection[str] = ()) -> Sought:
    """The trades to look for by what is said now and what was told: nothing that is not wanted.

    `told`: names that were suggested before, which one may throw back ("vartija taas, heh").
    """
    known = trades.known.occupations
    forbidden = [each.key for each in bounds.forbidden]
    unwanted = {found.occupation for each in bounds.excluded for found in trades.finder.find(each)}
    practised = {each.trade for each in bounds.practised}
    own = [key for key, trade in known.items() if trade.name in practised]
    wished, said = _wished(text, trades.words), read(text, trades.words)
    found = [
        each
        for each in trades.finder.find(text)
        if not (each.denied or each.held or each.occupation in unwanted)
        and any(map(wished, range(each.start, each.end)))
        and not (known[each.occupation].name in told and _is_thrown_back(each, said))
    ]
    # Who tells but a place ("keittiö") may mean their own trade there, and who speaks of Kela no work in it.
    named = [
        each.occupation
        for each in found
        if _is_by_name(known[each.occupation], each, trades) or (not own and each.meant is Named.WISH)
    ]
    able = [known[key].name for key in own if _is_able(known[key], forbidden)]
    licensed = _licensed(trades.known, bounds.cards, forbidden)
    near = [*able, *licensed, *within_reach(trades.known, own, forbidden)]
    names = list(dict.fromkeys(known[key].name for key in named))
    barred = [known[key].name for key in dict.fromkeys(named) if not _is_able(known[key], forbidden)]
    if all(key in own for key in named):  # the body no longer bears what one only tells to have done
        names = [name for name in names if name not in barred]
        barred = []
    near = [name for name in dict.fromkeys(near) if _is_open(known[trades.key_of(name) or ""], unwanted)]
    akin = [] if named else _akin(trades, text, own, forbidden)
    return Sought(names, barred, near, [known[key].name for key in akin if _is_open(known[key], unwanted)])


def _is_open(trade: Occupation, unwanted: Collection[str]) -> bool:
    """Whether employers take people on for it, and it is not what is not wanted."""
    return trade.hired and trade.key not in unwanted


def near_absent(
    trades: Trades, text: str, entries: Sequence[Entry], kept_back: Sequence[Entry] = ()
) -> tuple[list[Entry], tuple[str, ...]]:
    """Of what answers the words of a text, what has to do with the trades that it wishes for; and their names, where
    nothing leads to them, not even of what is `kept_back`: then only what leads to work near them is left.
    """
    found = [each for each in trades.finder.find(text) if not (each.denied or each.held)]
    wished = set(sought(trades, text, FREE).named)
    named = [each.occupation for each in found if trades.known.occupations[each.occupation].name in wished]
    things = [word for clause in read(text, trades.words) for word in _things(clause)]
    besides = [word.written for word in things if not any(each.start <= word.start < each.end for each in found)]
    named = named or trades.by_words.told_apart(word.written for word in _wished_words(text, trades.words))
    if not named:
        return list(entries), ()
    near = frozenset().union(*(trades.beside(key) | trades.above(key) | trades.below(key) for key in named))
    kin = [entry for entry in entries if near & trades.led_to(entry)]
    direct = [entry for entry in (*entries, *kept_back) if any(trades.is_direct(entry, key) for key in named)]
    others = [key for key in trades.by_words.find(besides) if key not in named]
    if any(trades.led_to(entry) & set(others) for entry in entries):  # "hitsausta tai ratikkakuskin hommia"
        return list(entries), ()
    if not direct:
        return kin, tuple(trades.known.occupations[key].name for key in dict.fromkeys(named))
    of_no_trade = [entry for entry in entries if not trades.led_to(entry)]
    return [entry for entry in entries if entry in direct or entry in kin or entry in of_no_trade], ()


def _wished_words(text: str, words: Words) -> list[Word]:
    return [word for clause in read(text, words) if _wishes(clause) for word in _things(clause)]


def _akin(trades: Trades, text: str, own: Collection[str], forbidden: Collection[str]) -> list[str]:
    """Trades in which there is what a text wishes for, in reach of one's schooling, and that ask much of nothing that
    is forbidden.
    """
    known = trades.known.occupations
    most = max((_schooling(known[key]) for key in own), default=A_WORKER)
    found = trades.by_words.find(word.written for word in _wished_words(text, trades.words))
    return [key for key in found if _schooling(known[key]) <= max(most, A_WORKER) and _is_able(known[key], forbidden)]


def _wishes(clause: Clause) -> bool:
    """Whether it wishes for something, or only names it."""
    open_still = Mood.WISH in clause.mood or Mood.SUPPOSED in clause.mood or not _has_verb(clause)
    return open_still and not clause.mood & (Mood.FEAR | Mood.ANOTHERS | Mood.QUESTION)


def _things(clause: Clause) -> list[Word]:
    """What it wishes for, by its names; a word that is not Finnish may be one."""
    wished = (word for word, meant in meanings([clause]) if meant is Meant.WISHED and not word.denied)
    return [word for word in wished if word.reading is None or word.reading.kind in NOUNS]


def _wished(text: str, words: Words) -> Callable[[int], bool]:
    """Whether what stands at a place of the text is wished for: not what is told, denied or thrown back as a question
    ("siivoojaksi? en mä siivoamaan").
    """
    clauses = read(text, words)
    thrown = [each for each in clauses if len(clauses) > 1 and Mood.QUESTION in each.mood and not _has_verb(each)]
    kept = [word for word, meant in meanings(clauses) if meant in (Meant.WISHED, Meant.DENIED) and not word.denied]
    places = {at for word in kept for at in range(word.start, word.end)}
    return lambda at: at in places and not any(each.start <= at < each.end for each in thrown)


def _is_thrown_back(found: Found, clauses: Sequence[Clause]) -> bool:
    """Whether a name is only said, or doubted, by one who says no yes and goes on: "varastopäällikkö no en usko"."""
    clause = next(each for each in clauses if each.start <= found.start < each.end)
    agrees = clauses[0].words[0].written in YES
    doubted = clause.denies or not _has_verb(clause)
    return len(clauses) > 1 and doubted and not agrees and not clause.mood & (Mood.WISH | Mood.SUPPOSED)


def _has_verb(clause: Clause) -> bool:
    return any(word.is_verb for word in clause.words)


def _is_by_name(trade: Occupation, found: Found, trades: Trades) -> bool:
    return not any(trades.same(found.words, place) for place in trade.places)


def _licensed(known: Occupations, cards: Sequence[str], forbidden: Collection[str]) -> list[str]:
    """Trades for which one holds the licence that few have, and that ask little of what is forbidden."""
    held = {card.removesuffix("-ajokortti") for card in cards} & SCARCE
    able = (trade for trade in known.occupations.values() if _is_able(trade, forbidden))
    return [trade.name for trade in able if _rests_on(trade, held)]


def _rests_on(trade: Occupation, held: Collection[str]) -> bool:
    """Whether the licence is what the trade asks first; that of a driver where one drives all day."""
    first = trade.cards[0] if trade.cards else ""
    return first in held and (first not in OF_DRIVERS or trade.asks.driving is Degree.MUCH)


def _asked(trade: Occupation, forbidden: Collection[str]) -> list[Degree | None]:
    """How much the trade asks of each thing that is forbidden."""
    return [getattr(trade.asks, each, None) for each in forbidden]


def _is_able(trade: Occupation, forbidden: Collection[str]) -> bool:
    """Whether it asks much of nothing that is forbidden."""
    return Degree.MUCH not in _asked(trade, forbidden)


def unlicensed_beside(known: Occupations, key: str) -> list[str]:
    """Official names of the trades of the same field, the nearest to a licensed one first, that need no licence and no
    long schooling.
    """
    near = [key]
    for each in near:  # grows by the kin of kin
        trades = known.occupations
        kin = (*trades[each].neighbours, *(other for other, trade in trades.items() if each in trade.neighbours))
        near += [
            other for other in dict.fromkeys(kin) if other not in near and known.fields[other] == known.fields[key]
        ]
    able = (known.occupations[each] for each in near)
    return [each.name for each in able if each.hired and not each.licensed and _schooling(each) <= A_WORKER]


def within_reach(known: Occupations, own: Collection[str], forbidden: Collection[str]) -> list[str]:
    """Official names of trades beside and above one's `own`, of those that are taught at work where something is
    forbidden, and of the kin of kin; those first that ask nothing of what is forbidden, and none that asks much of it,
    or years of schooling that one's own do not.
    """
    highest = max((_schooling(known.occupations[key]) for key in own), default=0)
    near = [each for each in _up_to(known, own, max(highest, A_STEP)) if _is_a_step(known.occupations[each], highest)]
    light = (key for key, trade in known.occupations.items() if trade.taught_at_work)
    easy = [key for key in light if forbidden and not any(_asked(known.occupations[key], forbidden))]
    near = [*near, *easy, *_up_to(known, near, highest)]
    asked = {key: _asked(known.occupations[key], forbidden) for key in near}
    able = [key for key, degrees in asked.items() if key not in own and Degree.MUCH not in degrees]
    return [known.occupations[key].name for key in sorted(able, key=lambda key: asked[key].count(Degree.SOME))]


def _up_to(known: Occupations, keys: Collection[str], schooling: int) -> list[str]:
    """The kin of these trades that ask no more schooling."""
    kin = (each for key in keys for each in _kin(known, key))
    return [each for each in kin if _schooling(known.occupations[each]) <= schooling]


def _is_a_step(trade: Occupation, highest: int) -> bool:
    return _schooling(trade) <= highest or trade.isco.startswith(LEADING)


def _schooling(trade: Occupation) -> int:
    """The skill level of the trade's major group by ISCO-08 (ILO 2012, table 1), from 1 to 4."""
    return SKILL_LEVELS[trade.isco[0]]


def _kin(known: Occupations, key: str) -> Sequence[str]:
    trade = known.occupations[key]
    return (*trade.neighbours, *trade.upward.occupations)
