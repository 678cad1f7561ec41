"""What the classifier sees of a message: base forms with compound parts, characters, and vectors."""

from typing import Callable, List

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from finnish.fold import fold
from finnish.words import Words

Vector = Callable[[str], np.ndarray]

CHARACTERS = (2, 5)
WEIGHTS = {"words": 1.0, "characters": 1.0, "vectors": 0.7}


class Features:
    """Three blocks, each of unit length and weighted. Fitted on the training texts."""

    def __init__(self) -> None:
        self._lemmas = TfidfVectorizer(analyzer=str.split, ngram_range=(1, 1), sublinear_tf=True)
        self._characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=CHARACTERS, sublinear_tf=True, min_df=2, dtype=np.float32
        )

    def fit(self, texts: List[str], words: Words) -> "Features":
        """Learn the vocabularies of both text blocks."""
        self._lemmas.fit([lemma_line(text, words) for text in texts])
        self._characters.fit([character_line(text, words) for text in texts])
        return self

    def transform(self, texts: List[str], words: Words, vector: Vector) -> csr_matrix:
        """One row a text."""
        blocks = (
            WEIGHTS["words"] * self._lemmas.transform([lemma_line(text, words) for text in texts]),
            WEIGHTS["characters"] * self._characters.transform([character_line(text, words) for text in texts]),
            csr_matrix(WEIGHTS["vectors"] * np.array([mean_vector(text, words, vector) for text in texts])),
        )
        return hstack(blocks, format="csr", dtype=np.float32)


def lemma_line(text: str, words: Words) -> str:
    """Base forms, compound parts and pairs of neighbours, as one line of terms."""
    tokens = words.tokens(text)
    lemmas = [fold(words.lemma(token)) for token in tokens]
    parts = [f"+{fold(part)}" for token in tokens for part in words.parts(token)]
    pairs = [f"{first}_{second}" for first, second in zip(["^", *lemmas], [*lemmas, "$"], strict=False)]
    return " ".join([*lemmas, *parts, *pairs, *[f"={fold(token)}" for token in tokens]])


def character_line(text: str, words: Words) -> str:
    """The written forms without dots, so that a word typed without them is the same word."""
    return fold(" ".join(words.tokens(text)))


def mean_vector(text: str, words: Words, vector: Vector) -> np.ndarray:
    """The mean of the base forms' vectors, of unit length; zero when none is known."""
    vectors = [vector(words.lemma(token)) for token in words.tokens(text)]
    mean = np.mean(vectors, axis=0) if vectors else vector("")
    length = float(np.linalg.norm(mean))
    return mean / length if length else mean
