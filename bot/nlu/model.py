"""The classifier itself, without Rasa: fit on sentences, rank the intents of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.nlu.calibration import best_temperature, probabilities
from bot.nlu.features import Features, Reader, Reading, Vector, vocabulary_of
from bot.nlu.places import Places, learned_places, weighed
from finnish.clauses import Clause, Word
from finnish.words import Words

Ranking = List[Tuple[str, float]]

OFF_TOPIC = "out_of_scope"
# Finer did not change a reading and took half as long again.
TOLERANCE = 0.1
CORES = 2
RUNS = 3


@dataclass(frozen=True)
class Lines:
    """One line an intent that parts it from the rest; `temperature` makes probabilities of distances."""

    intents: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    temperature: float = 1.0

    def margins(self, rows: csr_matrix) -> np.ndarray:
        """How far on its side of each line a row is; a column an intent."""
        return rows @ self.weights + self.offsets


@dataclass(frozen=True)
class Learned:
    """All that training leaves behind; the words and vectors are the library's own."""

    vocabulary: Dict[str, int]
    features: Features
    lines: Lines
    places: Places


class IntentModel:
    """Linear support vectors, one against the rest, over the blocks of `bot.nlu.features`, calibrated."""

    def __init__(self, words: Words, vector: Vector, learned: Learned) -> None:
        self.learned = learned
        self.words = words
        self._reader = Reader(words, learned.vocabulary)
        self._vector = vector

    @classmethod
    def fit(
        cls,
        words: Words,
        vector: Vector,
        texts: Sequence[str],
        intents: Sequence[str],
        strength: float,
        caution: float,
        before: Sequence[Optional[str]] = (),
    ) -> IntentModel:
        """Learn from sentences, of three intents at least. `separate` tells the numbers, `learned_places` `before`."""
        vocabulary = vocabulary_of(texts, words)
        reader = Reader(words, vocabulary)
        readings = [reader.read(text) for text in texts]
        features = Features().fit(readings, vector)
        lines = separate(features.transform(readings, vector), np.array(intents), strength, caution)
        places = learned_places(lines.intents, intents, before or [None] * len(intents))
        return cls(words, vector, Learned(vocabulary, features, lines, places))

    def rank(self, text: str, before: Optional[str] = None) -> Ranking:
        """Intents with their probabilities, likeliest first. `before`: what the bot said last, when it is known."""
        return self._ranked([self._reader.read(text)], before)[0]

    def clauses(self, text: str) -> List[Clause]:
        """The clauses of a message as the classifier sees them."""
        return self._reader.clauses(text)

    def rank_words(self, groups: Sequence[Sequence[Word]], before: Optional[str] = None) -> List[Ranking]:
        """The rankings of some groups of a message's words; together they take little longer than one."""
        return self._ranked([self._reader.reading(words) for words in groups], before)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """The features of some texts, one row each."""
        return self.learned.features.transform([self._reader.read(text) for text in texts], self._vector)

    def _ranked(self, readings: Sequence[Reading], before: Optional[str]) -> List[Ranking]:
        lines = self.learned.lines
        margins = lines.margins(self.learned.features.transform(readings, self._vector))
        shares = weighed(probabilities(margins, lines.temperature), self.learned.places, before)
        shares[[not self._reader.knows(reading) for reading in readings]] = 1 / len(lines.intents)
        return [self._ranking(row) for row in shares]

    def _ranking(self, shares: np.ndarray) -> Ranking:
        names = self.learned.lines.intents
        return [(str(names[place]), float(shares[place])) for place in np.argsort(-shares, kind="stable")]


def separate(rows: csr_matrix, intents: np.ndarray, strength: float, caution: float) -> Lines:
    """Lines of all rows, with the temperature that suits rows which were not seen.

    `strength` is the inverse of the regularisation (scikit-learn's C). `caution` moves the line of OFF_TOPIC: it
    is better to ask once too often than to answer what nobody asked.
    """
    unseen = middle_runs(intents)
    seen, every = Parallel(CORES, prefer="threads")(
        delayed(_lines)(rows[part], intents[part], strength, caution) for part in (~unseen, np.ones_like(unseen))
    )
    answers = np.searchsorted(seen.intents, intents[unseen])
    return replace(every, temperature=best_temperature(seen.margins(rows[unseen]), answers))


def middle_runs(intents: np.ndarray) -> np.ndarray:
    """Marks the middle third of each intent's rows, in their order.

    Neighbours in the files were written by one person, so a run of them is left out whole, as a stranger's would be.
    """
    marked = np.zeros(len(intents), dtype=bool)
    for intent in np.unique(intents):
        marked[np.array_split(np.flatnonzero(intents == intent), RUNS)[1]] = True
    return marked


def _lines(rows: csr_matrix, intents: np.ndarray, strength: float, caution: float) -> Lines:
    fitted = LinearSVC(C=strength, tol=TOLERANCE, random_state=0).fit(rows, intents)
    offsets = fitted.intercept_ + caution * (fitted.classes_ == OFF_TOPIC)
    return Lines(fitted.classes_, fitted.coef_.T.astype(np.float32), offsets.astype(np.float32))
