"""An editor's verbs: every save is a revision, nobody's words are lost, nothing is deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import store
from catalogue.model import (
    BadEntry,
    EditedMeanwhile,
    Entry,
    EntryExists,
    Fault,
    FieldChange,
    Status,
    UnknownEntry,
    UnknownRevision,
    check_status,
    differences,
    entry_from,
    plain,
)
from catalogue.tables import EntryRow

BY_HAND = "editor"
BY_THE_CLOCK = "clock"


@dataclass(frozen=True)
class Edit:
    """What an editor saves. `began_from` is the revision the form was opened with; 0 for a new entry."""

    content: Mapping[str, Any]
    began_from: int
    publish_at: datetime | None = None
    note: str = ""


async def create(session: AsyncSession, edit: Edit, who: str, now: datetime) -> EntryRow:
    """A new entry. Raises BadEntry, EntryExists, BadPublishTime."""
    entry = entry_from(edit.content)
    check_status(Status.DRAFT, entry.status, edit.publish_at, now)
    await store.lock(session)
    if await store.entry(session, entry.key) is not None:
        raise EntryExists
    row = EntryRow(key=entry.key, origin=BY_HAND, imported=None, revision=0)
    return await _keep(session, row, entry, edit, who, now)


async def save(session: AsyncSession, key: str, edit: Edit, who: str, now: datetime) -> EntryRow:
    """Save an entry. The same content again makes no revision.

    Raises UnknownEntry, BadEntry, StatusNotAllowed, BadPublishTime; EditedMeanwhile when somebody
    saved something else after this editor began.
    """
    entry = entry_from(edit.content)
    if entry.key != key:
        raise BadEntry([Fault("key", "key-changed", key)])
    row = await _locked(session, key)
    if (plain(entry), edit.publish_at) == (row.content, _planned_time(row)):
        return row
    if edit.began_from != row.revision:
        began = await store.revision(session, key, edit.began_from)
        raise EditedMeanwhile(
            base=began.content if began else {},
            mine=plain(entry),
            theirs=row.content,
            revision=row.revision,
            saved_by=row.changed_by,
        )
    check_status(Status(row.status), entry.status, edit.publish_at, now)
    return await _keep(session, row, entry, edit, who, now)


async def bring_back(
    session: AsyncSession, key: str, number: int, began_from: int, who: str, now: datetime
) -> EntryRow:
    """Make an older revision's content the newest one. The status stays as it now is.

    Raises UnknownEntry, UnknownRevision, EditedMeanwhile.
    """
    row = await _locked(session, key)
    older = await store.revision(session, key, number)
    if older is None:
        raise UnknownRevision
    content = {**older.content, "status": row.status}
    return await save(session, key, Edit(content, began_from, _planned_time(row), f"← {number}"), who, now)


async def mark_checked(session: AsyncSession, key: str, who: str, today: date, now: datetime) -> EntryRow:
    """Keep that the entry's facts were checked today. Raises UnknownEntry."""
    row = await _locked(session, key)
    content = {**row.content, "checked_on": today.isoformat()}
    return await save(session, key, Edit(content, row.revision, _planned_time(row)), who, now)


async def compare(session: AsyncSession, key: str, before: int, after: int) -> list[FieldChange]:
    """Field by field what two revisions say. Raises UnknownRevision."""
    older, newer = await store.revision(session, key, before), await store.revision(session, key, after)
    if older is None or newer is None:
        raise UnknownRevision
    return differences(older.content, newer.content)


async def publish_due(session: AsyncSession, now: datetime) -> Sequence[str]:
    """Publish what is scheduled and whose time has come. Returns the keys."""
    await store.lock(session)
    due = await store.due(session, now)
    for row in due:
        entry = replace(entry_from(row.content), status=Status.PUBLISHED)
        await _keep(session, row, entry, Edit(row.content, row.revision), BY_THE_CLOCK, now)
    return [row.key for row in due]


def _planned_time(row: EntryRow) -> datetime | None:
    """When the entry is to be published. SQLite gives times back without a zone; all of ours are UTC."""
    moment = row.publish_at
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


async def _locked(session: AsyncSession, key: str) -> EntryRow:
    """The entry as it now is, which nobody else changes until this transaction ends."""
    await store.lock(session)
    row = await store.entry(session, key)
    if row is None:
        raise UnknownEntry
    await session.refresh(row)
    return row


async def _keep(session: AsyncSession, row: EntryRow, entry: Entry, edit: Edit, who: str, now: datetime) -> EntryRow:
    row.change = await store.next_change(session)
    row.kind, row.status, row.content = entry.kind, entry.status, plain(entry)
    row.publish_at = edit.publish_at if entry.status == Status.SCHEDULED else None
    row.revision, row.changed_at, row.changed_by = row.revision + 1, now, who
    session.add(row)
    await session.flush()
    await store.add_revisions(session, [revision_of(row.key, row.revision, row.content, who, now, edit.note)])
    await store.name_codes(session, [entry])
    return row


def revision_of(
    key: str, number: int, content: Mapping[str, Any], who: str, now: datetime, note: str
) -> dict[str, Any]:
    """A revision as it is stored."""
    return {
        "entry_key": key,
        "number": number,
        "status": content["status"],
        "content": content,
        "saved_at": now,
        "saved_by": who,
        "note": note[:200],
    }
