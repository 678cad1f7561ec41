"""Telephone numbers in a plain text, however they are grouped, glued or listed.

A run of digits that only blanks and the like divide is cut where a number can begin: at a zero, a plus, or 358.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

SHORTEST, LONGEST = 7, 15  # digits; E.164 allows fifteen
RUN = re.compile(r"(?:\+ ?)?\(?\+?\d(?:[ ()./_·+-]{0,4}\d){5,}")
GROUP = re.compile(r"(?:\+ ?\(?)?\d+")
# Where a number may begin: in full with its country, or with the zero of its area; a lone zero before the rest of it.
ABROAD, HOME, COUNTRY = re.compile(r"\+[1-9]|00[1-9]"), re.compile(r"0[1-9]"), "358"
# What the digits are together when they are a number; those of Finland also when they are glued to words.
NUMBER = re.compile(r"\+[1-9]\d{7,14}|00[1-9]\d{6,14}|3580?[1-9]\d{6,9}|0[1-9]\d{5,}")
FINNISH = re.compile(r"(?:(?:\+|00)?3580?|0)(?:4\d{6,10}|50\d{5,8}|[235689]\d{5,9})")
MOBILE = re.compile(r"(?:(?:\+|00)?3580?|0)(?:4\d|50)\d{5,8}")
# Without its zero it is a number where one is spoken of: soita 40 123 4567.
SPOKEN_OF = re.compile(
    r"\b(?:puh|numero|nro|soit|gsm|tel|känny|whatsapp|wa)[^\W\d]*[.:]? (?:on |olisi |mulle |minulle ){0,2}"
    r"(?P<number>(?:4\d|50)(?:[ -]?\d){7})(?!\d)",
    re.IGNORECASE,
)
# The letter O for a zero.
LETTER_O = re.compile(r"(?<=\d)O(?=[\d -])|(?<![^\W_])O(?=[45][\dO])", re.IGNORECASE)
# What is whole: behind it and a blank something else begins.
WHOLE = re.compile(r"(?:(?:\+|00)?3580?|0)(?:(?:[3568][1-9]|2[1-8])\d{6,}|9\d{7,}|[1-9]\d{8,})")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, with a plus before them or not, and where they stand."""

    digits: str
    start: int
    end: int


def phones(text: str) -> Iterator[Span]:
    """Where telephone numbers stand."""
    text = LETTER_O.sub("0", text)
    yield from (said.span("number") for said in SPOKEN_OF.finditer(text))
    for run in RUN.finditer(text):
        groups = [_group(found) for found in GROUP.finditer(text, *run.span())]
        at = 0
        while at < len(groups):
            taken = _taken(text, groups[at:]) if _may_begin(text, groups, at) else []
            if taken and _is_number(text, taken):
                yield _with_bracket(text, taken[0].start, taken[-1].end)
            at += len(taken) or 1


def _group(found: re.Match[str]) -> Group:
    return Group(re.sub(r"[ (]", "", found.group()), *found.span())


def _may_begin(text: str, groups: Sequence[Group], at: int) -> bool:
    first, after = groups[at], groups[at + 1] if at + 1 < len(groups) else None
    if at and text[groups[at - 1].end : first.start] == "-":
        return bool(MOBILE.match(first.digits))  # the end of a code: 2027-0123456
    if first.digits in ("0", "00"):
        return after is not None and after.digits[0] in "123456789" and text[first.end] in " ("
    return bool(ABROAD.match(first.digits) or HOME.match(first.digits)) or first.digits.startswith(COUNTRY)


def _taken(text: str, groups: Sequence[Group]) -> list[Group]:
    """The groups from the first on that are one number, if they are a number; at least one."""
    taken, digits = [groups[0]], groups[0].digits
    for number, group in enumerate(groups[1:], start=1):
        is_apart = " " in text[taken[-1].end : group.start]
        if _is_another(digits, groups[number:]) or (is_apart and WHOLE.fullmatch(digits)):
            break
        if len(digits) + len(group.digits) > LONGEST:
            break
        taken.append(group)
        digits += group.digits
    return taken


def _is_another(digits: str, groups: Sequence[Group]) -> bool:
    """Whether the next number begins here, `digits` having been read before it."""
    begins = groups[0].digits
    if begins.startswith("+"):
        return True
    if not begins.startswith("0") or digits.lstrip("+0") == COUNTRY:
        return False
    left = sum(len(group.digits) for group in groups)
    return len(begins) > SHORTEST or (len(digits) >= SHORTEST and left >= SHORTEST)


def _is_number(text: str, groups: Sequence[Group]) -> bool:
    digits = "".join(group.digits for group in groups)
    before = text[max(0, groups[0].start - 2) : groups[0].start]
    after = text[groups[-1].end : groups[-1].end + 1]
    if before.rstrip("-_")[-1:].isupper() and not digits.startswith("+"):
        return bool(MOBILE.fullmatch(digits))
    is_glued = before[-1:].isalpha() or after.isalpha()
    return bool((FINNISH if is_glued and not digits.startswith("+") else NUMBER).fullmatch(digits))


def _with_bracket(text: str, start: int, end: int) -> Span:
    """With the bracket that opens before the number and closes in it."""
    number = text[start:end]
    opens = text[start - 1 : start] == "(" and number.count(")") > number.count("(")
    return start - opens, end
