"""Trains `finnish.matter_model` on the questions of `data/facts/asked/`: `python -m bot.nlu.matter_training` writes its
weights (`make matter-model`). What is of no matter is joined by what people write in talks of other things.
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

from bot.nlu.places import BEFORE
from bot.nlu.words import finnish_words
from finnish.matter_model import BLOCKS, IN_GENERAL, NO_MATTER, WEIGHTS, features

ROOT = Path(__file__).parents[2]
ASKED, TOPICS = ROOT / "data" / "facts" / "asked", ROOT / "data" / "nlu"
# Topics with a card of their own, of which one asks in general ("viekö se tuen"), or may ask of a matter.
GENERAL = (
    "myth_", "info_", "money_worry", "ask_work_rights", "work_ability_unknown", "ask_privacy", "complaint",
    "ask_opening_hours", "ask_cv", "request_callback", "change_language",
)  # fmt: skip
# Of the sentences of other topics one in so many is taken: of those said in talks, of those written by topics, and of
# what is asked in general.
EVERY_TOLD, EVERY, EVERY_GENERAL = 2, 16, 3
STRENGTH = 0.5  # the inverse of the regularisation
LEAST_SEEN = (2, 2, 3)  # in so many texts a feature of each block
LEAST = 0.04  # weights nearer to nought are left out


class Asked(NamedTuple):
    """A text and the key of the card that it asks of."""

    key: str
    text: str


def asked(folder: Path = ASKED) -> List[Asked]:
    """The questions of the folder: `key<TAB>text`, a file a writer."""
    lines = (line for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines())
    return [Asked(*line.split("\t", 1)) for line in lines if line.strip()]


def of_other_topics(folder: Path = TOPICS) -> Iterator[Asked]:
    """Some of what is said of other things."""
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            if block["intent"].startswith(GENERAL):
                yield from (Asked(f"{IN_GENERAL}{block['intent']}", line) for line in lines[::EVERY_GENERAL])
            else:
                in_talk = BEFORE in (block.get("metadata") or {})
                yield from (Asked(NO_MATTER, line) for line in lines[:: EVERY_TOLD if in_talk else EVERY])


def fit(texts: Sequence[Asked]) -> Tuple[Sequence[TfidfVectorizer], LinearSVC]:
    """Learn from texts."""
    words = finnish_words()
    blocks = [features(each.text, words) for each in texts]
    vectorisers = tuple(
        TfidfVectorizer(analyzer=_itself, sublinear_tf=True, min_df=least, dtype=np.float32) for least in LEAST_SEEN
    )
    rows: List[csr_matrix] = [
        weight * each.fit_transform([block[place] for block in blocks])
        for place, (each, weight) in enumerate(zip(vectorisers, BLOCKS.values(), strict=True))
    ]
    lines = LinearSVC(C=STRENGTH, random_state=0).fit(hstack(rows, format="csr"), [each.key for each in texts])
    return vectorisers, lines


def _itself(block: Sequence[str]) -> Sequence[str]:
    return block


def written(vectorisers: Sequence[TfidfVectorizer], lines: LinearSVC) -> Dict:
    """The model as the file holds it: of each feature its rarity and the classes that it tells of."""
    found: List[Dict] = []
    start = 0
    for each in vectorisers:
        coefficients = lines.coef_[:, start : start + len(each.vocabulary_)]
        start += len(each.vocabulary_)
        kept = {
            name: [round(float(each.idf_[at]), 2), telling]
            for name, at in sorted(each.vocabulary_.items())
            if (telling := _telling(coefficients[:, at]))
        }
        found.append(kept)
    return {
        "classes": [str(name) for name in lines.classes_],
        "offsets": [round(float(one), 3) for one in lines.intercept_],
        "blocks": dict(zip(BLOCKS, found, strict=True)),
    }


def _telling(of_classes: np.ndarray) -> Dict[str, float]:
    return {str(at): round(float(one), 2) for at, one in enumerate(of_classes) if abs(one) >= LEAST}


def main() -> None:
    texts = [*asked(), *of_other_topics()]
    told = json.dumps(written(*fit(texts)), ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_bytes(gzip.compress(told.encode(), mtime=0))
    print(f"{len(texts)} texts, {WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
