"""Base forms, compound parts and content words, from Voikko with the likelier reading chosen."""

from collections.abc import Sequence
from functools import lru_cache

from finnish.fold import tokens
from finnish.frequency import zipf
from finnish.lemmas import chosen, ranked
from finnish.lists import inverted
from finnish.lists import words as word_list
from finnish.morphology import CACHE, PARTICLES, SHORTEST_PART, Morphology, Reading, is_written
from finnish.normalise import FORMS, KEPT, Normaliser

TWO_LIKELIEST = 2
# Words that say nothing of the subject of a search.
SMALL = word_list("small.txt")
REPLACED = inverted("replaced.txt")
UNKNOWN = inverted("unknown.txt")
# A long word that Voikko does not know may be a compound whose end it knows: rekry|koulutusta.
SHORTEST_HEAD, SHORTEST_TAIL, COMMON_TAIL = 4, 5, 4.0
LONGEST_COMPOUND = 40
# On the Zipf scale: so common a form is no slip, whatever the dictionary says of it. Common slips lie below 2.5.
FAMILIAR = 3.0
LISTED = KEPT.union(FORMS, FORMS.values(), UNKNOWN, UNKNOWN.values(), REPLACED)
HYPHEN, CASE_MARK = "-", ":"


class Words:
    """The words of Finnish for one process. Safe for threads; what it remembers is bounded."""

    def __init__(self) -> None:
        self._morphology = Morphology()
        self._normaliser = Normaliser(self._is_standard)
        self._bases = lru_cache(CACHE)(self._bases_uncached)

    def known(self, word: str) -> bool:
        """Whether Voikko knows the word as Finnish."""
        return bool(self._morphology.readings(word))

    def familiar(self, word: str) -> bool:
        """Whether people write the word on purpose: the dictionary knows it (names and interjections too), a list does,
        or it is counted often. Such a word is never taken for a slip of another."""
        return word in LISTED or self.known(word) or zipf(word) >= FAMILIAR

    def tokens(self, text: str) -> list[str]:
        """The words of a text in their written forms."""
        return self._normaliser.words(tokens(text))

    def written_of(self, spoken: list[str]) -> list[list[str]]:
        """The written forms of each of these words of one message; one may become several."""
        return self._normaliser.groups(spoken)

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
        return [lemma for lemma, _ in self.read(written)]

    def read(self, written: Sequence[str]) -> list[tuple[str, Reading | None]]:
        """The base form of each word and its chosen reading, none for a word that is not Finnish."""
        pairs = zip(written, chosen(written, [self._morphology.readings(word) for word in written]), strict=True)
        return [(_base(reading) if reading else self.lemma(word), reading) for word, reading in pairs]

    def parts(self, word: str) -> tuple[str, ...]:
        """Base forms of a compound's parts, the last part last (varastotyöntekijä: varasto, työ, työntekijä,
        tekijä), and the root of a derived word (siivous: siivota); else empty."""
        base = self.lemma(word)
        if not self.known(word):
            return self._parts_of_unknown(word, base)
        return tuple(part for part in self._morphology.parts(base) if part != word)

    def content_words(self, text: str) -> list[str]:
        """The words of a text that may tell its subject."""
        return [word for word in self.tokens(text) if not SMALL.intersection((word, *self.bases(word)))]

    def is_particle(self, word: str) -> bool:
        """Whether it only joins others or tells where, when or how: its likeliest reading is no noun and no verb."""
        likeliest = next(iter(ranked(self._morphology.readings(word))), None)
        return likeliest is not None and likeliest.kind in PARTICLES

    def _is_standard(self, word: str) -> bool:
        """Whether some reading of the word is one that people write."""
        return any(map(is_written, self._morphology.readings(word)))

    def _bases_uncached(self, word: str) -> tuple[str, ...]:
        found = list(dict.fromkeys(_base(reading) for reading in ranked(self._morphology.readings(word))))
        return tuple(found[:TWO_LIKELIEST]) or (UNKNOWN.get(word) or self._base_of_unknown(word),)

    def _base_of_unknown(self, word: str) -> str:
        if CASE_MARK in word:  # an ending after a colon: kela:lta
            return self.lemma(word.partition(CASE_MARK)[0])
        if HYPHEN not in word or len(word) > LONGEST_COMPOUND:
            return (self._compound(word) or [word])[0]
        joined = word.replace(HYPHEN, "")
        if self.known(joined):  # siivous-alalle is siivousalalle
            return self.lemma(joined)
        head, _, tail = word.rpartition(HYPHEN)
        return f"{head}{HYPHEN}{self._noun(tail)}"

    def _noun(self, word: str) -> str:
        """The base form of a compound's last part: in `te-alan`, alan is no verb."""
        nouns = [reading for reading in ranked(self._morphology.readings(word)) if reading.is_nominal]
        return _base(nouns[0]) if nouns else self.lemma(word)

    def _parts_of_unknown(self, word: str, base: str) -> tuple[str, ...]:
        if HYPHEN not in word:
            return tuple(self._compound(word)[1:])
        heads = [self.lemma(piece) for piece in word.split(HYPHEN)[:-1]]
        rest = self._morphology.parts(base) if self.known(base) else (base.rpartition(HYPHEN)[2],)
        return tuple(part for part in dict.fromkeys((*heads, *rest)) if len(part) >= SHORTEST_PART and part != base)

    def _compound(self, word: str) -> list[str]:
        """For a word that Voikko does not know but whose end it does: the base form, its head, its tail's base."""
        if not word.isalpha() or len(word) > LONGEST_COMPOUND:
            return []
        for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
            head, tail = word[:cut], word[cut:]
            nouns = [reading for reading in ranked(self._morphology.readings(tail)) if reading.kind == "nimisana"]
            if nouns and zipf(nouns[0].base) >= COMMON_TAIL and len(nouns[0].base) >= SHORTEST_HEAD:
                return [head + nouns[0].base, head, nouns[0].base]
        return []


def _base(reading: Reading) -> str:
    return REPLACED.get(reading.base, reading.base)
