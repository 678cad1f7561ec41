"""The intent classifier as Rasa sees it: a shell around `bot.nlu.model`."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import finnish
from bot.nlu.clauses import also_meant
from bot.nlu.model import IntentModel
from bot.nlu.vectors import word_vectors
from finnish.words import Words

RANKED = 10
FILE = "intents.pickle"
# The folders whose code and lists decide what is learned.
SHAPES_IT = (Path(__file__).parent, Path(finnish.__file__).parent)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FinnishIntentClassifier(IntentClassifier, GraphComponent):
    """Reads an intent with its probability from a Finnish message."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"strength": 1.0, "caution": 0.0}

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

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Rasa's cache looks at this file alone; what is learned hangs on others too."""
        digest = hashlib.sha256()
        for path in sorted(
            path for folder in SHAPES_IT for path in folder.rglob("*") if path.suffix in (".py", ".txt")
        ):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._model = IntentModel.fit(
            Words(),
            word_vectors(),
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
            self._config["strength"],
            self._config["caution"],
        )
        with self._store.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(pickle.dumps(self._model.learned))
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
        with model_storage.read_from(resource) as folder:
            learned = pickle.loads((folder / FILE).read_bytes())
        model = IntentModel(Words(), word_vectors(), learned)
        model.rank("hei")  # the first message must not wait for dictionaries to load
        return cls(config, model, model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        assert self._model is not None
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = self._model.rank(text)[:RANKED]
            intents = [{"name": name, "confidence": confidence} for name, confidence in ranking]
            message.set("intent", intents[0], add_to_output=True)
            message.set("intent_ranking", intents, add_to_output=True)
            also = also_meant(text, ranking[0][0], self._model.rank, self._model.words)
            message.set("also", also, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data
