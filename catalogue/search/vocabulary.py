"""The words that the catalogue knows, and which of them a mistyped or cut word may stand for."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from finnish.fold import fold

DOTS = 0.95  # the same but for dots and hyphens
SLIP = 0.75  # one letter wrong
SLIPS = 0.5  # two
ENDED = 0.7  # a known word with an ending that nobody knows: slang takes cases too
BEGUN = 0.4  # the beginning of a known word
HEADED = 0.4  # a known word and, glued to it, one that nobody knows: "varastohomisa"
LONGEST_ENDING, SHORTEST_HEAD = 4, 6
SHORTEST, SHORTEST_FOR_TWO, LONGEST = 4, 8, 60
MOST = 12

Near = list[tuple[str, float]]


class Vocabulary:
    """Grows with the words that are seen, and never forgets one: what nobody uses finds nothing."""

    def __init__(self) -> None:
        self._forms: dict[str, set[str]] = {}
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)

    def __contains__(self, word: str) -> bool:
        return word in self._forms.get(_bare(word), ())

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            bare = _bare(word)
            if bare not in self._forms:
                self._forms[bare] = set()
                self._by_length[len(bare)].append(bare)
            self._forms[bare].add(word)

    def copy(self) -> "Vocabulary":
        """The same words, and of those that come later only its own."""
        own = Vocabulary()
        own._forms = {bare: set(words) for bare, words in self._forms.items()}
        own._by_length.update((length, list(forms)) for length, forms in self._by_length.items())
        return own

    def near(self, word: str) -> Near:
        """Known words near in spelling, the nearest first, with how much of the word each tells."""
        bare = _bare(word)
        if not SHORTEST <= len(bare) <= LONGEST:
            return []
        found = {bare: DOTS} if bare in self._forms else self._slips(bare) or self._pieces(bare)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        return [(known, share) for form, share in ranked for known in sorted(self._forms[form])]

    def one_slip(self, word: str) -> Near:
        """Known words that differ in one letter."""
        return [(known, share) for known, share in self.near(word) if share >= SLIP]

    def _slips(self, bare: str) -> dict[str, float]:
        furthest = 2 if len(bare) >= SHORTEST_FOR_TWO else 1
        choices = [
            form
            for length in range(len(bare) - furthest, len(bare) + furthest + 1)
            for form in self._by_length.get(length, ())
        ]
        hits = process.extract(bare, choices, scorer=OSA.distance, score_cutoff=furthest, limit=None)
        nearest = min((distance for _, distance, _ in hits), default=0)
        return {form: SLIP if distance <= 1 else SLIPS for form, distance, _ in hits if distance == nearest}

    def _pieces(self, bare: str) -> dict[str, float]:
        ended = [bare[:end] for end in range(max(SHORTEST, len(bare) - LONGEST_ENDING), len(bare))]
        found = {form: ENDED for form in ended if form in self._forms}
        begun = {
            form: BEGUN
            for length, forms in self._by_length.items()
            if length > len(bare)
            for form in forms
            if form.startswith(bare)
        }
        return begun | (found or self._head(bare))

    def _head(self, bare: str) -> dict[str, float]:
        """The longest known word that it begins with."""
        heads = (bare[:end] for end in range(len(bare) - LONGEST_ENDING - 1, SHORTEST_HEAD - 1, -1))
        return {head: HEADED for head in [next((head for head in heads if head in self._forms), None)] if head}


def _bare(word: str) -> str:
    """Without dots and hyphens, which hands leave out first."""
    return fold(word).replace("-", "")
