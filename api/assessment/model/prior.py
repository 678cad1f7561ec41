"""What is known of a person's competences before an item is asked: what they told, judged, and answered elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from api.assessment.model.engine import MIDDLE, Beforehand
from api.assessment.model.graded_response import Seen
from api.assessment.model.instruments import Competence

# In standard deviations: one who tells of a work has mostly done it well; the rest of its field lies near, another
# field far. The figures are judgement, not measurement; answers soon outweigh them.
TOLD, SAME_FIELD, OTHER_FIELD = 0.8, 0.6, -1.0
# Groups whose competences go with any work.
ANYWHERE = frozenset({"transferable", "digital", "language", "readiness"})


def field_of(competence: Competence) -> str:
    """The field whose competences go together with it; none for what goes with any work."""
    return "" if competence.group in ANYWHERE else competence.group


class Judgement(StrEnum):
    """What a person says of a competence that was found in them."""

    RIGHT = "right"
    NOT_QUITE = "not_quite"
    REMOVE = "remove"


@dataclass(frozen=True)
class Note:
    """A competence that was told of or judged: the person's own words, their judgement, and the level they set."""

    competence: str
    words: str | None = None
    judgement: Judgement | None = None
    level: int | None = None

    @property
    def is_removed(self) -> bool:
        return self.judgement is Judgement.REMOVE

    @property
    def is_told(self) -> bool:
        """Whether it stands on what was told or confirmed."""
        return not self.is_removed and (self.words is not None or self.judgement is not None)


def beforehand(notes: Collection[Note], elsewhere: Iterable[tuple[str, float, int]] = ()) -> Beforehand:
    """What the notes say, with answers given elsewhere (competence, difficulty, level)."""
    seen: defaultdict[str, list[Seen]] = defaultdict(list)
    for competence, difficulty, level in elsewhere:
        seen[competence].append((difficulty, level, level))
    leanings = {}
    for note in notes:
        if note.is_told:
            seen[note.competence] += _seen_of(note)
            leanings[note.competence] = TOLD if note.judgement is not Judgement.NOT_QUITE else 0.0
    removed = frozenset(note.competence for note in notes if note.is_removed)
    return Beforehand(leanings, {key: tuple(found) for key, found in seen.items()}, left_out=removed)


def after_telling(known: Beforehand, notes: Collection[Note], competences: Mapping[str, Competence]) -> Beforehand:
    """The same for an instrument that begins with telling: the fields told of lie near and others far, and what was
    told and not yet judged is asked about first."""
    told = [note for note in notes if note.is_told]
    leanings = {**leanings_of_fields([note.competence for note in told], competences), **known.leanings}
    first = frozenset(note.competence for note in told if note.judgement is None)
    return replace(known, leanings=leanings, first=first)


def _seen_of(note: Note) -> list[Seen]:
    """What a judgement is as an answer: "right" says by oneself at least, "not quite" at most that."""
    if note.level is not None:
        return [(MIDDLE, note.level, note.level)]
    return {Judgement.RIGHT: [(MIDDLE, 2, 3)], Judgement.NOT_QUITE: [(MIDDLE, 1, 2)]}.get(note.judgement, [])  # type: ignore[arg-type]


def leanings_of_fields(told: Collection[str], competences: Mapping[str, Competence]) -> dict[str, float]:
    """Where competences lean by what was told: those of the same field near, those of another far.

    When nothing of any field was told, nothing leans.
    """
    fields = {field_of(competences[key]) for key in told if key in competences} - {""}
    if not fields:
        return {}
    return {
        key: SAME_FIELD if field_of(competence) in fields else OTHER_FIELD
        for key, competence in competences.items()
        if field_of(competence)
    }
