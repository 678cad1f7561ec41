"""What an instrument is, and what must hold of it beyond the shape of its file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from api.assessment.model.engine import Item, Stop
from api.assessment.model.graded_response import LEVELS

STRICT = ConfigDict(extra="forbid", strict=True)
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=400)]
# Where in a file something stands: names of fields and places in lists.
Path = tuple[str | int, ...]
PLACE_OF_COMPETENCE = "{competence}"


class InstrumentKind(StrEnum):
    """How an instrument goes: ready items, telling first, or items made from the catalogue."""

    ITEMS = "items"
    TELLING = "telling"
    FIELD_CHECK = "field_check"


class Situation(StrEnum):
    """How a person stands to work, as the first choosing question asks."""

    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    LONG_UNEMPLOYED = "long_unemployed"
    NEVER_WORKED = "never_worked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, config=STRICT)
class Competence:
    """Something that people can do. `items` say it in I-form, one thing each; `words` are base forms of what people say
    of it; `esco` its address there."""

    key: Key
    name: Text
    strength: Text
    group: Key
    items: Annotated[tuple[Text, ...], Field(min_length=1)]
    words: tuple[Text, ...] = ()
    esco: Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/skill/\S+$")] | None = None


@dataclass(frozen=True, config=STRICT)
class Rung:
    """One answer of a scale."""

    level: Annotated[int, Field(ge=LEVELS[0], le=LEVELS[-1])]
    label: Text
    hint: Text


@dataclass(frozen=True, config=STRICT)
class Unknown:
    """The answer of one who does not know or will not say."""

    label: Text


@dataclass(frozen=True, config=STRICT)
class Question:
    """An item in words: a sentence in I-form, an example from daily life, and other words for it."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)]
    text: Text
    example: Text
    explain: Text
    competence: Annotated[str, Field(min_length=1, max_length=120)]
    difficulty: Annotated[float, Field(ge=-2, le=2)]
    easy: Text
    # What its competence goes together with, and its name: of a file's items these come from the competence.
    group: str = ""
    name: str = ""

    @property
    def item(self) -> Item:
        """What the engine knows of it."""
        return Item(self.key, self.competence, self.difficulty, self.group)


@dataclass(frozen=True, config=STRICT)
class Ending:
    """When asking may end, and when it must, in answers."""

    at_least: Annotated[int, Field(ge=1, le=30)]
    at_most: Annotated[int, Field(ge=1, le=30)]

    @property
    def stop(self) -> Stop:
        return Stop(self.at_least, self.at_most)


@dataclass(frozen=True, config=STRICT)
class Telling:
    """What is asked before the items of an instrument that begins with free telling."""

    ask: Text
    example: Text
    easy: Text
    also: Text


@dataclass(frozen=True, config=STRICT)
class FieldQuestion:
    """Which field a field check is about, and what is said when nothing is found."""

    ask: Text
    example: Text
    easy: Text
    none: Text


@dataclass(frozen=True, config=STRICT)
class Frame:
    """How an item of a field check is said."""

    text: Text
    example: Text
    explain: Text
    easy: Text
    difficulty: Annotated[float, Field(ge=-2, le=2)]


@dataclass(frozen=True, config=STRICT)
class Frames:
    gained: Frame
    useful: Frame


@dataclass(frozen=True, config=STRICT)
class Instrument:
    """One self-assessment: whom it is for, what it asks, how it is answered and when it may stop."""

    key: Key
    name: Text
    for_whom: Text
    situation: Annotated[tuple[Situation, ...], Field(min_length=1)]
    intro: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    kind: InstrumentKind
    shared_only_if_chosen: bool
    scale: tuple[Rung, ...]
    unknown: Unknown
    stop: Ending
    items: tuple[Question, ...] = ()
    telling: Telling | None = None
    field: FieldQuestion | None = None
    frames: Frames | None = None

    def rung(self, level: int) -> Rung:
        return self.scale[level]


@dataclass(frozen=True, config=STRICT)
class Option:
    """An answer to a choosing question: on to the next one, or to an instrument.

    `said` are phrases by which people say it, of base forms or of forms as written.
    """

    key: str
    label: Text
    next: Key | None = None
    instrument: Key | None = None
    said: tuple[Text, ...] = ()


@dataclass(frozen=True, config=STRICT)
class ChoosingQuestion:
    key: Key
    text: Text
    easy: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


@dataclass(frozen=True, config=STRICT)
class Choosing:
    """The at most two questions that choose an instrument. `undecided` are phrases of who leaves the choice open."""

    first: Key
    undecided: tuple[Text, ...]
    questions: tuple[ChoosingQuestion, ...]

    @property
    def opening(self) -> ChoosingQuestion:
        """How the person stands to work: asked first."""
        return next(question for question in self.questions if question.key == self.first)

    def question(self, key: str) -> ChoosingQuestion | None:
        return next((question for question in self.questions if question.key == key), None)

    def option(self, question: str, answer: str) -> Option | None:
        """What the answer to a question leads to; None when there is no such question or answer."""
        asked = self.question(question)
        return next((option for option in asked.options if option.key == answer), None) if asked else None


def faults(instrument: Instrument, competences: Mapping[str, Competence]) -> Iterator[tuple[Path, str]]:
    """What is wrong in an instrument whose file has the right shape: where, and why."""
    if tuple(rung.level for rung in instrument.scale) != LEVELS:
        yield ("scale",), "the levels must be 0, 1, 2 and 3 in this order"
    if instrument.stop.at_least > instrument.stop.at_most:
        yield ("stop", "at_least"), "at_least is more than at_most"
    if (instrument.telling is not None) != (instrument.kind is InstrumentKind.TELLING):
        yield ("telling",), "only an instrument of kind telling has telling, and it must"
    if instrument.kind is InstrumentKind.FIELD_CHECK:
        yield from _faults_of_field_check(instrument)
    else:
        yield from _faults_of_items(instrument, competences)


def _faults_of_field_check(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    if instrument.items:
        yield ("items",), "the items of a field check are made from the catalogue"
    if instrument.field is None or instrument.frames is None:
        yield ("kind",), "a field check needs field and frames"
        return
    for name, frame in (("gained", instrument.frames.gained), ("useful", instrument.frames.useful)):
        for part in ("text", "easy"):
            if PLACE_OF_COMPETENCE not in getattr(frame, part):
                yield ("frames", name, part), f"must have {PLACE_OF_COMPETENCE}"


def _faults_of_items(instrument: Instrument, competences: Mapping[str, Competence]) -> Iterator[tuple[Path, str]]:
    if instrument.field is not None or instrument.frames is not None:
        yield ("kind",), "only a field check has field and frames"
    if len(instrument.items) < instrument.stop.at_least:
        yield ("items",), "fewer items than must be asked"
    for place, item in enumerate(instrument.items):
        if item.competence not in competences:
            yield ("items", place, "competence"), f"there is no competence {item.competence}"
    yield from twice([item.key for item in instrument.items], "items")


def twice(keys: Sequence[str], *where: str) -> Iterator[tuple[Path, str]]:
    """Keys that stand in a list more than once, at their later places."""
    seen: Counter[str] = Counter()
    for place, key in enumerate(keys):
        if seen[key]:
            yield (*where, place, "key"), f"{key} is there already"
        seen[key] += 1


def faults_of_choosing(choosing: Choosing, instruments: Mapping[str, Instrument]) -> Iterator[tuple[Path, str]]:
    """What is wrong in the choosing questions: an answer that leads nowhere, or to a third question."""
    yield from twice([question.key for question in choosing.questions], "questions")
    if choosing.question(choosing.first) is None:
        yield ("first",), f"there is no question {choosing.first}"
    for place, question in enumerate(choosing.questions):
        for at, option in enumerate(question.options):
            reason = _fault_of_option(option, choosing, instruments, question.key == choosing.first)
            if reason:
                yield ("questions", place, "options", at), reason


def _fault_of_option(
    option: Option, choosing: Choosing, instruments: Mapping[str, Instrument], is_first: bool
) -> str | None:
    if (option.next is None) == (option.instrument is None):
        return "an option leads either to a next question or to an instrument"
    if option.instrument is not None:
        return None if option.instrument in instruments else f"there is no instrument {option.instrument}"
    if not is_first:
        return "only the first question may lead to another"
    return None if choosing.question(str(option.next)) else f"there is no question {option.next}"
