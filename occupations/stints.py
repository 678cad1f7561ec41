"""How long a trade was held: amounts of years and spans of years in a text, and which trade each belongs to.

A small reader for what stands beside a trade; dates in general are read by `finnish.dates`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from finnish.numbers import number_of
from finnish.words import Words
from occupations.speech import AMOUNTS, NO_LENGTH

LONGEST = 70  # years: more is no working life
WORD = re.compile(r"[^\W_]+")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?(?:[-–—]|\.\.+)\s?((?:19|20)\d\d|\d\d)?(?!\d)")
_SINCE = re.compile(r"\bvuodesta ((?:19|20)\d\d)(?: (?:vuoteen )?((?:19|20)\d\d))?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,.;!?\n]|\b(?:ja|sit|sitte|sitten|mutta|mut|sekä|ensin|eka|ekaks)\b", re.IGNORECASE)
# A number that is no amount of money, persons or times, at the end of its clause.
_BARE = re.compile(
    r"(?<![\d.:])\d{1,2}(?!\s*(?:[\d.:€%-]|euro|kert|lapsi|lasta|hengen))(?=\s*(?:[,.!;]|$|\bja\b|\bsit))"
)
YEAR, MONTH, WEEK = 1.0, 1 / 12, 1 / 52
UNITS = {"vuosi": YEAR, "v": YEAR, "vee": YEAR, "kuukausi": MONTH, "kk": MONTH, "viikko": WEEK, "vk": WEEK}
ONE = frozenset(("vuoden", "kuukauden", "viikon"))
SEPARATED = 1000  # letters: a trade in the next clause is farther than any in this one


@dataclass(frozen=True)
class Stint:
    """A length in years, or the years from and to, and where in the text it is told."""

    start: int
    end: int
    years: float | None = None
    since: int | None = None
    until: int | None = None

    @property
    def length(self) -> float | None:
        """Years, also when only the first and last year were told."""
        if self.years is None and self.since and self.until:
            return float(self.until - self.since)
        return self.years


def stints_in(text: str, words: Words) -> list[Stint]:
    """Every length of time in a text, in its order."""
    spans = [*_spans(text)]
    amounts = [each for each in _amounts(text, words) if not _overlaps(each, spans)]
    found = sorted([*spans, *amounts], key=lambda each: each.start)
    return sorted([*found, *_bare(text, found)], key=lambda each: each.start)


def beside(places: Sequence[tuple[int, int]], stints: Sequence[Stint], text: str) -> list[Stint | None]:
    """For each place in the text the length that belongs to it: the nearest, in the same clause before another's."""
    ways = [(at, number) for at in range(len(places)) for number in range(len(stints))]
    chosen: list[Stint | None] = [None] * len(places)
    taken: set[int] = set()
    for at, number in sorted(ways, key=lambda way: _distance(places[way[0]], stints[way[1]], text)):
        if chosen[at] is None and number not in taken:
            chosen[at] = stints[number]
            taken.add(number)
    return chosen


def _distance(place: tuple[int, int], stint: Stint, text: str) -> int:
    """Letters between the two, and much more for each end of a clause."""
    left, right = sorted((place, (stint.start, stint.end)))
    between = text[left[1] : right[0]]
    return len(between) + SEPARATED * len(_BETWEEN.findall(between))


def _spans(text: str) -> Iterator[Stint]:
    """2010–2015, 2010–15, 2018– and `vuodesta 2018`."""
    for match in (*_SPAN.finditer(text), *_SINCE.finditer(text)):
        since, until = int(match[1]), match[2]
        last = int(until if until is None or len(until) == 4 else match[1][:2] + until) if until else None
        if last is None or since <= last <= since + LONGEST:
            yield Stint(match.start(), match.end(), since=since, until=last)


def _amounts(text: str, words: Words) -> Iterator[Stint]:
    """A number before a unit of time; `vuoden` alone is one."""
    said = [(match.start(), match.end(), match.group().lower()) for match in WORD.finditer(text)]
    said = [part for word in said for part in _apart(*word)]
    written = [(words.tokens(word) or [word])[-1] for _, _, word in said]
    for at, (start, end, word) in enumerate(said):
        unit = next((UNITS[base] for base in (word, *words.bases(written[at])) if base in UNITS), None)
        after = written[at + 1] if at + 1 < len(said) else ""
        if unit is None or NO_LENGTH.intersection((after, *words.bases(after))):
            continue
        amount, first = _amount([each[2] for each in said[:at]], written[:at], word)
        if amount and amount * unit <= LONGEST:
            yield Stint(said[at - first][0] if first else start, end, years=round(amount * unit, 2))


def _apart(start: int, end: int, word: str) -> list[tuple[int, int, str]]:
    """`10v` is two words."""
    figures = len(word) - len(word.lstrip("0123456789"))
    if figures in (0, len(word)):
        return [(start, end, word)]
    return [(start, start + figures, word[:figures]), (start + figures, end, word[figures:])]


def _amount(before: Sequence[str], written: Sequence[str], unit: str) -> tuple[float | None, int]:
    """How many, and over how many words it is said: `kolme`, `viis`, `pari`, `kaksi ja puoli`."""
    if before:
        for word in (before[-1], written[-1]):
            value = AMOUNTS.get(word) or number_of(word)
            if value:
                halved = value == 0.5 and len(written) > 2 and written[-2] == "ja"
                whole = number_of(written[-3]) if halved else None
                return (whole + value, 3) if whole else (value, 1)
    return (1.0, 0) if unit in ONE else (None, 0)


def _bare(text: str, found: Sequence[Stint]) -> Iterator[Stint]:
    """In `postissa 4 vuotta ja sit taksikuskina 6` the unit is said once: a bare number after it is of that unit."""
    if not any(each.years for each in found):
        return
    for match in _BARE.finditer(text, found[0].end):
        bare = Stint(match.start(), match.end(), years=float(match.group()))
        if not _overlaps(bare, found) and 0 < float(match.group()) <= LONGEST:
            yield bare


def _overlaps(stint: Stint, others: Iterable[Stint]) -> bool:
    return any(stint.start < other.end and other.start < stint.end for other in others)
