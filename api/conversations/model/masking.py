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
IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\s?\d{2}(?:[ \-]?[A-Za-z0-9]){11,30}(?!\w)")
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
        if changed:
            found.append(kind)
    return Masked(text, tuple(found))


def _replace(text: str, pattern: re.Pattern[str], real: Callable[[str], bool], placeholder: str) -> tuple[str, bool]:
    changed = False

    def put(match: re.Match[str]) -> str:
        nonlocal changed
        if not real(match.group()):
            return match.group()
        changed = True
        return placeholder

    return pattern.sub(put, text), changed


def _is_identity_code(candidate: str) -> bool:
    compact = re.sub(r"\s", "", candidate).replace("−", "-").replace("–", "-")
    return hetu.is_valid(compact) or (1 <= int(compact[:2]) <= 31 and 1 <= int(compact[2:4]) <= 12)


def _is_iban(candidate: str) -> bool:
    compact = re.sub(r"[\s\-]", "", candidate)
    finnish = compact[:2].upper() == "FI" and compact[2:].isdigit()
    return finnish or iban.is_valid(compact)


def _is_phone(candidate: str) -> bool:
    return not DATE.fullmatch(candidate.strip())


def _always(_candidate: str) -> bool:
    return True


RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("identity_code", IDENTITY_CODE, _is_identity_code),
    ("iban", IBAN, _is_iban),
    ("email", EMAIL, _always),
    ("phone", PHONE, _is_phone),
)
