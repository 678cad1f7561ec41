"""The engine: answers in, the next item or what is known out. It keeps nothing and knows no instrument by name.

What counts of a competence is its *level*: the mean of the answers, 0 to 3, that the person gives or would give to
all of the bank's items about it. The engine asks for the competences whose level is among the STRONGEST highest, so it
picks the item whose answer is expected to tell most of who belongs to them. With L the level of the item's competence
and T the boundary between the third and the fourth highest level expected now, the gain of an item is

    E over answers x of max(E[L | x] - T, 0)   -   max(E[L] - T, 0)

that is, how much is expected to be lost by choosing without the answer: the knowledge gradient (Frazier, Powell &
Dayanik 2008, SIAM J. Control Optim. 47) for choosing a set of the best. It is large where an answer could take a
competence over the boundary, either way, and nought where all that it could say is known or beside the point. Asking
ends when no item gains LEAST_GAIN.

A person is not an item bank: after two answers "not yet" in a row only an easier item is asked, and after four asking
ends as soon as it may.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import takewhile
from operator import mul

from api.assessment.model.graded_response import (
    ABILITIES,
    CACHE,
    LEVELS,
    Seen,
    Shape,
    Weights,
    expected_level,
    likelihood,
    posteriors,
)

STRONGEST = 3
LEAST_GAIN = 0.03
# What leans further down than this, in standard deviations, is not asked about: another field than the person's.
UNLIKELY = -0.5
# The difficulty of what no item asks about: half of the people do it by themselves.
MIDDLE = 0.0
# So many answers of the lowest level in a row call for something easier, and so many for an end.
STUMBLED, DISCOURAGED = 2, 4
# What "I do not know" or "I will not say" leaves of the certainty.
KEPT_BY_UNKNOWN = 0.8


@dataclass(frozen=True)
class Item:
    """One question: which competence it tells of, and how hard it is (-2 almost all can … 2 few can).

    Competences of one `group` go together; one without a group goes with all others alike.
    """

    key: str
    competence: str
    difficulty: float
    group: str = ""


@dataclass(frozen=True)
class Stop:
    """When asking may end, and when it must, in answers."""

    at_least: int
    at_most: int


@dataclass(frozen=True)
class Beforehand:
    """What is known besides answers: which way competences lean (in standard deviations), what was seen of them
    elsewhere, which are asked about first (what was just told of), and which are not to be asked about."""

    leanings: Mapping[str, float] = field(default_factory=dict)
    seen: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


NOTHING = Beforehand()


@dataclass(frozen=True)
class Estimate:
    """What is known of one competence: the expected level 0–3, and how sure that is, 0–1."""

    competence: str
    level: float
    certainty: float
    answered: int
    unknown: int


@dataclass(frozen=True)
class Course:
    """A bank of items, and the answers so far in their order: a level 0–3, or None for one not known or not told."""

    items: Sequence[Item]
    answers: Mapping[str, int | None]
    beforehand: Beforehand = NOTHING

    def estimates(self) -> dict[str, Estimate]:
        """What is known of every competence of the bank and of what was known beforehand."""
        return {competence: self._estimate(competence) for competence in self._by_competence}

    @property
    def askable(self) -> int:
        """How many items there are to ask or answered already."""
        return sum(item.key in self.answers or self._may_be_asked(item) for item in self.items)

    def next_item(self, stop: Stop) -> Item | None:
        """The item that would tell most. None: more would change little, or enough was asked."""
        left = [item for item in self.items if item.key not in self.answers and self._may_be_asked(item)]
        if not left or len(self.answers) >= stop.at_most:
            return None
        awaited = [item for item in left if item.competence in self.beforehand.first]
        best = max(self._bearable(awaited) or self._bearable(left) or [_easiest(left)], key=self._gain)
        enough = self._gain(best) < LEAST_GAIN or len(self._not_yet) >= DISCOURAGED
        return None if len(self.answers) >= stop.at_least and enough else best

    def _bearable(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items, or after stumbling twice those that are easier than what was stumbled on."""
        if len(self._not_yet) < STUMBLED:
            return items
        return [item for item in items if item.difficulty < min(self._not_yet)]

    @cached_property
    def _not_yet(self) -> list[float]:
        """How hard the items are that were answered last, as long as each was answered with the lowest level."""
        difficulties = {item.key: item.difficulty for item in self.items}
        told = [(difficulties[key], level) for key, level in self.answers.items() if level is not None]
        return [hard for hard, _ in takewhile(lambda each: each[1] == min(LEVELS), reversed(told))]

    def _may_be_asked(self, item: Item) -> bool:
        leaning = self.beforehand.leanings.get(item.competence, 0.0)
        return item.competence not in self.beforehand.left_out and leaning > UNLIKELY

    @cached_property
    def _by_competence(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {competence: [] for competence in self.beforehand.seen}
        for item in self.items:
            found.setdefault(item.competence, []).append(item)
        return {competence: items for competence, items in found.items() if competence not in self.beforehand.left_out}

    @cached_property
    def _shapes(self) -> dict[str, Shape]:
        return {
            competence: (self.beforehand.leanings.get(competence, 0.0), self._seen(competence, items))
            for competence, items in self._by_competence.items()
        }

    def _seen(self, competence: str, items: Collection[Item]) -> tuple[Seen, ...]:
        answered = [(item.difficulty, self.answers.get(item.key)) for item in items]
        given = [(difficulty, level, level) for difficulty, level in answered if level is not None]
        return tuple(sorted((*given, *self.beforehand.seen.get(competence, ()))))

    @cached_property
    def _groups(self) -> dict[str, str]:
        """The group of each competence; without one it is a group by itself."""
        return {
            competence: next((item.group for item in items if item.group), competence)
            for competence, items in self._by_competence.items()
        }

    @cached_property
    def _beliefs(self) -> dict[str, Weights]:
        grouped = defaultdict(list)
        for competence, shape in self._shapes.items():
            grouped[self._groups[competence]].append(shape)
        found = posteriors(grouped)
        return {competence: found[self._groups[competence], shape] for competence, shape in self._shapes.items()}

    @cached_property
    def _levels(self) -> dict[str, float]:
        return {competence: self._level(competence) for competence in self._by_competence}

    def _level(self, competence: str) -> float:
        """The mean over the bank's items of the answer given, or else of the one expected."""
        given, open_ones = self._given(competence), self._open(competence)
        belief = self._beliefs[competence]
        expected = [sum(map(mul, belief, expected_level(difficulty))) for difficulty in open_ones]
        return (sum(given) + sum(expected)) / (len(given) + len(expected))

    def _given(self, competence: str) -> list[int]:
        answers = (self.answers.get(item.key) for item in self._by_competence[competence])
        return [level for level in answers if level is not None]

    def _open(self, competence: str) -> list[float]:
        """Difficulties of the items without a level, not known or not yet asked; with no items a middling one."""
        items = self._by_competence[competence]
        return [item.difficulty for item in items if self.answers.get(item.key) is None] or ([] if items else [MIDDLE])

    @cached_property
    def _boundary(self) -> float:
        """Between the last of the strongest and the first of the others; of few competences, their mean."""
        levels = sorted(self._levels.values(), reverse=True)
        around = levels[STRONGEST - 1 : STRONGEST + 1] if len(levels) > STRONGEST else levels
        return sum(around) / len(around)

    def _gain(self, item: Item) -> float:
        others = tuple(
            sorted(
                other.difficulty
                for other in self._by_competence[item.competence]
                if other is not item and self.answers.get(other.key) is None
            )
        )
        given = self._given(item.competence)
        return _gain(
            self._beliefs[item.competence], item.difficulty, others, sum(given), len(given), round(self._boundary, 6)
        )

    def _estimate(self, competence: str) -> Estimate:
        unknown = sum(
            item.key in self.answers and self.answers[item.key] is None for item in self._by_competence[competence]
        )
        return Estimate(
            competence,
            self._levels[competence],
            certainty_of(self._beliefs[competence]) * KEPT_BY_UNKNOWN**unknown,
            len(self._given(competence)),
            unknown,
        )


def _easiest(items: Sequence[Item]) -> Item:
    return min(items, key=lambda item: item.difficulty)


@lru_cache(CACHE)
def _gain(
    belief: Weights, difficulty: float, others: tuple[float, ...], given: int, count: int, boundary: float
) -> float:
    """What the answer to an item is expected to gain; `given` is the sum and `count` the number of answers so far to
    its competence, `others` the difficulties of the items that stay open. Most open items are alike, so it is kept."""
    asked = count + len(others) + 1
    rest = [sum(levels) for levels in zip(*map(expected_level, others), strict=True)] or [0.0] * len(ABILITIES)
    over = []
    for level in LEVELS:
        weights = list(map(mul, belief, likelihood(difficulty, level, level)))
        chance = sum(weights)
        over.append((chance * (given + level) + sum(map(mul, weights, rest))) / asked - chance * boundary)
    return sum(max(each, 0.0) for each in over) - max(sum(over), 0.0)


def certainty_of(belief: Weights) -> float:
    """How much less uncertain the level on a middling item is than before any answer: 0 nothing known, 1 all known."""
    return max(0.0, 1 - _variance(belief) / _variance(_BEFORE))


def _variance(belief: Weights) -> float:
    levels = expected_level(MIDDLE)
    mean = sum(map(mul, belief, levels))
    return sum(weight * (level - mean) ** 2 for weight, level in zip(belief, levels, strict=True))


_BEFORE = posteriors({"": [(0.0, ())]})["", (0.0, ())]
