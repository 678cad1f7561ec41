"""Whether a message breaks off in the middle of a sentence, so that the next one goes on with it."""

import re

from finnish.lists import words

_ENDS_NOTHING = frozenset(words("unfinished.txt"))
_LAST = re.compile(r"(?:([^\W\d_]+)|[,:])\s*$")


def breaks_off(text: str) -> bool:
    """True of "mä haluaisin" and "oon 45 ja", and of what ends with a comma; a sign at the end ends the sentence."""
    found = _LAST.search(text)
    return found is not None and (found[1] is None or found[1].lower() in _ENDS_NOTHING)
