"""What a person has said, taken together: the wish in their words, and where two answers differ."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from catalogue.model import Competence
from catalogue.recommend.bounds import Removal
from catalogue.recommend.entry_faces import Shelf
from catalogue.recommend.model import Told, Wanted
from catalogue.recommend.naming import in_words, known_work
from catalogue.recommend.wording import quoted
from catalogue.search.index import Index
from catalogue.search.query import read
from catalogue.search.wishes import Wish
from finnish.words import Words

LEAST_SHARE = 0.4  # what answers the wish so much less than the best does has nothing to do with it
UNBACKED = 0.6  # the words answer, the competences do not
PLAINLY = 0.6  # so well an entry answers what is not wanted, and is then not suggested
WORD = re.compile(r"[^\W\d_]+")
COUNTS = 0.8  # what counts towards a unit leads where the unit leads, a little less directly


@dataclass(frozen=True)
class Understood:
    """`wanted` with what the wish says of place, way and the like; its `wants` is empty when no work is wished for.

    `subject` is what is left of the wish, `told` the same as it can stand in a sentence, and `goal` only what of it
    means work that the catalogue knows. `relevance` tells how well entries answer it, from 0 to 1 by their key; what
    does not answer it is left out. `unwanted` holds the keys of what the person said not to want, or may not be shown;
    `doubts` why an entry comes last, and `upward` how plainly entries lead up from the person's trade.
    """

    wanted: Wanted
    subject: str
    told: str
    goal: str
    relevance: Mapping[str, float]
    notes: tuple[Told, ...]
    unwanted: frozenset[str] = frozenset()
    doubts: Mapping[str, Removal] = field(default_factory=dict)
    upward: Mapping[str, float] = field(default_factory=dict)

    def without_wish(self) -> "Understood":
        """The same for a wish that nothing answers: no courses were asked for in a way that could be understood."""
        return replace(self, wanted=replace(self.wanted, wants=""))


def understood(index: Index, shelf: Shelf, wanted: Wanted, today: date) -> Understood:
    """What was answered in so many words goes before what the wish says in passing."""
    wish, evenings = _read(index, shelf, wanted.wants, today)
    named = _read(index, shelf, wanted.place or "", today)[0].place
    competences, notes = _last_said(wanted.competences)
    whole = replace(
        wanted,
        competences=competences,
        wants=wanted.wants if wish.text else "",
        place=named or wanted.place or wish.place,
        way=wanted.way or wish.way,
        language=wanted.language or wish.language,
        evenings=wanted.evenings if wanted.evenings is not None else evenings or None,
        free=wanted.free or wish.free,
        longest_weeks=wanted.longest_weeks or wish.longest_weeks,
        starts_from=wanted.starts_from if wanted.has_start else wish.starts_from,
        starts_by=wanted.starts_by if wanted.has_start else wish.starts_by,
    )
    relevance = relevance_of(index, shelf, wish.text)
    told = in_words(index, wanted.wants, wish.text)
    goal = known_work(index, shelf, wanted.wants, wish.text)
    notes += _contradictions(wish, whole)
    if wish.text and not relevance:
        notes.append(Told("note_wish_unknown", {"wants": told}))
    unwanted = _unwanted(index, shelf, f"{wish.unwanted} {wanted.unwanted}".strip(), relevance)
    return Understood(whole, wish.text, goal or told, goal, relevance, tuple(notes), unwanted)


def _read(index: Index, shelf: Shelf, text: str, today: date) -> tuple[Wish, bool]:
    """The wish in a text, and whether evenings or weekends are wished for."""
    words = index.analyser.words
    others = WORD.sub(lambda word: "" if _is_evening(word[0], words) else word[0], text)
    places = {where.place for where in shelf.wheres.all}
    return index.with_subject(read(others, None, words, places, today)), others != text


def _is_evening(word: str, words: Words) -> bool:
    forms = {form for written in words.tokens(word) for form in (written, *words.bases(written))}
    return not forms.isdisjoint(_listed()["evenings"])


def _last_said(competences: Sequence[Competence]) -> tuple[tuple[Competence, ...], list[Told]]:
    """Of a competence that was told twice the last counts; it is told when the levels differ."""
    last = {competence.text.casefold(): competence for competence in competences}
    levels: defaultdict[str, set[int]] = defaultdict(set)
    for competence in competences:
        levels[competence.text.casefold()].add(competence.level)
    odd = [
        Told("note_two_levels", {"competence": quoted(competence.text)})
        for name, competence in last.items()
        if len(levels[name]) > 1
    ]
    return tuple(last.values()), odd


def _contradictions(wish: Wish, whole: Wanted) -> Iterator[Told]:
    if wish.place and whole.place and wish.place != whole.place:
        yield Told("note_two_places", {"place": whole.place, "other": wish.place})
    if wish.way and whole.way and wish.way != whole.way:
        yield Told("note_two_ways", {"way": Told(f"way_{whole.way}")})


def relevance_of(index: Index, shelf: Shelf, subject: str) -> dict[str, float]:
    scores = index.score(subject) if subject else {}
    best = max(scores.values(), default=0.0)
    good = [number for number, score in scores.items() if score >= LEAST_SHARE * best]
    direct = {key: scores[number] / best for number, key in index.keys_of(good)}
    return _backed(_with_credited(direct, shelf), shelf, subject)


def _backed(relevance: dict[str, float], shelf: Shelf, subject: str) -> dict[str, float]:
    """Words are alike by chance (care of animals, care of the old): what is about other competences tells less.

    When nothing is about the competences that the wish means, nothing answers it.
    """
    meant = shelf.competences.meaning(subject).keys - shelf.competences.general
    if not meant:
        return relevance
    about = {key for key in relevance if shelf.rows[key].about & meant}
    if not about:
        return {}
    shares = ((key, share if key in about else UNBACKED * share) for key, share in relevance.items())
    return {key: share for key, share in shares if share >= LEAST_SHARE}


def _unwanted(index: Index, shelf: Shelf, text: str, relevance: Mapping[str, float]) -> frozenset[str]:
    """What is plainly about what is not wanted, and more so than about what is."""
    about = relevance_of(index, shelf, text)
    return frozenset(key for key, share in about.items() if share >= PLAINLY and share > relevance.get(key, 0.0))


def _with_credited(direct: dict[str, float], shelf: Shelf) -> dict[str, float]:
    """What counts towards a unit that answers the wish answers it too."""
    of_code: dict[str, float] = {}
    for key, share in direct.items():
        code = shelf.rows[key].entry.code
        if code:
            of_code[code] = max(share, of_code.get(code, 0.0))
    relevance = dict(direct)
    for code, share in of_code.items():
        for key in shelf.counting_towards(code):
            relevance[key] = max(COUNTS * share, relevance.get(key, 0.0))
    return relevance


@cache
def shown_by_writing() -> frozenset[str]:
    """What whoever writes to us has shown to be able to do."""
    return frozenset(_listed()["shown_by_writing"])


@cache
def _listed() -> Mapping[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("wish_words.yml").read_text("utf-8"))  # type: ignore[no-any-return]
