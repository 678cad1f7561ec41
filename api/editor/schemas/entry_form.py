"""The form of an entry: what it shows, and what is read from what was sent."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from fastapi import Request

from api.platform.clock import HELSINKI, utc
from catalogue.importers.tabular import COLUMNS, NUMBERS, OF_ASKS, Cell, Column, read_cell, tells_continuous
from catalogue.model import EntryKind, Status
from catalogue.service import Edit

BY_NAME = {column.name: column for column in (*COLUMNS, Column("sample", Cell.FLAG))}
GROUPS = {
    group: tuple(BY_NAME[name] for name in names.split())
    for group, names in {
        "basics": "kind name name_sv summary key",
        "content": "fields competences_gained competences_useful entry_needs keywords",
        "where": "provider place way language device_needed",
        "asks": " ".join(column.name for column in OF_ASKS),
        "when": "continuous starts apply_by length_weeks weekly_hours contact_days_month evenings weekends",
        "applying": "apply_where fee_eur",
        "employer": "employer_name employer_roles employer_open_places employer_must_have employer_learnt_at_work",
        "counts_towards": "counts_towards_units counts_towards_school",
        "codes": "size_osp code unit_codes qualification qualification_code",
        "truth": "checked_on source valid_from valid_until sample",
    }.items()
}
# Groups that most entries leave empty: open when they say something or the kind asks for them.
FOLDED = {"employer": (EntryKind.EMPLOYER_PATH,), "counts_towards": (EntryKind.EMPLOYER_PATH, EntryKind.WORKSHOP)}
LIST_CELLS = (Cell.LIST, Cell.DATES)
MINE, THEIRS = "mine", "theirs"
CHOICE = "choice-"
TIME = re.compile(r"(\d{1,2})[.:](\d{2})")
MORNING = "8.00"


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: every field as it was written."""

    written: Mapping[str, str]

    @property
    def status(self) -> str:
        return self.written.get("status", Status.DRAFT)

    @property
    def began_from(self) -> int:
        """The revision that the form was opened with; 0 for a new entry, or when it cannot be read."""
        number = self.written.get("began_from", "")
        return int(number) if number.isdecimal() and len(number) < 10 else 0

    @property
    def publish_at(self) -> datetime | None:
        """The time to publish, for what is to be scheduled; None when it cannot be read."""
        if self.status != Status.SCHEDULED:
            return None
        day = read_cell(BY_NAME["apply_by"], self.written.get("publish_day", ""))
        clock = TIME.fullmatch(self.written.get("publish_time", "").strip())
        if not day or not clock:
            return None
        try:
            local = datetime.combine(date.fromisoformat(day), time(int(clock[1]), int(clock[2])), HELSINKI)
            return local.astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    @property
    def wants_theirs(self) -> list[str]:
        """Fields whose other version the editor chose."""
        return [name.removeprefix(CHOICE) for name, value in self.written.items() if _chosen(name) and value == THEIRS]

    def content(self, theirs: Mapping[str, Any]) -> dict[str, Any]:
        """The entry's plain data, with what was chosen of the other version. The rules have not seen it yet."""
        read: dict[str, Any] = {"status": self.status}
        for column in BY_NAME.values():
            part = read.setdefault(column.part, {}) if column.part else read
            part[column.field] = _read(column, self.written.get(column.name, ""))
        if any(tells_continuous(column, self.written.get(column.name, "")) for column in BY_NAME.values()):
            read["continuous"] = True
        read["key"] = read["key"] or made_key(self.written.get("name", ""), self.written.get("mark", ""))
        return {**read, **{name: theirs[name] for name in self.wants_theirs if name in theirs}}

    def edit(self, theirs: Mapping[str, Any]) -> Edit:
        """What the editor wants to save."""
        return Edit(self.content(theirs), self.began_from, self.publish_at)


async def sent(request: Request) -> Sent:
    """The form of this request, without attached files."""
    form = await request.form()
    return Sent({name: value for name, value in form.items() if isinstance(value, str)})


def shown(content: Mapping[str, Any]) -> dict[str, str]:
    """Each field of stored content as the form shows it."""
    return {column.name: _shown(column, said(content, column)) for column in BY_NAME.values()}


def said(content: Mapping[str, Any], column: Column) -> Any:
    """What the content says in this column; None for nothing."""
    return (content.get(column.part) or {}).get(column.field) if column.part else content.get(column.field)


def publishing(moment: datetime | None) -> dict[str, str]:
    """The day and the time of publishing as the form shows them, in Finnish time."""
    if moment is None:
        return {"publish_day": "", "publish_time": MORNING}
    local = utc(moment).astimezone(HELSINKI)
    return {"publish_day": finnish_day(local.date().isoformat()), "publish_time": f"{local.hour}.{local:%M}"}


def made_key(name: str, mark: str) -> str:
    """A key of the name in small letters, and a mark so that two of one name differ."""
    folded = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80]
    return "-".join(filter(None, (slug or "entry", re.sub(r"[^a-z0-9]", "", mark)[:12])))


def finnish_day(iso: str) -> str:
    """15.1.2027"""
    day = date.fromisoformat(iso)
    return f"{day.day}.{day.month}.{day.year}"


def finnish_number(number: float) -> str:
    """2,5"""
    return f"{number:.10g}".replace(".", ",")


def _chosen(name: str) -> bool:
    return name.startswith(CHOICE)


def _read(column: Column, text: str) -> Any:
    if column.cell == Cell.FLAG:
        return text == "true"
    if column.cell == Cell.LIST:
        return [line for line in text.splitlines() if line.strip()]
    return read_cell(column, text)


def _shown(column: Column, value: Any) -> str:
    if value is None or (column.cell == Cell.FLAG and not value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if column.cell in NUMBERS:
        return finnish_number(value)
    if column.cell == Cell.DATE:
        return finnish_day(value)
    if column.cell == Cell.DATES:
        return "\n".join(map(finnish_day, value))
    return "\n".join(value) if column.cell == Cell.LIST else str(value)
