"""When a team answers: weekdays and hours in Finland, its holidays, and days off of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

HELSINKI = ZoneInfo("Europe/Helsinki")
# No team is closed for longer; a search for the next opening ends here.
LONGEST_CLOSED = timedelta(days=60)


@dataclass(frozen=True)
class Span:
    """From when to when, by the clock on the wall."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Hours:
    """Open spans by weekday (Monday is 0), and the team's own days off."""

    days: Mapping[int, Span]
    closed: frozenset[date] = field(default_factory=frozenset)

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The opening and the closing of the day in UTC; None when closed all day."""
        span = self.days.get(day.weekday())
        if span is None or day in self.closed or is_holiday(day):
            return None
        opens, closes = (datetime.combine(day, at, HELSINKI).astimezone(UTC) for at in (span.opens, span.closes))
        return opens, closes


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FI", years=year))


def is_holiday(day: date) -> bool:
    """Whether it is a Finnish public holiday, or an eve on which offices are closed."""
    return day in _holidays_of(day.year)


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether the team answers now."""
    span = hours.on(now.astimezone(HELSINKI).date())
    return span is not None and span[0] <= now < span[1]


def next_opening(hours: Hours, now: datetime) -> datetime | None:
    """When the team opens next; None when it does not within sixty days."""
    today = now.astimezone(HELSINKI).date()
    spans = (hours.on(today + timedelta(days=ahead)) for ahead in range(LONGEST_CLOSED.days))
    return next((span[0] for span in spans if span is not None and span[0] > now), None)


def runs_of(hours: Hours) -> list[tuple[tuple[int, ...], Span]]:
    """The open weekdays in order, those that follow each other with the same hours together."""
    runs: list[tuple[tuple[int, ...], Span]] = []
    for day, span in sorted(hours.days.items()):
        if runs and runs[-1][1] == span and runs[-1][0][-1] == day - 1:
            runs[-1] = ((*runs[-1][0], day), span)
        else:
            runs.append(((day,), span))
    return runs


def waited_today(hours: Hours, since: datetime, now: datetime) -> timedelta:
    """How long one has waited while the team was open today; nothing while it is closed."""
    span = hours.on(now.astimezone(HELSINKI).date())
    if span is None or not span[0] <= now < span[1]:
        return timedelta(0)
    return max(now - max(since, span[0]), timedelta(0))
