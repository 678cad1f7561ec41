"""The profile: what a person can do, on what it stands, and what is not known. Never a score that shuts out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

from api.assessment.model.engine import Course, Estimate, Item
from api.assessment.model.instruments import Competence
from api.assessment.model.prior import Judgement, Note, beforehand, field_of

MOST_STRENGTHS = 5
# From this certainty on it is called fairly sure, and from that on a direction.
FAIRLY_SURE, A_DIRECTION = 0.55, 0.35
BY_ONESELF = 2


class Certainty(StrEnum):
    """How sure a level is, in words: the person has said so, answers agree, few answers, hardly any."""

    CONFIRMED = "confirmed"
    FAIRLY_SURE = "fairly_sure"
    DIRECTION = "direction"
    UNSURE = "unsure"


class Source(StrEnum):
    """Where evidence comes from: told freely, answered to an item, or answered to it in own words."""

    TOLD = "told"
    ANSWER = "answer"
    OWN_WORDS = "own_words"


@dataclass(frozen=True)
class Answered:
    """An answer with what it was about; `level` None: not known or not told."""

    instrument: str
    item: str
    competence: str
    name: str
    difficulty: float
    text: str
    level: int | None
    words: str | None = None


@dataclass(frozen=True)
class Evidence:
    """The person's own words or the item's sentence; `about` is the item that own words answered."""

    text: str
    source: Source
    level: int | None = None
    about: str = ""
    # Whose scale the level is on.
    instrument: str | None = None


@dataclass(frozen=True)
class Known:
    """A competence of the person. `level` None: it was told of, and how well was not asked."""

    competence: str
    name: str
    strength: str | None
    address: str | None
    level: int | None
    estimate: float
    certainty: float
    certainty_in_words: Certainty
    evidence: tuple[Evidence, ...]
    # Whose scale the level is told on; None: no instrument has asked.
    instrument: str | None = None

    @property
    def rank(self) -> float:
        """For the order: what was told of comes after what was answered to go by oneself."""
        return BY_ONESELF - 0.5 if self.level is None else self.level

    @property
    def is_strength(self) -> bool:
        return self.estimate >= BY_ONESELF - 0.5 if self.level is None else self.level >= BY_ONESELF


@dataclass(frozen=True)
class Profile:
    """Competences from the strongest down, and names of those of which little is known."""

    known: tuple[Known, ...]
    little_known: tuple[str, ...]

    @property
    def strengths(self) -> tuple[Known, ...]:
        return tuple(known for known in self.known if known.is_strength)[:MOST_STRENGTHS]

    @property
    def beginnings(self) -> tuple[Known, ...]:
        """What goes with some help already."""
        return tuple(known for known in self.known if not known.is_strength and known.level == 1)[:MOST_STRENGTHS]


def profile_of(
    answers: Sequence[Answered],
    notes: Mapping[str, Note],
    competences: Mapping[str, Competence],
    bank: Collection[Item] = (),
    unasked: Collection[str] = (),
) -> Profile:
    """The profile that the answers and the notes make.

    `bank` has the items that could have been asked: what is expected of them counts where a competence was answered.
    `unasked` names competences that there was no time to ask.
    """
    by_competence: defaultdict[str, list[Answered]] = defaultdict(list)
    for answer in answers:
        by_competence[answer.competence].append(answer)
    estimates = _estimates(answers, notes, competences, bank)
    known, little = [], []
    for key, estimate in estimates.items():
        given, note, competence = by_competence[key], notes.get(key), competences.get(key)
        if any(answer.level is not None for answer in given) or (note is not None and note.is_told):
            known.append(_known(estimate, given, note, competence))
        elif given:
            little.append(competence.name if competence else given[0].name)
    ordered = sorted(known, key=lambda each: (-each.rank, -each.estimate, -each.certainty, each.name))
    return Profile(tuple(ordered), tuple(dict.fromkeys((*little, *unasked))))


def without(answers: Iterable[Answered], instruments: Collection[str]) -> list[Answered]:
    """The answers but for those of some instruments."""
    return [answer for answer in answers if answer.instrument not in instruments]


def _estimates(
    answers: Sequence[Answered],
    notes: Mapping[str, Note],
    competences: Mapping[str, Competence],
    bank: Collection[Item],
) -> dict[str, Estimate]:
    """Of each competence that was answered or told of, as it is known here."""
    found = {answer.item: _item(answer, competences) for answer in answers}
    wanted = {answer.competence for answer in answers} | set(notes)
    items = {**{item.key: item for item in bank if item.competence in wanted}, **found}
    levels = {answer.item: answer.level for answer in answers}
    return Course(list(items.values()), levels, beforehand(list(notes.values()))).estimates()


def _item(answer: Answered, competences: Mapping[str, Competence]) -> Item:
    competence = competences.get(answer.competence)
    group = field_of(competence) if competence else answer.instrument
    return Item(answer.item, answer.competence, answer.difficulty, group)


def _known(estimate: Estimate, given: Sequence[Answered], note: Note | None, competence: Competence | None) -> Known:
    level = _level(estimate, given, note)
    confirmed = note is not None and (note.level is not None or note.judgement is Judgement.RIGHT)
    expected = float(level) if note and note.level is not None and level is not None else estimate.level
    return Known(
        competence=estimate.competence,
        name=competence.name if competence else given[0].name,
        strength=competence.strength if competence else None,
        address=competence.esco if competence else None,
        level=level,
        estimate=expected,
        certainty=round(max(estimate.certainty, 0.9 if confirmed else 0.0), 2),
        certainty_in_words=_in_words(estimate.certainty, confirmed),
        evidence=_evidence(given, note),
        instrument=given[-1].instrument if given else None,
    )


def _level(estimate: Estimate, given: Sequence[Answered], note: Note | None) -> int | None:
    """The level that the person set, else the expected one, which never leaves the span of their own answers."""
    if note is not None and note.level is not None:
        return note.level
    levels = [answer.level for answer in given if answer.level is not None]
    expected = floor(estimate.level + 0.5)
    if levels:
        return min(max(expected, min(levels)), max(levels))
    return BY_ONESELF if note is not None and note.judgement is Judgement.RIGHT else None


def _in_words(certainty: float, confirmed: bool) -> Certainty:
    if confirmed:
        return Certainty.CONFIRMED
    if certainty >= FAIRLY_SURE:
        return Certainty.FAIRLY_SURE
    return Certainty.DIRECTION if certainty >= A_DIRECTION else Certainty.UNSURE


def _evidence(given: Sequence[Answered], note: Note | None) -> tuple[Evidence, ...]:
    told = [Evidence(note.words, Source.TOLD)] if note is not None and note.words else []
    own = [
        Evidence(answer.words, Source.OWN_WORDS, answer.level, answer.text, answer.instrument)
        if answer.words
        else Evidence(answer.text, Source.ANSWER, answer.level, instrument=answer.instrument)
        for answer in given
        if answer.level is not None
    ]
    return (*told, *own)
