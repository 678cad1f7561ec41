"""The sentences that the understanding is trained and judged on, and how many of them are truly different."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Set

import numpy as np
import yaml
from sklearn.feature_extraction.text import CountVectorizer

from bot.nlu.places import BEFORE

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "data" / "nlu"
HELD_OUT = Path(__file__).with_name("heldout.tsv")
TALKS = Path(__file__).with_name("talks.tsv")
NEAR = 0.8


class Sentence(NamedTuple):
    intent: str
    style: str
    text: str


class Block(NamedTuple):
    """Sentences of one intent; `before` is what was said to the person last, None where they stand alone."""

    intent: str
    before: Optional[str]
    lines: List[str]


def blocks(folder: Path = TRAINING) -> Iterator[Block]:
    """All training sentences, in the order they were written."""
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            yield Block(block["intent"], (block.get("metadata") or {}).get(BEFORE), lines)


def training(folder: Path = TRAINING) -> Dict[str, List[str]]:
    """The examples of each intent, in the order they were written; what is said in several places of a talk once."""
    found: Dict[str, Dict[str, None]] = {}
    for block in blocks(folder):
        found.setdefault(block.intent, {}).update(dict.fromkeys(block.lines))
    return {intent: list(lines) for intent, lines in found.items()}


class Said(NamedTuple):
    """A part of a message in a talk that nothing is trained on."""

    life: str
    message: str
    before: str
    intent: str
    text: str


def talks(path: Path = TALKS) -> List[Said]:
    """The parts of the messages of all lives, in order."""
    return [Said(*line.split("\t")) for line in path.read_text("utf-8").splitlines()[1:]]


def flat(examples: Dict[str, List[str]]) -> tuple[List[str], List[str]]:
    """Texts and their intents side by side."""
    pairs = [(text, intent) for intent, texts in examples.items() for text in texts]
    return [text for text, _ in pairs], [intent for _, intent in pairs]


def held_out(path: Path = HELD_OUT) -> List[Sentence]:
    """The sentences that nothing is trained on, with or without a heading; none when they are not written yet."""
    if not path.exists():
        return []
    rows = [Sentence(*line.split("\t")) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return rows[1:] if rows and rows[0] == Sentence._fields else rows


def distinct(texts: Sequence[str], same: Callable[[str], str]) -> List[str]:
    """The texts without those that are near an earlier one: the same by `same`, or trigrams alike above NEAR."""
    firsts = list({same(text): text for text in reversed(texts)}.values())[::-1]
    near = _near(firsts)
    kept: List[int] = []
    taken = np.zeros(len(firsts), dtype=bool)
    for place in range(len(firsts)):
        if not taken[near[place]].any():
            kept.append(place)
            taken[place] = True
    return [firsts[place] for place in kept]


def nearest(texts: Sequence[str], trained: Sequence[str]) -> np.ndarray:
    """For each text how alike the nearest trained one is (0–1, Dice's measure of character trigrams)."""
    counter = CountVectorizer(analyzer=_trigrams, binary=True, dtype=np.float32)
    known = counter.fit_transform(trained)
    shared = (counter.transform(texts) @ known.T).toarray()
    sizes = np.array([len(_trigrams(text)) for text in texts])
    return (2 * shared / (sizes[:, None] + np.asarray(known.sum(axis=1)).ravel())).max(axis=1)


def _near(texts: Sequence[str]) -> List[np.ndarray]:
    """For each text the places of those whose character trigrams are alike (Dice's measure above NEAR)."""
    marks = CountVectorizer(analyzer=_trigrams, binary=True, dtype=np.float32).fit_transform(texts)
    shared = (marks @ marks.T).tocsr()
    sizes = np.asarray(marks.sum(axis=1)).ravel()
    spans = [slice(first, last) for first, last in zip(shared.indptr[:-1], shared.indptr[1:], strict=True)]
    alike = 2 * shared.data / (np.repeat(sizes, np.diff(shared.indptr)) + sizes[shared.indices])
    return [shared.indices[span][alike[span] > NEAR] for span in spans]


def _trigrams(text: str) -> Set[str]:
    padded = f"  {text.lower()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
