"""Rasa's part of deciding is this: whatever was said, the service is asked once, and then one listens."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.featurizers.precomputation import MessageContainerForCoreFeaturization
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

TURN = "action_turn"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TurnPolicy(Policy):
    """After a message the turn is taken; after that, listening. It learns nothing."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"priority": 1}

    def train(
        self,
        training_trackers: List[TrackerWithCachedStates],
        domain: Domain,
        precomputations: Optional[MessageContainerForCoreFeaturization] = None,
        **kwargs: Any,
    ) -> Resource:
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        precomputations: Optional[MessageContainerForCoreFeaturization] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        following = TURN if tracker.latest_action_name == ACTION_LISTEN_NAME else ACTION_LISTEN_NAME
        scores = self._default_predictions(domain)
        scores[domain.index_for_action(following)] = 1.0
        return self._prediction(scores)

    @classmethod
    def load(cls, config, model_storage, resource, execution_context, **kwargs: Any) -> TurnPolicy:  # type: ignore[no-untyped-def]
        return cls(config, model_storage, resource, execution_context)
