"""What a text tells that somebody can do: competences by the words that people use of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from catalogue.search.analysis import Analyser, Shares

FILE = Path(__file__).resolve().parents[2] / "data" / "competences.yml"
# Groups that help in any work, and so tell little of which work.
GENERAL = frozenset({"transferable", "digital", "language", "readiness"})
CLOSE = 0.7  # a term that stands for so much of a word names the same thing: its verb, its second reading does not
CACHE = 20_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """The competences that a text tells of, and the terms of each of its words."""

    keys: frozenset[str]
    words: tuple[frozenset[str], ...]


class Competences:
    """The vocabulary of `data/competences.yml`, or any list of its form."""

    def __init__(self, analyser: Analyser, listed: Iterable[Mapping[str, Any]]) -> None:
        self._analyser = analyser
        self._of_word: defaultdict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.general: set[str] = set()
        for competence in listed:
            self._take_in(competence)
        self.meaning = lru_cache(CACHE)(self._meaning)
        self.title = lru_cache(CACHE)(self._title)

    def name(self, text: str) -> str:
        """The plain name of a competence that is given by its key; any other text as it is."""
        return self._names.get(text, text)

    def bases(self, word: str) -> tuple[str, ...]:
        """The base forms of a word."""
        return self._analyser.words.bases(word)

    def _title(self, text: str) -> tuple[str, ...]:
        """The base forms of the words of a name."""
        return tuple(map(self._analyser.words.lemma, self._analyser.tokens(text)))

    def _take_in(self, competence: Mapping[str, Any]) -> None:
        key, name = competence["key"], competence["name"]
        self._names[key] = name[:1].lower() + name[1:]
        self._keys |= {key: key, name.casefold(): key}
        if competence["group"] in GENERAL:
            self.general.add(key)
        for word in competence["words"]:
            self._of_word[word].add(key)

    def _meaning(self, text: str) -> Meaning:
        tokens = self._analyser.tokens(self.name(text))
        named = self._keys.get(text.casefold())
        keys = {named} if named else {key for token in tokens for key in self._keys_of(token)}
        return Meaning(frozenset(keys), tuple(_close(self._analyser.read(token).whole) for token in tokens))

    def _keys_of(self, token: str) -> set[str]:
        """By the whole word; by the parts of a compound only when the whole is not listed."""
        words = self._analyser.words
        whole = self._listed((token, *words.bases(token)))
        return whole or self._listed(words.parts(token))

    def _listed(self, forms: Sequence[str]) -> set[str]:
        return {key for form in forms for key in self._of_word.get(form, ())}


def read_competences(analyser: Analyser) -> Competences:
    """The vocabulary that content people keep."""
    return Competences(analyser, yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader))


def _close(shares: Shares) -> frozenset[str]:
    return frozenset(term for term, share in shares.items() if share >= CLOSE)
