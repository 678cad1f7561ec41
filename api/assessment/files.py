"""What a content person writes: `data/instruments/` and `data/competences.yml`, read and checked once, at start."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from api.assessment.model.instruments import (
    Choosing,
    Competence,
    Instrument,
    Kind,
    Question,
    UnknownInstrument,
    faults,
    faults_of_choosing,
    twice,
)
from api.assessment.model.instruments import Path as Where
from api.assessment.model.knowing import field_of
from api.settings import ROOT

INSTRUMENTS = ROOT / "data" / "instruments"
COMPETENCES = ROOT / "data" / "competences.yml"
TELLING = ROOT / "data" / "telling.yml"
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
    wishing: frozenset[str]

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
    def field_check(self) -> Instrument | None:
        return next((each for each in self.instruments.values() if each.kind is Kind.FIELD_CHECK), None)


def read_library(folder: Path = INSTRUMENTS, competences: Path = COMPETENCES) -> Library:
    """Everything of both places. Raises BrokenInstrument."""
    known = _competences(competences)
    found, versions = {}, {}
    for file in sorted(folder.glob("*.yml")):
        if file.name != CHOOSING:
            instrument = _instrument(file, known)
            if instrument.key in found:
                raise BrokenInstrument(file, 1, f"there is another instrument {instrument.key}")
            found[instrument.key] = instrument
            versions[instrument.key] = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    choosing, marks = _read(folder / CHOOSING, Choosing)
    _refuse(folder / CHOOSING, marks, faults_of_choosing(choosing, found))
    wishing = frozenset(yaml.safe_load(TELLING.read_text("utf-8"))["wishing"])
    return Library(found, known, choosing, versions, wishing)


def _competences(file: Path) -> dict[str, Competence]:
    competences, marks = _read(file, tuple[Competence, ...])
    _refuse(file, marks, twice([competence.key for competence in competences]))
    return {competence.key: competence for competence in competences}


def _instrument(file: Path, competences: Mapping[str, Competence]) -> Instrument:
    instrument, marks = _read(file, Instrument)
    _refuse(file, marks, faults(instrument, competences))
    grouped = [replace(item, group=field_of(competences[item.competence])) for item in instrument.items]
    return replace(instrument, items=tuple(grouped))


def _read(file: Path, kind: type[Read]) -> tuple[Read, dict[Where, int]]:
    """The file as this kind of thing, and the line of each of its parts. Raises BrokenInstrument."""
    try:
        node = yaml.compose(file.read_text("utf-8"), yaml.SafeLoader)
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
    plain = json.dumps(yaml.safe_load(file.read_text("utf-8")), default=str)
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
