"""When somebody wishes to begin: from the words of a message to a span of days, given today."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from finnish.lists import rows
from finnish.numbers import number_of

_CALENDAR = {name: (int(months[0]), int(months[1])) for name, months in rows("calendar.txt").items()}
_LISTS = rows("dates.txt")
_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?!\d)")
SOON, AFTERWARDS = timedelta(days=30), timedelta(days=60)
DAYS = {"päivä": 1, "viikko": 7, "kuukausi": 30, "vuosi": 365}
CHRISTMAS_EVE, CHRISTMAS_PAST = (12, 23), (12, 27)


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both in it."""

    first: date
    last: date


def start_in(text: str, lemmas: Sequence[str], today: date) -> Span | None:
    """The span in which the writer wishes to begin; the first that is named. Nothing when none is."""
    written = _written_date(text, today)
    return written or next(_spoken(lemmas, today), None)


def _written_date(text: str, today: date) -> Span | None:
    """15.1. is the next one to come; 15.1.2027 is what it says. An impossible date is none."""
    match = _DATE.search(text)
    if not match:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3] or today.year)
    found = _day(year, month, day)
    if found and not match[3] and found < today:
        found = _day(year + 1, month, day)
    return Span(found, found) if found else None


def _spoken(lemmas: Sequence[str], today: date) -> Iterator[Span]:
    for place, lemma in enumerate(lemmas):
        before = lemmas[place - 1] if place else ""
        after = lemmas[place + 1] if place + 1 < len(lemmas) else ""
        if before in _LISTS["gone"]:
            continue
        span = _named(lemma, before, after, today) or _relative(lemma, before, after, lemmas, place, today)
        if span:
            yield span


def _named(lemma: str, before: str, after: str, today: date) -> Span | None:
    """A month, a season, Christmas or a weekday, with `ennen` or `jälkeen` beside it."""
    if lemma == "joulu":
        return _around(_christmas(today), before, after, today)
    if lemma in _CALENDAR:
        span = _coming(*_CALENDAR[lemma], today)
        day = number_of(before) if lemma.endswith("kuu") else None
        exact = _day(span.first.year, span.first.month, int(day)) if day and 1 <= day <= 31 else None
        return Span(exact, exact) if exact else _around(span, before, after, today)
    if lemma in _LISTS["weekdays"]:
        day_of_week = today + timedelta(days=(_LISTS["weekdays"].index(lemma) - today.weekday()) % 7)
        return Span(day_of_week, day_of_week)
    return None


def _relative(lemma: str, before: str, after: str, lemmas: Sequence[str], place: int, today: date) -> Span | None:
    if lemma in _LISTS["soon"]:
        return Span(today, today + SOON)
    if lemma == "huomenna":
        return Span(today + timedelta(days=1), today + timedelta(days=1))
    if lemma in DAYS and after in _LISTS["later"]:
        amount = number_of(before) or 1
        first = today + timedelta(days=int(amount * DAYS[lemma]))
        return Span(first, first + timedelta(days=DAYS[lemma]))
    if before in _LISTS["next"]:
        return _unit(lemma, today, ahead=1)
    return _unit(lemma, today, ahead=0) if before in _LISTS["this"] else None


def _unit(lemma: str, today: date, ahead: int) -> Span | None:
    """This week, month or year, or the one so many ahead."""
    if lemma == "viikko":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return Span(max(monday, today), monday + timedelta(days=6))
    if lemma in ("kuukausi", "kuu"):
        count = today.year * 12 + today.month - 1 + ahead
        return _whole_months(count // 12, count % 12 + 1, count % 12 + 1, today)
    if lemma == "vuosi":
        return _whole_months(today.year + ahead, 1, 12, today)
    return None


def _around(span: Span, before: str, after: str, today: date) -> Span:
    if before in _LISTS["before"]:
        return Span(today, max(today, span.first - timedelta(days=1)))
    if after in _LISTS["after"]:
        return Span(span.last + timedelta(days=1), span.last + AFTERWARDS)
    return span


def _christmas(today: date) -> Span:
    year = today.year if (today.month, today.day) <= CHRISTMAS_PAST else today.year + 1
    return Span(date(year, *CHRISTMAS_EVE) + timedelta(days=1), date(year, *CHRISTMAS_PAST) - timedelta(days=1))


def _coming(first: int, last: int, today: date) -> Span:
    """The months that are going on or come next."""
    year = today.year if last >= first else today.year - (today.month <= last)
    span = _whole_months(year, first, last, today)
    return span if span.last >= today else _whole_months(year + 1, first, last, today)


def _whole_months(year: int, first: int, last: int, today: date) -> Span:
    last_year = year if last >= first else year + 1
    after = date(last_year + last // 12, last % 12 + 1, 1)
    start = date(year, first, 1)
    end = after - timedelta(days=1)
    return Span(max(start, today) if end >= today else start, end)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
