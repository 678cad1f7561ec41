"""Tables of Excel and CSV with Finnish headings, and the templates that people fill in."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalogue.importers.cells import day_in, each_day, euros_in, weekly_hours_in, weeks_in
from catalogue.importers.common import Incoming, Note, Read, decoded
from catalogue.model import HELD, BadFile, BadRow, EntryKind, Fault, Row, Way
from catalogue.texts import say
from finnish.plain import one_line, plain

SOURCE = "table"
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_RATIO = 200  # a workbook of people's text packs to a tenth or so; a bomb to a thousandth
MOST_PARTS = 2_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of a workbook, unpacked
# Signs in all cells together: a workbook keeps a text once, however many cells it stands in.
MOST_SIGNS = 20_000_000
DELIMITERS = ";,\t|"
UNIT = re.compile(r"(?:osp\.?|pv\.?|paikkaa)$", re.IGNORECASE)
# A table may say beside the dates, or in their place, that one can apply at any time.
DATED = ("starts", "apply_by")


class Cell(StrEnum):
    TEXT = "text"
    LIST = "list"
    NUMBER = "number"
    LENGTH = "length"
    HOURS = "hours"
    MONEY = "money"
    DATE = "date"
    DATES = "dates"
    FLAG = "flag"
    CHOICE = "choice"
    # Yes, no, or not known.
    YES_NO = "yes_no"


NUMBERS = frozenset((Cell.NUMBER, Cell.LENGTH, Cell.HOURS, Cell.MONEY))


@dataclass(frozen=True)
class Column:
    """A column: its name, which is also the key of its heading, and what its cells hold.

    A column of a part, such as the employer's, has the part's field as its `part`. `said_as`: what the texts of its
    choices are called by, when it is not by its name.
    """

    name: str
    cell: Cell = Cell.TEXT
    part: str = ""
    choices: type[StrEnum] | None = None
    said_as: str = ""

    @property
    def field(self) -> str:
        return self.name.removeprefix(f"{self.part}_") if self.part else self.name

    @property
    def heading(self) -> str:
        return say(f"column-{self.name}")

    @property
    def options(self) -> dict[str, str]:
        """What one may choose, each with the word for it."""
        if self.cell in (Cell.FLAG, Cell.YES_NO):
            return {flag: say(f"flag-{flag}") for flag in ("true", "false")}
        return {choice: say(f"{self.said_as or self.name}-{choice}") for choice in self.choices or ()}


def _of_asks(name: str, held: type[Any]) -> Column:
    if plain_cell := {bool: Cell.YES_NO, int: Cell.NUMBER}.get(held):
        return Column(f"asks_{name}", plain_cell, "asks")
    return Column(f"asks_{name}", Cell.CHOICE, "asks", held, held.__name__.lower())


OF_ASKS = tuple(_of_asks(name, held) for name, held in HELD.items())

COLUMNS = (
    Column("key"),
    Column("kind", Cell.CHOICE, choices=EntryKind),
    Column("name"),
    Column("name_sv"),
    Column("summary"),
    Column("provider"),
    Column("place"),
    Column("way", Cell.CHOICE, choices=Way),
    Column("fields", Cell.LIST),
    Column("code"),
    Column("unit_codes", Cell.LIST),
    Column("qualification"),
    Column("qualification_code"),
    Column("size_osp", Cell.NUMBER),
    Column("continuous", Cell.FLAG),
    Column("starts", Cell.DATES),
    Column("apply_by", Cell.DATE),
    Column("length_weeks", Cell.LENGTH),
    Column("weekly_hours", Cell.HOURS),
    Column("contact_days_month", Cell.NUMBER),
    Column("evenings", Cell.FLAG),
    Column("weekends", Cell.FLAG),
    Column("fee_eur", Cell.MONEY),
    Column("language"),
    Column("device_needed", Cell.FLAG),
    Column("entry_needs", Cell.LIST),
    Column("competences_gained", Cell.LIST),
    Column("competences_useful", Cell.LIST),
    Column("keywords", Cell.LIST),
    Column("apply_where"),
    Column("employer_name", part="employer"),
    Column("employer_roles", Cell.LIST, "employer"),
    Column("employer_open_places", Cell.NUMBER, "employer"),
    Column("employer_must_have", Cell.LIST, "employer"),
    Column("employer_learnt_at_work", Cell.LIST, "employer"),
    Column("counts_towards_units", Cell.LIST, "counts_towards"),
    Column("counts_towards_school", part="counts_towards"),
    *OF_ASKS,
    Column("valid_from", Cell.DATE),
    Column("valid_until", Cell.DATE),
    Column("source"),
    Column("checked_on", Cell.DATE),
)
# An employer fills these; the kind is known and the rest is the editor's work.
OF_EMPLOYERS = (
    "employer_name employer_roles employer_open_places employer_must_have employer_learnt_at_work name summary "
    "provider place starts apply_by continuous length_weeks weekly_hours evenings weekends language entry_needs "
    f"counts_towards_units counts_towards_school {' '.join(column.name for column in OF_ASKS)} apply_where"
).split()
NEEDED = ("name", "summary")


def template() -> tuple[Column, ...]:
    """The columns of every entry."""
    return COLUMNS


def employer_template() -> tuple[Column, ...]:
    """The columns that an employer fills in."""
    return tuple(column for name in OF_EMPLOYERS for column in COLUMNS if column.name == name)


def as_csv(columns: Sequence[Column]) -> bytes:
    """An empty table that Excel in Finnish opens as it should: semicolons, and UTF-8 with its mark."""
    return (";".join(column.heading for column in columns) + "\r\n").encode("utf-8-sig")


def as_xlsx(columns: Sequence[Column]) -> bytes:
    """An empty workbook: headings with notes, and lists to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("sheet")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, column.heading)
        cell.font = Font(bold=True)
        cell.comment = Comment(_help(column), say("sheet"))
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(14, len(column.heading) + 2)
        if _choices(column):
            rule = DataValidation("list", formula1=f'"{",".join(_choices(column))}"', allow_blank=True)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _help(column: Column) -> str:
    told = say(f"help-{column.cell}", choices=", ".join(_choices(column)))
    return f"{say('help-required')} {told}" if column.name in NEEDED else told


def _choices(column: Column) -> list[str]:
    """The words to choose from; a comma would part the list of a workbook's rule, so no such word has one."""
    return list(column.options.values())


def read_csv(name: str, data: bytes) -> Incoming:
    """The rows of a CSV file. Raises BadFile."""
    text, encoding = decoded(name, data)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        table = _capped(name, reader)
    except csv.Error:
        raise BadFile("broken-table", name) from None
    shown = say("delimiter-tab") if delimiter == "\t" else delimiter
    told = [
        Note("encoding", {"name": name, "encoding": encoding}),
        Note("delimiter", {"name": name, "delimiter": shown}),
    ]
    return _incoming(name, table, told)


def read_xlsx(name: str, data: bytes) -> Incoming:
    """The rows of the first sheet of a workbook. Raises BadFile, for a bomb before it is unpacked."""
    _defuse(name, data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        table = _capped(name, sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))
    except BadFile:
        raise
    except Exception as error:  # what a workbook of any bytes makes the library raise has no end
        raise BadFile("broken-workbook", name) from error
    return _incoming(name, table, [])


def _defuse(name: str, data: bytes) -> None:
    """Look at what the parts say of themselves before any of them is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise BadFile("broken-workbook", name) from None
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > MOST_UNPACKED or len(parts) > MOST_PARTS or size > MOST_RATIO * max(packed, 1):
        raise BadFile("unpacks-too-large", name)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise BadFile("unknown-kind", name)


def _capped(name: str, rows: Iterable[Sequence[Any]]) -> list[tuple[int, Sequence[Any]]]:
    """The rows that hold something, numbered as a person sees them. Raises BadFile when there is too much."""
    found = []
    signs = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise BadFile("too-many-rows", name, most=MOST_ROWS)
        signs += sum(len(cell) for cell in row if isinstance(cell, str))
        if signs > MOST_SIGNS:
            raise BadFile("unpacks-too-large", name)
        if any(_holds_something(cell) for cell in row):
            found.append((number, row))
    return found


def _holds_something(cell: Any) -> bool:
    return not (cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()))


def _delimiter(text: str) -> str:
    """What parts the cells: what the heading row has most of, outside quotes."""
    first = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return max(DELIMITERS, key=first.count)


def _incoming(name: str, table: Sequence[tuple[int, Sequence[Any]]], notes: list[Note]) -> Incoming:
    headings = [_word(cell) if cell is not None else "" for cell in (table[0][1] if table else ())]
    known = {heading.casefold(): column for column in COLUMNS for heading in (column.heading, column.name)}
    columns = [known.get(heading.casefold()) for heading in headings]
    _check_columns(name, columns)
    if len(table) < 2:
        raise BadFile("no-rows", name)
    notes += [
        Note("unknown-column", {"name": name, "column": heading})
        for heading, column in zip(headings, columns, strict=True)
        if heading and column is None
    ]
    return Incoming(SOURCE, [_row(number, cells, columns) for number, cells in table[1:]], tuple(notes))


def _check_columns(name: str, columns: Sequence[Column | None]) -> None:
    there = {column.name for column in columns if column}
    of_employer = any(column.part == "employer" for column in columns if column)
    missing = [needed for needed in (*NEEDED, *(() if of_employer else ("kind",))) if needed not in there]
    if missing:
        raise BadFile("columns-missing", name, columns=", ".join(say(f"column-{needed}") for needed in missing))


def _row(number: int, cells: Sequence[Any], columns: Sequence[Column | None]) -> Read:
    fields: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is not None:
            (parts.setdefault(column.part, {}) if column.part else fields)[column.field] = read_cell(column, cell)
    if any(column and tells_continuous(column, cell) for column, cell in zip(columns, cells, strict=False)):
        fields["continuous"] = True
    label = str(fields.get("name") or "")
    if any(cell is not None and str(cell).strip() for cell in cells[len(columns) :]):
        return BadRow(number, label, (Fault("row", "too-wide"),))
    fields |= {name: part if any(each is not None for each in part.values()) else None for name, part in parts.items()}
    fields.setdefault("kind", EntryKind.EMPLOYER_PATH)
    fields["key"] = fields.get("key") or _key(fields)
    return Row(number, label, fields)


def _key(fields: Mapping[str, Any]) -> str:
    """A key that is the same each time: the name in small letters, and a mark of who gives it and where."""
    folded = unicodedata.normalize("NFKD", str(fields.get("name") or "").lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80]
    who = "|".join(str(fields.get(name) or "") for name in ("kind", "name", "provider", "place"))
    return f"{SOURCE}-{slug}-{sha256(who.encode()).hexdigest()[:6]}"


def read_cell(column: Column, cell: Any) -> Any:
    """What a cell says; what cannot be read stays as it is, and the entry's own rules name the fault."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    return READERS[column.cell](column, cell)


def _text(_column: Column, cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _iso(cell) if isinstance(cell, date) else one_line(str(cell))


def _list(column: Column, cell: Any) -> list[str]:
    return [one_line(item) for item in re.split(r"[;\n]", cell)] if isinstance(cell, str) else [_text(column, cell)]


def _number(_column: Column, cell: Any) -> Any:
    return UNIT.sub("", re.sub(r"\s", "", plain(cell))).replace(",", ".") if isinstance(cell, str) else cell


def _date(_column: Column, cell: Any) -> Any:
    if isinstance(cell, date):
        return _iso(cell)
    return None if _is_continuous(cell) else day_in(str(cell))


def _dates(column: Column, cell: Any) -> list[Any]:
    items = each_day(cell) if isinstance(cell, str) else [cell]
    return [day for item in items if (day := _date(column, item)) is not None]


def _length(_column: Column, cell: Any) -> Any:
    return weeks_in(cell) if isinstance(cell, str) else cell


def _hours(_column: Column, cell: Any) -> Any:
    return weekly_hours_in(cell) if isinstance(cell, str) else cell


def _money(_column: Column, cell: Any) -> Any:
    return euros_in(cell) if isinstance(cell, str) else cell


def tells_continuous(column: Column, cell: Any) -> bool:
    """Whether a cell of dates says that one can apply at any time."""
    return column.name in DATED and _is_continuous(cell)


def _is_continuous(cell: Any) -> bool:
    """Whether a cell of dates, or one of its items, says that one can apply at any time."""
    items = each_day(cell) if isinstance(cell, str) else ()
    return any(one_line(item).casefold().rstrip(".") in say("continuous-said").split(", ") for item in items)


def _iso(day: date) -> str:
    return (day.date() if isinstance(day, datetime) else day).isoformat()


def _word(cell: Any) -> str:
    """What a rule reads of a cell: its plain form, in one line."""
    return " ".join(plain(str(cell)).split())


def _flag(_column: Column, cell: Any) -> Any:
    word = _word(cell).casefold()
    if word in (say("flag-true"), "x", "true", "1"):
        return True
    return False if word in (say("flag-false"), "false", "0") else cell


def _choice(column: Column, cell: Any) -> Any:
    word = _word(cell).casefold()
    return next(
        (choice for choice, said in column.options.items() if word in (choice.casefold(), said.casefold())), word
    )


READERS = {
    Cell.TEXT: _text,
    Cell.LIST: _list,
    Cell.NUMBER: _number,
    Cell.LENGTH: _length,
    Cell.HOURS: _hours,
    Cell.MONEY: _money,
    Cell.DATE: _date,
    Cell.DATES: _dates,
    Cell.FLAG: _flag,
    Cell.CHOICE: _choice,
    Cell.YES_NO: _flag,
}
