"""What an import may change: a field that an editor wrote by hand is kept, and the difference told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from catalogue.model.entry import Fault
from catalogue.model.lifecycle import FieldChange
from catalogue.problem import CatalogueProblem


@dataclass(frozen=True)
class Row:
    """A row that could be read: the fields that its source speaks of. `label` is for people."""

    number: int
    label: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class BadRow:
    """A row that could not be read, and why."""

    number: int
    label: str
    faults: tuple[Fault, ...]


class BadFile(CatalogueProblem):
    """A file that cannot be read at all. Its Finnish sentence is in `data/texts/catalogue.yml`."""

    status, kind = 422, "bad-file"

    def __init__(self, code: str, name: str, **values: object) -> None:
        super().__init__(f"{name}: {code}")
        self.code, self.name, self.values = code, name, values


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Merged:
    """A content after an import: what changes, and what is kept by hand (from ours to theirs)."""

    content: dict[str, Any]
    changes: tuple[FieldChange, ...]
    kept: tuple[FieldChange, ...]


def merge(ours: Mapping[str, Any], base: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Bring what the source now says (`theirs`) into what we have, knowing what it said before (`base`).

    A field that still says what the source said is the source's. One that says something else was
    written by hand: it is kept, and told as a difference when the source says something new.
    """
    content, changes, kept = dict(ours), [], []
    for name, said in theirs.items():
        has = ours.get(name)
        if has == said:
            continue
        if name in base and has == base[name]:
            content[name] = said
            changes.append(FieldChange(name, has, said))
        elif name not in base or base[name] != said:
            kept.append(FieldChange(name, has, said))
    return Merged(content, tuple(changes), tuple(kept))


@dataclass(frozen=True)
class PlannedRow:
    """What an import would do, or did, with one row, and why."""

    number: int
    label: str
    outcome: Outcome
    key: str = ""
    changes: tuple[FieldChange, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    faults: tuple[Fault, ...] = ()
    # What would be stored, and what the source says; empty when nothing is to be done.
    content: dict[str, Any] = field(default_factory=dict, repr=False)
    imported: dict[str, Any] = field(default_factory=dict, repr=False)
