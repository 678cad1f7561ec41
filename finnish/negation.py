"""What a clause denies: `en halua tutkintoa` is not `haluan tutkinnon`.

A negation's reach goes from the word of denial to the end of its clause (`finnish.clauses` tells where that is), or to
`kuin` and its like. `ilman` reaches the next noun. A word in -ton denies itself.
"""

from collections.abc import Sequence

from finnish.lists import rows

_LISTS = {name: frozenset(found) for name, found in rows("negation.txt").items()}
DENIES, QUESTIONS, EXCEPT = _LISTS["denies"], _LISTS["questions"], _LISTS["except"]
WITHOUT, AND, EMPTY = _LISTS["without"], _LISTS["and"], _LISTS["empty"]
FURTHEST = 8  # words that one denial reaches at most
ADJECTIVE = ("ton", "tön")


def denied(words: Sequence[str], lemmas: Sequence[str]) -> list[bool]:
    """For each written word of one clause whether it is denied. The word of denial itself is not."""
    flags = [False] * len(words)
    for place, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if word in DENIES and word not in QUESTIONS:
            _reach(flags, words, place)
        elif word in WITHOUT:
            _next_noun(flags, words, place)
        elif lemma.endswith(ADJECTIVE) and lemma not in EMPTY:
            flags[place] = True
    return flags


def _reach(flags: list[bool], words: Sequence[str], place: int) -> None:
    for at in range(place + 1, min(len(words), place + 1 + FURTHEST)):
        if words[at] in EXCEPT:
            return
        flags[at] = True


def _next_noun(flags: list[bool], words: Sequence[str], place: int) -> None:
    """`ilman pitkää koulutusta` denies up to the second word; `ilman sitä ja` one."""
    for at in range(place + 1, min(len(words), place + 3)):
        if words[at] in AND:
            return
        flags[at] = True
        if not words[at].endswith(("a", "ä")):
            return
