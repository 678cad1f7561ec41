"""Voikko's readings of a word, in our terms."""

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from libvoikko import Voikko

CACHE = 50_000
LONGEST_WORD = 60  # Voikko's time grows with the length; no Finnish word that people write is longer
SHORTEST_PART = 3

_ROOT = re.compile(r"\(([^()+]+)\)")
_MINEN = re.compile(r"^(.+mi)(?:nen|s|st|se)")
NAMES = {"etunimi", "sukunimi", "paikannimi", "nimi"}
NOUNS = {"nimisana", "nimisana_laatusana"} | NAMES
PARTICLES = {"seikkasana", "suhdesana", "sidesana", "huudahdussana"}
NOMINALS = NOUNS | {"laatusana", "asemosana", "lukusana"}


@dataclass(frozen=True)
class Reading:
    """One way to read a word form. Empty strings where a feature does not apply; names are Voikko's."""

    base: str
    kind: str
    case: str = ""
    number: str = ""
    person: str = ""
    mood: str = ""
    negative: str = ""
    tense: str = ""
    possessive: str = ""
    participle: str = ""
    wants_infinitive: bool = False
    roots: tuple[str, ...] = ()
    segments: tuple[int, ...] = ()

    @property
    def is_finite(self) -> bool:
        return self.kind == "teonsana" and bool(self.person)

    @property
    def is_nominal(self) -> bool:
        return self.kind in NOMINALS and not self.participle


class Morphology:
    """Voikko for one process. Safe for threads: one at a time asks Voikko, and answers are remembered."""

    def __init__(self) -> None:
        self._voikko = Voikko("fi")
        self._lock = Lock()
        self.readings = lru_cache(CACHE)(self._readings)
        self.parts = lru_cache(CACHE)(self._parts)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        if len(word) > LONGEST_WORD:
            return ()
        with self._lock:
            found = self._voikko.analyze(word)
        return tuple(
            dict.fromkeys(_reading(word, analysis) for analysis in found if not self._is_odd_name(word, analysis))
        )

    def _is_odd_name(self, word: str, analysis: dict[str, Any]) -> bool:
        """Whether a first name is made of a noun and a name: `hoito-alan` is no relative of `anna-maija`."""
        head, hyphen, _ = word.partition("-")
        return bool(hyphen) and analysis.get("CLASS") == "etunimi" and not self._is_first_name(head)

    def _is_first_name(self, word: str) -> bool:
        return any(reading.kind == "etunimi" for reading in self.readings(word))

    def _parts(self, base: str) -> tuple[str, ...]:
        """Base forms of all runs of a compound's segments, and the roots of derived words; the last part last."""
        readings = [reading for reading in self.readings(base) if reading.base == base] or self.readings(base)
        if not readings:
            return ()
        reading = max(readings, key=lambda reading: len(reading.segments))
        runs = [self._base_of(run) for run in _runs(base, reading.segments)]
        roots = [root for root in reading.roots if root not in runs]
        return tuple(part for part in dict.fromkeys(roots + runs) if part != base and len(part) >= SHORTEST_PART)

    def _base_of(self, form: str) -> str:
        """A compound's part is a noun in the nominative or the genitive, before it is anything else."""
        bases = [reading.base for reading in self.readings(form) if reading.kind in NOUNS and reading.kind not in NAMES]
        return form if form in bases else (bases or [reading.base for reading in self.readings(form)] or [form])[0]


def is_written(reading: Reading) -> bool:
    """Whether people write such a form: a comitative without an owner (`lukemine`) is a form that lost its last n."""
    return reading.case != "seuranto" or bool(reading.possessive)


def _reading(word: str, analysis: dict[str, Any]) -> Reading:
    roots = tuple(root.lower().replace("=", "") for root in _ROOT.findall(analysis.get("WORDBASES", "")))
    structure = analysis.get("STRUCTURE", "").strip("=").split("=")
    return Reading(
        base=_base(word, analysis, roots, len(structure)),
        kind=analysis.get("CLASS", ""),
        case=analysis.get("SIJAMUOTO", ""),
        number=analysis.get("NUMBER", ""),
        person=analysis.get("PERSON", ""),
        mood=analysis.get("MOOD", ""),
        negative=analysis.get("NEGATIVE", ""),
        tense=analysis.get("TENSE", ""),
        possessive=analysis.get("POSSESSIVE", ""),
        participle=analysis.get("PARTICIPLE", ""),
        wants_infinitive="REQUIRE_FOLLOWING_VERB" in analysis,
        roots=roots,
        segments=tuple(len(segment) for segment in structure),
    )


def _base(word: str, analysis: dict[str, Any], roots: tuple[str, ...], segments: int) -> str:
    base = analysis["BASEFORM"].lower()
    if analysis.get("MOOD") == "MINEN-infinitive":  # osaamista is of osaaminen, a noun, to who looks for it
        stem = _MINEN.match(word)
        return stem.group(1) + "nen" if stem else base
    if analysis.get("PARTICIPLE", "negation") != "negation" and segments == 1 and roots:  # tehnyt is of tehdä
        return roots[0]
    return base


def _runs(base: str, segments: tuple[int, ...]) -> list[str]:
    """All runs of neighbouring segments but the whole, those with the last segment last."""
    edges = [0]
    for length in segments:
        edges.append(edges[-1] + length)
    count = len(segments)
    spans = [(i, j) for j in range(1, count + 1) for i in range(j) if (i, j) != (0, count)]
    return [base[edges[i] : edges[j]].strip("-") for i, j in spans]
