"""What a confidence means: of the messages read with confidence 0.8, eight of ten shall be read right.

Margins become probabilities by temperature scaling (Guo et al. 2017, On Calibration of Modern Neural Networks):
softmax(margin / temperature), the one number chosen for the least negative log likelihood of sentences that the
classifier was not fitted on.
"""

from typing import List, Tuple

import numpy as np
from scipy.optimize import minimize_scalar

BINS = 15
COLDEST, HOTTEST = 0.02, 5.0


def probabilities(margins: np.ndarray, temperature: float) -> np.ndarray:
    """Softmax of each row of margins at a temperature."""
    scaled = margins / temperature
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def best_temperature(margins: np.ndarray, answers: np.ndarray) -> float:
    """The temperature that makes the right columns likeliest; `answers` holds the right column of each row."""
    rows = np.arange(len(answers))

    def unlikelihood(logarithm: float) -> float:
        right = probabilities(margins, np.exp(logarithm))[rows, answers]
        return float(-np.mean(np.log(np.maximum(right, 1e-12))))

    found = minimize_scalar(unlikelihood, bounds=(np.log(COLDEST), np.log(HOTTEST)), method="bounded")
    return float(np.exp(found.x))


def reliability(sure: np.ndarray, right: np.ndarray, bins: int = BINS) -> List[Tuple[float, float, int]]:
    """Messages by confidence in bins of equal size: mean confidence, share read right, how many."""
    order = np.argsort(sure, kind="stable")
    groups = [group for group in np.array_split(order, bins) if group.size]
    return [(float(sure[group].mean()), float(right[group].mean()), int(group.size)) for group in groups]


def expected_error(sure: np.ndarray, right: np.ndarray, bins: int = BINS) -> float:
    """Expected calibration error: mean gap between confidence and share right, over bins of equal size."""
    gaps = [(abs(mean - share), count) for mean, share, count in reliability(sure, right, bins)]
    return sum(gap * count for gap, count in gaps) / max(sum(count for _, count in gaps), 1)
