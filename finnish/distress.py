"""What in a message sounds like danger: of dying, of harming oneself, at home, of having no food or place to sleep.

Patterns of words tell it, `word_lists/distress.txt` for Finnish, `distress_abroad.txt` for other languages. What only
sounds so ("kuolen nauruun") is crossed out first and what is left is read, so that an idiom does not hide a sentence
that is meant. How grave a message is decides `finnish.danger`, which weighs these signs with what a model says.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from finnish.clauses import sentences
from finnish.fold import fold, tokens
from finnish.lists import lines
from finnish.repair import Repair
from finnish.words import Words

LONGEST_TEXT = 2_000  # words that are read
STRETCH, SHARED = 40, 12  # a long sentence is read in stretches of so many words, which share so many
NEAR = 12  # words from the first to the last of those that stand near each other
LONGEST_START = 16  # letters
FIRST, LAST = "^", "$"


SOUNDS = "sounds"
Term = frozenset[str]
Phrase = tuple[Term, ...]
Pattern = tuple[Phrase, ...]
Seen = frozenset[str]


class Signs(NamedTuple):
    """Kinds of danger that words tell of: for sure, by a sign; and whether something in them only sounds so."""

    sure: frozenset[str] = frozenset()
    sign: frozenset[str] = frozenset()
    sounds: bool = False

    def __or__(self, other: "Signs") -> "Signs":  # type: ignore[override]
        return Signs(self.sure | other.sure, self.sign | other.sign, self.sounds or other.sounds)


class Patterns(NamedTuple):
    """One file of patterns by their heads. `terms`: all that a word may be asked for; `small` words are passed over."""

    by_head: dict[str, list[Pattern]]
    terms: frozenset[str]
    small: frozenset[str]


class Distress:
    """The rules with the words of Finnish. Bounded time on anything; raises nothing. Safe for threads."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._repair = Repair(dict.fromkeys(lines("distress.txt")["@typed"][0].split(), 1), words.familiar)
        self._finnish = _patterns("distress.txt")
        self._abroad = _patterns("distress_abroad.txt")

    def signs(self, text: str) -> Signs:
        """What the words of a message tell, all its sentences together."""
        return reduce(or_, (found for stretch in _stretches(text) for found in self._signs(stretch)), Signs())

    def _signs(self, stretch: list[str]) -> Iterator[Signs]:
        yield _found(self._as_finnish(stretch), self._finnish)
        yield _found([_seen([word.replace("'", "")], self._abroad) for word in stretch], self._abroad)

    def _as_finnish(self, stretch: list[str]) -> list[Seen]:
        written = self._repair.words(self._words.tokens(" ".join(stretch)))
        return [_seen([word, *(f"<{base}>" for base in self._words.bases(word))], self._finnish) for word in written]


def _stretches(text: str) -> Iterator[list[str]]:
    """The words of each sentence, a long one in pieces."""
    left = LONGEST_TEXT
    for sentence in sentences(text):
        read = [word.replace("’", "'") for word in tokens(sentence)[:left]]
        left -= len(read)
        for start in range(0, max(len(read) - SHARED, 1), STRETCH - SHARED):
            yield read[start : start + STRETCH]
        if left <= 0:
            return


def _found(words: Sequence[Seen], patterns: Patterns) -> Signs:
    """The signs of one stretch. What only sounds so is crossed out before the rest is read."""
    read = [frozenset({FIRST}), *(word for word in words if not word & patterns.small), frozenset({LAST})]
    there = frozenset().union(*read)
    possible = {head: [p for p in found if _may_be(p, there)] for head, found in patterns.by_head.items()}
    crossed = {place for pattern in possible[SOUNDS] for place in _places(pattern, read)}
    left = [frozenset() if place in crossed else word for place, word in enumerate(read)]
    heads = [head.split() for head in possible if head != SOUNDS and any(_places(p, left) for p in possible[head])]
    sure, sign = (frozenset(kind for kind, how in heads if how == strength) for strength in ("sure", "sign"))
    return Signs(sure, sign, bool(crossed))


def _may_be(pattern: Pattern, there: Seen) -> bool:
    """Whether each word of a pattern is somewhere: cheaper than to look where."""
    return not any(term.isdisjoint(there) for phrase in pattern for term in phrase)


def _places(pattern: Pattern, words: Sequence[Seen]) -> set[int]:
    """The places of words that a pattern takes; none when it is not there."""
    spots: list[list[range]] = []
    for phrase in pattern:
        found = _spots(phrase, words)
        if not found:
            return set()
        spots.append(found)
    taken: set[int] = set()
    for first in spots[0]:
        near = [_nearest(first, others) for others in spots[1:]]
        places = {place for spot in [first, *near] for place in spot}
        if max(places) - min(places) < NEAR:
            taken |= places
    return taken


def _spots(phrase: Phrase, words: Sequence[Seen]) -> list[range]:
    """Where the words of a phrase stand one after another."""
    return [
        range(start, start + len(phrase))
        for start in range(len(words) - len(phrase) + 1)
        if all(not term.isdisjoint(words[start + at]) for at, term in enumerate(phrase))
    ]


def _nearest(spot: range, others: list[range]) -> range:
    return min(others, key=lambda other: abs(other.start - spot.start))


def _seen(names: list[str], patterns: Patterns) -> Seen:
    """What patterns can ask of a word: its form and base forms, without dots, and the beginnings of its form."""
    plain = [fold(name) for name in names]
    starts = (f"{plain[0][:length]}*" for length in range(3, min(len(plain[0]), LONGEST_START) + 1))
    return patterns.terms.intersection((*plain, *starts))


@lru_cache
def _patterns(name: str) -> Patterns:
    found = {head: [fold(line) for line in tails] for head, tails in lines(name).items()}
    sets = {head: frozenset(" ".join(tails).split()) for head, tails in found.items() if head.startswith("@")}
    by_head = {
        head: [_pattern(line, sets) for line in tails] for head, tails in found.items() if not head.startswith("@")
    }
    small = sets["@small"]
    return Patterns(by_head, frozenset(_all_terms(by_head.values())) | small, small)


def _pattern(line: str, sets: dict[str, frozenset[str]]) -> Pattern:
    return tuple(tuple(_term(term, sets) for term in phrase.split()) for phrase in line.split(" .. "))


def _term(term: str, sets: dict[str, frozenset[str]]) -> Term:
    return frozenset(name for part in term.split("|") for name in sets.get(part, [part]))


def _all_terms(groups: Iterable[list[Pattern]]) -> Iterator[str]:
    for group in groups:
        for pattern in group:
            for phrase in pattern:
                for term in phrase:
                    yield from term
