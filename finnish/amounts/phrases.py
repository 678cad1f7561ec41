"""Phrases over the tags of tokens: a small notation, and what is found by it.

In a pattern a word is a token's tag, and the signs are those of regular expressions, a star being a few:
`at_most? number weeks`. A name in capitals stands for one of ALIASES.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from finnish.amounts.kinds import Amount, Span
from finnish.amounts.tokens import TAKEN, Token, words_of
from finnish.words import Words

CLAUSE = words_of("clause")
ONE_WORD, PLAIN_GROUP = re.compile(r"[a-z_]+"), re.compile(r"\((?!\?)")
FEW = "{0,4}"  # a star stands for a few, so that no text of a single word costs the square of its length
ALIASES = {
    "NUMBER": "(number|half|decimal)",
    "BOUND": "(at_most|at_least|about|nearly)",
    "UNIT": "(days|weeks|months|years)",
    "OF_UNIT": "(days_of|weeks_of|months_of|years_of)",
    "IN_UNIT": "(weeks_in|months_in|years_in|weeks_from|months_from|years_from|weeks_of|months_of|years_of)",
    "YEAR": "((years_in|years_of)? calendar_year)",
}
ALIASES["AMOUNT"] = f"{ALIASES['BOUND']}* {ALIASES['NUMBER']} (and half)? (dash? {ALIASES['NUMBER']})?"


@dataclass(frozen=True)
class Message:
    """A text with its tokens, as seen on one day."""

    text: str
    tokens: Sequence[Token]
    words: Words
    today: date

    def clause_of(self, said: Sequence[Token]) -> Sequence[Token]:
        """The tokens of the clause that these begin in."""
        begin, end = self._clauses[said[0].start]
        return self.tokens[begin:end]

    def has_been(self, said: Sequence[Token]) -> bool:
        """Whether the clause tells what the person has done, and not what one has thought of doing."""
        clause = self._clauses[said[0].start]
        if clause not in self._past:
            self._past[clause] = self._tells_past(self.tokens[clause[0] : clause[1]])
        return self._past[clause]

    def _tells_past(self, clause: Sequence[Token]) -> bool:
        written = self.words.tokens(self.text[clause[0].start : clause[-1].end])
        readings = [reading for _, reading in self.words.read(written) if reading]
        if any(words_of("thought") & {reading.base, *self.words.bases(reading.base)} for reading in readings):
            return False
        past = (each.person in ("1", "4") and each.tense == "past_imperfective" for each in readings)
        return any(past) or any(each.participle == "past_active" for each in readings)

    @cached_property
    def _past(self) -> dict[tuple[int, int], bool]:
        """Of clauses that were asked for: whether they tell of the past."""
        return {}

    @cached_property
    def _clauses(self) -> dict[int, tuple[int, int]]:
        """For where a token begins, the first token of its clause and the one after the last."""
        ends = [place for place, token in enumerate(self.tokens) if token.tag == "stop" or token.text in CLAUSE]
        edges = [0, *(place + 1 for place in ends), len(self.tokens)]
        found: dict[int, tuple[int, int]] = {}
        for begin, end in pairwise(edges):
            found |= {token.start: (begin, end) for token in self.tokens[begin:end]}
        return found


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
