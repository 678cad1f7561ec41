"""Days, lengths, hours and sums as people write them in tables; what says none of these stays as it is."""

import re
from functools import cache

from finnish.amounts import ANY_DAY, Amount, Clock, Length, Money, Start, WeeklyHours, Years, read_amounts
from finnish.plain import one_line
from finnish.words import Words

WEEKS_IN_YEAR = 52
NUMBER = re.compile(r"\d[\d\s]*(?:[.,]\d+)?")
BETWEEN_DAYS = re.compile(r"[;,\n]|\bja\b|\bsekä\b")


def day_in(cell: str) -> str:
    """The day that a cell tells with its year, or the first of those from one to another, ISO 8601."""
    days = [amount for amount in _all_of(cell) if not isinstance(amount, Clock)]
    first = days[0].first if len(days) == 1 and isinstance(days[0], Start) and days[0].is_dated else None
    return first.isoformat() if first else cell.strip()


def each_day(cell: str) -> list[str]:
    """The items of a cell that may tell many days."""
    return [item for item in BETWEEN_DAYS.split(cell) if item.strip()]


def weeks_in(cell: str) -> str:
    """A length in weeks: of `8-10 vk` the longer, so that nobody is promised too little."""
    if (number := _plain(cell)) is not None:
        return number
    match _all_of(cell):
        case [Length(least=float(), most=float(weeks))]:
            return f"{weeks:g}"
        case [Years(least=float(), most=float(years), first=None)]:
            return f"{years * WEEKS_IN_YEAR:g}"
    return cell.strip()


def weekly_hours_in(cell: str) -> str:
    """Hours a week: of `10-12 h/vko` the more."""
    if (number := _plain(re.sub(r"\s*(?:h|t|tuntia)\.?$", "", cell.strip()))) is not None:
        return number
    match _all_of(cell):
        case [WeeklyHours(least=float(), most=float(hours))]:
            return f"{hours:g}"
    return cell.strip()


def euros_in(cell: str) -> str:
    """A fee in euros: 0 for what is free, of `50-100 €` the more."""
    if (number := _plain(cell)) is not None:
        return number
    match _all_of(cell):
        case [Money(least=float(), most=float(euros))]:
            return f"{euros:g}"
    return cell.strip()


def _all_of(cell: str) -> list[Amount]:
    """The amounts of a cell; none when it says something else besides."""
    text = one_line(cell)
    amounts = read_amounts(text, ANY_DAY, _words())  # only what means the same on every day is asked for
    rest = text
    for amount in reversed(amounts):
        rest = rest[: amount.span.start] + rest[amount.span.end :]
    return [] if re.search(r"\w", rest) else amounts


def _plain(cell: str) -> str | None:
    """The number that is the whole cell, with a decimal point."""
    text = cell.strip()
    return re.sub(r"\s", "", text).replace(",", ".") if NUMBER.fullmatch(text) else None


@cache
def _words() -> Words:
    return Words()
