"""When something may begin: days, weeks, months, seasons and holidays, with what is said around them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from finnish import dates
from finnish.amounts.kinds import Amount, Past, Span, Start
from finnish.amounts.measures import bounds_of, unit_of
from finnish.amounts.phrases import Message, Rule, has, one, rule, span_of
from finnish.amounts.tokens import Token
from finnish.dates import Days

SOON = timedelta(weeks=8)
ONE_DAY = timedelta(days=1)
# "Kuussa" is typed as "kuus", which is six as well.
MONTH_TYPED_SHORT = "kuus"
PARTS = ("begin", "middle", "end")
TIMES = ("month", "season", "holiday")
# "Kesäksi", "jouluksi": what is wanted by then begins by then.
BECOMING = ("ksi", "ks")

Point = Callable[[Sequence[Token], Message], Days | None]


def _dated(said: Sequence[Token], message: Message) -> Days | None:
    """One written date, or from one to another: 15.1., 15.1.-20.2., 3.-7.2.2027."""
    parts = [_parts(token) for token in said if token.tag in ("date", "ordinal", "number", "decimal")]
    *firsts, (day, month, year) = parts
    last = dates.day_of(day, month or 0, year, message.today) if month else None
    if last is None or not firsts:
        return Days(last, last) if last else None
    first = _before(firsts[0], last, month)
    if first is None or first > last:
        return None
    return dates.from_today(Days(first, last), message.today) if year is None else Days(first, last)


def _before(parts: tuple[int, int | None, int | None], last: date, month: int | None) -> date | None:
    """The first day of a range: the last such day before its end when it has no year of its own."""
    day, own_month, year = parts
    if year is not None:
        return dates.day_of(day, own_month or month or 0, year, last)
    years = range(last.year, last.year - dates.LEAP - 1, -1)
    found = (dates.day_of(day, own_month or month or 0, each, last) for each in years)
    return next((each for each in found if each and each <= last), None)


def _parts(token: Token) -> tuple[int, int | None, int | None]:
    if token.tag == "date":
        return token.value  # type: ignore[no-any-return]
    if token.tag == "decimal":
        day, month = token.value.split(".")
        return int(day), int(month), None
    return int(token.value), None, None


def _day_of_month(said: Sequence[Token], message: Message) -> Days | None:
    """1. helmikuuta, toinen maaliskuuta, helmikuun 3. päivä."""
    day, month = one(said, "ordinal", "number"), one(said, "month")
    assert day is not None
    assert month is not None
    found = dates.day_of(int(day.value), month.value, _year(said), message.today)
    return Days(found, found) if found else None


def _months(said: Sequence[Token], message: Message) -> Days:
    """A month, or from one to another: helmikuussa 2028, tammi-helmikuussa, ensi helmikuussa."""
    named = [token.value for token in said if token.tag in ("month", "month_stem")]
    if has(said, "next") and _year(said) is None:
        return dates.next_months(named[0], named[-1], message.today)
    return dates.months(named[0], named[-1], _year(said), message.today)


def _season(said: Sequence[Token], message: Message) -> Days:
    season = one(said, "season")
    assert season is not None
    first, last = season.value
    if has(said, "next") and _year(said) is None:
        return dates.next_months(first, last, message.today)
    little = timedelta(0) if has(said, "this") else dates.LITTLE_LEFT
    return dates.months(first, last, _year(said), message.today, little)


def _holiday(said: Sequence[Token], message: Message) -> Days | None:
    holiday = one(said, "holiday")
    assert holiday is not None
    return dates.holiday(holiday.value, _year(said), message.today)


def _weekday(said: Sequence[Token], message: Message) -> Days:
    day = one(said, "weekday")
    assert day is not None
    return dates.weekday(day.value, int(has(said, "next")), message.today)


def _period(said: Sequence[Token], message: Message) -> Days | None:
    """This or the next week, month or year; a week or a month without such a word counts by its part."""
    unit = unit_of(said) or ("months" if said[-1].text.startswith(MONTH_TYPED_SHORT) else None)
    return dates.period(unit, int(has(said, "next")), message.today) if unit else None


def _part_of_period(said: Sequence[Token], message: Message) -> Days | None:
    """Vuoden alusta is the next year's, kuun lopussa this month's."""
    unit, ahead = unit_of(said), int(has(said, "begin"))
    assert unit is not None
    return dates.period(unit, ahead, message.today)


def _numbered_week(said: Sequence[Token], message: Message) -> Days | None:
    numbers = [int(token.value) for token in said if token.tag == "number"]
    found = [dates.week(number, _year(said), message.today) for number in numbers]
    first, last = found[0], found[-1]
    if first is None or last is None or (first.first and last.last and first.first > last.last):
        return None
    return Days(first.first, last.last)


def _whole_year(said: Sequence[Token], message: Message) -> Days | None:
    """A year to come or this; one that is gone is no start."""
    year = _year(said)
    return dates.months(1, 12, year, message.today) if year else None


def _year(said: Sequence[Token]) -> int | None:
    token = one(said, "calendar_year")
    return int(token.value) if token else None


def _made(point: Point) -> Callable[[Sequence[Token], Message], Amount | None]:
    """The days of a point, as what is said around it has them: before, after, by, from, at the beginning."""

    def make(said: Sequence[Token], message: Message) -> Amount | None:
        days = point(said, message)
        if has(said, "before"):
            days = _not_begun(days, point, said, message)
        if days is None:
            return None
        part = one(said, *PARTS)
        days = dates.part_of(days, part.tag) if part else days
        return _start(span_of(said), _around(said, days, message), said, message)

    return make


def _not_begun(days: Days | None, point: Point, said: Sequence[Token], message: Message) -> Days | None:
    """Before what has begun nothing begins any more: on 24.12. `ennen joulua` is before the next Christmas."""
    if days is None or days.first is None or days.last is None or days.first > message.today:
        return days
    return point(said, replace(message, today=max(days.last, message.today) + ONE_DAY))


def _around(said: Sequence[Token], days: Days, message: Message) -> Days:
    today = message.today
    if has(said, "before"):
        return _until(days.first - ONE_DAY if days.first else None, today)
    if has(said, "by") or any(token.tag in TIMES and token.text.endswith(BECOMING) for token in said):
        return _until(days.last, today)
    if has(said, "after"):
        return Days(days.last + ONE_DAY if days.last else None, None)
    return Days(days.first, None) if has(said, "from") else days


def _until(last: date | None, today: date) -> Days:
    return Days(min(today, last) if last else today, last)


def _start(span: Span, days: Days, said: Sequence[Token], message: Message) -> Amount:
    """A start; what the person tells to have been, and a day that was named as gone, is past."""
    is_dated = not has(said, "before", "by") and any(
        token.tag == "date" and token.value[2] is not None for token in said
    )
    if has(said, "gone") or message.has_been(said):
        return Past(span, days.first, days.last)
    return Start(span, days.first, days.last, is_dated)


def _gone(said: Sequence[Token], message: Message) -> Amount | None:
    """Viime keväänä, viime viikolla: when, to the year, does not matter to anybody who looks for studies."""
    return Past(span_of(said), None, message.today - ONE_DAY)


def _later(said: Sequence[Token], message: Message) -> Amount | None:
    """Parin viikon päästä: from that day on, for as long as people are vague about it."""
    unit = unit_of(said)
    assert unit is not None
    least, most = bounds_of(said)
    first = dates.later(least or most or 1, unit, message.today)
    last = dates.later(most or least or 1, unit, message.today)
    if first is None or last is None:
        return None
    return _start(span_of(said), Days(first, last + timedelta(dates.LATEST_START[unit])), said, message)


def _within(said: Sequence[Token], message: Message) -> Amount | None:
    unit = unit_of(said)
    assert unit is not None
    least, most = bounds_of(said)
    last = dates.later(most or least or 1, unit, message.today)
    return _start(span_of(said), Days(message.today, last), said, message) if last else None


def _soon(said: Sequence[Token], message: Message) -> Amount:
    return Start(span_of(said), message.today, message.today + SOON)


def _ahead(said: Sequence[Token], message: Message) -> Days:
    token = one(said, "ahead")
    assert token is not None
    day = message.today + timedelta(days=token.value)
    return Days(day, day)


WHICH = "(next|this)?"
POINTS: tuple[tuple[str, Point], ...] = (
    ("weekday? (date|ordinal|number) dash weekday? date", _dated),
    ("(number|decimal) dash date", _dated),
    ("weekday? date", _dated),
    ("weekday decimal", _dated),
    (f"{WHICH} (ordinal|number) (days|days_in|days_of)? month YEAR?", _day_of_month),
    (f"{WHICH} month ordinal (days|days_in)?", _day_of_month),
    ("month_stem dash (or|and)? month YEAR?", _months),
    ("month dash month YEAR?", _months),
    ("calendar_year month", _months),
    (f"{WHICH} month YEAR?", _months),
    ("calendar_year season", _season),
    (f"{WHICH} season YEAR?", _season),
    (f"{WHICH} holiday YEAR?", _holiday),
    (f"{WHICH} weekday", _weekday),
    ("(weeks|weeks_in|weeks_of|weeks_from) number (dash number)? (?! (UNIT|hours)) slash? YEAR?", _numbered_week),
    ("(next|this) (IN_UNIT|number)", _period),
    ("YEAR", _whole_year),
    ("ahead", _ahead),
)
BEFORE = "(before|by|from)?"
AROUND = "(after|by|from|begin from?|middle|end)?"
STARTS: tuple[Rule, ...] = (
    rule("gone (IN_UNIT|month|season|weekday|holiday|days_in)", _gone),
    rule("AMOUNT (OF_UNIT|UNIT) later", _later),
    rule("OF_UNIT later", _later),
    rule("AMOUNT (OF_UNIT|UNIT) within", _within),
    rule("OF_UNIT within", _within),
    rule("(before|by|from) decimal", _made(_dated)),
    rule("decimal (from|by)", _made(_dated)),
    rule("(?<=starts) decimal", _made(_dated)),
    *(rule(f"{BEFORE} {pattern} {AROUND}", _made(point)) for pattern, point in POINTS),
    rule("(months_of|years_of|weeks_of) (begin|middle|end)", _made(_part_of_period)),
    rule("as_possible* soon", _soon),
)
