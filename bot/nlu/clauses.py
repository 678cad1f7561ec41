"""A message may hold two worries: the clauses beside the main one are read by themselves."""

from typing import Callable, List, Tuple

from finnish.clauses import read
from finnish.words import Words

Rank = Callable[[str], List[Tuple[str, float]]]

WORTH_ANSWERING = ("myth_", "info_")
FEWEST_WORDS = 2
MOST_CLAUSES = 6
SURE_ENOUGH = 0.6


def also_meant(text: str, main: str, rank: Rank, words: Words) -> List[str]:
    """The worries and questions that the message holds beside its main meaning, at most one; mostly none.

    Only asked when the main meaning is of the same sort: what else would be answered would drown it.
    """
    if not main.startswith(WORTH_ANSWERING):
        return []
    parts = clauses(text, words)
    if len(parts) < 2:
        return []
    read_as = [rank(part)[0] for part in parts[:MOST_CLAUSES]]
    others = [
        (confidence, name)
        for name, confidence in read_as
        if name != main and name.startswith(WORTH_ANSWERING) and confidence >= SURE_ENOUGH
    ]
    return [max(others)[1]] if others else []


def clauses(text: str, words: Words) -> List[str]:
    """The clauses of a message that may mean something by themselves, without the words that join them."""
    found = (clause for clause in read(text, words) if len(clause.body) >= FEWEST_WORDS)
    return [text[clause.body[0].start : clause.end] for clause in found]
