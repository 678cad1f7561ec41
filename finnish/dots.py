"""Dots put back: `tyota` is työtä, `paivakoti` päiväkoti, where Finnish knows such a word."""

from collections.abc import Callable, Iterator

from finnish.frequency import zipf

Known = Callable[[str], bool]

_FRONT = str.maketrans("ao", "äö")
SHORTEST_UNCOUNTED = 8  # a short word that nobody has counted is more likely foreign
LONGEST = 30  # splits grow with the length
CLEARLY = 0.7  # how much commoner (on the Zipf scale, tenfold = 1) one dotted form must be than the next
# Where all of a message is without dots, a dotted word may stand even for a word that Finnish knows.
FAR_COMMONER = 1.0


def dotted(word: str) -> Iterator[str]:
    """The word with the dots of Finnish vowel harmony: all of it, its beginning, its end, its middle."""
    if len(word) > LONGEST or not word.isalpha():
        return
    seen = {word}
    for start, end in _spans(len(word)):
        form = word[:start] + word[start:end].translate(_FRONT) + word[end:]
        if form not in seen:
            seen.add(form)
            yield form


def with_dots(word: str, known: Known) -> str | None:
    """The one dotted form that Finnish knows, or the clearly commonest of several."""
    forms = list(dotted(word))
    ranked = sorted(((zipf(form), form) for form in forms), reverse=True)
    counted = [pair for pair in ranked if pair[0] > 0 and known(pair[1])]
    if counted and (len(counted) == 1 or counted[0][0] - counted[1][0] >= CLEARLY):
        return counted[0][1]
    return None if counted else _uncounted(word, forms, known)


def better_with_dots(word: str, known: Known) -> str | None:
    """A dotted form far commoner than the word as it stands; asked only in a message without dots."""
    best = with_dots(word, known)
    rarity = zipf(word)
    return best if best and zipf(best) >= rarity + FAR_COMMONER else None


def _uncounted(word: str, forms: list[str], known: Known) -> str | None:
    """Of long words that nobody has counted (compounds), the one dotted all through, or the only one.

    A word is dotted at its beginning or its end here; to ask of its middle too would take too long.
    """
    if len(word) < SHORTEST_UNCOUNTED or not forms:
        return None
    if known(forms[0]):
        return forms[0]
    found = [form for form in forms[1 : 2 * len(word)] if known(form)]
    return found[0] if len(found) == 1 else None


def _spans(length: int) -> Iterator[tuple[int, int]]:
    yield 0, length
    for split in range(1, length):
        yield 0, split
        yield split, length
    for start in range(2, length - 2):
        for end in range(start + 2, length):
            yield start, end
