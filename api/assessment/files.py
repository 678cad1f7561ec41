"""What a content person writes: `data/instruments/` and `data/competences.yml`, read and checked once, at start."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from api.assessment.model.engine import Item
from api.assessment.model.errors import UnknownInstrument
from api.assessment.model.instruments import (
    Choosing,
    Competence,
    Instrument,
    Kind,
    Question,
    Rung,
    faults,
    faults_of_choosing,
    twice,
)
from api.assessment.model.instruments import Path as Where
from api.assessment.model.knowing import field_of
from api.assessment.model.telling import Vocabulary, vocabulary_of
from api.settings import ROOT

INSTRUMENTS = ROOT / "data" / "instruments"
COMPETENCES = ROOT / "data" / "competences.yml"
CHOOSING = "choosing.yml"

Read = TypeVar("Read")


class BrokenInstrument(Exception):
    """A file that cannot be used: which file, which line, and why."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file.name}:{line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True)
class Library:
    """All instruments and competences, the choosing questions, and the words that make telling a wish."""

    instruments: Mapping[str, Instrument]
    competences: Mapping[str, Competence]
    choosing: Choosing
    versions: Mapping[str, str]
    vocabulary: Vocabulary

    def instrument(self, key: str) -> Instrument:
        """Raises UnknownInstrument."""
        try:
            return self.instruments[key]
        except KeyError:
            raise UnknownInstrument from None

    @property
    def questions(self) -> Iterator[Question]:
        """The ready items of every instrument."""
        return (question for instrument in self.instruments.values() for question in instrument.items)

    @property
    def scale(self) -> tuple[Rung, ...]:
        """The labels of levels in a profile, which all instruments share."""
        return next(iter(self.instruments.values())).scale

    @property
    def bank(self) -> list[Item]:
        """The ready items of every instrument, as the engine knows them."""
        return [question.item for question in self.questions]

    @property
    def readiness(self) -> frozenset[str]:
        """Instruments whose answers are shared only if chosen."""
        return frozenset(key for key, each in self.instruments.items() if each.shared_only_if_chosen)

    def of_kind(self, kind: Kind) -> Instrument | None:
        """The first instrument of the kind."""
        return next((each for each in self.instruments.values() if each.kind is kind), None)


@cache
def library() -> Library:
    """The library in use, read once. Raises BrokenInstrument."""
    return read_library()


def read_library(folder: Path = INSTRUMENTS, competences: Path = COMPETENCES) -> Library:
    """Everything of both places. Raises BrokenInstrument."""
    known = _competences(competences)
    found: dict[str, Instrument] = {}
    versions: dict[str, str] = {}
    for file in sorted(folder.glob("*.yml")):
        if file.name != CHOOSING:
            instrument = _instrument(file, known)
            _refuse(file, {(): 1}, _there_already(instrument, found))
            found[instrument.key] = instrument
            versions[instrument.key] = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    choosing, marks = _read(folder / CHOOSING, Choosing)
    _refuse(folder / CHOOSING, marks, faults_of_choosing(choosing, found))
    return Library(found, known, choosing, versions, vocabulary_of(list(known.values())))


def _there_already(instrument: Instrument, others: Mapping[str, Instrument]) -> Iterator[tuple[Where, str]]:
    """Keys are one for the whole library: answers are kept by them."""
    if instrument.key in others:
        yield (), f"there is another instrument {instrument.key}"
    taken = {item.key: other.key for other in others.values() for item in other.items}
    yield from (((), f"{taken[item.key]} has an item {item.key} too") for item in instrument.items if item.key in taken)


def _competences(file: Path) -> dict[str, Competence]:
    competences, marks = _read(file, tuple[Competence, ...])
    _refuse(file, marks, twice([competence.key for competence in competences]))
    return {competence.key: competence for competence in competences}


def _instrument(file: Path, competences: Mapping[str, Competence]) -> Instrument:
    instrument, marks = _read(file, Instrument)
    _refuse(file, marks, faults(instrument, competences))
    return replace(instrument, items=tuple(_of_competence(item, competences) for item in instrument.items))


def _of_competence(item: Question, competences: Mapping[str, Competence]) -> Question:
    competence = competences[item.competence]
    return replace(item, group=field_of(competence), name=competence.name)


def _read(file: Path, kind: type[Read]) -> tuple[Read, dict[Where, int]]:
    """The file as this kind of thing, and the line of each of its parts. Raises BrokenInstrument."""
    try:
        node = yaml.compose(file.read_text("utf-8"), yaml.CSafeLoader)
    except OSError as error:
        raise BrokenInstrument(file, 1, str(error.strerror)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenInstrument(file, line, str(error.problem)) from error
    if node is None:
        raise BrokenInstrument(file, 1, "the file is empty")
    marks = dict(_marks(node, ()))
    _refuse(file, marks, _names_twice(node, ()))
    # As JSON: there a list can become a tuple and a mapping a dataclass while everything else stays strict.
    plain = json.dumps(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader), default=str)
    try:
        return TypeAdapter(kind).validate_json(plain), marks
    except ValidationError as error:
        _refuse(file, marks, ((fault["loc"], fault["msg"]) for fault in error.errors()))
        raise


def _refuse(file: Path, marks: Mapping[Where, int], found: Iterable[tuple[Where, str]]) -> None:
    """Raise the first fault, at the line of the part that has it or of what it should stand in."""
    for where, reason in found:
        line = next(marks[where[:end]] for end in range(len(where), -1, -1) if where[:end] in marks)
        named = ".".join(map(str, where))
        raise BrokenInstrument(file, line, f"{named}: {reason}" if named else reason)


def _marks(node: yaml.Node, where: Where) -> Iterator[tuple[Where, int]]:
    yield where, node.start_mark.line + 1
    for name, part in _parts(node):
        yield from _marks(part, (*where, name))


def _names_twice(node: yaml.Node, where: Where) -> Iterator[tuple[Where, str]]:
    """YAML itself takes the last of two fields of one name without a word."""
    names = [name for name, _ in _parts(node)]
    for name, part in _parts(node):
        if names.count(name) > 1:
            yield (*where, name), "the field is there twice"
        yield from _names_twice(part, (*where, name))


def _parts(node: yaml.Node) -> list[tuple[str | int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), part) for key, part in node.value]
    return list(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else []
