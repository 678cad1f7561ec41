"""Spoken Finnish to the written form.

The order of belief: what the neighbours tell of an ambiguous word, the list of spoken forms, the word as it
is when Finnish knows it, numbers, glued words, and last the sound laws of `finnish.spoken`, of whose results
only those count that Finnish knows. Nothing is changed for the worse knowingly: no candidate, no change.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from finnish.context import MODAL, MOTION, in_context
from finnish.dots import Known, better_with_dots, with_dots
from finnish.fold import fold
from finnish.frequency import zipf
from finnish.lists import inverted, rows, words
from finnish.spoken import (
    NEGATION_BEFORE,
    NUMBER_BEFORE_UNIT,
    PRONOUN_AFTER_QUESTION,
    as_infinitive,
    far,
    near,
    spoken_number,
    without_clitic,
)

CACHE = 20_000
HYPHEN = "-"
SMALL_CACHE = 64  # what one word may stand for is asked a few times in a row
FORMS = inverted("spoken.txt")
KEPT = words("kept.txt")
UNITS = {short: (one, many) for one, (many, *shorts) in rows("units.txt").items() for short in shorts}
NEAR = 3  # how many words back a verb is looked for
SHORTEST_CHANGED = 3  # of one or two letters only the list tells
FAMILIAR = 3.0  # on the Zipf scale: a word that everybody uses
UNCOUNTED = 1.0  # a compound that nobody has counted is as likely as a rare word
CHEAP = 0.45  # a form that nobody has counted is believed only when it is near at hand
COMPOUND, DEAR = 11, 1.2  # or when it is as long as a compound, and not too far
COMMON_VERB = 4.0
CLITIC_WORTH = 2.0
FAR_COMMONER = 1.7
FOREIGN = 5.0
DOTS_COST = 0.2
LONGEST_TEXT = 400  # words; what comes after is left as it is

_FRONT = str.maketrans("ao", "äö")
_FOLDED: dict[str, str] = {}
for _spoken in FORMS:
    _FOLDED.setdefault(fold(_spoken), _spoken)


class Normaliser:
    """The rules with one judge of what is Finnish; remembers words. As safe for threads as the judge is."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._written = lru_cache(CACHE)(self._written_uncached)
        self._near = lru_cache(SMALL_CACHE)(self._all_near)
        self._far = lru_cache(SMALL_CACHE)(self._all_far)
        self._dotted = lru_cache(CACHE)(lambda word: better_with_dots(word, known))

    def words(self, words: Sequence[str]) -> list[str]:
        """The written words for the spoken ones of one message; one may become several."""
        return [word for group in self.groups(words) for word in group]

    def groups(self, words: Sequence[str]) -> list[list[str]]:
        """The same, a list for each spoken word."""
        parts = [_apart(word) for word in words[:LONGEST_TEXT]]
        written = self._each([part for group in parts for part in group])
        groups = [[word for _ in group for word in next(written)] for group in parts]
        return groups + [[word] for word in words[LONGEST_TEXT:]]

    def _each(self, read: Sequence[str]) -> Iterator[list[str]]:
        dotless = self._is_dotless(read)
        for place, word in enumerate(read):
            before, after = read[max(0, place - NEAR) : place], read[place + 1] if place + 1 < len(read) else ""
            yield self._one(word, before, after, dotless).split()

    def _one(self, word: str, before: Sequence[str], after: str, dotless: bool) -> str:
        last = before[-1] if before else ""
        told = in_context(word, last, after) or _unit(word, last) or self._long_vowel(word, before)
        if told is None and dotless and self._known(word):
            told = self._dotted(word)
        return told or self._written(word)

    def _long_vowel(self, word: str, before: Sequence[str]) -> str | None:
        """A long vowel at the end: an infinitive after a verb that wants one, else a partitive or, after a verb
        of going, an illative: haluun kertoo, luin kurssii, meen kouluu."""
        short = as_infinitive(word)
        if short is None or word in FORMS or not self._known(short):
            return None
        if before and before[-1] in MODAL:
            return short
        if self._known(word):
            return short if zipf(short) >= zipf(word) + FAR_COMMONER else None
        if not self._known(word + "n"):
            return None
        return word + "n" if MOTION.intersection(before) else short

    def _is_dotless(self, words: Sequence[str]) -> bool:
        """Whether the writer's keyboard has no dots: none in the message, and a word that cannot do without."""
        if any("ä" in word or "ö" in word for word in words):
            return False
        return any(len(word) > 2 and not self._known(word) and word not in FORMS and self._dots(word) for word in words)

    def _dots(self, word: str) -> str | None:
        listed = _FOLDED.get(word)
        return listed if listed and listed != word else with_dots(word, self._known)

    def _written_uncached(self, word: str) -> str:
        """The written form of one word, whatever is around it; the word itself when no better is known."""
        if word in FORMS:
            return FORMS[word]
        if word in KEPT or len(word) < SHORTEST_CHANGED or not word.replace("-", "").isalpha() or self._known(word):
            return word
        if HYPHEN in word:
            return HYPHEN.join(self._piece(piece) for piece in word.split(HYPHEN))
        return next((form for form in self._ways(word) if form), word)

    def _piece(self, word: str) -> str:
        """A part of a hyphened compound: written if it is one word, else as it is (a hyphen joins no sentence)."""
        written = self._written(word)
        return word if " " in written else written

    def _ways(self, word: str) -> Iterator[str | None]:
        yield self._number(word)
        yield FORMS.get(_FOLDED.get(word, ""))
        yield self._translative(word)
        yield self._clitic(word)
        yield self._by_sound(word, FAMILIAR)
        yield self._glued(word)
        yield self._by_sound(word, UNCOUNTED)

    def _number(self, word: str) -> str | None:
        written = spoken_number(word)
        if written is None or written == word:
            return None
        return written if self._known(written) else self._by_sound(written, UNCOUNTED)

    def _translative(self, word: str) -> str | None:
        """`siivoojaks` is siivoojaksi: a noun; a question's verb has no such form."""
        return word + "i" if word.endswith("ks") and self._known(word + "i") else None

    def _clitic(self, word: str) -> str | None:
        for stem, clitic in without_clitic(word):
            written = self._written(stem) if len(stem) > 1 else stem
            if " " not in written and self._known(written + clitic):
                return self._whole_word(word, written + clitic) or written + clitic
        return None

    def _whole_word(self, word: str, with_clitic: str) -> str | None:
        """A reading without a clitic that is much commoner: `minki` may end in -kin, `ikäseltä` never in -kö."""
        whole = self._by_sound(word, CLITIC_WORTH)
        rarity = zipf(with_clitic)
        return whole if whole and zipf(whole) > (max(rarity, CLITIC_WORTH) + 1 if rarity else CLITIC_WORTH) else None

    def _glued(self, word: str) -> str | None:
        """`entiiä`, `onksmulla`: two words typed as one."""
        asked = PRONOUN_AFTER_QUESTION.match(word)
        if asked and self._is_finnish(question := self._written(asked.group(1) + "ks")):
            return f"{question} {self._written(asked.group(2))}"
        denied = NEGATION_BEFORE.match(word)
        if denied and self._known(verb := self._written(denied.group(2))) and zipf(verb) > COMMON_VERB:
            return f"{denied.group(1)} {verb}"
        return None

    def _is_finnish(self, words: str) -> bool:
        return all(self._known(word) for word in words.split())

    def _by_sound(self, word: str, at_least: float) -> str | None:
        """The likeliest written form by the sound laws: common and cheaply reached. Foreign words stay."""
        if _is_foreign(word):
            return self._common_dotted(word)
        for reach in (self._near, self._far):
            likely = (form for form, cost in reach(word) if _is_likely(form, cost, at_least))
            found = next((form for form in likely if self._known(form)), None)
            if found:
                return found
        return None

    def _common_dotted(self, word: str) -> str | None:
        """`mina` is a word of Swedish, but a far commoner one of Finnish without its dots."""
        dotted = with_dots(word, self._known)
        return dotted if dotted and zipf(dotted) >= FOREIGN else None

    def _all_near(self, word: str) -> list[tuple[str, float]]:
        if fold(word) != word:
            return _ranked(near(word))
        dotless = [(form, cost + DOTS_COST) for form, cost in near(word.translate(_FRONT))]
        dotted = with_dots(word, self._known)
        return _ranked([*near(word), *dotless, *([(dotted, DOTS_COST)] if dotted else [])])

    def _all_far(self, word: str) -> list[tuple[str, float]]:
        if fold(word) != word:
            return _ranked(far(word))
        dotless = ((form, cost + DOTS_COST) for form, cost in far(word.translate(_FRONT)))
        return _ranked([*far(word), *dotless])


def _ranked(candidates: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Forms with their cheapest cost, the worthiest first: common and cheaply reached."""
    cheapest = {form: cost for cost, form in sorted(((cost, form) for form, cost in candidates), reverse=True)}
    possible = [(form, cost) for form, cost in cheapest.items() if _is_likely(form, cost, UNCOUNTED)]
    return sorted(possible, key=lambda pair: (2 * pair[1] - max(zipf(pair[0]), UNCOUNTED), pair[0]))


def _is_likely(form: str, cost: float, at_least: float) -> bool:
    frequency = zipf(form)
    if frequency == 0.0:
        return at_least <= UNCOUNTED and (cost <= CHEAP or (len(form) >= COMPOUND and cost <= DEAR))
    return frequency >= at_least


def _is_foreign(word: str) -> bool:
    """Whether the word is an everyday one in English or Swedish and commoner there than here."""
    abroad = max(zipf(word, "en"), zipf(word, "sv"))
    return abroad >= FOREIGN and abroad > zipf(word) + 1


def _apart(word: str) -> Sequence[str]:
    """`3kk` is two words."""
    glued = NUMBER_BEFORE_UNIT.match(word)
    return glued.groups() if glued else (word,)


def _unit(word: str, before: str) -> str | None:
    """Shortened units, in the form that the number before them asks for."""
    if word not in UNITS:
        return None
    one, many = UNITS[word]
    if before.isdigit():
        return one if before == "1" else many
    return one if len(word) > 1 and word.isalpha() else None
