"""Spoken forms that are also other words: the neighbours tell which is meant."""

from collections.abc import Callable

from finnish.lists import rows

_NEAR = {name: frozenset(words) for name, words in rows("context.txt").items()}
FIRST, SECOND, PERSONS = _NEAR["first_person"], _NEAR["second_person"], _NEAR["persons"]
MODAL, MOTION = _NEAR["modal"], _NEAR["motion"]
AFTER_ETTA = (PERSONS - {"sinä", "sä", "sää", "sie"}) | _NEAR["question"] | _NEAR["clause_start"]


def in_context(word: str, before: str, after: str) -> str | None:
    """The written form of an ambiguous word between its neighbours (empty at an edge), or nothing to say."""
    rule = _RULES.get(word)
    return rule(before, after) if rule else None


def _first_person(before: str, after: str) -> str | None:
    return "minä" if after in FIRST or before in FIRST else None


def _me_too(before: str, after: str) -> str | None:
    return "minäkin" if after in FIRST or before in FIRST else None


def _second_person(before: str, after: str) -> str | None:
    return "sinä" if after in SECOND or before in SECOND else None


def _you_or_weather(before: str, after: str) -> str | None:
    weather = after in _NEAR["weather"] or before in _NEAR["weather_before"] or (before and not after)
    return None if weather else "sinä"


def _surely(before: str, after: str) -> str | None:
    speaks = after in PERSONS | FIRST | _NEAR["surely"] or before in PERSONS | FIRST | _NEAR["surely_before"]
    return "kyllä" if speaks else None


def _but_or_me(before: str, after: str) -> str:
    taken = before in _NEAR["object_verb"] or (before and (not after or after in _NEAR["direction"]))
    return "minut" if taken else "mutta"


def _that_or_not(before: str, after: str) -> str | None:
    """`et` denies before the verb's bare stem; a first person's -n after it shows that it stands for että, and so does
    one before it who says something."""
    first_person = after.endswith("n") and after not in _NEAR["not_me"] and before not in PERSONS
    return "että" if before and (after in AFTER_ETTA or first_person or before in _NEAR["said_that"]) else None


def _of_me_or_black(before: str, after: str) -> str | None:
    if any(after.startswith(thing) for thing in _NEAR["black"]) or (before in {"on", "oli"} and not after):
        return None
    of_me = not before or before in _NEAR["feels"] or after in _NEAR["feels"] | PERSONS
    return "minusta" if of_me else None


def _look(before: str, after: str) -> str | None:
    return "katso" if not before or after in _NEAR["look"] else None


def _that_one_or_brought(before: str, after: str) -> str:
    return "toi" if before in _NEAR["brought"] or (before and not after) else "tuo"


def _like_or_law(before: str, after: str) -> str | None:
    return "lailla" if before in _NEAR["owner"] and not after else None


def _see_or_these(before: str, after: str) -> str:
    return "näe" if before in _NEAR["negation"] else "nämä"


def _want(before: str, after: str) -> str | None:
    return "halua" if before in _NEAR["negation"] else None


def _nobody_or_flower(before: str, after: str) -> str | None:
    return "kukaan" if before in _NEAR["negation"] or after in _NEAR["negation"] else None


def _from_me_or_soil(before: str, after: str) -> str | None:
    return None if after in _NEAR["soil"] or before in _NEAR["soil_before"] else "minulta"


_RULES: dict[str, Callable[[str, str], str | None]] = {
    "maa": _first_person,
    "ma": _first_person,
    "mäki": _me_too,
    "sää": _you_or_weather,
    "saa": _second_person,
    "sa": _second_person,
    "kylä": _surely,
    "kyla": _surely,
    "mut": _but_or_me,
    "et": _that_or_not,
    "musta": _of_me_or_black,
    "kato": _look,
    "toi": _that_one_or_brought,
    "lain": _like_or_law,
    "nää": _see_or_these,
    "haluu": _want,
    "kukkaan": _nobody_or_flower,
    "multa": _from_me_or_soil,
}
