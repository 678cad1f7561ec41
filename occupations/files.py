"""What content people write in `data/occupations/`, read and checked once, at start."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from occupations.model import EscoLink, FieldFile, Occupation, Task, faults, repeated

DATA = Path(__file__).resolve().parent.parent / "data"
FOLDER = DATA / "occupations"
COMPETENCES = DATA / "competences.yml"
ESCO = Path("esco") / "links.yml"  # made by `python -m api occupations import`, beside what people write

Read = TypeVar("Read")


class BrokenOccupations(Exception):
    """A file that cannot be used: which file, which key, and why."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file.name}: {reason}")
        self.file, self.reason = file, reason


@dataclass(frozen=True)
class Occupations:
    """All trades, the tasks that they name, the field of each, and what ESCO adds."""

    occupations: Mapping[str, Occupation]
    tasks: Mapping[str, Task]
    fields: Mapping[str, str]
    esco: Mapping[str, EscoLink]

    def tasks_of(self, key: str) -> list[Task]:
        """What is done in a trade. Raises KeyError."""
        return [self.tasks[task] for task in self.occupations[key].tasks]

    def competences_of(self, key: str) -> list[str]:
        """The competences that its tasks tell of, each once. Raises KeyError."""
        return list(dict.fromkeys(task.competence for task in self.tasks_of(key)))


@cache
def occupations() -> Occupations:
    """The trades in use, read once. Raises BrokenOccupations."""
    return read_occupations()


def read_occupations(folder: Path = FOLDER, competences: Path = COMPETENCES) -> Occupations:
    """Every file of a folder. Raises BrokenOccupations."""
    files = {file: _read(file, FieldFile) for file in sorted(folder.glob("*.yml"))}
    tasks = _tasks_of_competences(competences)
    known = set(tasks)
    trades: dict[str, Occupation] = {}
    fields: dict[str, str] = {}
    for path, file in files.items():
        _refuse(path, (f"there is no competence {task.competence}" for task in file.tasks.values()
                       if task.competence not in known))  # fmt: skip
        _refuse(path, (f"{key} is there already" for key in file.tasks if key in tasks))
        tasks |= file.tasks
        keys = [occupation.key for occupation in file.occupations]
        _refuse(path, (f"{key} is there already" for key in [*repeated(keys), *(key for key in keys if key in trades)]))
        trades |= {occupation.key: occupation for occupation in file.occupations}
        fields |= dict.fromkeys(keys, file.field)
    for path, file in files.items():
        _refuse(path, faults(file, tasks, trades))
    return Occupations(trades, tasks, fields, read_links(folder / ESCO))


def read_links(file: Path) -> dict[str, EscoLink]:
    """What an import brought from ESCO; nothing before the first. Raises BrokenOccupations."""
    return _read(file, dict[str, EscoLink]) if file.exists() else {}


def _tasks_of_competences(file: Path) -> dict[str, Task]:
    """The first item of each competence, as a task. Raises BrokenOccupations."""
    listed = _load(file)
    return {each["key"]: Task(text=each["items"][0], competence=each["key"]) for each in listed}


def _read(file: Path, kind: type[Read]) -> Read:
    loaded = _load(file)
    try:
        return TypeAdapter(kind).validate_json(json.dumps(loaded))
    except ValidationError as error:
        fault = error.errors()[0]
        raise BrokenOccupations(file, f"{_where(loaded, fault['loc'])}: {fault['msg']}") from error


def _load(file: Path):  # type: ignore[no-untyped-def]
    try:
        return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise BrokenOccupations(file, str(error)) from error


def _where(loaded: object, place: tuple[int | str, ...]) -> str:
    """The place in a file in words, with the key of a trade instead of its number."""
    named: list[str] = []
    for step in place:
        loaded = _step(loaded, step)
        named.append(str(loaded["key"]) if isinstance(loaded, dict) and "key" in loaded else str(step))
    return ".".join(named)


def _step(loaded: object, step: int | str) -> object:
    try:
        return loaded[step]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None


def _refuse(file: Path, reasons: Iterable[str]) -> None:
    for reason in reasons:
        raise BrokenOccupations(file, reason)
