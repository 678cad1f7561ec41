"""The language of a message as Rasa sees it: another one than Finnish is answered in that language.

What cannot be read at all (an emoji, one letter held down) is asked about.
"""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as UNCLEAR
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.distress import DISTRESS
from bot.nlu.rankings import ACTS, Ranking, give, one_act, with_first
from bot.nlu.words import finnish_words
from finnish.fold import tokens
from finnish.language import FOREIGN, Language, guess

CHANGE = "change_language"


def is_unreadable(text: str, language: Language) -> bool:
    """Whether a message says nothing. A number or a lone letter may be an answer."""
    return language is Language.NONE and not any(word.isdigit() or len(word) == 1 for word in tokens(text))


def by_language(ranking: Ranking, text: str, language: Language) -> Ranking:
    """The ranking after the rules of language. Distress is met whatever language it is told in."""
    if ranking[0]["name"] == DISTRESS:
        return ranking
    if language in FOREIGN:
        return with_first(ranking, CHANGE)
    return with_first(ranking, UNCLEAR) if is_unreadable(text, language) else ranking


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageRules(GraphComponent, IntentClassifier):
    """Notices another language, or the wish for one."""

    @classmethod
    def required_components(cls) -> List[Type]:
        return [IntentClassifier]

    def __init__(self) -> None:
        self._words = finnish_words()

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageRules:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            self._read(message, message.get(TEXT) or "")
        return messages

    def _read(self, message: Message, text: str) -> None:
        language = guess(text, self._words).language
        before = message.get(INTENT_RANKING_KEY)
        ranking = by_language(before, text, language)
        give(message, ranking)
        if ranking is not before:
            message.set(ACTS, one_act(ranking, text), add_to_output=True)
