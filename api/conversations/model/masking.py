"""Personal identifiers in jobseekers' messages are taken out before anything is stored.

The rules read the plain form of a text (`finnish.plain`); what is kept are the person's own signs, with a placeholder
in the stead of each identifier.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.conversations.model.accounts import accounts
from api.conversations.model.emails import emails
from api.conversations.model.identity_codes import identity_codes
from api.conversations.model.kept_numbers import kept_numbers
from api.conversations.model.phones import phones
from finnish.plain import LONGEST, mapped

Span = tuple[int, int]

BLOT = "\0"  # in the stead of what was found: no plain text has it, and no rule reads over it


@dataclass(frozen=True)
class Masked:
    """A text without identifiers, and which kinds were taken out, in the order of their importance."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, placeholders: Mapping[str, str]) -> Masked:
    """Put a placeholder in the stead of what identifies a person.

    `placeholders` has a text for each kind that is to be masked: identity_code, iban, email, phone. Of a text longer
    than any field holds only what was read is kept.
    """
    read = mapped(text)
    found = [(kind, *read.original(*span)) for kind, span in identifiers(read.text) if kind in placeholders]
    kinds = tuple(dict.fromkeys(kind for kind, _, _ in found))
    parts, at = [], 0
    for kind, start, end in sorted(found, key=lambda each: each[1]):
        parts += [text[at:start], placeholders[kind]]
        at = end
    return Masked("".join([*parts, text[at:LONGEST]]), kinds)


def without_placeholders(text: str, placeholders: Mapping[str, str]) -> Masked:
    """What a masked text says beside its placeholders, and the kinds that these stand for."""
    kinds = tuple(kind for kind, placeholder in placeholders.items() if placeholder in text)
    for kind in kinds:
        text = text.replace(placeholders[kind], " ")
    return Masked(re.sub(r" {2,}", " ", text).strip() if kinds else text, kinds)


def identifiers(text: str) -> Iterator[tuple[str, Span]]:
    """Each identifier of a plain text with its kind; what was found is no part of another."""
    for kind, find in FINDERS.items():
        spans = list(find(text))
        text = _blotted(text, spans)
        yield from ((kind, span) for span in spans)


def _blotted(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [text[at:start], BLOT * (end - max(start, at))]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _phones(text: str) -> list[Span]:
    return list(phones(_blotted(text, kept_numbers(text))))


FINDERS: Mapping[str, Callable[[str], Iterable[Span]]] = {
    "identity_code": identity_codes,
    "iban": accounts,
    "email": emails,
    "phone": _phones,
}
