"""Numbers that look like telephone numbers and are none: they stay, and no telephone number reaches over them."""

import re
from collections.abc import Iterator

from stdnum import isbn

Span = tuple[int, int]

DAY, MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:(?:19|20)\d\d|\d\d)(?!\.?\d)"
HOUR, MINUTES = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
CLOCK = rf"{HOUR}[.:]{MINUTES}"
FREE, END = r"(?<![\d.])", r"(?![.:]?\d)"  # where such a number may begin and end
ALONE = r"(?<![\d.])(?<!\d[ /-])"  # and no digits before it: 050 12-13
NO_CALL = r"(?! ?[-/]? ?[1-9])"  # and no more digits follow, but for those of another number: 09.30 34 567
KEPT = re.compile(
    "|".join(
        (
            rf"{FREE}{DAY}\. ?{MONTH}\.(?: ?{YEAR}|(?! ?\d)|(?= ?0\d{{6}}))",  # 15.1.2027, 15.1.
            rf"(?<![\d-]){DAY}([-/]){MONTH}\1(?:19|20)\d\d{END}",  # 01-02-2027, 1/2/2027
            r"(?<![\d-])(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])(?!\d)",  # 2027-02-01
            r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d(?!\d)",  # 01022027
            rf"{FREE}{CLOCK} ?- ?{CLOCK}{END}",  # 08.00-16.00
            rf"\bklo\.? ?{HOUR}(?:[.:]{MINUTES})?(?: ?- ?{HOUR}(?:[.:]{MINUTES})?)?{END}",  # klo 9-15
            rf"{ALONE}{HOUR}[.:][0-5][05]{END}{NO_CALL}",  # 08.30
            rf"(?<![\d-])(?:[01]\d|2[0-4]){MINUTES} ?- ?(?:[01]\d|2[0-4]){MINUTES}(?![\d-])",  # 0800-1600
            rf"{ALONE}(?<!-){HOUR} ?- ?{HOUR}(?![\d-]){NO_CALL}",  # 08-16
            rf"\b(?:vko|vk|viikot|viikoilla|viikolla)\.? ?\d{{1,2}}(?: ?- ?\d{{1,2}})?{END}",  # vko 05-12
            rf"{FREE}{MONTH}/(?:19|20)\d\d(?!\d)",  # 02/2027
            r"(?<!\d)\d{7}-\d(?![\d-])",  # a firm: 0737546-2
            r"(?<![A-Z\d])FI\d{8}(?!\d)",  # its number for taxes
            r"(?<!\d)[1-9]\d{0,2}(?: \d{3})+(?:,\d\d?)? ?(?:€|e\b|eur)",  # 12 050 300 €
            rf"{ALONE}\d{{1,6}},\d\d?(?!\d)",  # 0,5
            r"(?<![\d.])0\.\d+(?![\d.])",
            r"(?<![\d.])\d\.\d\.\d{3}(?:\.\d+)+",  # an object identifier: 1.2.246.562.10
            r"\bISBN(?:-1[03])?:? ?[\d -]{9,16}[\dX]",
        )
    ),
    re.IGNORECASE,
)
BOOK = re.compile(
    r"(?<![\d-])(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dX](?![\d-])|(?<!\d)97[89](?: ?\d){10}(?!\d)", re.IGNORECASE
)


def kept_numbers(text: str) -> Iterator[Span]:
    """Where dates, times, sums, numbers of firms and of books stand."""
    yield from (kept.span() for kept in KEPT.finditer(text))
    yield from (book.span() for book in BOOK.finditer(text) if isbn.is_valid(book.group()))
