"""How a person stands to work, told in the middle of other things: "oon ollu kolme vuotta työttömänä, mitä nyt".

Only what is told of oneself as a fact counts: no question, no wish, no fear, nobody else's lot. Rather nothing than
something that was not said.
"""

from collections.abc import Sequence
from functools import cache
from typing import Optional

from finnish.clauses import Clause, Word, read
from finnish.lists import lines, rows
from finnish.negation import DENIES
from finnish.numbers import number_of
from finnish.words import Words

# The gravest is told last of all, so it is looked for first.
SITUATIONS = ("never_worked", "long_unemployed", "unemployed", "employed")
YEAR, ANY, FIRST, LAST = "@year", "@any", "^", "$"

Phrase = tuple[frozenset[str], ...]


def situation_told(text: str, words: Words) -> Optional[str]:
    """One of SITUATIONS, or None when nothing is told, or two that do not go together."""
    clauses = [clause for clause in read(text, words) if _is_told(clause)]
    told = {name for name in SITUATIONS if any(_says(name, clause) for clause in clauses)}
    if "employed" in told and len(told) > 1:
        return None
    return next((name for name in SITUATIONS if name in told), None)


def _is_told(clause: Clause) -> bool:
    is_over = any(word.is_in(_listed("not_told")) for word in clause.words)
    return clause.is_own_fact and not is_over


def _says(name: str, clause: Clause) -> bool:
    kept = [word for word in clause.body if word.written not in _listed("between")]
    phrases = (phrase for phrase in _phrases(name) if clause.denies == bool(phrase[0] & DENIES))
    return any(_stands_at(phrase, kept, at) for phrase in phrases for at in range(len(kept)))


def _stands_at(phrase: Phrase, said: Sequence[Word], at: int) -> bool:
    for term in phrase:
        if FIRST in term or LAST in term:
            length = 0 if at == (0 if FIRST in term else len(said)) else None
        elif YEAR in term:
            length = _length_of_time(said[at:])
        else:
            length = 1 if at < len(said) and (said[at].written in term or ANY in term) else None
        if length is None:
            return False
        at += length
    return True


def _length_of_time(said: Sequence[Word]) -> Optional[int]:
    """How many words tell a time of at least a year; None when it does not begin with one."""
    if not said:
        return None
    first, after = said[0].written, said[1] if len(said) > 1 else None
    if first in _listed("years"):
        return 1
    counts = first in _listed("counts") or (number_of(first) or 0) >= 1
    if counts and after is not None and after.lemma == "vuosi":
        return 2 if len(said) < 3 or said[2].written not in _listed("not_a_time") else None
    is_year = first in _listed("year") and (after is None or after.written not in _listed("not_a_time"))
    return 1 if is_year else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(rows("situations.txt")[name])


@cache
def _phrases(name: str) -> tuple[Phrase, ...]:
    phrases = (phrase for line in lines("situations.txt")[name] for phrase in line.split(";"))
    return tuple(tuple(frozenset(term.split("|")) for term in phrase.split()) for phrase in phrases)
