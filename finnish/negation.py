"""What a message denies: `en halua tutkintoa` is not `haluan tutkinnon`.

A negation's reach goes from the word of denial to the end of its clause, or to `vaan` and its like. `ilman`
reaches the next noun. A word in -ton denies itself.
"""

from collections.abc import Sequence

from finnish.lemmas import CLAUSE
from finnish.lists import rows
from finnish.words import Words

_LISTS = {name: frozenset(found) for name, found in rows("negation.txt").items()}
DENIES, TURNS, WITHOUT = _LISTS["denies"], _LISTS["turns"], _LISTS["without"]
QUESTIONS, EMPTY, GOES_ON = _LISTS["questions"], _LISTS["empty"], _LISTS["goes_on"]
PREFIX = "ei_"
FURTHEST = 8  # words that one denial reaches at most
ADJECTIVE = ("ton", "tön")


def denied(words: Sequence[str], lemmas: Sequence[str]) -> list[bool]:
    """For each written word whether it is denied. The word of denial itself is not."""
    flags = [False] * len(words)
    for place, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if word in DENIES and word not in QUESTIONS:
            _reach(flags, words, place)
        elif word in WITHOUT:
            _next_noun(flags, words, place)
        elif lemma.endswith(ADJECTIVE) and lemma not in EMPTY:
            flags[place] = True
    return flags


def negated(text: str, words: Words) -> list[tuple[str, bool]]:
    """The written words of a text, each with whether it is denied."""
    written = words.tokens(text)
    return list(zip(written, denied(written, words.lemmas_of(written)), strict=True))


def marked(text: str, words: Words) -> list[str]:
    """The lemmas of a text, those that are denied with a prefix: features for a classifier."""
    written = words.tokens(text)
    lemmas = words.lemmas_of(written)
    pairs = zip(lemmas, denied(written, lemmas), strict=True)
    return [PREFIX + lemma if flag else lemma for lemma, flag in pairs]


def _reach(flags: list[bool], words: Sequence[str], place: int) -> None:
    for at in range(place + 1, min(len(words), place + 1 + FURTHEST)):
        if words[at] in TURNS or (words[at] in CLAUSE and words[at] not in GOES_ON):
            return
        flags[at] = True


def _next_noun(flags: list[bool], words: Sequence[str], place: int) -> None:
    """`ilman pitkää koulutusta` denies up to the second word; `ilman sitä` one."""
    for at in range(place + 1, min(len(words), place + 3)):
        if words[at] in TURNS or words[at] in CLAUSE:
            return
        flags[at] = True
        if not words[at].endswith(("a", "ä")):
            return
