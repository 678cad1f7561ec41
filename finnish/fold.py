"""Writing without dots: many phones and many hands leave ä and ö as a and o."""

import re

from finnish.plain import plain

_DOTS = str.maketrans({"ä": "a", "ö": "o", "å": "a"})
# Three or more of a letter is a cry, not a spelling; Finnish words have at most two in a row.
_CRY = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")


def fold(word: str) -> str:
    """The word without dots, so that `tyota` and `työtä` meet."""
    return word.translate(_DOTS)


def tokens(text: str) -> list[str]:
    """Words of a text in its plain form, lower case, without punctuation and emoji; cries shortened to two letters."""
    return _WORD.findall(_CRY.sub(r"\1\1", plain(text).lower()))
