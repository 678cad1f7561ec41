"""What an entry of the catalogue is, and the rules it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    UNIT = "unit"
    HYBRID_COURSE = "hybrid_course"
    APPRENTICESHIP = "apprenticeship"
    EMPLOYER_PATH = "employer_path"
    BADGE = "badge"
    PREPARATORY = "preparatory"
    WORKSHOP = "workshop"


class Way(StrEnum):
    CONTACT = "contact"
    DISTANCE = "distance"
    HYBRID = "hybrid"
    WORKPLACE = "workplace"


class Status(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class BadEntry(Exception):
    """An entry that cannot be kept, with the field and what is wrong in it."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field, self.fault = field, fault


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to study. Sizes in osaamispiste, lengths in weeks, fees in euros."""

    key: str
    kind: Kind
    name: str
    summary: str
    way: Way
    status: Status
    provider: str
    place: str
    fields: tuple[str, ...] = ()
    code: str | None = None
    qualification: str | None = None
    qualification_code: str | None = None
    size_osp: float | None = None
    continuous: bool = False
    starts: tuple[str, ...] = ()
    apply_by: str | None = None
    length_weeks: float | None = None
    weekly_hours: float | None = None
    contact_days_month: float | None = None
    evenings: bool = False
    weekends: bool = False
    fee_eur: float | None = None
    language: str = "fi"
    device_needed: bool = False
    entry_needs: tuple[str, ...] = ()
    competences_gained: tuple[str, ...] = ()
    competences_useful: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    apply_where: str = ""
    employer: Mapping[str, Any] | None = None
    valid_until: str | None = None
    source: str = ""
    checked_on: str | None = None
    sample: bool = False

    def next_start(self, today: date) -> str | None:
        """The first start that is not past, ISO 8601; None when there is none."""
        return next((start for start in sorted(self.starts) if start >= today.isoformat()), None)


ENUMS = {"kind": Kind, "way": Way, "status": Status}
REQUIRED = ("key", "kind", "name", "summary", "way", "status", "provider", "place")
LISTS = ("fields", "starts", "entry_needs", "competences_gained", "competences_useful", "keywords")
DATES = ("apply_by", "valid_until", "checked_on")
NUMBERS = ("size_osp", "length_weeks", "weekly_hours", "contact_days_month", "fee_eur")
FLAGS = ("continuous", "evenings", "weekends", "device_needed", "sample")


def entry_from(raw: Mapping[str, Any]) -> Entry:
    """An entry from plain data, as in a YAML file or a database row. Raises BadEntry."""
    known = {field.name for field in fields(Entry)}
    for name in raw:
        if name not in known:
            raise BadEntry(str(name), "unknown field")
    for name in REQUIRED:
        if not str(raw.get(name) or "").strip():
            raise BadEntry(name, "missing")
    return Entry(**{name: _value(name, value) for name, value in raw.items()})


def _value(name: str, value: Any) -> Any:
    try:
        if name in ENUMS:
            return ENUMS[name](value)
        if name in LISTS:
            items = tuple(str(item) for item in value or ())
            return tuple(_iso_date(item) for item in items) if name == "starts" else items
        if name in DATES:
            return _iso_date(str(value)) if value else None
        if name in NUMBERS:
            return _amount(value)
        if name in FLAGS and not isinstance(value, bool):
            raise ValueError("not true or false")
    except ValueError as error:
        raise BadEntry(name, str(error)) from None
    return value


def _iso_date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _amount(value: Any) -> float | None:
    if value is None:
        return None
    amount = float(value)
    if not 0 <= amount < 1e6:
        raise ValueError("not a sensible amount")
    return amount
