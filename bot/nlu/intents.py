"""The intent classifier as Rasa sees it: a shell around `bot.nlu.model`."""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import finnish
from bot.nlu.acts import OPEN_QUESTION, read_message, without_placeholders
from bot.nlu.answers import AnswerReader, Asked
from bot.nlu.model import IntentModel
from bot.nlu.places import place_of
from bot.nlu.rankings import ACTS
from bot.nlu.vectors import word_vectors
from bot.nlu.words import finnish_words

RANKED = 10
FILE = "intents.pickle"
ANSWERS_FILE = "answers.pickle"
ASKED_MOST = ("level", "yes_no", "words")
# The folders whose code and lists decide what is learned.
SHAPES_IT = (Path(__file__).parent, Path(finnish.__file__).parent)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FinnishIntentClassifier(IntentClassifier, GraphComponent):
    """Reads an intent with its probability from a Finnish message."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"strength": 1.0, "caution": 0.0}

    def __init__(
        self,
        config: Dict[str, Any],
        model: IntentModel | None,
        answers: AnswerReader | None,
        store: ModelStorage,
        resource: Resource,
    ) -> None:
        self._config = config
        self._model = model
        self._answers = answers
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
        return cls(config, None, None, model_storage, resource)

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
            finnish_words(),
            word_vectors(),
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
            self._config["strength"],
            self._config["caution"],
            [place_of((example.get(METADATA) or {}).get(METADATA_INTENT)) for example in examples],
        )
        self._answers = AnswerReader.fit(self._model, _by_intent(examples))
        with self._store.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(pickle.dumps(self._model.learned))
            (folder / ANSWERS_FILE).write_bytes(pickle.dumps(self._answers.taught))
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
            taught = pickle.loads((folder / ANSWERS_FILE).read_bytes())
        answers = AnswerReader(IntentModel(finnish_words(), word_vectors(), learned), taught)
        for kind in ASKED_MOST:  # the first message must not wait for dictionaries to load or for lines to be drawn
            answers.read("hei", Asked(kind))
        return cls(config, answers.model, answers, model_storage, resource)

    def process(self, messages: List[Message]) -> List[Message]:
        assert self._model is not None
        for message in messages:
            self._read(self._model, message)
        return messages

    def _read(self, model: IntentModel, message: Message) -> None:
        ranking, acts = read_message(message.get(TEXT) or "", message.get(METADATA), model)
        intents = [{"name": name, "confidence": confidence} for name, confidence in ranking[:RANKED]]
        message.set("intent", intents[0], add_to_output=True)
        message.set("intent_ranking", intents, add_to_output=True)
        message.set(ACTS, [act.as_data() for act in acts], add_to_output=True)
        self._read_answer(message)

    def _read_answer(self, message: Message) -> None:
        """What the message answers, when the channel says what was asked."""
        asked = (message.get(METADATA) or {}).get(OPEN_QUESTION)
        if self._answers is not None and isinstance(asked, dict):
            answer = self._answers.read(without_placeholders(message.get(TEXT) or ""), Asked.of(asked))
            message.set("answer", asdict(answer), add_to_output=True)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


def _by_intent(examples: List[Message]) -> Dict[str, List[str]]:
    found: Dict[str, List[str]] = defaultdict(list)
    for example in examples:
        found[example.get(INTENT)].append(example.get(TEXT))
    return found
