"""The intent classifier as Rasa sees it: logistic regression over `bot.nlu.features`."""

from __future__ import annotations

import pickle
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.model import IntentModel
from bot.nlu.vectors import word_vectors
from finnish.words import Words

RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FinnishIntentClassifier(IntentClassifier, GraphComponent):
    """Reads an intent with its probability from a Finnish message."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"strength": 10.0}

    def __init__(
        self, config: Dict[str, Any], model: IntentModel | None, store: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model = model
        self._store = store
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FinnishIntentClassifier:
        return cls(config, None, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._model = IntentModel(Words(), word_vectors())
        self._model.fit(
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
            self._config["strength"],
        )
        with self._store.write_to(self._resource) as folder:
            (folder / "intents.pickle").write_bytes(pickle.dumps(self._model.learned))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FinnishIntentClassifier:
        model = IntentModel(Words(), word_vectors())
        with model_storage.read_from(resource) as folder:
            model.learned = pickle.loads((folder / "intents.pickle").read_bytes())
        model.rank("hei")  # the first message must not wait for dictionaries to load
        return cls(config, model, model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        assert self._model is not None
        for message in messages:
            ranking = self._model.rank(message.get(TEXT) or "")[:RANKED]
            intents = [{"name": name, "confidence": confidence} for name, confidence in ranking]
            message.set("intent", intents[0], add_to_output=True)
            message.set("intent_ranking", intents, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data
