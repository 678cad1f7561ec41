"""Writing without dots: many phones and many hands leave ä and ö as a and o."""

import re
import unicodedata

_DOTS = str.maketrans({"ä": "a", "ö": "o", "å": "a"})
# Three or more of a letter is a cry, not a spelling; Finnish words have at most two in a row.
_CRY = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_INVISIBLE = {"Cf", "Cc", "Cs", "Co"}


def fold(word: str) -> str:
    """The word without dots, so that `tyota` and `työtä` meet."""
    return word.translate(_DOTS)


def plain(text: str) -> str:
    """Lower case, composed (NFKC), without invisible signs, cries shortened to two letters."""
    composed = unicodedata.normalize("NFKC", text)
    seen = "".join(
        " " if sign in "\n\t\r" else sign
        for sign in composed
        if sign in "\n\t\r" or unicodedata.category(sign) not in _INVISIBLE
    )
    return _CRY.sub(r"\1\1", seen.lower())


def tokens(text: str) -> list[str]:
    """Words of a text, lower case, without punctuation and emoji."""
    return _WORD.findall(plain(text))
