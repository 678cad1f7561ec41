"""Personal identifiers in jobseekers' messages are taken out before anything is stored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stdnum import iban
from stdnum.fi import hetu

# The form of an identity code in force since 2023 (Finnish Digital and Population Data Services
# Agency: new separators U–Y and A–F). The form alone is enough to mask: a mistyped one still tells.
IDENTITY_CODE = re.compile(r"(?<![\w])\d{6}\s?[-+−–A-FU-Ya-fu-y]\s?\d{3}[0-9A-Ya-y](?![\w])")
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(ät\)|\sät\s)\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}",
    re.IGNORECASE,
)
# A Finnish account: FI and sixteen digits; a few too many or too few still tell. Others are checked by their sum,
# and may have words after them, since letters belong to accounts elsewhere.
FINNISH_ACCOUNT = re.compile(r"(?<!\w)FI\s?\d{2}(?:[ \-]?\d){10,16}(?!\d)", re.IGNORECASE)
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\s?\d{2}(?:[ \-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
# A Finnish number: +358 or 00358 or a leading zero, six to ten digits more, split by spaces,
# hyphens, dots, brackets or slashes.
PHONE = re.compile(
    r"(?<!\w)(?<!\d[.,])(?:(?:\+|00)\s?358[\s\-./]*(?:\(0\))?|\+\d{1,3}[\s\-./]?|\(?0)\d?(?:[\s\-./()]{0,2}\d){5,10}(?!\w)(?![.,:]\d)"
)
DATE = re.compile(r"0?\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?:\s?[-–]\s?\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)?")


@dataclass(frozen=True)
class Masked:
    """A text without identifiers, and which kinds were taken out, in the order of their importance."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, placeholders: Mapping[str, str]) -> Masked:
    """Put a placeholder in the stead of what identifies a person.

    `placeholders` has a text for each kind that is to be masked: identity_code, iban, email, phone.
    """
    found: list[str] = []
    for kind, pattern, real in (rule for rule in RULES if rule[0] in placeholders):
        text, changed = _replace(text, pattern, real, placeholders[kind])
        if changed and kind not in found:
            found.append(kind)
    return Masked(text, tuple(found))


def _replace(text: str, pattern: re.Pattern[str], real: Callable[[str], int], placeholder: str) -> tuple[str, bool]:
    changed = False

    def put(match: re.Match[str]) -> str:
        nonlocal changed
        length = real(match.group())
        changed = changed or length > 0
        return placeholder + match.group()[length:] if length else match.group()

    return pattern.sub(put, text), changed


# How many signs of a candidate, from its beginning, are an identifier: 0 when it is none.


def _identity_code(candidate: str) -> int:
    compact = re.sub(r"\s", "", candidate).replace("−", "-").replace("–", "-")
    like_a_birthday = 1 <= int(compact[:2]) <= 31 and 1 <= int(compact[2:4]) <= 12
    return len(candidate) if hetu.is_valid(compact) or like_a_birthday else 0


def _account(candidate: str) -> int:
    ends = [match.start() for match in re.finditer(r"[ \-]|$", candidate)]
    return next((end for end in reversed(ends) if iban.is_valid(candidate[:end])), 0)


def _phone(candidate: str) -> int:
    return 0 if DATE.fullmatch(candidate.strip()) else len(candidate)


RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], int]], ...] = (
    ("identity_code", IDENTITY_CODE, _identity_code),
    ("iban", FINNISH_ACCOUNT, len),
    ("iban", ACCOUNT, _account),
    ("email", EMAIL, len),
    ("phone", PHONE, _phone),
)
