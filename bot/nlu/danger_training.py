"""Trains `finnish.danger_model` on `data/safety/`: `python -m bot.nlu.danger_training` writes its weights (`make
safety-model`). What means no danger is joined by the sentences of all other topics in `data/nlu/`.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.calibration import best_temperature
from bot.nlu.places import BEFORE
from bot.nlu.words import finnish_words
from finnish.danger_model import BLOCKS, WEIGHTS, features
from finnish.distress import Distress
from finnish.fold import fold

ROOT = Path(__file__).parents[2]
TOLD, TOPICS = ROOT / "data" / "safety", ROOT / "data" / "nlu"
# Topics of `data/nlu/` that may hold danger themselves.
NOT_SURELY_SAFE = frozenset({"distress", "money_worry", "frustrated", "work_ability_unknown"})
# Of the sentences of other topics one in so many is taken; of those said in talks each, as they are life itself.
EVERY = 4
STRENGTH = 1.0  # the inverse of the regularisation
LEAST_SEEN = (2, 3, 1)  # in so many sentences a feature of each block
LEAST = 0.02  # weights nearer to nought are left out
RUN = 6  # neighbours that are kept together
PARTS = 4  # for the temperature each part is read by what the others taught


class Told(NamedTuple):
    """A sentence with what it means for someone's safety."""

    meaning: str
    language: str
    text: str


def told(folder: Path = TOLD) -> List[Told]:
    """The sentences of the folder: files `LANGUAGE[-more].txt`, in which `[meaning]` heads what follows."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        meaning = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("["):
                meaning = line.strip("[]")
            elif line.strip() and not line.startswith("#"):
                found.append(Told(meaning, path.stem[:2], line.strip()))
    return found


def of_other_topics(folder: Path = TOPICS) -> Iterator[Told]:
    """Some of the sentences of other topics: in them nobody is in danger."""
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if block["intent"] not in NOT_SURELY_SAFE:
                lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
                in_talk = BEFORE in (block.get("metadata") or {})
                yield from (Told("none", "fi", line) for line in lines[:: 1 if in_talk else EVERY])


def taught() -> List[Told]:
    """All that is learned from; what tells of danger also without dots, as many write it."""
    sentences = told()
    undotted = [each._replace(text=fold(each.text)) for each in sentences[::2] if each.language in ("fi", "sv", "et")]
    return [*sentences, *(each for each in undotted if each not in sentences), *of_other_topics()]


def features_of(sentences: Sequence[Told]) -> List[Tuple]:
    """What the model sees of each."""
    words, rules = finnish_words(), Distress(finnish_words())
    return [features(each.text, words, rules.signs(each.text)) for each in sentences]


class Trained(NamedTuple):
    """A fitted model, to be tried on rows or written out."""

    vectorisers: Sequence[TfidfVectorizer]
    lines: LinearSVC

    def margins(self, blocks: Sequence[Tuple]) -> np.ndarray:
        return self.lines.decision_function(_rows(self.vectorisers, blocks))


def fit(blocks: Sequence[Tuple], meanings: Sequence[str]) -> Trained:
    """Learn from the features of sentences."""
    vectorisers = tuple(
        TfidfVectorizer(analyzer=_itself, sublinear_tf=True, min_df=least, dtype=np.float32) for least in LEAST_SEEN
    )
    for place, each in enumerate(vectorisers):
        each.fit([block[place] for block in blocks])
    rows = _rows(vectorisers, blocks)
    lines = LinearSVC(C=STRENGTH, tol=0.05, random_state=0).fit(rows, list(meanings))
    return Trained(vectorisers, lines)


def _itself(block: Sequence[str]) -> Sequence[str]:
    return block


def _rows(vectorisers: Sequence[TfidfVectorizer], blocks: Sequence[Tuple]) -> csr_matrix:
    found = [
        weight * each.transform([block[place] for block in blocks])
        for place, (each, weight) in enumerate(zip(vectorisers, BLOCKS.values(), strict=True))
    ]
    return hstack(found, format="csr")


def parts_of(sentences: Sequence[Told]) -> np.ndarray:
    """Which part each sentence is in. Neighbours were written in one breath, so runs of them stay together."""
    part = np.zeros(len(sentences), dtype=int)
    kinds = np.array([f"{each.meaning} {each.language}" for each in sentences])
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        part[rows] = np.arange(len(rows)) // RUN % PARTS
    # A sentence without its dots is the same sentence.
    first: Dict[str, int] = {}
    return np.array([first.setdefault(fold(each.text), number) for each, number in zip(sentences, part, strict=True)])


def unseen_margins(blocks: Sequence[Tuple], sentences: Sequence[Told]) -> Tuple[np.ndarray, np.ndarray]:
    """The margins of each sentence by a model that has not seen it, and the classes."""
    meanings, parts = np.array([each.meaning for each in sentences]), parts_of(sentences)
    margins = None
    for part in range(PARTS):
        rest = np.flatnonzero(parts != part)
        model = fit([blocks[row] for row in rest], meanings[rest])
        if margins is None:
            margins = np.zeros((len(sentences), len(model.lines.classes_)))
        rows = np.flatnonzero(parts == part)
        margins[rows] = model.margins([blocks[row] for row in rows])
    return margins, model.lines.classes_


def written(model: Trained, temperature: float) -> Dict:
    """The model as the file holds it: of each feature its rarity, then a weight a class."""
    found: List[Dict[str, List[float]]] = []
    start = 0
    for each in model.vectorisers:
        coefficients = model.lines.coef_[:, start : start + len(each.vocabulary_)]
        start += len(each.vocabulary_)
        kept = {
            name: [round(float(each.idf_[at]), 2), *(round(float(one), 2) for one in coefficients[:, at])]
            for name, at in sorted(each.vocabulary_.items())
            if np.abs(coefficients[:, at]).max() >= LEAST
        }
        found.append(kept)
    return {
        "classes": [str(name) for name in model.lines.classes_],
        "offsets": [round(float(one), 3) for one in model.lines.intercept_],
        "temperature": round(temperature, 3),
        "blocks": dict(zip(BLOCKS, found, strict=True)),
    }


def main() -> None:
    sentences = taught()
    blocks = features_of(sentences)
    margins, classes = unseen_margins(blocks, sentences)
    temperature = best_temperature(margins, np.searchsorted(classes, [each.meaning for each in sentences]))
    model = fit(blocks, [each.meaning for each in sentences])
    told = json.dumps(written(model, temperature), ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_bytes(gzip.compress(told.encode(), mtime=0))
    print(f"{len(sentences)} sentences, temperature {temperature:.3f}, {WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
