"""What differs between two versions of an entry, in words for people."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from api.editor.schemas.entry_form import BY_NAME, LIST_CELLS, finnish_day, finnish_number
from catalogue.importers.tabular import NUMBERS, Cell, Column
from catalogue.model import FieldChange, Status

STATUS = Column("status", Cell.CHOICE, choices=Status)  # no table has this column
# A text and whether the other version lacks it.
Piece = tuple[str, bool]


@dataclass(frozen=True)
class Change:
    """A field before and after. The pieces of a list stand on lines of their own."""

    field: str
    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]
    is_list: bool


def readable(changes: Iterable[FieldChange]) -> list[Change]:
    """The changes in words; a part that has fields of its own is told field by field."""
    return [told for change in changes for told in _told(change)]


def _told(change: FieldChange) -> Iterator[Change]:
    for column in _columns(change.field):
        before, after = _of(column, change.before), _of(column, change.after)
        if before != after:
            is_list = column.cell in LIST_CELLS
            pieces = _items(before, after) if is_list else _words(_text(column, before), _text(column, after))
            yield Change(change.field, column.heading, *pieces, is_list)


def _columns(field: str) -> list[Column]:
    if field == "status":
        return [STATUS]
    return [column for column in BY_NAME.values() if (column.part or column.field) == field]


def _of(column: Column, value: Any) -> Any:
    """What this column has of the field; a list as the texts of its items."""
    if column.part:
        value = (value or {}).get(column.field)
    if column.cell in LIST_CELLS:
        return [finnish_day(item) if column.cell == Cell.DATES else item for item in value or ()]
    return value


def _text(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.options:
        return column.options[str(value).lower() if isinstance(value, bool) else value]
    if column.cell == Cell.DATE:
        return finnish_day(value)
    return finnish_number(value) if column.cell in NUMBERS else str(value)


def _items(before: Sequence[str], after: Sequence[str]) -> tuple[list[Piece], list[Piece]]:
    return [(item, item not in after) for item in before], [(item, item not in before) for item in after]


def _words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces of whole words, those that differ marked."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    removed: list[Piece] = []
    added: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed.append(("".join(old[old_from:old_to]), kind != "equal"))
        added.append(("".join(new[new_from:new_to]), kind != "equal"))
    return [piece for piece in removed if piece[0]], [piece for piece in added if piece[0]]
