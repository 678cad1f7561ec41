"""A written word as the terms that it is found by: base forms, parts of compounds, the verb behind a noun."""

from dataclasses import dataclass
from functools import lru_cache

from catalogue.search.roots import verb_of
from finnish.words import Words

SECOND_READING = 0.5  # a word that may be two: the likelier one counts in full
JOINED = 0.8  # varaosa of varaosamyyntityö
PART = 0.6  # a compound's part tells less than the whole word
ROOT = 0.7  # the verb behind a noun
CACHE = 200_000  # distinct words; a catalogue of 10,000 entries has some 20,000

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a word is found: by any of the terms of `whole`, or by its parts together."""

    whole: Shares
    parts: tuple[Shares, ...] = ()

    def all(self) -> Shares:
        """Every term with its share of the word."""
        shares = {term: share * PART for part in self.parts for term, share in part.items()}
        return shares | self.whole


class Analyser:
    """Reads each distinct word once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.read = lru_cache(CACHE)(self._read)

    def tokens(self, text: str) -> list[str]:
        """The words of a text that may tell its subject, in their written forms."""
        return self.words.content_words(text)

    def _read(self, word: str) -> Reading:
        bases = self.words.bases(word)
        whole = {base: SECOND_READING if number else 1.0 for number, base in enumerate(bases)}
        parts = self._parts(word, bases[0])
        joined = {part: JOINED for part in parts if _is_joined(part, parts)}
        single = [part for part in parts if part not in joined]
        if len(single) > 1:
            return Reading(joined | whole, self._slots(single))
        return Reading(dict.fromkeys(self._roots(bases[0], single), ROOT) | whole)

    def _parts(self, word: str, base: str) -> list[str]:
        """Base forms of a compound's parts; `ruisku=maalata` is two, and so is what a hyphen joins."""
        found = [piece for part in self.words.parts(word) for piece in part.split("=")]
        if not found and "-" in word:
            found = [self.words.lemma(piece) for piece in word.split("-") if len(piece) > 1]
        return [part for part in dict.fromkeys(found) if part != base]

    def _slots(self, parts: list[str]) -> tuple[Shares, ...]:
        """Each part that tells the subject, with the verb behind it, which is no part of its own."""
        verbs = {part: verb_of(part, self.words) for part in parts}
        return tuple(
            {verb: ROOT, part: 1.0} if verb else {part: 1.0}
            for part, verb in verbs.items()
            if part not in verbs.values() and self.tokens(part)
        )

    def _roots(self, base: str, parts: list[str]) -> list[str]:
        verb = verb_of(base, self.words)
        return parts if verb is None else [*parts, verb]


def _is_joined(part: str, parts: list[str]) -> bool:
    """Whether it is a compound within the compound: varaosa of varaosamyynti."""
    return any(part != other and len(other) > 2 and (part.startswith(other) or part.endswith(other)) for other in parts)
