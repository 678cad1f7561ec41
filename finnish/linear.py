"""What linear models of text share: features weighed by how often they stand in a text and how rare they are."""

from collections.abc import Callable, Iterator, Sequence
from math import log, sqrt
from typing import Dict, Optional, Tuple


def weighed(block: Sequence[str], rarity: Callable[[str], Optional[float]]) -> Iterator[Tuple[str, float]]:
    """The features of a text that a model knows, each with its value: the same as scikit-learn's sublinear tf-idf with
    unit length. `rarity` gives None for what the model has not seen.
    """
    counts: Dict[str, int] = {}
    for feature in block:
        counts[feature] = counts.get(feature, 0) + 1
    known = ((feature, count, rarity(feature)) for feature, count in counts.items())
    values = {feature: rare * (1 + log(count)) for feature, count, rare in known if rare is not None}
    length = sqrt(sum(value * value for value in values.values())) or 1.0
    yield from ((feature, value / length) for feature, value in values.items())
