"""The search index: Voikko's base forms and compound parts, ranked by BM25 with names before texts.

BM25: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
Field weights go into the term frequency (their BM25F, one length norm for the whole entry).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz.distance import DamerauLevenshtein

from catalogue.model import Entry
from finnish.words import Words

K1, B = 1.2, 0.75
NAME, KEYWORD, FIELD, TEXT = 6.0, 5.0, 4.0, 1.0
PART = 0.6  # a compound's part tells less than the whole word
NEAR = 0.5  # a word near in spelling tells less than the word itself
PREFIX = 0.4
SHORTEST_NEAR, SHORTEST_PREFIX = 5, 4

Weights = defaultdict[str, float]
Scores = defaultdict[int, float]


@dataclass
class Index:
    """Entries by their words. Built whole; a change in the catalogue builds a new one."""

    words: Words
    entries: Sequence[Entry]
    _weights: list[Weights] = field(default_factory=list)
    _lengths: list[float] = field(default_factory=list)
    _holders: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, entry in enumerate(self.entries):
            weights = self._weigh(entry)
            self._weights.append(weights)
            self._lengths.append(sum(weights.values()))
            for term in weights:
                self._holders.setdefault(term, []).append(number)

    def search(self, query: str) -> list[tuple[Entry, float]]:
        """Entries that share a word with the query, best first; ties by name and key."""
        scores: Scores = defaultdict(float)
        for word in self.words.content_words(query):
            for number, score in self._score_word(word).items():
                scores[number] += score
        ranked = sorted(
            scores.items(),
            key=lambda item: (-round(item[1], 6), self.entries[item[0]].name, self.entries[item[0]].key),
        )
        return [(self.entries[number], score) for number, score in ranked]

    def _weigh(self, entry: Entry) -> Weights:
        weights: Weights = defaultdict(float)
        for text, weight in (
            (entry.name, NAME),
            (" ".join(entry.keywords), KEYWORD),
            (" ".join(entry.fields), FIELD),
            (" ".join((entry.summary, entry.qualification or "", *entry.competences_gained)), TEXT),
        ):
            for word in self.words.content_words(text):
                for term, share in self._terms(word):
                    weights[term] += weight * share
        return weights

    def _terms(self, word: str) -> list[tuple[str, float]]:
        bases = self.words.bases(word)
        parts = {part for base in bases for part in self.words.parts(base)} - set(bases)
        return [(base, 1.0) for base in bases] + [(part, PART) for part in sorted(parts)]

    def _score_word(self, word: str) -> Scores:
        """The best that one word of the query gives each entry."""
        best: Scores = defaultdict(float)
        known = [(term, share) for term, share in self._terms(word) if term in self._holders]
        for term, share in known or self._near(word):
            for number in self._holders[term]:
                best[number] = max(best[number], share * self._bm25(term, number))
        return best

    def _bm25(self, term: str, number: int) -> float:
        count, holders = len(self.entries), len(self._holders[term])
        rarity = log(1 + (count - holders + 0.5) / (holders + 0.5))
        average = sum(self._lengths) / count
        frequency = self._weights[number][term]
        norm = K1 * (1 - B + B * self._lengths[number] / average)
        return rarity * frequency * (K1 + 1) / (frequency + norm)

    def _near(self, word: str) -> list[tuple[str, float]]:
        """Known terms that a mistyped or cut word may stand for."""
        found: dict[str, float] = {}
        for base in self.words.bases(word):
            furthest = 0 if len(base) < SHORTEST_NEAR else 1 if len(base) < 8 else 2
            for term in self._holders:
                distance = DamerauLevenshtein.distance(base, term, score_cutoff=furthest)
                if 0 < distance <= furthest:
                    found[term] = max(found.get(term, 0), NEAR / distance)
                elif len(base) >= SHORTEST_PREFIX and term.startswith(base):
                    found[term] = max(found.get(term, 0), PREFIX)
        return sorted(found.items())
