"""Amounts: lengths, weekly hours, ages, years that have been, money, times of day."""

from collections.abc import Sequence
from datetime import time

from finnish.amounts.kinds import Age, Amount, Clock, Length, Money, Past, WeeklyHours, Years
from finnish.amounts.phrases import Message, Rule, has, one, rule, span_of
from finnish.amounts.tokens import Token
from finnish.dates import DAYS, full_year, later

# A week of studying is five days and forty hours; a month is a twelfth of a year.
WEEKS = {"hours": 1 / 40, "days": 0.2, "weeks": 1.0, "months": 4.35, "years": 52.0}
WORKING_DAYS, HOURS_IN_DAY = 5, 8
HOURS_IN_WEEK = 7 * 24
YOUNGEST, OLDEST = 13, 99
GROWN = 15  # a smaller number of years with nothing else said is no age
LONGEST_LENGTH = 6 * 52  # weeks; what is longer is an age or a career
DAYS_IN_YEAR = 365
HALF = 0.5
SHORT_YEARS = ("v", "vee")
Bounds = tuple[float | None, float | None]


def unit_of(said: Sequence[Token]) -> str | None:
    """The first unit of time, whatever its case."""
    return next((name for token in said if (name := token.tag.partition("_")[0]) in WEEKS), None)


def bounds_of(said: Sequence[Token]) -> Bounds:
    """The numbers with what is said around them: `2-3`, `alle 2`, `vähintään puolitoista`; 1 when there is none."""
    numbers = [
        _number(token) for token in said if token.tag in ("number", "half", "decimal", "ordinal", "calendar_year")
    ]
    if has(said, "and") and len(numbers) > 1:
        numbers[:2] = [numbers[0] + numbers[1]]
    least, most = (min(numbers), max(numbers)) if numbers else (1.0, 1.0)
    if has(said, "at_most", "under"):
        return None, most
    return (least, None) if has(said, "at_least") else (least, most)


def _number(token: Token) -> float:
    return HALF if token.tag == "half" else float(token.value)


def _times(bounds: Bounds, factor: float) -> Bounds:
    least, most = (None if bound is None else round(bound * factor, 2) for bound in bounds)
    return least, most


def _clock(said: Sequence[Token], _message: Message) -> Amount | None:
    opens, *closes = (_time(token) for token in said if token.tag in ("number", "clock", "decimal", "ordinal"))
    if opens is None or None in closes:
        return None
    return Clock(span_of(said), opens, closes[0] if closes else None)


def _time(token: Token) -> time | None:
    parts = token.value if token.tag == "clock" else str(token.value).removesuffix(".0").split(".")
    hours, minutes = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    return time(hours % 24, minutes) if hours <= 24 and minutes < 60 else None


def _money(said: Sequence[Token], _message: Message) -> Amount:
    return Money(span_of(said), *bounds_of(said))


def _free(said: Sequence[Token], _message: Message) -> Amount:
    return Money(span_of(said), 0.0, 0.0)


def _weekly_hours(said: Sequence[Token], _message: Message) -> Amount | None:
    in_days = any(token.tag.startswith("days") for token in said)
    least, most = _times(bounds_of(said), WORKING_DAYS if in_days else 1)
    return WeeklyHours(span_of(said), least, most) if (most or least or 0) <= HOURS_IN_WEEK else None


def _days_a_week(said: Sequence[Token], _message: Message) -> Amount | None:
    least, most = _times(bounds_of(said), HOURS_IN_DAY)
    return WeeklyHours(span_of(said), least, most) if (most or least or 0) <= HOURS_IN_WEEK else None


def _age(said: Sequence[Token], message: Message) -> Amount | None:
    """An age, or nothing for a number that no grown person's age is, and for years that were worked."""
    token = one(said, "aged_number", "number", "ordinal")
    assert token is not None
    age = int(token.value)
    told = has(said, "aged", "aged_number", "old", "turning", "turned", "age_noun", "reached")
    is_spent = has(said, "years", "years_of") and not told and _is_age_spent(said, message)
    if age != token.value or not YOUNGEST <= age <= OLDEST or is_spent:
        return None
    least, most = _age_bounds(said, age)
    if message.denies(token):
        least, most = (None, least - 1) if least is not None else (age if has(said, "under") else age + 1, None)
    return Age(span_of(said), least, most)


def _age_alone(said: Sequence[Token], message: Message) -> Amount | None:
    """`44v` and `52v työtön hitsaaja`: who begins so tells an age; `20v siivoojana` is time that was spent."""
    years = said[-1].text in SHORT_YEARS and said[0].value >= GROWN
    age = int(said[0].value)
    return Age(span_of(said), age, age) if years and age <= OLDEST and message.begins_with(said) else None


def _born(said: Sequence[Token], message: Message) -> Amount | None:
    """The age that is reached in this year."""
    age = message.today.year - int(said[-1].value)
    return Age(span_of(said), age, age) if YOUNGEST <= age <= OLDEST else None


def _is_age_spent(said: Sequence[Token], message: Message) -> bool:
    """Whether so many years are time spent: `oon 5 vuotta työtön`, not `oon 52v ja työtön`."""
    return message.has_been(said) if message.joins_after(said) else _is_told_spent(said, message)


def _age_bounds(said: Sequence[Token], age: int) -> tuple[int | None, int | None]:
    """`Alle 25` is 24 at most, and who turns 25 is 24 still, or was a moment ago."""
    if has(said, "at_most", "under"):
        return None, age - has(said, "under")
    if has(said, "at_least", "older"):
        return age, None
    is_near = has(said, "turning", "nearly", "soon")
    return age - is_near, age - (is_near and not has(said, "turning"))


def _tens(said: Sequence[Token], _message: Message) -> Amount | None:
    """`kolmekymppinen` is in the thirties."""
    tens = one(said, "tens")
    assert tens is not None
    if tens.value < YOUNGEST:
        return None
    if has(said, "at_most", "under", "nearly"):
        return Age(span_of(said), tens.value - 1 if has(said, "nearly") else None, tens.value - 1)
    return Age(span_of(said), tens.value, None if has(said, "at_least") else tens.value + 9)


def _amount_of_time(said: Sequence[Token], message: Message) -> Amount | None:
    """A length, or time that has been spent."""
    unit = unit_of(said)
    assert unit is not None
    bounds = bounds_of(said)
    if unit != "hours" and _is_spent(said, message):
        return Years(span_of(said), *_times(bounds, DAYS[unit] / DAYS_IN_YEAR))
    least, most = _times(bounds, WEEKS[unit])
    return Length(span_of(said), least, most) if (most or least or 0) <= LONGEST_LENGTH else None


def _is_spent(said: Sequence[Token], message: Message) -> bool:
    """Whether the time has been spent. So many years are rather that, unless studies are spoken of."""
    if _is_told_spent(said, message):
        return True
    wished = has(message.clause_of(said), "course") or has(said, "at_most", "under", "half") or has(said, "years_of")
    return has(said, "years") and not wished


def _is_told_spent(said: Sequence[Token], message: Message) -> bool:
    return has(message.clause_of(said), "spent") or message.has_been(said)


def _course_length(said: Sequence[Token], _message: Message) -> Amount | None:
    unit = unit_of(said)
    assert unit is not None
    least, most = _times(bounds_of(said), WEEKS[unit])
    return Length(span_of(said), least, most) if (most or least or 0) <= LONGEST_LENGTH else None


def _lasting(said: Sequence[Token], _message: Message) -> Amount:
    weeks = said[0].value * WEEKS["years"]
    return Length(span_of(said), weeks, weeks)


def _ago(said: Sequence[Token], message: Message) -> Amount | None:
    unit = unit_of(said)
    assert unit is not None
    least, most = bounds_of(said)
    first = later(-(most or least or 1), unit, message.today)
    last = later(-(least or most or 1), unit, message.today)
    return Past(span_of(said), first, last) if first and last else None


def _years(said: Sequence[Token], message: Message) -> Amount | None:
    """Years by the calendar: 2010-2015, since 2018. None for years that are to come."""
    first, *last = (_year(token) for token in said if token.tag in ("calendar_year", "short_year", "number"))
    until = last[0] if last else None
    if not first <= (until or message.today.year) <= message.today.year:
        return None
    spent = float((until or message.today.year) - first)
    return Years(span_of(said), spent, spent, first, until)


def _year(token: Token) -> int:
    return full_year(int(token.value))


# A number before one of these tells no age.
NO_AGE = "(hours|days|weeks|months|days_of|weeks_of|months_of|euro|counted|weekly_hours|slash|calendar_year)"
AGE_END = f"(?! dash? {NO_AGE})"
ALSO = "(or? LIMIT)?"
AGES: tuple[Rule, ...] = (
    rule("BOUND* (am filler* BOUND*)? (number dash? aged|aged_number) old?", _age),
    rule("(am|filler|BOUND)* tens", _tens),
    rule("(turning|turned) (nearly|soon|filler)* (number|ordinal) (years)?", _age),
    rule("age_noun filler* (number|ordinal) years?", _age),
    rule("number years? (am|filler|turned)* reached", _age),
    rule("reached (am|filler)* number", _age),
    rule("(BOUND|am|filler)* number (years|years_of) filler? old", _age),
    rule(
        f"am (BOUND|filler|soon|person|stop)* (number|ordinal) {AGE_END} (years|years_of)? old? {AGE_END} {ALSO}",
        _age,
    ),
    rule("person stop? number years (?! (spent|course))", _age),
    rule("number years person", _age),
    rule("number years (?! course)", _age_alone),
    rule("am? filler* born filler* (years_in|years_of)? calendar_year", _born),
)
# Who was asked for an age tells it by a bare number, with its limit before or after it.
ASKED_AGES: tuple[Rule, ...] = (
    rule(f"(BOUND|soon|filler)* (number|ordinal) {AGE_END} (years|years_of)? {AGE_END} {ALSO}", _age),
)
OTHERS: tuple[Rule, ...] = (
    rule("clock_word (number|clock|decimal|ordinal) (dash (number|clock|decimal))?", _clock),
    rule("(clock dash (clock|decimal|number)|decimal dash clock|clock)", _clock),
    rule("BOUND* (NUMBER|calendar_year) (dash (NUMBER|calendar_year))? euro", _money),
    rule("free", _free),
    rule("AMOUNT hours (slash|per)? (weeks|weeks_in|weeks_of|days_in|days)", _weekly_hours),
    rule("AMOUNT hours_of (weeks|weeks_in|weeks_of)", _weekly_hours),
    rule("(weeks_in|days_in) AMOUNT hours", _weekly_hours),
    rule("AMOUNT weekly_hours", _weekly_hours),
    rule("AMOUNT days (slash|per)? (weeks|weeks_in)", _days_a_week),
    rule("(years_in|years)? calendar_year dash (calendar_year|short_year|number)", _years),
    rule("years_from (calendar_year|short_year|number) years_to (calendar_year|short_year|number)", _years),
    rule("years_from (calendar_year|short_year|number) from?", _years),
    rule("(calendar_year|short_year) from", _years),
    rule("AMOUNT (UNIT|OF_UNIT|hours) ago", _ago),
)
LENGTHS: tuple[Rule, ...] = (
    rule("gone AMOUNT UNIT", _amount_of_time),
    rule("AMOUNT (OF_UNIT|hours_of) (?! course)", _amount_of_time),
    rule("AMOUNT (OF_UNIT|hours_of|UNIT|hours)", _amount_of_time),
    rule("AMOUNT years_to", _amount_of_time),
    rule("BOUND BOUND* (UNIT|OF_UNIT)", _amount_of_time),
    rule("OF_UNIT (?= course)", _course_length),
    rule("lasting", _lasting),
)
