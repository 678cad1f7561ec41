"""How common a word form is, on the Zipf scale (7: every other sentence, 3: once in a million words)."""

from array import array
from bisect import bisect_left
from functools import lru_cache
from math import log10

from wordfreq import get_frequency_dict, get_frequency_list

Table = tuple["array[int]", "array[float]"]


@lru_cache(maxsize=8)
def _table(language: str) -> Table:
    """The hashes of all counted forms in order, and the share of each.

    A fifteenth of the memory of the library's own dictionary, which is let go. Two of a million forms that share
    a 64-bit hash are not to be expected.
    """
    shares = get_frequency_dict(language, wordlist="best")
    hashes = array("q", map(_mark, shares))
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    found = list(shares.values())
    table = array("q", map(hashes.__getitem__, order)), array("d", map(found.__getitem__, order))
    get_frequency_dict.cache_clear()
    get_frequency_list.cache_clear()
    return table


def zipf(word: str, language: str = "fi") -> float:
    """The Zipf frequency of a form as it stands, 0 when nobody has counted it. Logarithmic time."""
    hashes, shares = _table(language)
    sought = _mark(word)
    place = bisect_left(hashes, sought)
    if place == len(hashes) or hashes[place] != sought:
        return 0.0
    return round(log10(shares[place]) + 9, 2)


def _mark(word: str) -> int:
    # Of its bytes: the hash of a text is of its memory, where "n0" and "の" are the same.
    return hash(word.encode("utf-8", "surrogatepass"))
