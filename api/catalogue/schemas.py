"""What goes over the wire of the catalogue."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from catalogue.model import Entry, Kind


class UnknownEntry(Exception):
    """There is no such published entry."""


class EntryOut(BaseModel):
    """An entry as people see it; `sample` is true for sample content, and pages say so."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: str
    name: str
    summary: str
    fields: list[str]
    code: str | None
    qualification: str | None
    qualification_code: str | None
    size_osp: float | None
    provider: str
    place: str
    way: str
    continuous: bool
    starts: list[str]
    next_start: str | None
    apply_by: str | None
    length_weeks: float | None
    weekly_hours: float | None
    contact_days_month: float | None
    evenings: bool
    weekends: bool
    fee_eur: float | None
    language: str
    device_needed: bool
    entry_needs: list[str]
    competences_gained: list[str]
    competences_useful: list[str]
    apply_where: str
    employer: dict[str, Any] | None
    valid_until: str | None
    source: str
    checked_on: str | None
    sample: bool
    reasons: list[str] = []

    @classmethod
    def of(cls, entry: Entry, today: date) -> "EntryOut":
        lists = ("fields", "starts", "entry_needs", "competences_gained", "competences_useful")
        values = {
            name: getattr(entry, name)
            for name in cls.model_fields
            if name not in ("id", "next_start", "reasons", *lists)
        }
        values |= {name: list(getattr(entry, name)) for name in lists}
        return cls(id=entry.key, next_start=entry.next_start(today), **values)


class FoundOut(BaseModel):
    total: int
    items: list[EntryOut]


class FreeSearchIn(BaseModel):
    """What a person asked in the chat, as they wrote it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=4000)
    kind: Kind | None = None
    limit: int = Field(3, ge=1, le=20)
