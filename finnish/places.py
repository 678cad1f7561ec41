"""Places named in a sentence, from the places that the catalogue has."""

from collections.abc import Iterable

from finnish.fold import fold
from finnish.words import Words


def places_in(text: str, words: Words, places: Iterable[str]) -> list[str]:
    """The known places that the text names, in whatever case: Nokialla, Tampereelta, Ylojarvella."""
    known = {place.casefold(): place for place in places}
    folded = {fold(name): place for name, place in known.items()}
    found: list[str] = []
    for word in words.tokens(text):
        for base in words.bases(word):
            place = known.get(base) or folded.get(fold(base))
            if place and place not in found:
                found.append(place)
    return found
