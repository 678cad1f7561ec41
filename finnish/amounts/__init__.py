"""One reader of dates and amounts, for search, the picture of a person and import.

`read_amounts` finds in a text when something may begin or has been, times of day, lengths, weekly hours, ages, years
that were spent and money, each with where it stands. An amount of time is a length only when it is no date, no age and
no years that were spent.
"""

from collections.abc import Sequence
from datetime import date

from finnish.amounts.kinds import Age, Amount, Clock, Length, Money, Past, Span, Start, WeeklyHours, Years
from finnish.amounts.measures import AGES, ASKED_AGES, LENGTHS, OTHERS
from finnish.amounts.phrases import Message, found
from finnish.amounts.starts import STARTS
from finnish.amounts.tokens import tokens_of
from finnish.clauses import Clause
from finnish.words import Words

__all__ = [
    "ANY_DAY",
    "Age",
    "Amount",
    "Clock",
    "Length",
    "Money",
    "Past",
    "Span",
    "Start",
    "WeeklyHours",
    "Years",
    "read_age",
    "read_amounts",
]

RULES = (*AGES, *OTHERS, *STARTS, *LENGTHS)
OF_AGE = (*AGES, *OTHERS, *STARTS, *ASKED_AGES)
ANY_DAY = date(2000, 1, 1)  # lengths and ages in years are the same on any


def read_amounts(text: str, today: date, words: Words, clauses: Sequence[Clause] | None = None) -> list[Amount]:
    """Dates and amounts in the order of the text; none overlaps another. Raises nothing for odd text.

    `clauses` are those of the text where they have been read already.
    """
    return found(RULES, Message(text, tokens_of(text, words), words, today, clauses))


def read_age(text: str, words: Words, clauses: Sequence[Clause] | None = None) -> Age | None:
    """The first age of a message that answers a question about it, so that a bare number is one; None for none."""
    amounts = found(OF_AGE, Message(text, tokens_of(text, words), words, ANY_DAY, clauses))
    return next((amount for amount in amounts if isinstance(amount, Age)), None)
