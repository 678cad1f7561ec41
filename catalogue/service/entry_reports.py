"""Questions about the catalogue that are more than a search."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import store
from catalogue.model import Entry, EntryKind, Status, UnknownEntry, entry_from
from catalogue.tables import DifferenceRow, EntryRow, RevisionRow

MOST_LISTED = 50


@dataclass(frozen=True)
class Listed:
    """Some entries of a list, and how many there are in all."""

    total: int
    rows: list[EntryRow]


@dataclass(frozen=True)
class Related:
    """What a national code ties together: the unit, what includes it or counts towards it, and where it leads."""

    units: list[Entry]
    courses: list[Entry]
    credited: list[Entry]
    apprenticeships: list[Entry]


async def related(session: AsyncSession, code: str) -> Related:
    """Published entries around a unit's or a qualification's code, from unit to course to apprenticeship."""
    tied = await _tied(session, code)
    qualifications = {entry.qualification_code for entry in (*tied["is"], *tied["includes"])} - {None}
    leading = list(tied["leads_to"])
    for qualification in sorted(filter(None, qualifications)):
        leading += (await _tied(session, qualification))["leads_to"]
    return Related(
        units=tied["is"] or _of(leading, EntryKind.UNIT),
        courses=_unique([*tied["includes"], *_of(leading, EntryKind.HYBRID_COURSE)]),
        credited=tied["counts_towards"],
        apprenticeships=_unique(_of(leading, EntryKind.APPRENTICESHIP)),
    )


async def _tied(session: AsyncSession, code: str) -> defaultdict[str, list[Entry]]:
    """Published entries that name the code, by how they are tied to it."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for tie, row in await store.naming(session, code):
        found[tie].append(entry_from(row.content))
    return found


async def stale(session: AsyncSession, today: date, limit: int = MOST_LISTED) -> Listed:
    """Published entries that nobody has checked for 180 days, or ever; the longest unchecked first."""
    keys = await store.stale(session, today)
    return Listed(len(keys), await store.entries_of(session, keys[:limit]))


async def listed(
    session: AsyncSession,
    status: Status | None = None,
    text: str = "",
    kind: EntryKind | None = None,
    limit: int = MOST_LISTED,
    skip: int = 0,
) -> Listed:
    """Entries for an editor's list, the last changed first.

    Of one status and one kind, or of any; each word of the text is in key, name, provider or place.
    """
    words = text.casefold().split()
    keys = [outline.key for outline in await store.outlines(session, status, kind) if outline.has(words)]
    return Listed(len(keys), await store.entries_of(session, keys[skip : skip + limit]))


async def is_publishing_due(session: AsyncSession, now: datetime) -> bool:
    """Whether something is scheduled and its time has come."""
    return bool(await store.due(session, now))


async def opened(session: AsyncSession, key: str) -> EntryRow:
    """The entry of any status, as an editor opens it. Raises UnknownEntry."""
    row = await store.entry(session, key)
    if row is None:
        raise UnknownEntry
    return row


async def history(session: AsyncSession, key: str) -> Sequence[RevisionRow]:
    """Every revision of the entry, the newest first. Raises UnknownEntry."""
    await opened(session, key)
    return await store.revisions(session, key)


async def undecided(session: AsyncSession) -> Sequence[DifferenceRow]:
    """What imports wanted to change in fields written by hand, and nobody has chosen yet."""
    return await store.open_differences(session)


def _of(entries: list[Entry], kind: EntryKind) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _unique(entries: list[Entry]) -> list[Entry]:
    return list({entry.key: entry for entry in entries}.values())
