"""What the classifier sees of a message: words, letters and meaning, each of unit length and weighted."""

from __future__ import annotations

from collections import Counter
from typing import Callable, Dict, List, Mapping, NamedTuple, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from finnish.clauses import Clause, Word, read
from finnish.fold import fold
from finnish.repair import Repair
from finnish.words import Words

Vector = Callable[[str], np.ndarray]

LETTERS = (2, 5)
# Directions of meaning that are kept of the 1,200 numbers: more did not help and cost time.
DIRECTIONS = 200
WEIGHTS = {"words": 1.4, "letters": 1.0, "meaning": 1.0}
# Beside the mean that is weighted by rarity, a plain mean: how much it says.
PLAIN_MEAN = 0.45
# How many words apart two are still companions.
REACH = 5
# A word written once may be a slip itself: slips are put right only into words that come again.
COMES_AGAIN = 2


class Reading(NamedTuple):
    """A message's words in written form, slips put right, with what is known of each."""

    forms: List[str]
    lemmas: List[str]
    parts: List[str]
    denied: List[bool]


class Reader:
    """Reads messages with the library's words and the slips' nearest words of the training texts."""

    def __init__(self, words: Words, vocabulary: Mapping[str, int]) -> None:
        self._words = words
        self._vocabulary = vocabulary
        self._repair = Repair(vocabulary, words.familiar)

    def knows(self, reading: Reading) -> bool:
        """Whether any word of it is known: of "xcvb nmkl" nothing can be read."""
        known = (form in self._vocabulary or self._words.familiar(form) for form in reading.forms)
        return not reading.forms or any(known)

    def read(self, text: str) -> Reading:
        """The reading of one message."""
        return self.reading([word for clause in self.clauses(text) for word in clause.words])

    def clauses(self, text: str) -> List[Clause]:
        """The clauses of a message, slips put right."""
        return read(text, self._words, self._repair)

    def reading(self, said: Sequence[Word]) -> Reading:
        """The reading of some words of it."""
        forms = [word.written for word in said]
        parts = [part for form in forms for part in self._words.parts(form)]
        return Reading(forms, [word.lemma for word in said], parts, [word.denied for word in said])


def vocabulary_of(texts: Sequence[str], words: Words) -> Dict[str, int]:
    """The written words that come again in the texts, with their counts."""
    counts = Counter(form for text in texts for form in words.tokens(text))
    return {form: count for form, count in counts.items() if count >= COMES_AGAIN}


class Features:
    """Three blocks. Fitted on the readings of the training texts."""

    def __init__(self) -> None:
        self._words = TfidfVectorizer(analyzer=str.split, sublinear_tf=True, dtype=np.float32)
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True, min_df=2, dtype=np.float32
        )
        self._meaning = Meaning()

    def fit(self, readings: Sequence[Reading], vector: Vector) -> Features:
        """Learn the vocabularies, how rare each word is, and the directions of meaning."""
        self._words.fit(map(word_line, readings))
        self._letters.fit(map(letter_line, readings))
        self._meaning.fit(readings, vector)
        return self

    def transform(self, readings: Sequence[Reading], vector: Vector) -> csr_matrix:
        """One row a reading."""
        blocks = (
            WEIGHTS["words"] * self._words.transform(map(word_line, readings)),
            WEIGHTS["letters"] * self._letters.transform(map(letter_line, readings)),
            csr_matrix(WEIGHTS["meaning"] * self._meaning.transform(readings, vector)),
        )
        return hstack(blocks, format="csr", dtype=np.float32)


class Meaning:
    """Mean word vectors of forms and of base forms, by rarity and plain, turned to their main directions."""

    def __init__(self) -> None:
        self._rarity: Dict[str, float] = {}
        self._unseen = 1.0
        self._directions = np.zeros((0, 0), dtype=np.float32)

    def fit(self, readings: Sequence[Reading], vector: Vector) -> None:
        """Learn how rare each word is and the directions along which the texts differ most."""
        seen = Counter(word for reading in readings for word in {*reading.forms, *reading.lemmas})
        self._rarity = {word: _rarity(len(readings), count) for word, count in seen.items()}
        self._unseen = _rarity(len(readings), 0)
        means = self._means(readings, vector)
        _, directions = np.linalg.eigh(means.T @ means)
        self._directions = directions[:, : -DIRECTIONS - 1 : -1].astype(np.float32)

    def transform(self, readings: Sequence[Reading], vector: Vector) -> np.ndarray:
        """One row a reading."""
        return self._means(readings, vector) @ self._directions

    def _means(self, readings: Sequence[Reading], vector: Vector) -> np.ndarray:
        sides = [[reading.lemmas for reading in readings], [reading.forms for reading in readings]]
        rare = [self._rows(side, vector, self._weight) for side in sides]
        plain = [PLAIN_MEAN * self._rows(side, vector, _once) for side in sides]
        return np.hstack(rare + plain).astype(np.float32)

    def _rows(self, side: List[List[str]], vector: Vector, weight: Callable[[str], float]) -> np.ndarray:
        empty = np.zeros_like(vector(""))
        return normalize(np.array([sum((weight(word) * vector(word) for word in words), empty) for words in side]))

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._unseen)


def word_line(reading: Reading) -> str:
    """Base forms, compound parts, written forms, what is denied, neighbours and companions, as one line of terms."""
    lemmas = [fold(lemma) for lemma in reading.lemmas]
    parts = [f"+{fold(part)}" for part in reading.parts]
    forms = [f"={fold(form)}" for form in reading.forms]
    refused = [f"!{lemma}" for lemma, flag in zip(lemmas, reading.denied, strict=True) if flag]
    neighbours = [f"{first}_{second}" for first, second in zip(["^", *lemmas], [*lemmas, "$"], strict=True)]
    return " ".join([*lemmas, *parts, *forms, *refused, *neighbours, *companions(lemmas)])


def companions(lemmas: Sequence[str]) -> List[str]:
    """Pairs of words that are near but not neighbours, whichever comes first: Finnish orders words freely."""
    return [
        "&".join(sorted((first, second)))
        for place, first in enumerate(lemmas)
        for second in lemmas[place + 2 : place + 1 + REACH]
    ]


def letter_line(reading: Reading) -> str:
    """The written forms without dots, so that a word typed without them is the same word."""
    return fold(" ".join(reading.forms))


def _rarity(texts: int, count: int) -> float:
    """Inverse document frequency, smoothed as scikit-learn does it."""
    return float(np.log((texts + 1) / (count + 1)) + 1)


def _once(word: str) -> float:
    return 1.0
