"""What a reading is worth: scores, confusions, calibration, and what a threshold lets through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import List, Sequence, Tuple

import numpy as np
from sklearn.metrics import f1_score, precision_recall_fscore_support

from bot.nlu.calibration import reliability

OFF_TOPIC = "out_of_scope"
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Readings:
    """Side by side: what was meant, what was read, and how sure the reader was (0–1)."""

    meant: np.ndarray
    read: np.ndarray
    sure: np.ndarray

    @classmethod
    def of(cls, meant: Sequence[str], rankings: Sequence[Sequence[Tuple[str, float]]]) -> Readings:
        """The likeliest real intent of each ranking; the fallback is a threshold's doing, not a reading."""
        best = [next(one for one in ranking if one[0] != FALLBACK) for ranking in rankings]
        return cls(np.array(meant), np.array([name for name, _ in best]), np.array([sure for _, sure in best]))

    def only(self, rows: np.ndarray) -> Readings:
        """Some of the rows."""
        return Readings(self.meant[rows], self.read[rows], self.sure[rows])

    @property
    def right(self) -> np.ndarray:
        return self.meant == self.read

    @property
    def accuracy(self) -> float:
        return float(np.mean(self.right))

    @property
    def macro_f1(self) -> float:
        """The mean over the intents that were meant."""
        return float(f1_score(self.meant, self.read, labels=np.unique(self.meant), average="macro", zero_division=0))


def per_intent(readings: Readings) -> List[Tuple[str, float, float, float, int]]:
    """Intent, precision, recall, F1 and rows, the worst first."""
    names = np.unique(readings.meant)
    columns = precision_recall_fscore_support(readings.meant, readings.read, labels=names, zero_division=0)
    return sorted(zip(names, *columns, strict=True), key=lambda row: row[3])


def confusions(readings: Readings, most: int) -> List[Tuple[str, str, int]]:
    """Meant, read and how often, the commonest first."""
    wrong = ~readings.right
    counts = Counter(zip(readings.meant[wrong], readings.read[wrong], strict=True))
    return [(meant, read, count) for (meant, read), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))][
        :most
    ]


def let_through(readings: Readings, threshold: float) -> Tuple[float, float]:
    """Share of off-topic messages taken for a topic at the threshold, and share of right readings lost below it."""
    off = readings.meant == OFF_TOPIC
    taken = (readings.read != OFF_TOPIC) & (readings.sure >= threshold)
    right = readings.right & ~off
    return _share(taken[off]), _share(readings.sure[right] < threshold)


def reliability_of(readings: Readings) -> List[Tuple[float, float, int]]:
    """Bins of equal size: mean confidence, share right, rows."""
    return reliability(readings.sure, readings.right)


def _share(flags: np.ndarray) -> float:
    return float(np.mean(flags)) if flags.size else 0.0
