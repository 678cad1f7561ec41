"""Of which matter a question is, by a linear model of its words and letters: people ask of a thing in a hundred ways,
and seldom by its name.

The weights are a file of this folder, `matter_weights.json.gz`. `bot/nlu/matter_training.py` makes it from the
questions of `data/facts/asked/`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Tuple

from finnish.clauses import read
from finnish.fold import fold, tokens
from finnish.linear import weighed
from finnish.words import Words

WEIGHTS = Path(__file__).with_name("matter_weights.json.gz")
LONGEST_TEXT = 80  # words that are read
LETTERS = range(3, 6)
REACH = 4  # words apart that still are companions
# How much the blocks of features weigh beside each other.
BLOCKS = {"words": 1.0, "pairs": 0.6, "letters": 1.2}
# What is of no card, and how the classes begin that ask of a whole topic of the bot's, and of no card in particular.
NO_MATTER, IN_GENERAL = "none", "topic "

Block = Sequence[str]
Features = Mapping[str, Tuple[float, Mapping[str, float]]]


@dataclass(frozen=True)
class MatterWeights:
    """Of each feature its rarity and the numbers of the classes that it tells of, by their place; `offsets` a number a
    class.
    """

    classes: Sequence[str]
    offsets: Sequence[float]
    blocks: Mapping[str, Features]

    def margins(self, blocks: Sequence[Block]) -> "list[float]":
        """How much a text is of each class."""
        found = list(self.offsets)
        for block, (name, weight) in zip(blocks, BLOCKS.items(), strict=True):
            for place, value in _told(block, self.blocks[name]):
                found[place] += weight * value
        return found


def _told(block: Block, known: Features) -> Iterator[Tuple[int, float]]:
    """What a block tells of each class, by its place."""
    for feature, value in weighed(block, lambda each: known[each][0] if each in known else None):
        yield from ((int(place), of_class * value) for place, of_class in known[feature][1].items())


@cache
def weights() -> MatterWeights:
    """The weights as they were trained."""
    with gzip.open(WEIGHTS, "rt", encoding="utf-8") as file:
        return MatterWeights(**json.load(file))


def matter_of(text: str, words: Words, least: float) -> "str | None":
    """The matter that a text is likeliest to ask of, by the key of its card; None when it is of none that surely."""
    known = weights()
    margins = known.margins(features(text, words))
    best = max(range(len(margins)), key=margins.__getitem__)
    matter = known.classes[best]
    is_of_one = matter != NO_MATTER and not matter.startswith(IN_GENERAL)
    return matter if margins[best] >= least and is_of_one else None


def features(text: str, words: Words) -> Tuple[Block, Block, Block]:
    """What the model sees of a text: its words with what they are made of, their companions, and its letters."""
    clauses = read(" ".join(text.split()[:LONGEST_TEXT]), words)
    said = [word for clause in clauses for word in clause.words]
    lemmas = [fold(word.lemma) for word in said]
    parts = (fold(part) for word in said for part in words.parts(word.written))
    single = [*lemmas, *(f"={fold(word.written)}" for word in said), *(f"~{part}" for part in parts)]
    return single, list(_pairs(lemmas)), list(_grams(text))


def _pairs(lemmas: Sequence[str]) -> Iterator[str]:
    for place, first in enumerate(lemmas):
        yield from (f"{first}_{second}" for second in lemmas[place + 1 : place + 2])
        yield from ("&".join(sorted((first, second))) for second in lemmas[place + 2 : place + 1 + REACH])


def _grams(text: str) -> Iterator[str]:
    """Letters within words and at their ends."""
    for word in tokens(text)[:LONGEST_TEXT]:
        padded = f" {fold(word)} "
        for length in LETTERS:
            yield from (padded[start : start + length] for start in range(len(padded) - length + 1))
