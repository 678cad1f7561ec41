"""Numbers written as words."""

import re
from functools import lru_cache

from finnish.lists import inverted

_VALUES = {form: int(value) for form, value in inverted("numbers.txt").items()}
_FORMS = "|".join(sorted(_VALUES, key=len, reverse=True))
_TEN = r"kymmen(?:tä|en|enen|tänä|ennen)|kymppi"
_WORD = re.compile(
    rf"^(?:(?P<hundreds>{_FORMS})?(?P<hundred>sataa?|sadan))?"
    rf"(?:(?P<teen>{_FORMS})toista|(?:(?P<tens>{_FORMS})(?:{_TEN}))?(?P<ones>{_FORMS})?)(?P<rest>vuotias\w*|vuotiaa\w*)?$"
)
HALVES = {"puoli": 0.5, "puolitoista": 1.5, "pari": 2.0, "parin": 2.0, "paria": 2.0, "muutama": 3.0, "muutaman": 3.0,
    "puolen": 0.5, "puolentoista": 1.5, "puoltatoista": 1.5, "puoltoista": 1.5}  # fmt: skip
LONGEST = 60


@lru_cache(maxsize=5_000)
def number_of(word: str) -> float | None:
    """The value of a number in figures or in written words (kaksikymmentäviisi: 25), or nothing."""
    if word.isdecimal() and len(word) < 10:
        return float(word)
    if word in HALVES:
        return HALVES[word]
    match = _WORD.match(word) if word and len(word) <= LONGEST else None
    return _value(match) if match and any(match.groups()) else None


def _value(match: re.Match[str]) -> float:
    part = {name: _VALUES.get(text or "", 0) for name, text in match.groupdict().items()}
    hundreds = 100 * (part["hundreds"] or 1) if match["hundred"] else 0
    teens = 10 + part["teen"] if match["teen"] else 10 * part["tens"]
    return float(hundreds + teens + part["ones"])
