"""Waiting: what can honestly be promised, and what is done when nobody takes a request in time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

RECENT = timedelta(minutes=60)
FEWEST_CLAIMS = 5
MOST_CLAIMS = 20
# Further ahead nothing is promised by the minute.
LONGEST_PROMISE = 60


class Step(StrEnum):
    """What is done for one who waits, in this order."""

    REMIND = "remind"
    WIDEN = "widen"
    OFFER_CALLBACK = "offer_callback"


STEPS = tuple(Step)


def expected_minutes(place: int, claims: Sequence[datetime], now: datetime) -> int | None:
    """How long the one at this place (1 is first) will wait, by how fast talks were taken lately.

    `claims` are moments of claims, the latest first. None when they are too few to tell.
    """
    recent = [claim for claim in claims[:MOST_CLAIMS] if now - claim <= RECENT]
    if len(recent) < FEWEST_CLAIMS:
        return None
    pace = (now - recent[-1]) / len(recent)
    return max(1, round(place * pace / timedelta(minutes=1)))


def told_minutes(minutes: int) -> int:
    """The minutes as they are said aloud: to five, and upwards, since early is a good surprise."""
    return -(-minutes // 5) * 5


def next_step(waited: timedelta, taken: int, patience: Mapping[Step, timedelta]) -> Step | None:
    """What is due for one who has waited so long and for whom so many steps were taken."""
    if taken >= len(STEPS):
        return None
    step = STEPS[taken]
    return step if waited >= patience[step] else None
