"""One plain form of any text: what every rule reads, whatever keyboard, phone or page the text came from.

Compatibility forms are opened (`１`, `ﬁ`, `＠`), letters and their marks composed, invisible signs left out, and
dashes, spaces and digits of every kind are one sign each. Letters keep their case. Where each sign stood is
remembered, so that a rule may read the plain form and what is kept may still be the person's own signs.

The cost grows with the length alone: composing by itself costs the square of the marks on one letter, so a letter has
a length before it is composed, and so has the text before it is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 100_000  # signs of a text that are read; more than any field holds
LONGEST_LETTER = 24  # signs that one letter is made of; no script's letter has as many
CACHE = 8192

ORDINARY = " -~äöåÄÖÅ"  # what needs no thought: ASCII's signs that can be seen, and the Finnish letters
_ORDINARY = re.compile(f"[{ORDINARY}]*")
_ODD = re.compile(f"(?:[{ORDINARY}](?=[^{ORDINARY}]))?[^{ORDINARY}]+")
# Minus signs and bullets that stand for a dash, beside all that Unicode calls one; slashes; braille without dots.
_LIKE_DASHES, _LIKE_SLASHES, _LIKE_SPACES = "\u2212\u02d7\u2043\u2796\u2500\u2501", "\u2044\u2215\u29f8", "\u2800"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"


@dataclass(frozen=True)
class Plain:
    """A text in its plain form, and from where to where in the original each of its signs stood."""

    text: str
    begins: range | list[int]
    ends: range | list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the plain signs from `start` up to `end` stood; at least one sign is asked for."""
        return self.begins[start], self.ends[end - 1]


def plain(text: str) -> str:
    """The plain form of a text, of which no more than `LONGEST` signs are read."""
    return "".join(form for _, _, form in _pieces(text[:LONGEST], _opened))


def mapped(text: str) -> Plain:
    """The plain form with the places of its signs in the original."""
    read = text[:LONGEST]
    if _ORDINARY.fullmatch(read):
        return Plain(read, range(len(read)), range(1, len(read) + 1))
    forms: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for begin, end, form in _pieces(read, _opened):
        forms.append(form)
        stretch = len(form) if form == read[begin:end] else 0
        begins += range(begin, end) if stretch else [begin] * len(form)
        ends += range(begin + 1, end + 1) if stretch else [end] * len(form)
    return Plain("".join(forms), begins, ends)


def composed(text: str) -> str:
    """The same signs with letters and marks composed (NFC), at a cost that grows with the length alone."""
    return "".join(form for _, _, form in _pieces(text, _composed))


def one_line(text: str) -> str:
    """A name as it is kept: composed, without invisible signs and halves of signs, with single spaces."""
    readable = composed(text[:LONGEST])
    spaced = (" " if _is_space(sign) else "" if is_invisible(sign) else sign for sign in readable)
    return " ".join("".join(spaced).split())


@lru_cache(CACHE)
def is_invisible(sign: str) -> bool:
    """Whether a sign takes no room of its own: joiners, marks of direction, controls, variants, frames of keys."""
    category = unicodedata.category(sign)
    if category in ("Cc", "Cf", "Cs", "Co", "Me"):
        return not _is_space(sign)
    return sign in _FILLERS or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _is_space(sign: str) -> bool:
    return sign.isspace() or sign in _LIKE_SPACES


def _pieces(text: str, form: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """Ordinary stretches as they are and every other letter in its form, each with its place in the text."""
    at = 0
    for odd in _ODD.finditer(text):
        yield at, odd.start(), text[at : odd.start()]
        for begin, end in _letters(text, odd.start(), odd.end()):
            yield begin, end, form(text[begin : min(end, begin + LONGEST_LETTER)])
        at = odd.end()
    yield at, len(text), text[at:]


def _letters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """From where to where each letter stands with the marks and invisible signs that follow it."""
    begin = start
    for place in range(start + 1, stop):
        if not _goes_on(text[place]):
            yield begin, place
            begin = place
    yield begin, stop


@lru_cache(CACHE)
def _goes_on(sign: str) -> bool:
    """Whether a sign belongs to the letter before it: a mark, a later part of a Korean syllable, what is not seen."""
    if is_invisible(sign) or "\u1161" <= sign <= "\u11ff":
        return True
    return unicodedata.category(unicodedata.normalize("NFKD", sign)[0])[0] == "M"


@lru_cache(CACHE)
def _opened(letter: str) -> str:
    seen = "".join(sign for sign in letter if not is_invisible(sign))
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", seen)[:LONGEST_LETTER])
    return "".join(map(_sign, form))


@lru_cache(CACHE)
def _composed(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _LIKE_DASHES:
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if _is_space(sign):
        return " "
    return "/" if sign in _LIKE_SLASHES else "" if is_invisible(sign) else sign
