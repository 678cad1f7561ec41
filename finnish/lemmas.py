"""Which reading of a word is meant: how common its base form is, and what the neighbours ask for.

Scores are on the Zipf scale of word frequency: one point is ten times commoner.
"""

from collections.abc import Sequence

from finnish.frequency import zipf
from finnish.lists import rows, words
from finnish.morphology import NAMES, Reading

COMPOUND_LOSS = 2.0  # a compound is as likely as its last part is common, less this
LAST_LETTERS = 5

_RARE = (
    ("possessive", "2s", 2.0),
    ("mood", "imperative", 1.0),
    ("kind", "huudahdussana", 1.5),
    ("mood", "potential", 3.0),
    ("case", "vajanto", 1.5),
    ("case", "keinonto", 1.8),
    ("case", "seuranto", 1.5),
    ("case", "kerrontosti", 0.3),
    ("case", "olento", 2.0),
    ("participle", "agent", 3.0),
    ("participle", "past_passive", 0.5),
    ("tense", "past_imperfective", 0.1),
)
_NAME_LOSS = 1.5
_PERSONS = {"minä": ("1", "singular"), "sinä": ("2", "singular"), "hän": ("3", "singular"), "me": ("1", "plural"),
    "te": ("2", "plural"), "he": ("3", "plural"), "se": ("3", "singular"), "ne": ("3", "plural"),
    "joka": ("3", "singular")}  # fmt: skip
_LISTS = rows("readings.txt")
DOMAIN = words("domain.txt")
DOMAIN_GAIN = 1.2
POSTPOSITIONS = frozenset(_LISTS["postpositions"])
CLAUSE = frozenset(_LISTS["clause"])
MODIFIERS = frozenset(_LISTS["modifiers"])
ASKING = frozenset(_LISTS["asking"])
UNINFLECTED = frozenset(_LISTS["uninflected"])
SHADOWED = frozenset(_LISTS["shadowed"])
SHADOWED_LOSS = 2.0
SINGLE = frozenset(_LISTS["single"])
BETWEEN = 3  # how far a verb and what it asks for may stand apart

Readings = Sequence[Reading]


def likelihood(reading: Reading) -> float:
    """How likely a reading is by itself."""
    base = reading.base
    compound = zipf(base[-LAST_LETTERS:]) - COMPOUND_LOSS if len(base) > LAST_LETTERS else 0.0
    score = max(zipf(base), compound) + (DOMAIN_GAIN if base in DOMAIN else 0.0)
    score -= SHADOWED_LOSS if base in SHADOWED else 0.0
    score -= sum(loss for feature, value, loss in _RARE if getattr(reading, feature) == value)
    return score - (_NAME_LOSS if reading.kind in NAMES else 0.0)


def ranked(readings: Readings) -> list[Reading]:
    """Readings without a sentence around them, likeliest first."""
    return sorted(readings, key=lambda reading: (-likelihood(reading), reading.base))


def chosen(tokens: Sequence[str], readings: Sequence[Readings]) -> list[Reading | None]:
    """One reading a word, from left to right; none for a word that is not Finnish."""
    found: list[Reading | None] = []
    for place, options in enumerate(readings):
        if len({reading.base for reading in options}) < 2:
            found.append(ranked(options)[0] if options else None)
            continue
        scores = {reading: likelihood(reading) + _fit(reading, place, tokens, readings, found) for reading in options}
        found.append(max(options, key=lambda reading: scores[reading]))
    return found


def _fit(
    reading: Reading, place: int, tokens: Sequence[str], readings: Sequence[Readings], left: list[Reading | None]
) -> float:
    """What the neighbours say for a reading."""
    before = [option for option in left[max(0, place - BETWEEN) : place] if option]
    after = readings[place + 1] if place + 1 < len(readings) else ()
    next_word = tokens[place + 1] if place + 1 < len(tokens) else ""
    if reading.kind == "teonsana" or reading.participle:
        return _verb_fit(reading, before, after) + _clause_fit(reading, place, tokens, readings, before)
    return _noun_fit(reading, before, after, tokens[place - 1] if place else "", next_word)


def _verb_fit(reading: Reading, before: Readings, after: Readings) -> float:
    score = 0.0
    if _is_denied(before):
        score += 2.5 if _can_be_denied(reading) else -2.0
    if reading.is_finite and any(_PERSONS.get(option.base) == (reading.person, reading.number) for option in before):
        score += 2.5
    if reading.mood == "A-infinitive":
        score += 2.5 if any(option.wants_infinitive for option in before) else -0.7
    if reading.wants_infinitive and any(option.mood == "A-infinitive" for option in after):
        score += 2.0
    if reading.is_finite and before and _is_modifier(before[-1]):
        score -= 2.0
    if not before and reading.person == "1":
        score += 0.8
    if reading.person in ("1", "2") and after and all(_is_subject(option) for option in after):
        score -= 2.0
    return score


def _is_subject(reading: Reading) -> bool:
    """A noun in the nominative is no object of I or you: in `alan vaihto`, alan is no verb."""
    return (
        reading.is_nominal and (reading.case, reading.number) == ("nimento", "singular") and reading.kind == "nimisana"
    )


def _is_denied(before: Readings) -> bool:
    """Whether a negation still waits for its verb."""
    waiting = False
    for option in before:
        waiting = option.kind == "kieltosana" or (waiting and option.kind != "teonsana" and not option.participle)
    return waiting


def _can_be_denied(reading: Reading) -> bool:
    connegative = reading.negative in ("true", "both") and reading.mood != "A-infinitive"
    return connegative or reading.participle == "past_active"


def _clause_fit(
    reading: Reading, place: int, tokens: Sequence[str], readings: Sequence[Readings], before: Readings
) -> float:
    """A clause has one finite verb: a second is unlikely, and a clause without any wants one."""
    if not reading.is_finite or (_is_denied(before) and _can_be_denied(reading)):
        return 0.0
    start, end = _clause(place, tokens)
    others = [readings[other] for other in range(start, end) if other != place]
    if any(_surely_finite(options) for options in others):
        return -1.5
    return 1.2 if any(option.is_finite for options in others for option in options) else 2.0


def _clause(place: int, tokens: Sequence[str]) -> tuple[int, int]:
    start = next((at for at in range(place, -1, -1) if tokens[at] in CLAUSE), 0)
    end = next((at for at in range(place + 1, len(tokens)) if tokens[at] in CLAUSE), len(tokens))
    return start, end


def _surely_finite(options: Readings) -> bool:
    return bool(options) and all(option.is_finite or option.kind == "kieltosana" for option in options)


def _noun_fit(reading: Reading, before: Readings, after: Readings, last_word: str, next_word: str) -> float:
    score = 0.0
    last = before[-1] if before else None
    if last and _is_modifier(last) and (_agree(last, reading) or last_word in UNINFLECTED):
        score += 2.0
    if last and last.case == "omanto" and last.is_nominal and last.kind not in ("asemosana",):
        score += 0.5
    if _counts(last, last_word) and (reading.case, reading.number) == ("osanto", "singular"):
        score += 2.5
    if last and last.base in ASKING and _agree(last, reading):
        score += 1.0
    if next_word in POSTPOSITIONS and reading.case == "omanto":
        score += 3.0
    if next_word in POSTPOSITIONS and reading.case == "osanto":
        score += 0.5
    if last and last.base == "ei" and reading.is_nominal:
        score -= 0.5
    if reading.case == "omanto" and after and all(_is_owned(option) for option in after):
        score += 1.5
    return score


def _agree(one: Reading, other: Reading) -> bool:
    return (one.case, one.number) == (other.case, other.number)


def _is_owned(reading: Reading) -> bool:
    """Whether a genitive before the word tells whose it is: alan vaihto. A partitive is rather a verb's object."""
    return reading.is_nominal and reading.kind != "asemosana" and reading.case not in ("osanto", "omanto")


def _is_modifier(reading: Reading) -> bool:
    inflected_number = reading.kind == "lukusana" and reading.case != "nimento"
    return reading.base in MODIFIERS or inflected_number or (reading.kind == "laatusana" and not reading.participle)


def _counts(reading: Reading | None, word: str) -> bool:
    """Whether the word is a number that wants the partitive after it (not one, in the nominative)."""
    if word.isdigit():
        return word != "1"
    return bool(reading and reading.kind == "lukusana" and reading.case == "nimento" and reading.base not in SINGLE)
