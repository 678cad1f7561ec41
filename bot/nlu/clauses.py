"""A message may hold two worries: the clauses beside the main one are read by themselves."""

import re
from typing import Callable, List, Tuple

Rank = Callable[[str], List[Tuple[str, float]]]

# Where one thing that people say ends and another begins.
_BREAK = re.compile(
    r"[.!?;,\n]+|\b(?:ja|mutta|mut|enkä|eikä|plus|sitä paitsi|lisäksi|toiseks|toisekseen)\b", re.IGNORECASE
)
WORTH_ANSWERING = ("myth_", "info_")
FEWEST_WORDS = 2
MOST_CLAUSES = 6
SURE_ENOUGH = 0.6


def also_meant(text: str, main: str, rank: Rank) -> List[str]:
    """The worries and questions that the message holds beside its main meaning, at most one; mostly none.

    Only asked when the main meaning is of the same sort: what else would be answered would drown it.
    """
    parts = clauses(text)
    if not main.startswith(WORTH_ANSWERING) or len(parts) < 2:
        return []
    read = [rank(part)[0] for part in parts[:MOST_CLAUSES]]
    others = [
        (confidence, name)
        for name, confidence in read
        if name != main and name.startswith(WORTH_ANSWERING) and confidence >= SURE_ENOUGH
    ]
    return [max(others)[1]] if others else []


def clauses(text: str) -> List[str]:
    """The parts of a message that may mean something by themselves."""
    parts = [part.strip() for part in _BREAK.split(text)]
    return [part for part in parts if len(part.split()) >= FEWEST_WORDS]
