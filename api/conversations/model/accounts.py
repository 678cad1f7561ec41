"""Bank accounts (IBAN) in a plain text, in every grouping, each as one."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, numdb

Span = tuple[int, int]

BETWEEN = r"[ .:/_-]{0,2}"
BEGINNING = re.compile(r"(?P<country>[A-Z] ?[A-Z])[ .:_-]?\d ?\d(?=[ .:/_-]{0,2}[A-Z0-9])", re.IGNORECASE)
FINLAND = "FI"
# A Finnish account is FI and sixteen digits; a few too many or too few still tell.
FINNISH_FORM = re.compile(rf"(?:{BETWEEN}\d){{10,16}}\d*")


def accounts(text: str) -> Iterator[Span]:
    """Where accounts stand. One that is not Finnish has a right sum, since its letters may be a course's code."""
    at = 0
    for beginning in BEGINNING.finditer(text):
        end = _end(text, beginning) if beginning.start() >= at else None
        if end:
            yield beginning.start(), end
            at = end


def _end(text: str, beginning: re.Match[str]) -> int | None:
    country = beginning["country"].replace(" ", "").upper()
    rest = _rest(country)
    whole = rest.match(text, beginning.end()) if rest else None
    if whole and iban.is_valid(re.sub(r"[\W_]", "", text[beginning.start() : whole.end()])):
        return whole.end()
    is_apart = not text[max(0, beginning.start() - 1) : beginning.start()].isalnum()
    by_form = FINNISH_FORM.match(text, beginning.end()) if country == FINLAND and is_apart else None
    return by_form.end() if by_form else None


@cache
def _rest(country: str) -> re.Pattern[str] | None:
    """What follows the check digits in this country; None where there are no such accounts."""
    structure = numdb.get("iban").info(country)[0][1].get("bban", "")
    length = sum(int(each) for each in re.findall(r"\d+", structure))
    return re.compile(rf"(?:{BETWEEN}[A-Z0-9]){{{length}}}", re.IGNORECASE) if length else None
