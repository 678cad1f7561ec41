"""Typing slips put right, against the words that the domain uses.

A word that people write on purpose is never changed, nor a short one; where two words are as near, nothing is done.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finnish.fold import fold

CACHE = 20_000
SHORTEST = 5
LONG = 9  # from this many letters on, two slips are believed
LONGEST = 40
NEIGHBOUR = 0.5  # a slip to the next key is half a slip
CHANGED_START = 0.5  # people seldom mistype the first letter
CLEARLY = 0.25  # how much nearer the best must be than the next; or:
COMMONER = 20  # how many times commoner, at the same distance
NEAREST = 8
ENDINGS = ("ksi", "lla", "llä", "lle", "lta", "ltä", "ssa", "ssä", "sta", "stä", "na", "nä", "ta", "tä", "n", "a", "ä")

_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")


class Repair:
    """Nearest words of a vocabulary (word: how often it occurs). Safe for threads; remembers a bounded number.

    `familiar` says which words are right as they are (`Words.familiar`).
    """

    def __init__(self, vocabulary: Mapping[str, int], familiar: Callable[[str], bool]) -> None:
        self._counts = {word.lower(): count for word, count in vocabulary.items() if len(word) >= SHORTEST - 1}
        self._words = list(self._counts)
        self._familiar = familiar
        self.word = lru_cache(CACHE)(self._word)

    def words(self, words: list[str]) -> list[str]:
        """The words of a message, each put right or left alone."""
        return [self.word(word) for word in words]

    def _word(self, word: str) -> str:
        if not SHORTEST <= len(word) <= LONGEST or word in self._counts or not word.isalpha() or self._familiar(word):
            return word
        return self._nearest(word) or self._inflected(word) or word

    def _nearest(self, word: str) -> str | None:
        """The one word that is clearly meant."""
        near = self._near(word)
        if not near or (len(near) > 1 and not self._is_clear(near[0], near[1])):
            return None
        return near[0][1]

    def _inflected(self, word: str) -> str | None:
        """A slip in a word that is inflected: the ending stays, and the whole must be Finnish."""
        for ending in ENDINGS:
            stem = word.removesuffix(ending)
            if (
                stem != word
                and len(stem) >= SHORTEST
                and (meant := self._nearest(stem))
                and self._familiar(meant + ending)
            ):
                return meant + ending
        return None

    def _near(self, word: str) -> list[tuple[float, str]]:
        """Words within reach, nearest first, each with what its slips cost."""
        reach = 2 if len(word) >= LONG else 1
        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=reach, limit=NEAREST)
        return sorted((slips(word, near), near) for near, _, _ in found)

    def _is_clear(self, best: tuple[float, str], second: tuple[float, str]) -> bool:
        if second[0] - best[0] >= CLEARLY:
            return True
        return self._counts[best[1]] >= COMMONER * max(self._counts[second[1]], 1)


def slips(typed: str, meant: str) -> float:
    """What it cost to type one for the other: 1 a slip, less for a neighbouring key or a lost dot."""
    cost = float(OSA.distance(typed, meant))
    if len(typed) == len(meant):
        cost -= sum(_discount(one, other) for one, other in zip(typed, meant, strict=True) if one != other)
    return cost + (CHANGED_START if fold(typed[0]) != fold(meant[0]) else 0.0)


def _discount(typed: str, meant: str) -> float:
    if fold(typed) == fold(meant):
        return 0.8
    return 1 - NEIGHBOUR if meant in _neighbours().get(typed, "") else 0.0


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, str]:
    """For each key the keys beside it, above it and below it on a Finnish keyboard."""
    near: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            above = _ROWS[number - 1][place : place + 2] if number else ""
            below = _ROWS[number + 1][max(0, place - 1) : place + 1] if number + 1 < len(_ROWS) else ""
            near[key] = beside + above + below
    return near
