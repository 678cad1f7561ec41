"""Where in a talk something is said: after shown courses "onks se illalla" is asked of one of them.

How much likelier each meaning is after what the bot said last than in the training sentences at large, counted from
those that were written as parts of talks. A message is first read by its words alone; its shares are then weighed by
that (Bayes' rule, with the place given the words taken for independent of them, and damped since it is not).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Dict, Mapping, Optional, Sequence

import numpy as np

# The key under which a training sentence, and a message from the channel, tells what the bot said last.
BEFORE = "before"
# So many sayings of any place are counted beside those of one: a place with few is little different from all.
OF_ANY_PLACE = 20
# How much of the evidence counts, and how many times likelier or less likely a place makes a meaning at most. Chosen on
# talks by writers of whom nothing was learned; the words come first.
DAMPED = 0.5
MOST = 6.0

Places = Dict[str, np.ndarray]


def learned_places(intents: np.ndarray, meant: Sequence[str], before: Sequence[Optional[str]]) -> Places:
    """By what the bot said last: for each of `intents` by how much to multiply its share.

    `meant` and `before` are side by side, all training sentences; `before` is None for one that stands alone.
    """
    everywhere = Counter(meant)
    said: Dict[str, Counter] = defaultdict(Counter)
    for intent, place in zip(meant, before, strict=True):
        if place is not None:
            said[place][intent] += 1
    trained = _shares(everywhere, intents)
    talked = _shares(sum(said.values(), Counter(dict.fromkeys(intents, 1))), intents)
    return {place: _times_likelier(_counts(there, intents), talked, trained) for place, there in said.items()}


def weighed(shares: np.ndarray, places: Places, before: Optional[str]) -> np.ndarray:
    """Rows of shares as they are there; unchanged where nothing is known of the place."""
    if before not in places:
        return shares
    there = shares * places[before]
    return there / there.sum(axis=1, keepdims=True)


def place_of(metadata: Optional[Mapping[str, Any]]) -> Optional[str]:
    """What the bot said last, when the channel tells it."""
    place = (metadata or {}).get(BEFORE)
    return place if isinstance(place, str) else None


def _times_likelier(there: np.ndarray, talked: np.ndarray, trained: np.ndarray) -> np.ndarray:
    shares = (there + OF_ANY_PLACE * talked) / (there.sum() + OF_ANY_PLACE)
    return np.clip((shares / trained) ** DAMPED, 1 / MOST, MOST)


def _counts(counted: Mapping[str, int], intents: np.ndarray) -> np.ndarray:
    return np.array([counted[name] for name in intents], dtype=float)


def _shares(counted: Counter, intents: np.ndarray) -> np.ndarray:
    counts = _counts(counted, intents)
    return counts / counts.sum()
