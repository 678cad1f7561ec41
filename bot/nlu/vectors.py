"""Word vectors of spaCy-fi. Only the vectors are loaded: no tagger, no parser."""

from functools import lru_cache

import numpy as np
import spacy_fi_experimental_web_md

from bot.nlu.features import Vector

UNUSED = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner", "senter")
CACHE = 50_000


@lru_cache(1)
def word_vectors() -> Vector:
    """A function from a word to its vector (300 numbers, of unit length). Loaded once for a process."""
    vocabulary = spacy_fi_experimental_web_md.load(exclude=UNUSED).vocab

    @lru_cache(CACHE)
    def vector(word: str) -> np.ndarray:
        found = np.asarray(vocabulary.get_vector(word) if word else np.zeros(vocabulary.vectors_length))
        return found / (np.linalg.norm(found) or 1.0)

    return vector
