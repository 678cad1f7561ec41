"""What goes over the wire of the catalogue."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from catalogue.model import Entry, EntryKind, Way, plain
from catalogue.service import Found


class EmployerOut(BaseModel):
    """An employer that recruits: what one must have, and what one learns at work."""

    name: str
    roles: list[str]
    open_places: int | None
    must_have: list[str]
    learnt_at_work: list[str]


class CountsTowardsOut(BaseModel):
    """Codes of the units that the tasks can count towards, and the school that decides it."""

    units: list[str]
    school: str


class EntryOut(BaseModel):
    """An entry as people see it; `sample` is true for sample content, and pages say so."""

    id: str
    kind: str
    name: str
    name_sv: str
    summary: str
    fields: list[str]
    code: str | None
    unit_codes: list[str]
    qualification: str | None
    qualification_code: str | None
    size_osp: float | None
    provider: str
    place: str
    way: str | None
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
    employer: EmployerOut | None
    counts_towards: CountsTowardsOut | None
    valid_from: str | None
    valid_until: str | None
    source: str
    checked_on: str | None
    sample: bool
    reasons: list[str] = []

    @classmethod
    def of(cls, entry: Entry, today: date) -> "EntryOut":
        return cls.model_validate({**plain(entry), "id": entry.key, "next_start": entry.next_start(today)})


class UnderstoodOut(BaseModel):
    """What was wished for besides the words; null or false: nothing of that kind."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    kind: EntryKind | None
    place: str | None
    way: Way | None
    free: bool
    language: str | None
    starts_from: date | None
    starts_by: date | None
    longest_weeks: float | None


class FoundOut(BaseModel):
    """Entries best first. `let_go` names the wishes that were given up so that something was found."""

    total: int
    items: list[EntryOut]
    understood: UnderstoodOut
    let_go: list[str] = []

    @classmethod
    def of(cls, found: Found, today: date) -> "FoundOut":
        return cls(
            total=found.total,
            items=[EntryOut.of(entry, today) for entry in found.items],
            understood=UnderstoodOut.model_validate(found.wish),
            let_go=list(found.let_go),
        )


class FreeSearchIn(BaseModel):
    """What a person asked in the chat, as they wrote it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=4000)
    kind: EntryKind | None = None
    limit: int = Field(3, ge=1, le=20)
    skip: int = Field(0, ge=0, le=1000)
