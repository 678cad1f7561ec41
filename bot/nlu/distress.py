"""Danger as Rasa sees it: what `finnish.danger` reads stands before what the classifier says.

What is done about it the service decides, which reads every message itself, also while Rasa is away.
"""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.rankings import ACTS, RULED, Acts, Ranking, give, with_first, without
from bot.nlu.words import finnish_words
from finnish.danger import SURE_OF_TOPIC, Danger, DangerReader, Degree

DISTRESS = "distress"
# A talk is of distress in these; calm words and everyday ones are read as what else they say.
DISTRESSED = (Degree.ACT, Degree.ASK, Degree.FRIEND)


def weighed(ranking: Ranking, degree: Degree) -> Ranking:
    """The ranking after the reading of danger: distress first, or not at all."""
    return with_first(ranking, DISTRESS) if degree in DISTRESSED else without(ranking, DISTRESS)


def acts_weighed(acts: Acts, ranking: Ranking, text: str) -> Acts:
    """The acts after the same reading: distress is the first of them, or none of them."""
    if ranking[0]["name"] == DISTRESS:
        others = [act for act in acts if act["intent"] != DISTRESS]
        return [{"intent": DISTRESS, "confidence": RULED, "from": 0, "to": len(text)}, *others]
    return [{**act, "intent": ranking[0]["name"]} if act["intent"] == DISTRESS else act for act in acts]


def _degree(danger: Danger, ranking: Ranking) -> Degree:
    """What is only doubtful stands behind a topic that the classifier is sure of."""
    yields = danger.is_doubtful and ranking[0]["confidence"] >= SURE_OF_TOPIC
    return Degree.NONE if yields else danger.degree


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DistressRules(GraphComponent, IntentClassifier):
    """Notices distress before anything else."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [IntentClassifier]

    def __init__(self) -> None:
        self._reader = DangerReader(finnish_words())

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DistressRules:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            before = message.get(INTENT_RANKING_KEY)
            ranking = weighed(before, _degree(self._reader.read(text), before))
            give(message, ranking)
            message.set(ACTS, acts_weighed(message.get(ACTS), ranking, text), add_to_output=True)
        return messages
