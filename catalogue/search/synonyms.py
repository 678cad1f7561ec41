"""The words that people use in the stead of the catalogue's own."""

from collections.abc import Mapping, Sequence

from catalogue.problem import CatalogueProblem
from catalogue.search.analysis import Analyser

LONGEST_PHRASE = 3
# What speech calls a field or a work: "hoitopuoli" is the "hoitoala", "hoitohommat" are "hoitotyö".
SPOKEN_ENDS = {"puoli": "ala", "homma": "työ", "duuni": "työ"}
LONGEST_WORD, LONGEST_MEANING, MOST_MEANINGS = 80, 200, 20

Phrase = tuple[str, ...]


class BadSynonym(CatalogueProblem):
    """A synonym that cannot be kept: no word, or a word or a meaning too long or too many."""

    status, kind = 422, "bad-synonym"


def cleaned(word: str, means: Sequence[str]) -> tuple[str, list[str]]:
    """A synonym as it is stored: lower case, single spaces, no meaning twice. Raises BadSynonym."""
    word = _plain(word)
    meanings = [meaning for meaning in dict.fromkeys(map(_plain, means)) if meaning]
    fits = 0 < len(word) <= LONGEST_WORD and len(word.split()) <= LONGEST_PHRASE and len(meanings) <= MOST_MEANINGS
    if not fits or any(len(meaning) > LONGEST_MEANING for meaning in meanings):
        raise BadSynonym(word)
    return word, meanings


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


class Synonyms:
    """What people's words mean here. A word that means nothing carries no weight in a search."""

    def __init__(self, analyser: Analyser, means: Mapping[str, Sequence[str]]) -> None:
        self._words = analyser.words
        self._means = {self._phrase(word): tuple(meanings) for word, meanings in means.items()}
        self.forms = frozenset(token for word in means for token in self._words.tokens(word))

    def of(self, tokens: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
        """How many of the tokens make the longest known phrase at their beginning, and what it means."""
        for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
            means = self._meanings(tokens[:length])
            if means is not None:
                return length, means
        return None

    def is_weightless(self, token: str) -> bool:
        return self._meanings([token]) == ()

    def _meanings(self, tokens: Sequence[str]) -> tuple[str, ...] | None:
        exact = self._means.get(tuple(tokens))
        if exact is not None:
            return exact
        lemmas = tuple(self._words.lemma(token) for token in tokens)
        return self._means.get(lemmas, self._means.get(tuple(map(_in_writing, lemmas))))

    def _phrase(self, word: str) -> Phrase:
        return tuple(self._words.lemma(token) for token in self._words.tokens(word))


def _in_writing(lemma: str) -> str:
    end = next((end for end in SPOKEN_ENDS if lemma.endswith(end) and lemma != end), "")
    return lemma.removesuffix(end) + SPOKEN_ENDS.get(end, "")
