"""A choosing question answered in the person's own words."""

from collections.abc import Collection, Sequence

from api.assessment.model.instruments import ChoosingQuestion, Option
from finnish.clauses import read
from finnish.words import Words

# In a phrase of an option: something is denied ("en ole ikinä ollut töissä").
NO = "ei"
# The option of who does not want to tell.
UNTOLD = "unknown"
# A longer message says something beside.
LONGEST_UNDECIDED = 4


def option_said(question: ChoosingQuestion, text: str, undecided: Sequence[str], words: Words) -> Option | None:
    """The option whose phrases hold most of what was said; None when none does, or two as much.

    Who leaves it open gets the option that tells nothing, or else the first. A word of a phrase counts as written, in
    its base form or as a part of a compound, and not when it is denied, unless the phrase says no itself.
    """
    _, everything, meant = _said(text, words)
    worth = {option.key: _worth(option.said, everything, meant) for option in question.options}
    best = max(worth.values())
    fitting = [option for option in question.options if worth[option.key] == best]
    if best:
        return fitting[0] if len(fitting) == 1 else None
    telling_nothing = next((option for option in question.options if option.key == UNTOLD), question.options[0])
    return telling_nothing if _worth(undecided, everything, meant) else None


def is_undecided(text: str, undecided: Sequence[str], small: Collection[str], words: Words) -> bool:
    """Whether a short message says no more than that one does not know or does not mind ("ihan sama").

    `small` are words that may stand beside it and say nothing.
    """
    if len(text.split()) > LONGEST_UNDECIDED:
        return False
    forms, everything, meant = _said(text, words)
    known = {NO, *small, *(word for phrase in undecided for word in phrase.split())}
    return _worth(undecided, everything, meant) > 0 and all(each & known for each in forms)


def _said(text: str, words: Words) -> tuple[list[set[str]], set[str], set[str]]:
    """The forms of each word of a text, all of them with a denial, and those that are not denied."""
    told = [word for clause in read(text, words) for word in clause.words]
    forms = [{word.written, word.lemma, *words.parts(word.written)} for word in told]
    meant = set().union(*(each for each, word in zip(forms, told, strict=True) if not word.denied))
    return forms, set().union(*forms, {NO} if any(word.denied for word in told) else ()), meant


def _worth(said: Sequence[str], everything: Collection[str], meant: Collection[str]) -> int:
    """How many words of the phrases were said; a phrase counts whole or not at all."""
    phrases = (phrase.split() for phrase in said)
    return sum(len(phrase) for phrase in phrases if set(phrase) <= set(everything if NO in phrase else meant))
