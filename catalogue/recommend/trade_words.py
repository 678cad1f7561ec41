"""Trades by what is done in them and where, for one who names none: "jotain kasvien kanssa", "toimisto vois olla"."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log

from finnish.words import Words
from occupations.files import Occupations
from occupations.model import Occupation

# A word of a trade's official name tells more than one of its other names or tasks.
OF_NAME, OF_OTHERS, OF_TASK = 3.0, 2.0, 1.0
# A word that a greater share of all trades has tells none.
MOST_COMMON = 0.15
# So near the best answer another one is shown too.
NEAR_BEST = 0.6


class TradeWords:
    """The words of all trades, each as often as it tells one. Made once."""

    def __init__(self, known: Occupations, words: Words) -> None:
        self._known, self._words = known, words

    def find(self, said: Iterable[str]) -> list[str]:
        """Keys of the trades that these words tell of, best first; empty when they tell of none."""
        scores: Counter[str] = Counter()
        for word in said:
            best: dict[str, float] = {}
            for form in self._forms(word):
                rarity = self._rarity.get(form, 0.0)
                for key, weight in self._weights.get(form, {}).items():
                    best[key] = max(best.get(key, 0.0), weight * rarity)
            scores.update(best)
        least = NEAR_BEST * max(scores.values(), default=0.0)
        return [key for key, score in scores.most_common() if score >= least > 0]

    def told_apart(self, said: Iterable[str]) -> list[str]:
        """Keys of the trades that one of these words tells from all others, being a compound that is a part of
        their official name: "kaivinkone"; not "paperi".
        """
        compounds = (form for word in said if self._words.parts(word) for form in self._words.bases(word))
        named = (
            [key for key, weight in self._weights.get(form, {}).items() if weight == OF_NAME] for form in compounds
        )
        return [keys[0] for keys in named if len(keys) == 1]

    @cached_property
    def _weights(self) -> Mapping[str, Mapping[str, float]]:
        """For each form the trades that it tells of, and how much."""
        weights: dict[str, dict[str, float]] = {}
        for key, trade in self._known.occupations.items():
            for text, weight in self._texts(key, trade):
                for form in {form for word in self._words.content_words(text) for form in self._forms(word)}:
                    told = weights.setdefault(form, {})
                    told[key] = max(told.get(key, 0.0), weight)
        return weights

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How much a form tells: nothing, when a great share of the trades has it."""
        count = len(self._known.occupations)
        shares = {form: len(told) / count for form, told in self._weights.items()}
        return {form: -log(share) for form, share in shares.items() if share <= MOST_COMMON}

    def _texts(self, key: str, trade: Occupation) -> Iterable[tuple[str, float]]:
        yield trade.name, OF_NAME
        yield from ((said, OF_OTHERS) for said in (*trade.spoken, *trade.places, *trade.phrases))
        yield from ((task.text, OF_TASK) for task in self._known.tasks_of(key))

    def _forms(self, word: str) -> set[str]:
        return {*self._words.bases(word), *self._words.parts(word)}
