"""How an entry fits a life: place, hours, way, start and the rest, each a share from 0 to 1, and the size of the step.

A share is `NEVER` when the entry certainly cannot be: whatever is added to it, it is not suggested.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from math import inf, log
from typing import Any

from catalogue.model import EntryKind, Way
from catalogue.places import is_in, kilometres
from catalogue.recommend.entry_faces import Pace, Terms, Times, Where
from catalogue.recommend.model import SMALL_STEPS, Situation, Wanted, may_be_shown

Aspect = Callable[[Any, Wanted], float]

NEVER = -inf
# What nobody has said scores low: it may be otherwise than one hopes. It is the same for all entries when it is the
# person who has not said, so it then orders nothing.
UNSAID = 0.3
WRONG = 0.1  # known to be otherwise than wished, and yet possible
# Where the page is that the person came by. They have not said that they live there: so it speaks for what is near,
# against nothing, and is never told as a reason.
NEAR = 0.8
FROM_ANYWHERE = 0.9  # learning online needs no travel, but some want people around
SOMETIMES_THERE = 0.5  # a few days a month elsewhere
FEW_DAYS = 4.0
NEXT_TOWN, NEXT_TOWN_KM = 0.4, 25.0  # elsewhere, and yet so near that many go to work there
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
# The shares are in the order of EntryKind.
SUITS: Mapping[Situation, Mapping[EntryKind, float]] = {
    situation: dict(zip(EntryKind, shares, strict=True))
    for situation, shares in {
        Situation.EMPLOYED: (0.9, 0.6, 1.0, 0.3, 0.4, 0.1, 0.0, 0.9),
        Situation.UNEMPLOYED: (0.8, 0.9, 0.7, 1.0, 0.5, 0.4, 0.3, 0.8),
        Situation.LONG_UNEMPLOYED: (0.7, 0.6, 0.2, 0.5, 0.9, 0.9, 1.0, 0.7),
        Situation.NEVER_WORKED: (0.7, 0.6, 0.4, 0.6, 0.8, 0.9, 1.0, 0.1),
        Situation.WORK_ABILITY_UNKNOWN: (0.4, 0.3, 0.1, 0.1, 0.5, 0.5, 1.0, 0.3),
        Situation.DISTRESS: (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        Situation.UNDER_18: (0.5, 0.5, 0.5, 0.2, 0.8, 1.0, 0.6, 0.1),
        Situation.STUDYING: (0.8, 0.5, 0.7, 0.6, 0.8, 0.3, 0.1, 0.7),
        Situation.CARING: (0.7, 0.8, 0.2, 0.3, 1.0, 0.6, 0.4, 0.8),
        Situation.UNKNOWN: (0.7, 0.7, 0.5, 0.6, 0.6, 0.5, 0.4, 0.6),
    }.items()
}
# How much of a step's rightness is its smallness: most where one begins again, little where one goes on.
SMALLNESS = 0.5
SMALLNESS_OTHERS = 0.2


def place(where: Where, wanted: Wanted) -> float:
    if wanted.place is None or not where.place:
        return NEAR if where.place and _same(where.place, wanted.near) else UNSAID
    if where.way == Way.DISTANCE:
        return FROM_ANYWHERE
    if is_in(where.place, wanted.place):
        return 1.0
    few = where.contact_days is not None and where.contact_days <= FEW_DAYS
    if few and where.way == Way.HYBRID:
        return SOMETIMES_THERE
    away = kilometres(wanted.place, where.place)
    return NEXT_TOWN if away is not None and away <= NEXT_TOWN_KM else WRONG


def way(where: Where, wanted: Wanted) -> float:
    if wanted.way is None or where.way is None:
        return UNSAID
    return 1.0 if where.way == wanted.way else NEAR_WAYS.get(frozenset({where.way, wanted.way}), WRONG)


def hours(pace: Pace, wanted: Wanted) -> float:
    if wanted.hours is None or pace.weekly_hours is None:
        return UNSAID
    if pace.kind == EntryKind.APPRENTICESHIP and wanted.situation == Situation.EMPLOYED:
        return ON_PAID_TIME
    if pace.weekly_hours <= wanted.hours:
        return 1.0
    if pace.weekly_hours > TOO_MUCH * wanted.hours:
        return NEVER
    return SOMETIMES_THERE * wanted.hours / pace.weekly_hours


def length(pace: Pace, wanted: Wanted) -> float:
    if wanted.longest_weeks is None or pace.length_weeks is None:
        return UNSAID
    return 1.0 if pace.length_weeks <= wanted.longest_weeks else WRONG


def evenings(terms: Terms, wanted: Wanted) -> float:
    if not wanted.evenings:
        return UNSAID
    return 1.0 if terms.out_of_hours or terms.online else WRONG


def device(terms: Terms, wanted: Wanted) -> float:
    """Without a device one cannot study online; elsewhere one may be lent."""
    if wanted.device or not terms.device_needed:
        return 1.0
    if wanted.device is None:
        return UNSAID
    return NEVER if terms.online else WRONG


def fee(terms: Terms, wanted: Wanted) -> float:
    if terms.fee_eur is None:
        return UNSAID
    if terms.fee_eur == 0:
        return 1.0
    return WRONG if wanted.free else SOMETIMES_THERE


def language(terms: Terms, wanted: Wanted) -> float:
    return NEVER if wanted.language and terms.language != wanted.language else 0.0


# The share of each in the whole fit. Where one can be and when decide most; fees are rare, and a device can be
# borrowed.
WHERE: Mapping[str, tuple[float, Aspect]] = {"place": (0.25, place), "way": (0.13, way)}
PACE: Mapping[str, tuple[float, Aspect]] = {"hours": (0.22, hours), "length": (0.08, length)}
TERMS: Mapping[str, tuple[float, Aspect]] = {
    "evenings": (0.08, evenings), "device": (0.05, device), "fee": (0.04, fee), "language": (0.0, language),
}  # fmt: skip
START = 0.15
WEIGHTS = {name: weight for aspects in (WHERE, PACE, TERMS) for name, (weight, _) in aspects.items()}


def weighed(aspects: Mapping[str, tuple[float, Aspect]], faces: Iterable[Any], wanted: Wanted) -> list[float]:
    """What each face gives to the fit."""
    return [sum(_part(weight, aspect(face, wanted)) for weight, aspect in aspects.values()) for face in faces]


def start(times: Times, today: date) -> float:
    """How soon one can begin."""
    now = today.isoformat()
    if times.valid_until and times.valid_until < now:
        return NEVER
    if times.continuous:
        return 1.0
    if not times.starts:
        return UNSAID
    coming = [day for day in times.starts if day >= now]
    closed = times.apply_by is not None and times.apply_by < now
    if len(coming) <= closed:  # the closed call was for the next of them
        return NEVER
    return _soonness(date.fromisoformat(coming[closed]) - today)


def wished_start(times: Times, wanted: Wanted, today: date) -> float:
    """How well one can begin when one wishes to; how soon, without a wish."""
    soon = start(times, today)
    if not wanted.has_start or soon == NEVER or times.continuous:
        return soon
    if not any(day >= today.isoformat() for day in times.starts):
        return UNSAID
    return 1.0 if wanted.start_among(times.starts, today) else WRONG


def step(pace: Pace, wanted: Wanted) -> float:
    """How right the kind and the size of the step are for the situation."""
    if not may_be_shown(pace.kind, wanted):
        return NEVER
    part = SMALLNESS if wanted.situation in SMALL_STEPS else SMALLNESS_OTHERS
    return (1 - part) * SUITS[wanted.situation][pace.kind] + part * smallness(pace)


def smallness(pace: Pace) -> float:
    """From 0 to 1 by all the hours that the entry takes; unsaid when it does not tell them."""
    if not pace.length_weeks or not pace.weekly_hours:
        return UNSAID
    spent = pace.length_weeks * pace.weekly_hours
    return _within(1 - log(spent / SMALLEST) / log(LARGEST / SMALLEST))


def _same(place: str, other: str | None) -> bool:
    return other is not None and place.casefold() == other.casefold()


def _part(weight: float, share: float) -> float:
    return NEVER if share == NEVER else weight * share


def _soonness(wait: timedelta) -> float:
    return max(WRONG, _within(1 - (wait - SOON) / (LATE - SOON)))


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
