"""How common a word form is, on the Zipf scale (7: every other sentence, 3: once in a million words)."""

from functools import lru_cache
from math import log10

from wordfreq import get_frequency_dict


@lru_cache(maxsize=8)
def _table(language: str) -> dict[str, float]:
    return dict(get_frequency_dict(language, wordlist="best"))


def zipf(word: str, language: str = "fi") -> float:
    """The Zipf frequency of a form as it stands, 0 when nobody has counted it. Constant time."""
    share = _table(language).get(word)
    return round(log10(share) + 9, 2) if share else 0.0
