"""Distress as Rasa sees it: what `finnish.distress` says weighs with what the classifier says."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.rankings import ACTS, RULED, Acts, Ranking, give, probability, with_first, without
from bot.nlu.words import finnish_words
from finnish.distress import Distress, Verdict

DISTRESS = "distress"
LIKELY = 0.1


def weighed(ranking: Ranking, verdict: Verdict, likely: float) -> Ranking:
    """The ranking after the rules. A sure word is distress; a doubtful one when the classifier gives distress the
    probability `likely` at least; what only sounds so is not; of the rest the classifier decides."""
    doubtful = verdict is Verdict.MAYBE and probability(ranking, DISTRESS) >= likely
    if verdict is Verdict.SURE or doubtful:
        return with_first(ranking, DISTRESS)
    return without(ranking, DISTRESS) if verdict is Verdict.SOUNDS else ranking


def acts_weighed(acts: Acts, ranking: Ranking, text: str, verdict: Callable[[str], Verdict]) -> Acts:
    """The acts after the same rules: where the whole is distress an act is, and where it is not none is."""
    if ranking[0]["name"] != DISTRESS:
        return [{**act, "intent": ranking[0]["name"]} if act["intent"] == DISTRESS else act for act in acts]
    found = [_of_distress(act) if verdict(text[act["from"] : act["to"]]) is Verdict.SURE else act for act in acts]
    if any(act["intent"] == DISTRESS for act in found):
        return found
    return [{"intent": DISTRESS, "confidence": RULED, "from": 0, "to": len(text)}, *found]


def _of_distress(act: Dict[str, Any]) -> Dict[str, Any]:
    return {**act, "intent": DISTRESS, "confidence": RULED}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DistressRules(GraphComponent, IntentClassifier):
    """Notices distress before anything else."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"likely": LIKELY}

    def __init__(self, config: Dict[str, Any]) -> None:
        self._likely = config["likely"]
        self._rules = Distress(finnish_words())

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DistressRules:
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = weighed(message.get(INTENT_RANKING_KEY), self._rules.verdict(text), self._likely)
            give(message, ranking)
            message.set(ACTS, acts_weighed(message.get(ACTS), ranking, text, self._rules.verdict), add_to_output=True)
        return messages
