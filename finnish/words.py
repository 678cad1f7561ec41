"""Base forms, compound parts and content words, from Voikko with the likelier reading chosen."""

from functools import lru_cache

from finnish.fold import tokens
from finnish.lemmas import chosen, ranked
from finnish.lists import inverted
from finnish.lists import words as word_list
from finnish.morphology import CACHE, Morphology, Reading, is_written
from finnish.normalise import Normaliser

TWO_LIKELIEST = 2
# Words that say nothing of the subject of a search.
SMALL = word_list("small.txt")
REPLACED = inverted("replaced.txt")


class Words:
    """The words of Finnish for one process. Safe for threads; what it remembers is bounded."""

    def __init__(self) -> None:
        self._morphology = Morphology()
        self._normaliser = Normaliser(self._is_standard)
        self._bases = lru_cache(CACHE)(self._bases_uncached)

    def known(self, word: str) -> bool:
        """Whether Voikko knows the word as Finnish."""
        return bool(self._morphology.readings(word))

    def tokens(self, text: str) -> list[str]:
        """The words of a text in their written forms."""
        return self._normaliser.words(tokens(text))

    def bases(self, word: str) -> tuple[str, ...]:
        """The two likeliest base forms of a word, likelier first; the word itself when unknown."""
        return self._bases(word)

    def lemma(self, word: str) -> str:
        """The likeliest base form of a word by itself."""
        return self.bases(word)[0]

    def lemmas(self, text: str) -> list[str]:
        """The base form of each of `tokens(text)`, chosen by the words around it."""
        return self.lemmas_of(self.tokens(text))

    def lemmas_of(self, written: list[str]) -> list[str]:
        """The same for words that are in their written forms already."""
        pairs = zip(written, self.readings_of(written), strict=True)
        return [_base(reading) if reading else word for word, reading in pairs]

    def readings_of(self, written: list[str]) -> list[Reading | None]:
        """The chosen reading of each word, none for a word that is not Finnish."""
        return chosen(written, [self._morphology.readings(word) for word in written])

    def parts(self, word: str) -> tuple[str, ...]:
        """Base forms of a compound's parts, the last part last (varastotyöntekijä: varasto, työ, työntekijä,
        tekijä), and the root of a derived word (siivous: siivota); else empty."""
        base = self.lemma(word)
        return tuple(part for part in self._morphology.parts(base) if part != word) if self.known(word) else ()

    def content_words(self, text: str) -> list[str]:
        """The words of a text that may tell its subject."""
        return [word for word in self.tokens(text) if not SMALL.intersection(self.bases(word))]

    def _is_standard(self, word: str) -> bool:
        """Whether some reading of the word is one that people write."""
        return any(map(is_written, self._morphology.readings(word)))

    def _bases_uncached(self, word: str) -> tuple[str, ...]:
        found = list(dict.fromkeys(_base(reading) for reading in ranked(self._morphology.readings(word))))
        return tuple(found[:TWO_LIKELIEST]) or (word,)


def _base(reading: Reading) -> str:
    return REPLACED.get(reading.base, reading.base)
