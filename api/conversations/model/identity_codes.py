"""Finnish identity codes (henkilötunnus) in a plain text, however they are typed.

Form: day, month and year of birth, a sign of the century, three digits and a check sign; the signs in force since 2023
are `+`, `-` and U–Y, and A–F (Digital and Population Data Services Agency; Government Decree 128/2010, section 2).
"""

import re
from collections.abc import Iterator

from stdnum.fi import hetu

Span = tuple[int, int]

# What stands between a year and three digits: some sign, or nothing when a letter ends it all.
BETWEEN = re.compile(
    r"(?<=\d) {0,2}(?P<sign>--|[-+A-FU-Y_/.,:*=~]) {0,2}(?=\d[ .]?\d[ .]?\d)"
    r"|(?:(?<=(?<!\d)\d{6})|(?<=\d) {1,2})(?=\d{3}[A-Y](?!\w))",
    re.IGNORECASE,
)
REAL_SIGN = re.compile(r"[-+A-FU-Y]", re.IGNORECASE)
# The day of birth before it: glued, with dots as a date, or digit by digit.
GLUED_DAY = re.compile(r"\d{6}\Z|(?<!\d)\d{4}(?:1[89]|20)\d\d\Z")
WRITTEN_DAY = re.compile(r"(?P<day>\d{1,2})(?P<by>[ ./_-]) ?(?P<month>\d{1,2})(?P=by) ?(?:1[89]|20)?(?P<year>\d\d)\Z")
SPACED_DAY = re.compile(r"\d(?:[ .]\d){5}\Z")
LONGEST_DAY = 14
# And what follows it: three digits and the check sign.
GLUED_END = re.compile(r"(?P<number>\d{3})(?P<gap>[ .-]{0,3})(?P<check>[0-9A-Y])", re.IGNORECASE)
SPACED_END = re.compile(r"(?P<number>\d[ .]\d[ .]\d)(?P<gap>[ .]{1,2})(?P<check>[0-9A-Y])", re.IGNORECASE)
FORMS = (
    (GLUED_DAY, GLUED_END),
    (WRITTEN_DAY, GLUED_END),
    (SPACED_DAY, SPACED_END),
    (GLUED_DAY, SPACED_END),
    (SPACED_DAY, GLUED_END),
)


def identity_codes(text: str) -> Iterator[Span]:
    """Where the codes stand. The form alone is enough where it is clear: a mistyped one still tells."""
    at = 0
    for between in BETWEEN.finditer(text):
        found = _around(text, between) if between.start() >= at else None
        if found:
            yield found
            at = found[1]


def _around(text: str, between: re.Match[str]) -> Span | None:
    before = text[max(0, between.start() - LONGEST_DAY) : between.start()]
    for day_form, end_form in FORMS:
        day, end = day_form.search(before), end_form.match(text, between.end())
        if day and end and _is_code(text, between, day, end):
            return between.start() - len(day.group()), end.end()
    return None


def _is_code(text: str, between: re.Match[str], day: re.Match[str], end: re.Match[str]) -> bool:
    after = text[end.end() : end.end() + 1]
    if _may_be_money(between, day, end) or (end["check"].isdigit() and after.isdigit()):
        return False
    born, number = _born(day), re.sub(r"\D", "", end["number"])
    if _checks(born, number, end["check"]):
        return True
    is_clear = (
        re.fullmatch(r"\d{6}", day.group())
        and REAL_SIGN.fullmatch(between["sign"] or "")
        and _is_apart(text, between, day)
    )
    return bool(is_clear) and not end["gap"] and not _is_word(after) and _is_day(born)


def _may_be_money(between: re.Match[str], day: re.Match[str], end: re.Match[str]) -> bool:
    """Whether it may be a date and a sum: 15.1.2027 - 1500, 15.1.2027 - 100 e."""
    is_loose = day.re is WRITTEN_DAY and " " in between.group()
    is_euro = bool(end["gap"]) and end["check"] in "eE"
    return (is_loose or not REAL_SIGN.search(between.group())) and (end["check"].isdigit() or is_euro)


def _born(day: re.Match[str]) -> str:
    """ddmmyy"""
    if day.re is WRITTEN_DAY:
        return f"{day['day']:0>2}{day['month']:0>2}{day['year']}"
    digits = re.sub(r"\D", "", day.group())
    return digits[:4] + digits[-2:]


def _is_apart(text: str, between: re.Match[str], day: re.Match[str]) -> bool:
    """Whether nothing that a code of another kind is made of stands before: a capital or a digit."""
    start = between.start() - len(day.group())
    before = text[start - 1 : start] if start else ""
    return not (before.isdigit() or before.isupper())


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_day(born: str) -> bool:
    return 1 <= int(born[:2]) <= 31 and 1 <= int(born[2:4]) <= 12


def _checks(born: str, number: str, check: str) -> bool:
    """Whether the check sign is right, and the day one of some century; it is the same in every century."""
    return any(hetu.is_valid(f"{born}{century}{number}{check}", allow_temporary=True) for century in "-A+")
