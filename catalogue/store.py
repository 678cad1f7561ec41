"""Named questions to the database about the catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.model import STALE_AFTER, Entry, EntryKind, Status, ties
from catalogue.tables import ChangeRow, CodeRow, DifferenceRow, EntryRow, RevisionRow

AT_ONCE = 500  # keys in one question: SQLite takes a limited number of parameters


@dataclass(frozen=True)
class Known:
    """What an import needs to know of an entry that is there."""

    key: str
    content: dict[str, Any]
    origin: str
    imported: dict[str, Any] | None
    revision: int


@dataclass(frozen=True)
class Outline:
    """What an editor's list is searched by."""

    key: str
    name: str
    provider: str
    place: str

    def has(self, words: Sequence[str]) -> bool:
        """Whether each of these words, in small letters, is somewhere in it."""
        text = " ".join((self.key, self.name, self.provider, self.place)).casefold()
        return all(word in text for word in words)


async def published(session: AsyncSession) -> Sequence[EntryRow]:
    return (
        await session.scalars(select(EntryRow).where(EntryRow.status == Status.PUBLISHED).order_by(EntryRow.key))
    ).all()


async def entry(session: AsyncSession, key: str) -> EntryRow | None:
    return await session.get(EntryRow, key)


async def outlines(session: AsyncSession, status: Status | None, kind: EntryKind | None) -> Sequence[Outline]:
    """What an editor's list searches in, of one status and kind or of any, the last changed first."""
    named = (EntryRow.content[name].as_string() for name in ("name", "provider", "place"))
    asked = select(EntryRow.key, *named).order_by(EntryRow.changed_at.desc(), EntryRow.key)
    if status:
        asked = asked.where(EntryRow.status == status)
    if kind:
        asked = asked.where(EntryRow.kind == kind)
    return [Outline(*row) for row in await session.execute(asked)]


async def entries_of(session: AsyncSession, keys: Sequence[str]) -> list[EntryRow]:
    """The entries of at most 500 keys, in the order of the keys."""
    found = {row.key: row for row in await session.scalars(select(EntryRow).where(EntryRow.key.in_(keys)))}
    return [found[key] for key in keys if key in found]


async def known(session: AsyncSession, keys: Sequence[str]) -> dict[str, Known]:
    """What is stored under those of the keys that are there already."""
    columns = (EntryRow.key, EntryRow.content, EntryRow.origin, EntryRow.imported, EntryRow.revision)
    found: dict[str, Known] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        asked = await session.execute(select(*columns).where(EntryRow.key.in_(some)))
        found |= {row.key: Known(*row) for row in asked}
    return found


async def changed_since(session: AsyncSession, change: int) -> Sequence[EntryRow]:
    """Entries of any status that changed after this count of changes."""
    return (await session.scalars(select(EntryRow).where(EntryRow.change > change).order_by(EntryRow.key))).all()


async def naming(session: AsyncSession, code: str) -> Sequence[tuple[str, EntryRow]]:
    """Published entries that name a national code, each with how it is tied to it."""
    asked = (
        select(CodeRow.tie, EntryRow)
        .join(EntryRow, EntryRow.key == CodeRow.entry_key)
        .where(CodeRow.code == code, EntryRow.status == Status.PUBLISHED)
        .order_by(CodeRow.tie, EntryRow.key)
    )
    return [(tie, row) for tie, row in await session.execute(asked)]


async def stale(session: AsyncSession, today: date) -> Sequence[str]:
    """Keys of published entries that nobody has checked for 180 days, or ever; the longest unchecked first."""
    checked = EntryRow.content["checked_on"].as_string()
    asked = select(EntryRow.key, checked).where(
        EntryRow.status == Status.PUBLISHED,
        or_(checked.is_(None), checked < (today - STALE_AFTER).isoformat()),
    )
    found = [(checked_on or "", key) for key, checked_on in await session.execute(asked)]
    return [key for _, key in sorted(found)]


async def due(session: AsyncSession, now: datetime) -> Sequence[EntryRow]:
    """Scheduled entries whose time has come."""
    asked = select(EntryRow).where(EntryRow.status == Status.SCHEDULED, EntryRow.publish_at <= now)
    return (await session.scalars(asked.order_by(EntryRow.publish_at, EntryRow.key))).all()


async def revisions(session: AsyncSession, key: str) -> Sequence[RevisionRow]:
    """Every revision of an entry, the newest first."""
    asked = select(RevisionRow).where(RevisionRow.entry_key == key).order_by(RevisionRow.number.desc())
    return (await session.scalars(asked)).all()


async def revision(session: AsyncSession, key: str, number: int) -> RevisionRow | None:
    asked = select(RevisionRow).where(RevisionRow.entry_key == key, RevisionRow.number == number)
    return (await session.scalars(asked)).one_or_none()


async def difference(session: AsyncSession, number: int) -> DifferenceRow | None:
    return await session.get(DifferenceRow, number)


async def open_differences(session: AsyncSession) -> Sequence[DifferenceRow]:
    """What an import wanted to change in fields written by hand, and nobody has chosen yet."""
    asked = select(DifferenceRow).where(DifferenceRow.decision.is_(None))
    return (await session.scalars(asked.order_by(DifferenceRow.entry_key, DifferenceRow.id))).all()


async def differences_of(session: AsyncSession, keys: Sequence[str]) -> Sequence[DifferenceRow]:
    """Every difference of these entries, chosen or not, in the order in which they were found."""
    found: list[DifferenceRow] = []
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        asked = select(DifferenceRow).where(DifferenceRow.entry_key.in_(some)).order_by(DifferenceRow.id)
        found += (await session.scalars(asked)).all()
    return found


async def change_count(session: AsyncSession) -> int:
    """How many times the catalogue has changed."""
    return await session.scalar(select(ChangeRow.count).where(ChangeRow.id == 1)) or 0


async def lock(session: AsyncSession) -> None:
    """Let others who change the catalogue wait until this transaction ends. On SQLite they wait anyway."""
    await session.execute(select(ChangeRow.id).where(ChangeRow.id == 1).with_for_update())


async def next_change(session: AsyncSession) -> int:
    """Count one change of the catalogue. Until the commit, others who change it wait."""
    counted = update(ChangeRow).where(ChangeRow.id == 1).values(count=ChangeRow.count + 1).returning(ChangeRow.count)
    return (await session.scalars(counted)).one()


async def add_entries(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(EntryRow), rows)


async def change_entries(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Change many entries, each row with its key and the columns that change."""
    if rows:
        await session.execute(update(EntryRow), rows)


async def add_revisions(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(RevisionRow), rows)


async def name_codes(session: AsyncSession, entries: Iterable[Entry]) -> None:
    """Keep what codes these entries name, and how, as the entries now say."""
    wanted = {entry.key: ties(entry) for entry in entries}
    keys = list(wanted)
    for start in range(0, len(keys), AT_ONCE):
        await session.execute(delete(CodeRow).where(CodeRow.entry_key.in_(keys[start : start + AT_ONCE])))
    rows = [{"entry_key": key, "tie": tie, "code": code} for key in keys for tie, code in sorted(wanted[key])]
    if rows:
        await session.execute(insert(CodeRow), rows)
