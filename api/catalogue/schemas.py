"""What goes over the wire of the catalogue."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.platform.replies import EntryFacts
from catalogue.model import Entry, EntryKind, Way, plain
from catalogue.service import Found


class EntryOut(EntryFacts):
    """An entry, and why it is among those that were found or recommended."""

    reasons: list[str] = Field([])

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
