"""The items of a field check, made from what the catalogue's units teach and find useful."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from api.assessment.model.instruments import Frame, Frames, Question
from catalogue.model import Entry

# What comes after these many is asked by no one: so many can be answered, and each competence has one item.
MOST_ITEMS = 14
PREFIX = "ala-"
LONGEST_NAME = 100
LONGEST_SLUG = 60


def questions_of(entries: Sequence[Entry], frames: Frames, most: int = MOST_ITEMS) -> tuple[Question, ...]:
    """Items from the entries, the best of which comes first: what most of them ask, else what the first ask."""
    asked = list(_asked(entries, frames))
    counts = Counter(name.casefold() for name, _, _ in asked)
    first: dict[str, tuple[str, Frame, str]] = {}
    for name, frame, unit in asked:
        first.setdefault(name.casefold(), (name, frame, unit))
    chosen = sorted(first, key=lambda name: -counts[name])[:most]
    return tuple(_question(*first[name]) for name in chosen)


def _asked(entries: Sequence[Entry], frames: Frames) -> Iterator[tuple[str, Frame, str]]:
    for entry in entries:
        for names, frame in ((entry.competences_gained, frames.gained), (entry.competences_useful, frames.useful)):
            yield from ((name, frame, entry.name) for name in names if len(name) <= LONGEST_NAME)


def _question(name: str, frame: Frame, unit: str) -> Question:
    said = {
        part: getattr(frame, part).format(competence=name, unit=unit) for part in ("text", "example", "explain", "easy")
    }
    key = key_of(name)
    return Question(key=key, competence=key, difficulty=frame.difficulty, group=unit, name=name, **said)


def key_of(name: str) -> str:
    """The key of a competence of the catalogue, the same as long as its name is the same."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    return f"{PREFIX}{slug}-{sha256(name.casefold().encode()).hexdigest()[:6]}"
