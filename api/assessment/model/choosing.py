"""A choosing question answered in the person's own words, or before it was asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.assessment.model.instruments import ChoosingQuestion, Option
from finnish.negation import denied
from finnish.numbers import number_of
from finnish.words import Words

# In a phrase of an option: something is denied ("en ole ikinä ollut töissä").
NO = "ei"
# The option of who does not want to tell.
UNTOLD = "unknown"
# Where a clause ends. A denial stays with what it denies; "nyt työttömänä" begins something new without any mark.
CLAUSE = re.compile(
    r"([,;:.!?–]+(?:\s|$)|\b(?:ja|mutta|mut|sitten|sit|kunnes)\b|(?=\b(?:eikä|enkä)\b)|(?=\bnyt (?:\w+ )?työt))",
    re.IGNORECASE,
)


def option_said(question: ChoosingQuestion, text: str, undecided: Sequence[str], words: Words) -> Option | None:
    """The option whose phrases hold most of what was said; None when none does, or two as much.

    Who leaves it open gets the option that tells nothing, or else the first. A word of a phrase counts as written, in
    its base form or as a part of a compound, and not when it is denied, unless the phrase says no itself.
    """
    heard = _hear(text, words)
    worth = {option.key: heard.worth(option.said) for option in question.options}
    if any(worth.values()):
        return _best(question, worth)
    telling_nothing = next((option for option in question.options if option.key == UNTOLD), question.options[0])
    return telling_nothing if heard.worth(undecided) else None


@dataclass(frozen=True)
class Told:
    """An option that was told without its question having been asked, and what else the message says."""

    option: Option | None
    rest: str


def option_told(question: ChoosingQuestion, text: str, words: Words) -> Told:
    """What a message tells of the question in the middle of other things; no option when none was told, or two as much.

    Only phrases that can hardly mean anything else count, and each must stand within one clause: years at work are not
    years without it ("olin viisi vuotta kaupassa ja nyt olen työtön").
    """
    clauses = [_hear(clause, words) for clause in CLAUSE.split(text)]
    worth = {option.key: max(each.worth(option.unasked) for each in clauses) for option in question.options}
    option = _best(question, worth) if any(worth.values()) else None
    if option is None:
        return Told(None, text)
    phrases = [phrase for each in question.options for phrase in each.unasked]
    return Told(option, " ".join(word for each in clauses for word in each.without(phrases)))


@dataclass(frozen=True)
class _Heard:
    """The words of a text: as written, in all the forms by which each may be meant, and whether it is denied."""

    written: Sequence[str]
    forms: Sequence[frozenset[str]]
    denied: Sequence[bool]

    def worth(self, phrases: Sequence[str]) -> int:
        """How many words of the phrases were said; a phrase counts whole or not at all."""
        return sum(len(phrase) for phrase in self._said(phrases))

    def without(self, phrases: Sequence[str]) -> Iterator[str]:
        """The words that none of the phrases needs; a number goes with what it counts."""
        said = frozenset().union(*self._said(phrases))
        needed = [bool(said & forms) for forms in self.forms]
        for word, own, after in zip(self.written, needed, [*needed, False][1:], strict=True):
            if not own and not (after and number_of(word) is not None):
                yield word

    def _said(self, phrases: Sequence[str]) -> list[frozenset[str]]:
        everything = frozenset().union(*self.forms, {NO} if any(self.denied) else ())
        meant = frozenset().union(*(forms for forms, no in zip(self.forms, self.denied, strict=True) if not no))
        split = (frozenset(phrase.split()) for phrase in phrases)
        return [phrase for phrase in split if phrase <= (everything if NO in phrase else meant)]


def _hear(text: str, words: Words) -> _Heard:
    written = words.tokens(text)
    lemmas = words.lemmas_of(written)
    forms = [frozenset((word, lemma, *words.parts(word))) for word, lemma in zip(written, lemmas, strict=True)]
    return _Heard(written, forms, denied(written, lemmas))


def _best(question: ChoosingQuestion, worth: Mapping[str, int]) -> Option | None:
    best = max(worth.values())
    fitting = [option for option in question.options if worth[option.key] == best]
    return fitting[0] if len(fitting) == 1 else None
