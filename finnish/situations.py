"""How a person stands to work, told in the middle of other things: "oon ollu kolme vuotta työttömänä, mitä nyt".

Only what is told of oneself as a fact counts: no question, no wish, no fear, nobody else's lot. Rather nothing than
something that was not said.
"""

from collections.abc import Sequence
from functools import cache
from typing import Optional

from finnish.amounts import ANY_DAY, Amount, Length, Span, Years, read_amounts
from finnish.clauses import Clause, Word, read
from finnish.lists import lines, rows
from finnish.negation import DENIES
from finnish.words import Words

# The gravest is told last of all, so it is looked for first.
SITUATIONS = (
    "never_worked", "long_unemployed", "unemployed", "sick_leave", "family_leave", "carer", "student", "retired",
    "employed",
)  # fmt: skip
YEAR, ANY, FIRST, LAST = "@year", "@any", "^", "$"
WEEKS_IN_YEAR = 52

Phrase = tuple[frozenset[str], ...]


def situation_told(text: str, words: Words) -> Optional[str]:
    """One of SITUATIONS, or None when nothing is told, or two that do not go together."""
    clauses = read(text, words)
    years = [each.span for each in read_amounts(text, ANY_DAY, words, clauses) if _is_year(each)]
    facts = [clause for clause in clauses if _is_told(clause)]
    told = {name for name in SITUATIONS if any(_says(name, clause, years) for clause in facts)}
    if "employed" in told and len(told) > 1:
        return None
    return next((name for name in SITUATIONS if name in told), None)


def _is_told(clause: Clause) -> bool:
    is_over = any(word.is_in(_listed("not_told")) for word in clause.words)
    return clause.is_own_fact and not is_over


def _is_year(amount: Amount) -> bool:
    """Whether it is a time of a year at least, told as one that has been spent or not."""
    if isinstance(amount, Length):
        return (amount.most or amount.least or 0) >= WEEKS_IN_YEAR
    return isinstance(amount, Years) and (amount.most or amount.least or 0) >= 1


def _says(name: str, clause: Clause, years: Sequence[Span]) -> bool:
    kept = [word for word in clause.body if word.written not in _listed("between")]
    phrases = [phrase for phrase in _phrases(name) if clause.denies == any(term & DENIES for term in phrase)]
    ways = ((phrase, said) for phrase in phrases for said in (clause.body, kept))
    return any(_stands_at(phrase, said, at, years) for phrase, said in ways for at in range(len(said)))


def _stands_at(phrase: Phrase, said: Sequence[Word], at: int, years: Sequence[Span]) -> bool:
    for term in phrase:
        if FIRST in term or LAST in term:
            length = 0 if at == (0 if FIRST in term else len(said)) else None
        elif YEAR in term:
            length = _length_of_time(said[at:], years)
        else:
            length = 1 if at < len(said) and (said[at].written in term or ANY in term) else None
        if length is None:
            return False
        at += length
    return True


def _length_of_time(said: Sequence[Word], years: Sequence[Span]) -> Optional[int]:
    """How many words tell a time of at least a year, by a number or without; None when it does not begin with one."""
    if not said:
        return None
    told = next((span for span in years if span.start < said[0].end and said[0].start < span.end), None)
    return sum(word.start < told.end for word in said) if told else _length_without_number(said)


def _length_without_number(said: Sequence[Word]) -> Optional[int]:
    first, after = said[0].written, said[1] if len(said) > 1 else None
    if first in _listed("years"):
        return 1
    if first in _listed("counts") and after is not None and after.lemma == "vuosi":
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
