"""Days of the calendar as people name them: dates without a year, weeks, months, seasons and holidays, seen from today.

No text is read here; `finnish.amounts` reads it and asks this module which days are meant.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Optional

FIRST_YEAR, LAST_YEAR = 1900, 2199
LEAP = 8  # in so many years every day of the calendar comes at least once, 29.2. over a century's end too
OLDEST_SHORT = 70  # 15.1.70 was in 1970, 15.1.69 will be in 2069
LITTLE_LEFT = timedelta(days=14)  # a season of which no more is left is the next year's to most people
FURTHEST = 100 * 365  # days; nobody begins so late
LONGEST_PART = timedelta(days=89)
DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
LATEST_START = {"days": 1, "weeks": 7, "months": 30, "years": 90}  # "in a month" is not a day sharp


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both in it; None where it is open."""

    first: Optional[date]
    last: Optional[date]

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}")


def full_year(year: int) -> int:
    """A year as people write it: 27 is 2027, 98 is 1998."""
    return year if year >= 100 else year + (1900 if year >= OLDEST_SHORT else 2000)


def day_of(day: int, month: int, year: Optional[int], earliest: date) -> Optional[date]:
    """A day of the calendar; without a year the next from `earliest` on. None for a day that there is not."""
    years = range(earliest.year, earliest.year + LEAP + 1) if year is None else (full_year(year),)
    found = (_day(each, month, day) for each in years)
    return next((each for each in found if each and (year is not None or each >= earliest)), None)


def months(first: int, last: int, year: Optional[int], today: date, little: timedelta = timedelta(0)) -> Days:
    """Whole months, of which those gone by are left out; without a year those that are going on or come next.

    With `little` those that have no more left than that are the next year's.
    """
    if year is not None:
        return from_today(_months(year, first, last), today)
    going_on = (_months(each, first, last) for each in (today.year - 1, today.year, today.year + 1))
    return from_today(next(days for days in going_on if _end(days) - today >= little), today)


def next_months(first: int, last: int, today: date) -> Days:
    """The next to begin: in November `ensi syksynä` is the next year's autumn."""
    coming = (_months(each, first, last) for each in (today.year, today.year + 1))
    return next(days for days in coming if days.first and days.first > today)


def week(number: int, year: Optional[int], today: date) -> Optional[Days]:
    """A numbered week (ISO 8601), from its Monday; without a year the one that goes on or comes next."""
    years = range(today.year - 1, today.year + LEAP) if year is None else (full_year(year),)
    found = (_week(each, number) for each in years)
    days = next((each for each in found if each and (year is not None or _end(each) >= today)), None)
    return from_today(days, today) if days else None


def period(unit: str, ahead: int, today: date) -> Days:
    """This week, month or year, or the one so many ahead."""
    if unit == "weeks":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return from_today(Days(monday, monday + timedelta(days=6)), today)
    if unit == "months":
        count = today.year * 12 + today.month - 1 + ahead
        return from_today(_months(count // 12, count % 12 + 1, count % 12 + 1), today)
    return from_today(_months(today.year + ahead, 1, 12), today)


def part_of(days: Days, part: str) -> Days:
    """The beginning, the middle or the end: a third of it, of a year a quarter."""
    if days.first is None or days.last is None:
        return days
    third = min((days.last - days.first) // 3, LONGEST_PART)
    if part == "begin":
        return Days(days.first, days.first + third)
    return Days(days.last - third, days.last) if part == "end" else Days(days.first + third, days.last - third)


def weekday(number: int, ahead: int, today: date) -> Days:
    """The next such day, Monday being 0, today among them; with `ahead` 1 that of the next week."""
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=number + 7) if ahead else today + timedelta(days=(number - today.weekday()) % 7)
    return Days(found, found)


def later(amount: float, unit: str, today: date) -> Optional[date]:
    """The day so much later, or earlier when negative; None when it is further than anybody means."""
    if unit in ("months", "years") and amount == int(amount) and amount <= FURTHEST:
        count = today.year * 12 + today.month - 1 + int(amount) * (12 if unit == "years" else 1)
        year, month = count // 12, count % 12 + 1
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    days = amount * DAYS[unit]
    return today + timedelta(days=round(days)) if abs(days) <= FURTHEST else None


def holiday(name: str, year: Optional[int], today: date) -> Optional[Days]:
    """What is left of a holiday by its name, with its eve; without a year the next. None when there is no such."""
    find = HOLIDAYS.get(name)
    if find is None:
        return None
    years = (full_year(year),) if year is not None else range(today.year - 1, today.year + 2)
    return from_today(next(days for each in years if _end(days := find(each)) >= today or year is not None), today)


def from_today(days: Days, today: date) -> Days:
    """Without the days that are gone; what is gone by whole stays as it is."""
    if days.first is None or days.first >= today or (days.last and days.last < today):
        return days
    return Days(today, days.last)


def easter(year: int) -> date:
    """Easter Sunday. The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _midsummer(year: int) -> Days:
    """Midsummer Day is the Saturday between 20 and 26 June (law 388/1937 as amended)."""
    eve = date(year, 6, 19) + timedelta(days=(4 - date(year, 6, 19).weekday()) % 7)
    return Days(eve, eve + timedelta(days=1))


def _easter(year: int) -> Days:
    sunday = easter(year)
    return Days(sunday - timedelta(days=2), sunday + timedelta(days=1))


def _school_holiday(first: int, last: int) -> Callable[[int], Days]:
    """The weeks in which schools have a holiday, of which each town has one."""

    def find(year: int) -> Days:
        return Days(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))

    return find


def _fixed(month: int, day: int, length: int = 1) -> Callable[[int], Days]:
    def find(year: int) -> Days:
        first = date(year, month, day)
        return Days(first, first + timedelta(days=length - 1))

    return find


HOLIDAYS: dict[str, Callable[[int], Days]] = {
    "joulu": _fixed(12, 24, 3),
    "uusivuosi": _fixed(12, 31, 2),
    "vuodenvaihde": _fixed(12, 31, 2),
    "loppiainen": _fixed(1, 6),
    "hiihtoloma": _school_holiday(8, 10),
    "syysloma": _school_holiday(41, 43),
    "pääsiäinen": _easter,
    "vappu": _fixed(4, 30, 2),
    "juhannus": _midsummer,
    "itsenäisyyspäivä": _fixed(12, 6),
}


def _end(days: Days) -> date:
    return days.last or date.max


def _months(year: int, first: int, last: int) -> Days:
    last_year = year if last >= first else year + 1
    return Days(date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1]))


def _week(year: int, number: int) -> Optional[Days]:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Days(monday, monday + timedelta(days=6))


def _day(year: int, month: int, day: int) -> Optional[date]:
    try:
        return date(year, month, day)
    except ValueError:
        return None
