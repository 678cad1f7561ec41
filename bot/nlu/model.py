"""The classifier itself, without Rasa: fit on sentences, rank the intents of a sentence."""

from dataclasses import dataclass
from typing import List, Optional, Tuple

from sklearn.linear_model import LogisticRegression

from bot.nlu.features import Features, Vector
from finnish.words import Words


@dataclass
class Learned:
    """All that training leaves behind; the words and vectors are the library's own."""

    features: Features
    classifier: LogisticRegression


class IntentModel:
    """Multinomial logistic regression over the three blocks of `bot.nlu.features`."""

    def __init__(self, words: Words, vector: Vector) -> None:
        self._words = words
        self._vector = vector
        self.learned: Optional[Learned] = None

    def fit(self, texts: List[str], intents: List[str], strength: float) -> None:
        """Learn from sentences. `strength` is the inverse of the regularisation (scikit-learn's C)."""
        features = Features().fit(texts, self._words)
        classifier = LogisticRegression(C=strength, max_iter=200, class_weight="balanced")
        classifier.fit(features.transform(texts, self._words, self._vector), intents)
        self.learned = Learned(features, classifier)

    def rank(self, text: str) -> List[Tuple[str, float]]:
        """Intents with their probabilities, likeliest first."""
        assert self.learned is not None, "fit or load first"
        row = self.learned.features.transform([text], self._words, self._vector)
        probabilities = self.learned.classifier.predict_proba(row)[0]
        ranked = sorted(zip(self.learned.classifier.classes_, probabilities, strict=False), key=lambda pair: -pair[1])
        return [(str(name), float(probability)) for name, probability in ranked]
