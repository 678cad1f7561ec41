"""The rules of insights: medians, and small counts that are not told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from api.platform.problem import Problem

# A count smaller than this could tell of somebody.
ENOUGH_TO_TELL = 5


class UnknownMeaning(Problem):
    """There is no such intent, or no such message that was not understood."""

    status, kind = 404, "unknown-meaning"


@dataclass(frozen=True)
class Measured:
    """Minutes of one wait, of which team, and at which hour of the day it began."""

    team: str
    hour: int
    minutes: float


@dataclass(frozen=True)
class Told:
    """The median of enough waits."""

    team: str
    hour: int
    median: float
    count: int


@dataclass(frozen=True)
class Kept:
    """How promises came true: the median of how far off they were, in minutes, and of how many."""

    median_error: float
    count: int


def by_team_and_hour(waits: Iterable[Measured]) -> list[Told]:
    """Medians by team and hour, in this order; where there are fewer than five, nothing is told."""
    grouped: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for wait in waits:
        grouped[wait.team, wait.hour].append(wait.minutes)
    return [
        Told(team, hour, round(median(minutes), 1), len(minutes))
        for (team, hour), minutes in sorted(grouped.items())
        if len(minutes) >= ENOUGH_TO_TELL
    ]


def kept(promises: Sequence[tuple[float, float]]) -> Kept | None:
    """How far promised and real minutes were apart; None of fewer than five."""
    if len(promises) < ENOUGH_TO_TELL:
        return None
    return Kept(round(median(abs(promised - real) for promised, real in promises), 1), len(promises))
