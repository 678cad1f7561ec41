"""How a person stands to work, told in the middle of other things: "oon ollu kolme vuotta työttömänä, mitä nyt".

Only what is told of oneself as a fact counts: no question, no wish, no fear, nobody else's lot. Rather nothing than
something that was not said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Optional

from finnish.lists import lines, rows
from finnish.negation import DENIES
from finnish.numbers import number_of
from finnish.words import Words

# The gravest is told last of all, so it is looked for first.
SITUATIONS = ("never_worked", "long_unemployed", "unemployed", "employed")
YEAR, ANY, FIRST, LAST = "@year", "@any", "^", "$"
CLAUSE = re.compile(r"[,;:!?–]+\s*|\.+(?:\s+|$)|\n+")
CONDITIONAL = ("isin", "isi", "isimme", "isiko", "isinko")
QUESTION = ("ko", "kö")


class Word(NamedTuple):
    """A word as written in full, and its base form."""

    written: str
    lemma: str

    def is_in(self, listed: frozenset[str]) -> bool:
        return self.written in listed or f"<{self.lemma}>" in listed


Clause = Sequence[Word]
Phrase = tuple[frozenset[str], ...]


def situation_told(text: str, words: Words) -> Optional[str]:
    """One of SITUATIONS, or None when nothing is told, or two that do not go together."""
    clauses = [clause for clause in _clauses(text, words) if _is_told(clause, words)]
    told = {name for name in SITUATIONS if any(_says(name, clause) for clause in clauses)}
    if "employed" in told and len(told) > 1:
        return None
    return next((name for name in SITUATIONS if name in told), None)


def _clauses(text: str, words: Words) -> Iterator[list[Word]]:
    for part in CLAUSE.split(text):
        written = words.tokens(part)
        clause: list[Word] = []
        for word in map(Word, written, words.lemmas_of(written)):
            now = word.written == "nyt" and any(before.written in _listed("was") for before in clause)
            if now or word.written in _listed("begins") or _is_wished(word):
                yield clause
                clause = []
            clause.append(word)
        yield clause


def _is_told(clause: Clause, words: Words) -> bool:
    asks = (word.written.endswith(QUESTION) and words.known(word.written[:-2]) for word in clause)
    unsure = (_is_wished(word) or word.is_in(_listed("not_told")) for word in clause)
    return not (any(asks) or any(unsure))


def _is_wished(word: Word) -> bool:
    is_conditional = word.written.endswith(CONDITIONAL) and word.lemma.endswith(("a", "ä"))
    return is_conditional or word.is_in(_listed("wishes"))


def _says(name: str, clause: Clause) -> bool:
    denies = any(word.written in DENIES for word in clause)
    kept = [word for word in clause if word.written not in _listed("between") | (_listed("begins") - DENIES)]
    phrases = (phrase for phrase in _phrases(name) if denies == bool(phrase[0] & DENIES))
    return any(_stands_at(phrase, kept, at) for phrase in phrases for at in range(len(kept)))


def _stands_at(phrase: Phrase, clause: Clause, at: int) -> bool:
    for term in phrase:
        if FIRST in term or LAST in term:
            length = 0 if at == (0 if FIRST in term else len(clause)) else None
        elif YEAR in term:
            length = _length_of_time(clause[at:])
        else:
            length = 1 if at < len(clause) and (clause[at].written in term or ANY in term) else None
        if length is None:
            return False
        at += length
    return True


def _length_of_time(clause: Clause) -> Optional[int]:
    """How many words tell a time of at least a year; None when the clause does not begin with one."""
    if not clause:
        return None
    first, after = clause[0].written, clause[1] if len(clause) > 1 else Word("", "")
    if first in _listed("years"):
        return 1
    if (first in _listed("counts") or (number_of(first) or 0) >= 1) and after.lemma == "vuosi":
        return 2 if len(clause) < 3 or clause[2].written not in _listed("not_a_time") else None
    return 1 if first in _listed("year") and after.written not in _listed("not_a_time") else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(rows("situations.txt")[name])


@cache
def _phrases(name: str) -> tuple[Phrase, ...]:
    phrases = (phrase for line in lines("situations.txt")[name] for phrase in line.split(";"))
    return tuple(tuple(frozenset(term.split("|")) for term in phrase.split()) for phrase in phrases)
