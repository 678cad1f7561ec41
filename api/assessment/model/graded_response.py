"""How likely a person of some ability gives an answer, and what answers say of abilities: the formulas alone.

Answers follow the graded response model (Samejima 1969, Psychometrika Monograph 17): with ability t on a competence,
an item of difficulty b is answered with level k or higher with probability 1 / (1 + exp(-A (t - b - STEPS[k]))).
An item's difficulty is where half of the people do it by themselves, so the step of level 2 is nought.

Abilities of one person go together, and those of one group (a field of work, a unit of studies) more than others. An
ability is u + e + a leaning and u, what its group has in common, is sqrt(SHARED) g + f: g, f and e are normal with
variances 1, GROUPED and what is left of 1. Given u the competences of a group are independent, and given g the groups
are, so the posterior over any number of competences is made of sums over three grids of one dimension, one within the
other (the dimension reduction of Gibbons & Hedeker 1992, Psychometrika 57, for bi-factor models).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, sqrt
from operator import mul, truediv

LEVELS = (0, 1, 2, 3)
DISCRIMINATION = 1.7
STEPS = {1: -1.3, 2: 0.0, 3: 1.3}
SHARED = 0.3
GROUPED = 0.25
ABILITIES = tuple(0.36 * place for place in range(-10, 11))
IN_GROUP = tuple(0.5 * place for place in range(-6, 7))
GENERAL = tuple(0.6 * place for place in range(-4, 5))
CACHE = 20_000

Weights = tuple[float, ...]
# What was seen of a competence: at this difficulty, an answer between these levels.
Seen = tuple[float, int, int]
# All that shapes the belief about one competence: where it leans beforehand, and what was seen, in order.
Shape = tuple[float, tuple[Seen, ...]]


def _normal(middle: float, spread: float, at: Weights) -> Weights:
    heights = [exp(-(((point - middle) / spread) ** 2) / 2) for point in at]
    total = sum(heights)
    return tuple(height / total for height in heights)


GENERAL_WEIGHTS = _normal(0.0, 1.0, GENERAL)
# For each g, how likely each u of a group is.
GROUP_WEIGHTS = tuple(_normal(sqrt(SHARED) * general, sqrt(GROUPED), IN_GROUP) for general in GENERAL)


@lru_cache(CACHE)
def likelihood(difficulty: float, lowest: int, highest: int) -> Weights:
    """For each ability, how likely an answer between the two levels is at an item of this difficulty."""
    return tuple(
        reached - passed
        for reached, passed in zip(_reaching(difficulty, lowest), _reaching(difficulty, highest + 1), strict=True)
    )


@lru_cache(CACHE)
def expected_level(difficulty: float) -> Weights:
    """For each ability, the mean answer at an item of this difficulty, 0 to 3."""
    return tuple(map(sum, zip(*(_reaching(difficulty, level) for level in STEPS), strict=True)))


def posteriors(groups: Mapping[str, Sequence[Shape]]) -> dict[tuple[str, Shape], Weights]:
    """What to believe of the ability behind each shape of each group, when all are one person's competences.

    A shape that two competences of a group share is given twice.
    """
    fits = {name: _fits_of_group(shapes) for name, shapes in groups.items()}
    by_general = {name: [sum(map(mul, row, fit)) for row in GROUP_WEIGHTS] for name, fit in fits.items()}
    general = list(GENERAL_WEIGHTS)
    for fit in by_general.values():
        general = list(map(mul, general, fit))
    found = {}
    for name, shapes in groups.items():
        without = tuple(map(truediv, general, by_general[name]))
        of_group = list(map(mul, _weights_of_group(without), fits[name]))
        for shape in dict.fromkeys(shapes):
            found[name, shape] = _belief(tuple(map(truediv, of_group, _evidence(shape))), shape)
    return found


def _fits_of_group(shapes: Sequence[Shape]) -> list[float]:
    """For each u, how likely it makes all that was seen in the group."""
    fits = [1.0] * len(IN_GROUP)
    for shape in shapes:
        fits = list(map(mul, fits, _evidence(shape)))
    return fits


@lru_cache(256)
def _weights_of_group(general: Weights) -> Weights:
    return tuple(sum(map(mul, general, column)) for column in zip(*GROUP_WEIGHTS, strict=True))


@lru_cache(CACHE)
def _belief(of_group: Weights, shape: Shape) -> Weights:
    weights = [sum(map(mul, of_group, column)) for column in zip(*_joint(shape), strict=True)]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


@lru_cache(CACHE)
def _joint(shape: Shape) -> tuple[Weights, ...]:
    """For each u, the prior of each ability times the likelihood of what was seen."""
    leaning, seen = shape
    fits = [1.0] * len(ABILITIES)
    for difficulty, lowest, highest in seen:
        fits = list(map(mul, fits, likelihood(difficulty, lowest, highest)))
    return tuple(tuple(map(mul, row, fits)) for row in _priors(leaning))


@lru_cache(CACHE)
def _evidence(shape: Shape) -> Weights:
    """For each u, how likely it makes what was seen of this competence."""
    return tuple(map(sum, _joint(shape))) if shape[1] else (1.0,) * len(IN_GROUP)


@lru_cache(256)
def _priors(leaning: float) -> tuple[Weights, ...]:
    return tuple(_normal(leaning + common, sqrt(1 - SHARED - GROUPED), ABILITIES) for common in IN_GROUP)


def _reaching(difficulty: float, level: int) -> Weights:
    if level not in STEPS:
        return (1.0 if level < min(STEPS) else 0.0,) * len(ABILITIES)
    return tuple(1 / (1 + exp(-DISCRIMINATION * (ability - difficulty - STEPS[level]))) for ability in ABILITIES)
