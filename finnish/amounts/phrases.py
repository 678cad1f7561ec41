"""Phrases over the tags of tokens: a small notation, and what is found by it.

In a pattern a word is a token's tag, and the signs are those of regular expressions, a star being a few:
`at_most? number weeks`. A name in capitals stands for one of ALIASES.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from finnish.amounts.kinds import Amount, Span
from finnish.amounts.tokens import LONGEST, TAKEN, Token, words_of
from finnish.clauses import Clause, Person, Tense, Word, read
from finnish.words import Words

ONE_WORD, PLAIN_GROUP = re.compile(r"[a-z_]+"), re.compile(r"\((?!\?)")
GREETING = 2  # so many tokens greet
WHO = ("nimento", "")  # the case of a word that tells who one is
FEW = "{0,4}"  # a star stands for a few, so that no text of a single word costs the square of its length
ALIASES = {
    "NUMBER": "(number|half|decimal)",
    "BOUND": "(under|at_most|at_least|about|nearly)",
    "LIMIT": "(under|at_least|older|nearly|soon)",
    "UNIT": "(days|weeks|months|years)",
    "OF_UNIT": "(days_of|weeks_of|months_of|years_of)",
    "IN_UNIT": "(weeks_in|months_in|years_in|weeks_from|months_from|years_from|weeks_of|months_of|years_of)",
    "YEAR": "((years_in|years_of)? calendar_year)",
}
ALIASES["AMOUNT"] = f"{ALIASES['BOUND']}* {ALIASES['NUMBER']} (and half)? (dash? {ALIASES['NUMBER']})?"


@dataclass(frozen=True)
class Message:
    """A text with its tokens, as seen on one day; with its clauses where they have been read already."""

    text: str
    tokens: Sequence[Token]
    words: Words
    today: date
    clauses: Sequence[Clause] | None = None

    def clause_of(self, said: Sequence[Token]) -> Sequence[Token]:
        """The tokens of the clause that these begin in."""
        clause = self._clause(said)
        if clause is None:
            return said
        first, end = (bisect_left(self.tokens, edge, key=_start) for edge in (clause.start, clause.end))
        return self.tokens[first:end]

    def joins_after(self, said: Sequence[Token]) -> bool:
        """Whether an "and" comes right after these."""
        place = bisect_right(self.tokens, said[-1].start, key=_start)
        return place < len(self.tokens) and self.tokens[place].tag == "and"

    def begins_with(self, said: Sequence[Token]) -> bool:
        """Whether the message begins with these, a greeting apart, and who one is follows, if anything.

        What was done for so long ("rekkaa ajettu 25v") is no greeting.
        """
        clause = self._clause(said)
        if clause is None or self.tokens.index(said[0]) > GREETING:
            return False
        after = [word for word in clause.words if word.start >= said[-1].end]
        verbs = any(word.is_finite or word.is_done or word.was_done for word in clause.words)
        return not verbs and all(word.case in WHO for word in after[:1])

    def has_been(self, said: Sequence[Token]) -> bool:
        """Whether the clause tells what the person has done, and not what one has thought of doing."""
        clause = self._clause(said)
        return clause is not None and _tells_past(clause)

    def denies(self, token: Token) -> bool:
        """Whether the token is denied: the 25 of `en oo vielä 25`."""
        clause = self._clause([token])
        words = clause.words if clause else ()
        return any(word.denied for word in words if word.start <= token.start < word.end)

    def _clause(self, said: Sequence[Token]) -> Clause | None:
        """None before the first word of a text."""
        place = bisect_right(self._clauses, said[0].start, key=_start)
        return self._clauses[place - 1] if place else None

    @cached_property
    def _clauses(self) -> Sequence[Clause]:
        return read(self.text[:LONGEST], self.words) if self.clauses is None else self.clauses


def _start(one: Token | Clause) -> int:
    return one.start


def _tells_past(clause: Clause) -> bool:
    if any(words_of("thought") & {word.written, word.lemma} for word in clause.words):
        return False
    is_own = any(word.is_done or _is_own_past(word) for word in clause.words)
    return clause.tense is Tense.PERFECT or (clause.tense is Tense.PAST and is_own)


def _is_own_past(word: Word) -> bool:
    """ "Siivosin", "siivottiin"; not the "vei" beside an "oon"."""
    reading, own = word.reading, (Person.FIRST.value, Person.PASSIVE.value)
    return reading is not None and reading.tense == "past_imperfective" and reading.person in own


Make = Callable[[Sequence[Token], Message], Amount | None]


@dataclass(frozen=True)
class Rule:
    """A pattern, and what is made of the tokens that it fits; None when it was nothing after all."""

    pattern: re.Pattern[str]
    make: Make


def rule(pattern: str, make: Make) -> Rule:
    return Rule(re.compile(_compiled(pattern)), make)


def found(rules: Sequence[Rule], message: Message) -> list[Amount]:
    """What the rules find, in the order of the text. An earlier rule goes first; no token counts twice."""
    tags = [token.tag for token in message.tokens]
    amounts: list[Amount] = []
    for each in rules:
        for first, last in _matches(each.pattern, tags):
            amount = each.make(message.tokens[first : last + 1], message)
            if amount is not None:
                amounts.append(amount)
                tags[first : last + 1] = [TAKEN] * (last + 1 - first)
    return sorted(amounts, key=lambda amount: amount.span)


def _matches(pattern: re.Pattern[str], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last token of each match."""
    begins, ends, length = {}, {}, 0
    for place, tag in enumerate(tags):
        begins[length] = place
        length += len(tag) + 2
        ends[length] = place
    line = "".join(f"<{tag}>" for tag in tags)
    return ((begins[match.start()], ends[match.end()]) for match in pattern.finditer(line))


def _compiled(pattern: str) -> str:
    for name, meaning in ALIASES.items():
        pattern = re.sub(rf"\b{name}\b", meaning, pattern)
    grouped = PLAIN_GROUP.sub("(?:", pattern.replace("*", FEW))
    return ONE_WORD.sub(lambda word: f"(?:<{word[0]}>)", grouped).replace(" ", "")


def span_of(said: Sequence[Token]) -> Span:
    return Span(said[0].start, said[-1].end)


def one(said: Sequence[Token], *tags: str) -> Token | None:
    """The first token of one of the tags."""
    return next((token for token in said if token.tag in tags), None)


def has(said: Sequence[Token], *tags: str) -> bool:
    return one(said, *tags) is not None
