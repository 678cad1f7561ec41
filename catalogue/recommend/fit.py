"""How an entry fits a life: place, hours, way, start and the rest, each a share from 0 to 1, and the size of the step.

A share is None when the entry certainly cannot be: then it is not suggested at all.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import log

from catalogue.model import Kind, Way
from catalogue.recommend.model import SMALL_STEPS, Situation, Wanted
from catalogue.recommend.shelf import Life, Times

Share = float | None
Aspect = Callable[[Life, Wanted], Share]

# What nobody has said scores low: it may be otherwise than one hopes. It is the same for all entries when it is the
# person who has not said, so it then orders nothing.
UNSAID = 0.3
WRONG = 0.1  # known to be otherwise than wished, and yet possible
FROM_ANYWHERE = 0.9  # learning online needs no travel, but some want people around
SOMETIMES_THERE = 0.5  # a few days a month elsewhere
FEW_DAYS = 4.0
TOO_MUCH = 2.0  # twice the hours that one has is not a matter of arranging
ON_PAID_TIME = 0.7  # an apprenticeship's hours are mostly those of the work itself
# How close another way of studying comes to the one that was wished for.
NEAR_WAYS = {
    frozenset({Way.HYBRID, Way.DISTANCE}): 0.5,
    frozenset({Way.HYBRID, Way.CONTACT}): 0.6,
    frozenset({Way.HYBRID, Way.WORKPLACE}): 0.5,
}
SOON, LATE = timedelta(weeks=8), timedelta(weeks=40)
# A step of so many hours is as small as they come, and one of so many hardly a step: on a scale of ratios, since
# 30 hours more are much to 30 and nothing to 1,000.
SMALLEST, LARGEST = 30.0, 1500.0

# How right a kind is for a situation. In work: what is known is recognised, and one learns at work. Long out of work:
# what can be begun small. A person's work ability unknown: a workshop, where learning can be credited already.
KINDS = (
    Kind.UNIT, Kind.HYBRID_COURSE, Kind.APPRENTICESHIP, Kind.EMPLOYER_PATH, Kind.BADGE, Kind.PREPARATORY, Kind.WORKSHOP,
)  # fmt: skip
SUITS: Mapping[Situation, Mapping[Kind, float]] = {
    situation: dict(zip(KINDS, shares, strict=True))
    for situation, shares in {
        Situation.EMPLOYED: (0.9, 0.6, 1.0, 0.3, 0.4, 0.1, 0.0),
        Situation.UNEMPLOYED: (0.8, 0.9, 0.7, 1.0, 0.5, 0.4, 0.3),
        Situation.LONG_UNEMPLOYED: (0.7, 0.6, 0.2, 0.5, 0.9, 0.9, 1.0),
        Situation.NEVER_WORKED: (0.7, 0.6, 0.4, 0.6, 0.8, 0.9, 1.0),
        Situation.WORK_ABILITY_UNKNOWN: (0.4, 0.3, 0.1, 0.1, 0.5, 0.5, 1.0),
        Situation.DISTRESS: (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        Situation.UNDER_18: (0.5, 0.5, 0.5, 0.2, 0.8, 1.0, 0.6),
        Situation.STUDYING: (0.8, 0.5, 0.7, 0.6, 0.8, 0.3, 0.1),
        Situation.CARING: (0.7, 0.8, 0.2, 0.3, 1.0, 0.6, 0.4),
        Situation.UNKNOWN: (0.7, 0.7, 0.5, 0.6, 0.6, 0.5, 0.4),
    }.items()
}
# How much of a step's rightness is its smallness: most where one begins again, little where one goes on.
SMALLNESS = 0.5
SMALLNESS_OTHERS = 0.2


def place(life: Life, wanted: Wanted) -> Share:
    if wanted.place is None or not life.place:
        return UNSAID
    if life.way == Way.DISTANCE:
        return FROM_ANYWHERE
    if life.place.casefold() == wanted.place.casefold():
        return 1.0
    few = life.contact_days is not None and life.contact_days <= FEW_DAYS
    return SOMETIMES_THERE if few and life.way == Way.HYBRID else WRONG


def hours(life: Life, wanted: Wanted) -> Share:
    if wanted.hours is None or life.weekly_hours is None:
        return UNSAID
    if life.kind == Kind.APPRENTICESHIP and wanted.situation == Situation.EMPLOYED:
        return ON_PAID_TIME
    if life.weekly_hours <= wanted.hours:
        return 1.0
    if life.weekly_hours > TOO_MUCH * wanted.hours:
        return None
    return SOMETIMES_THERE * wanted.hours / life.weekly_hours


def way(life: Life, wanted: Wanted) -> Share:
    if wanted.way is None or life.way is None:
        return UNSAID
    return 1.0 if life.way == wanted.way else NEAR_WAYS.get(frozenset({life.way, wanted.way}), WRONG)


def device(life: Life, wanted: Wanted) -> Share:
    if wanted.device is None and life.device_needed:
        return UNSAID
    return 1.0 if wanted.device or not life.device_needed else WRONG


def evenings(life: Life, wanted: Wanted) -> Share:
    if not wanted.evenings:
        return UNSAID
    return 1.0 if life.out_of_hours or life.way == Way.DISTANCE else WRONG


def fee(life: Life, wanted: Wanted) -> Share:
    if life.fee_eur is None:
        return UNSAID
    if life.fee_eur == 0:
        return 1.0
    return WRONG if wanted.free else SOMETIMES_THERE


def length(life: Life, wanted: Wanted) -> Share:
    if wanted.longest_weeks is None or life.length_weeks is None:
        return UNSAID
    return 1.0 if life.length_weeks <= wanted.longest_weeks else WRONG


# Where one can be and when decide most; a fee is rare in this catalogue, and a device can be borrowed.
ASPECTS: Mapping[str, tuple[float, Aspect]] = {
    "place": (0.3, place),
    "hours": (0.25, hours),
    "way": (0.15, way),
    "evenings": (0.1, evenings),
    "device": (0.05, device),
    "fee": (0.05, fee),
    "length": (0.1, length),
}
START = 0.15  # the share of the start in the whole fit


def fit(life: Life, wanted: Wanted) -> Share:
    """The weighted mean of all aspects; None when one of them cannot be, or the language is another."""
    if wanted.language and life.language != wanted.language:
        return None
    shares = [(weight, aspect(life, wanted)) for weight, aspect in ASPECTS.values()]
    if any(share is None for _, share in shares):
        return None
    return sum(weight * (share or 0.0) for weight, share in shares)


def start(times: Times, today: date) -> Share:
    """How soon one can begin; None when it is over."""
    now = today.isoformat()
    if times.valid_until and times.valid_until < now:
        return None
    if times.continuous:
        return 1.0
    if not times.starts:
        return UNSAID
    coming = [day for day in times.starts if day >= now]
    closed = times.apply_by is not None and times.apply_by < now
    if len(coming) <= closed:  # the closed call was for the next of them
        return None
    return _soonness(date.fromisoformat(coming[closed]) - today)


def step(life: Life, situation: Situation) -> float:
    """How right the kind and the size of the step are for the situation."""
    part = SMALLNESS if situation in SMALL_STEPS else SMALLNESS_OTHERS
    return (1 - part) * SUITS[situation][life.kind] + part * smallness(life)


def smallness(life: Life) -> float:
    """From 0 to 1 by all the hours that the entry takes; unsaid when it does not tell them."""
    if not life.length_weeks or not life.weekly_hours:
        return UNSAID
    spent = life.length_weeks * life.weekly_hours
    return _within(1 - log(spent / SMALLEST) / log(LARGEST / SMALLEST))


def _soonness(wait: timedelta) -> float:
    return max(WRONG, _within(1 - (wait - SOON) / (LATE - SOON)))


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
