"""What a message of signs alone says: a thumb is a yes, a question mark a question, a dot nothing."""

import re
from enum import Enum

from finnish.lists import inverted
from finnish.plain import plain

LONGEST_TEXT = 2000


class Signs(str, Enum):
    YES = "yes"
    THANKS = "thanks"
    NO = "no"
    QUESTION = "question"
    SAD = "sad"
    NOTHING = "nothing"


# Of several the one that must not be missed counts.
ORDER = (Signs.SAD, Signs.NO, Signs.QUESTION, Signs.YES, Signs.THANKS)
_MEANINGS = {sign: Signs(meaning) for sign, meaning in inverted("signs.txt").items()}
# Faces of several signs stand before the single signs that they begin with.
_SIGN = re.compile("|".join(map(re.escape, sorted(_MEANINGS, key=len, reverse=True))))


def said_by_signs(text: str) -> Signs | None:
    """What a message without words says; None when there is a word or a number in it."""
    seen = plain(text[:LONGEST_TEXT])
    if any(sign.isalnum() for sign in _SIGN.sub(" ", seen)):
        return None
    said = {_MEANINGS[sign] for sign in _SIGN.findall(seen)}
    return next((meaning for meaning in ORDER if meaning in said), Signs.NOTHING)
