"""Wishes in a sentence: place, way, fee, language, start and length; what is left is the subject."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import yaml

from catalogue.model import EntryKind, Way
from catalogue.search.clauses import Meant, read_clauses
from catalogue.search.wishes import Wish
from finnish.fold import fold
from finnish.numbers import number_of
from finnish.words import Words

SHORT_WEEKS = 8.0
BECOMING = "ksi"
SOON = timedelta(weeks=8)
# What is let go first when nothing has it all: the least that a person would give up is last.
LET_GO = {
    "length": ("longest_weeks",),
    "start": ("starts_from", "starts_by"),
    "language": ("language",),
    "fee": ("free",),
    "way": ("way",),
    "kind": ("kind",),
    "place": ("place",),
}
NONE: dict[str, Any] = {field.name: field.default for field in fields(Wish)}


@dataclass(frozen=True)
class Word:
    """A word as it is written in full, and its base forms."""

    written: str
    bases: tuple[str, ...]

    def is_in(self, listed: Collection[str]) -> bool:
        return self.written in listed or any(base in listed for base in self.bases)


def read(text: str, kind: EntryKind | None, words: Words, catalogue_places: Iterable[str], today: date) -> Wish:
    """What a person asks for; what is denied is left out ("en etänä"), and so is what they tell of their past.

    The text of the wish holds the words that are no wish of another kind; `unwanted` those of what is not wanted.
    """
    places = {fold(place.casefold()): place for place in (*_listed()["places"], *catalogue_places)}
    told = [(Word(word, words.bases(word)), meant) for word, meant in read_clauses(text, words)]
    said = _wanted(told, words)
    understood: list[tuple[Word, dict[str, Any]]] = [
        *_lengths(said),
        *((word, meant) for word in said if (meant := _meant(word, places, today))),
    ]
    used = {word.written for word, _ in understood}
    if understood:
        used |= {word.written for word in said if word.is_in(_listed()["around"])}
    values = {name: value for _, meant in reversed(understood) for name, value in meant.items()}
    subject = " ".join(word for word in _content(said, words) if word not in used)
    unwanted = [word for word, meant in told if meant is Meant.UNWANTED and not _meant(word, places, today)]
    return Wish(subject, kind, **values, unwanted=" ".join(_content(unwanted, words)))


def looser(wish: Wish) -> Iterable[tuple[tuple[str, ...], Wish]]:
    """The wish with ever more let go: first what matters least to people. Each with the names of what went."""
    made = [name for name, parts in LET_GO.items() if any(getattr(wish, part) != NONE[part] for part in parts)]
    for count in range(len(made) + 1):
        for names in combinations(made, count):
            yield names, replace(wish, **{part: NONE[part] for name in names for part in LET_GO[name]})


def _wanted(told: Iterable[tuple[Word, Meant]], words: Words) -> list[Word]:
    """The words of the wish; with what is denied when there is nothing else ("en osaa hitsata")."""
    open_still = [(word, meant) for word, meant in told if meant in (Meant.WISHED, Meant.DENIED)]
    wanted = [word for word, meant in open_still if meant is Meant.WISHED or word.is_in(_listed()["free"])]
    return wanted if _content(wanted, words) else [word for word, _ in open_still]


def _content(said: Iterable[Word], words: Words) -> list[str]:
    """The words that may tell a subject."""
    return words.content_words(" ".join(word.written for word in said if _may_be_subject(word)))


def _may_be_subject(word: Word) -> bool:
    """A doctor who is spoken of is none, but who wishes to become one says so ("lääkäriksi")."""
    return word.written.endswith(BECOMING) or not word.is_in(_listed()["no_subject"])


def _meant(word: Word, places: Mapping[str, str], today: date) -> dict[str, Any]:
    """What one word says of the wish; nothing for a word of the subject."""
    listed = _listed()
    for way, names in listed["ways"].items():
        if word.is_in(names):
            return {"way": Way(way)}
    if (place := _place(word, places)) is not None:
        return {"place": place}
    for language, names in listed["languages"].items():
        if word.is_in(names):
            return {"language": language}
    if word.is_in(listed["free"]):
        return {"free": True}
    if word.is_in(listed["short"]):
        return {"longest_weeks": SHORT_WEEKS}
    return _start(word, today)


def _place(word: Word, places: Mapping[str, str]) -> str | None:
    return next((places[name] for base in word.bases if (name := fold(base)) in places), None)


def _start(word: Word, today: date) -> dict[str, Any]:
    listed = _listed()
    if word.is_in(listed["soon"]):
        return {"starts_from": today.isoformat(), "starts_by": (today + SOON).isoformat()}
    months = next((listed["times"][base] for base in word.bases if base in listed["times"]), None)
    if months is None:
        return {}
    first, last = months
    year = today.year + (last < today.month)
    earliest = max(date(year, first, 1), today)
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return {"starts_from": earliest.isoformat(), "starts_by": end.isoformat()}


def _lengths(said: list[Word]) -> list[tuple[Word, dict[str, Any]]]:
    """A number and a measure: two weeks, 3 kk."""
    found: list[tuple[Word, dict[str, Any]]] = []
    for before, word in pairwise(said):
        weeks = next((_listed()["lengths"][base] for base in word.bases if base in _listed()["lengths"]), None)
        number = _number(before)
        if weeks is not None and number is not None:
            found += [(before, {}), (word, {"longest_weeks": number * weeks})]
    return found


def _number(word: Word) -> float | None:
    if word.written.isascii() and word.written.isdigit() and len(word.written) < 4:
        return float(word.written)
    listed = next((float(_listed()["numbers"][base]) for base in word.bases if base in _listed()["numbers"]), None)
    return number_of(word.written) if listed is None else listed


@cache
def _listed() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("wish_words.yml").read_text("utf-8"))  # type: ignore[no-any-return]
