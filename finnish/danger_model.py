"""What a message may mean for someone's safety, as probabilities, by a linear model of its words and letters.

The weights are a file of this folder, `danger_weights.json.gz`: what was measured is what runs, on both Pythons, and
also while nothing else is trained. `bot/nlu/danger_training.py` makes it from `data/safety/`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from finnish.clauses import Clause, Mood, Person, Word, read
from finnish.distress import Signs
from finnish.fold import fold, tokens
from finnish.linear import weighed
from finnish.lists import rows
from finnish.words import Words

WEIGHTS = Path(__file__).with_name("danger_weights.json.gz")
LONGEST_TEXT = 120  # words that are read of a sentence
LONGEST_WORD = 30  # letters of it that are read
LETTERS = range(2, 6)
REACH = 5  # words apart that still are companions
# How much the blocks of features weigh beside each other.
BLOCKS = {"words": 1.0, "letters": 1.5, "rules": 0.7}

_WORK = {name: tuple(found) for name, found in rows("danger_work.txt").items()}

Block = Sequence[str]


@dataclass(frozen=True)
class DangerWeights:
    """Of each feature its rarity and a number a class; `offsets` a number a class; `temperature` calibrates."""

    classes: Sequence[str]
    offsets: Sequence[float]
    temperature: float
    blocks: Mapping[str, Mapping[str, Sequence[float]]]

    def probabilities(self, blocks: Sequence[Block]) -> dict[str, float]:
        """Of the classes, by the features of one text."""
        margins = list(self.offsets)
        for block, (name, weight) in zip(blocks, BLOCKS.items(), strict=True):
            _add(margins, block, self.blocks[name], weight)
        raised = [exp((margin - max(margins)) / self.temperature) for margin in margins]
        return dict(zip(self.classes, (share / sum(raised) for share in raised), strict=True))


@cache
def weights() -> DangerWeights:
    """The weights as they were trained."""
    with gzip.open(WEIGHTS, "rt", encoding="utf-8") as file:
        return DangerWeights(**json.load(file))


def features(text: str, words: Words, signs: Signs) -> tuple[Block, Block, Block]:
    """What the model sees of a text: its words as they are meant, its letters as they are written, what rules say."""
    written = tokens(text)[:LONGEST_TEXT]
    clauses = read(" ".join(text.split()[:LONGEST_TEXT]), words)
    ruled = list(_ruled(signs, speaks_of_work(written)))
    return [term for clause in clauses for term in _terms(clause)], list(_grams(written)), ruled


def speaks_of_work(written: Sequence[str]) -> bool:
    """Whether the words are of work, studying or a hobby, where dangerous things are tools."""
    return any(word.startswith(_WORK["begins"]) or word.endswith(_WORK["ends"]) for word in written)


def _add(margins: list[float], block: Block, known: Mapping[str, Sequence[float]], weight: float) -> None:
    """What a block tells of each class."""
    for feature, value in weighed(block, lambda each: known[each][0] if each in known else None):
        for place, of_class in enumerate(known[feature][1:]):
            margins[place] += weight * of_class * value


def _terms(clause: Clause) -> Iterator[str]:
    """Base forms with what they do in the clause: denied, whose verb, in which case; neighbours and companions."""
    lemmas = [fold(word.lemma) for word in clause.words]
    yield from lemmas
    yield from (f"={fold(word.written)}" for word in clause.words)
    yield from (f"!{lemma}" for lemma, word in zip(lemmas, clause.words, strict=True) if word.denied)
    yield from (f"{lemma}:{_role(word)}" for lemma, word in zip(lemmas, clause.words, strict=True) if _role(word))
    yield from (f"{first}_{second}" for first, second in zip(["^", *lemmas], [*lemmas, "$"], strict=True))
    for place, first in enumerate(lemmas):
        yield from ("&".join(sorted((first, second))) for second in lemmas[place + 2 : place + 1 + REACH])
    if Mood.ANOTHERS in clause.mood:
        yield "<another>"
        yield from (f"another:{lemma}" for lemma in lemmas)
    if clause.person is Person.FIRST:
        yield from (f"own:{lemma}" for lemma, word in zip(lemmas, clause.words, strict=True) if word.is_verb)


def _ruled(signs: Signs, at_work: bool) -> Iterator[str]:
    told = [*(f"sure {kind}" for kind in signs.sure), *(f"sign {kind}" for kind in signs.sign - signs.sure)]
    yield from told or ["nothing"]
    yield from ["sounds"] * signs.sounds
    if at_work:
        yield "work"
        yield from (f"work, {each}" for each in told)


def _role(word: Word) -> str:
    if word.reading is None:
        return ""
    return word.reading.person if word.is_verb else word.case


def _grams(written: Sequence[str]) -> Iterator[str]:
    """Letters within words and at their ends, and words beside each other: for any language and any slip."""
    for word in written:
        padded = f" {fold(word[:LONGEST_WORD])} "
        for length in LETTERS:
            yield from (padded[start : start + length] for start in range(len(padded) - length + 1))
    folded = [fold(word[:LONGEST_WORD]) for word in written]
    yield from (f"{first} {second}" for first, second in zip(folded, folded[1:], strict=False))  # noqa: RUF007 (3.10)
