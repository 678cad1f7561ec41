"""What rules do to a classifier's ranking: `[{"name": intent, "confidence": probability}]`, likeliest first."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

Ranking = List[Dict[str, Any]]
Acts = List[Dict[str, Any]]  # `[{"intent", "confidence", "from", "to"}]`, in the order of the message
ACTS = "acts"
RULED = 1.0  # the confidence of what a rule says


def with_first(ranking: Ranking, name: str) -> Ranking:
    """The ranking with an intent before all others by rule."""
    return [{"name": name, "confidence": RULED}, *without(ranking, name)]


def without(ranking: Ranking, name: str) -> Ranking:
    """The ranking of the other intents."""
    return [intent for intent in ranking if intent["name"] != name]


def give(message: Message, ranking: Ranking) -> None:
    """Make a ranking the reading of a message."""
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def one_act(ranking: Ranking, text: str) -> Acts:
    """The likeliest meaning as the one act of the whole message."""
    return [{"intent": ranking[0]["name"], "confidence": ranking[0]["confidence"], "from": 0, "to": len(text)}]
