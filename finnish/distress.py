"""Whether a message speaks of distress: of dying, of harming oneself, of danger at home, of what cannot be borne.

Patterns of words decide, `word_lists/distress.txt` for Finnish and `distress_abroad.txt` for Swedish and English.
What only sounds so ("kuolen nauruun") is crossed out first and what is left is read, so that an idiom does not
hide a sentence that is meant. Rather one too many than one missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
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


class Verdict(str, Enum):
    SURE = "sure"
    MAYBE = "maybe"
    SOUNDS = "sounds"
    NOTHING = "nothing"


Term = frozenset[str]
Phrase = tuple[Term, ...]
Pattern = tuple[Phrase, ...]
Seen = frozenset[str]


class Patterns(NamedTuple):
    """One file of patterns. `terms` is all that a word may be asked for; `small` words are passed over."""

    by_verdict: dict[Verdict, list[Pattern]]
    terms: frozenset[str]
    small: frozenset[str]


class Distress:
    """The rules with the words of Finnish. Bounded time on anything; raises nothing. Safe for threads."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._repair = Repair(dict.fromkeys(lines("distress.txt")["@typed"][0].split(), 1), words.familiar)
        self._finnish = _patterns("distress.txt")
        self._abroad = _patterns("distress_abroad.txt")

    def verdict(self, text: str) -> Verdict:
        """What the words of a message say; the gravest of its sentences counts."""
        found = {verdict for stretch in _stretches(text) for verdict in self._verdicts(stretch)}
        return next((verdict for verdict in Verdict if verdict in found), Verdict.NOTHING)

    def _verdicts(self, stretch: list[str]) -> Iterator[Verdict]:
        yield _verdict(self._as_finnish(stretch), self._finnish)
        yield _verdict([_seen([word.replace("'", "")], self._abroad) for word in stretch], self._abroad)

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


def _verdict(words: Sequence[Seen], patterns: Patterns) -> Verdict:
    """The verdict on one stretch. What only sounds so is crossed out before the rest is read."""
    read = [frozenset({FIRST}), *(word for word in words if not word & patterns.small), frozenset({LAST})]
    there = frozenset().union(*read)
    possible = {verdict: [p for p in found if _may_be(p, there)] for verdict, found in patterns.by_verdict.items()}
    crossed = {place for pattern in possible[Verdict.SOUNDS] for place in _places(pattern, read)}
    left = [frozenset() if place in crossed else word for place, word in enumerate(read)]
    for verdict in (Verdict.SURE, Verdict.MAYBE):
        if any(_places(pattern, left) for pattern in possible[verdict]):
            return verdict
    return Verdict.SOUNDS if crossed else Verdict.NOTHING


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
    by_verdict: dict[Verdict, list[Pattern]] = {
        verdict: [_pattern(line, sets) for line in found.get(verdict.value, [])]
        for verdict in Verdict
        if verdict is not Verdict.NOTHING
    }
    small = sets["@small"]
    return Patterns(by_verdict, frozenset(_all_terms(by_verdict.values())) | small, small)


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
