"""An editor's verbs: every save is a revision, nobody's words are lost, benefits and numbers need a second editor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.guidance import store
from api.guidance.files import jargon
from api.guidance.model import (
    BadCard,
    Card,
    Contact,
    EditedMeanwhile,
    Fault,
    FieldChange,
    Met,
    NothingToApprove,
    OwnApproval,
    Speaker,
    Spoken,
    UnknownCard,
    UnknownRevision,
    Variant,
    card_from,
    contact_from,
    differences,
    is_told_anew,
    language_faults,
    needs_second_editor,
    plain,
    plain_contact,
)
from api.guidance.tables import FactCardRow, FactRevisionRow, SupportContactRow
from finnish.texts import texts

PUBLISHED = "published"
PENDING = "pending"


@dataclass(frozen=True)
class Due:
    """What waits for an editor: cards and contacts past their day, and those that a second one must approve."""

    overdue: Sequence[FactCardRow]
    pending: Sequence[FactCardRow]
    contacts: Sequence[SupportContactRow]
    pending_contacts: Sequence[SupportContactRow]


@dataclass(frozen=True)
class Look:
    """A card before it is saved: as the bot would say it (None: it is no card yet), its faults and warnings."""

    spoken: Spoken | None
    faults: Sequence[Fault]
    warnings: Sequence[Fault]


async def cards(session: AsyncSession) -> Sequence[FactCardRow]:
    """Every card as the bot says it, with the state of its newest revision."""
    return await store.cards(session)


async def card(session: AsyncSession, key: str) -> FactCardRow:
    """One card. Raises UnknownCard."""
    return await _found(session, key, lock=False)


async def newest(session: AsyncSession, key: str) -> FactRevisionRow:
    """What an editor goes on from: the newest revision, also one that waits for approval. Raises UnknownCard."""
    return await _revision(session, key, (await card(session, key)).revision)


async def revisions(session: AsyncSession, key: str) -> Sequence[FactRevisionRow]:
    """The history of a card, the newest first. Raises UnknownCard."""
    await card(session, key)
    return await store.revisions(session, key)


async def due(session: AsyncSession, today: date) -> Due:
    """What editors should look at now, the longest overdue first."""
    rows = await store.cards(session)
    overdue = [row for row in rows if card_from(row.content).is_overdue(today)]
    numbers = await store.contacts(session)
    return Due(
        overdue=sorted(overdue, key=lambda row: row.content["review_by"]),
        pending=[row for row in rows if row.status == PENDING],
        contacts=[row for row in numbers if contact_from(row.content).is_overdue(today)],
        pending_contacts=[row for row in numbers if row.proposed],
    )


def look(content: Mapping[str, Any], today: date) -> Look:
    """How a card would be said, and what to look at before it is saved. A warning never stops a save."""
    try:
        edited = card_from(content)
    except BadCard as error:
        return Look(None, error.faults, ())
    said = Speaker(texts("guidance"), jargon(), today).say(edited, Variant.FULL, Met())
    return Look(said, (), language_faults(edited, jargon()))


async def save(
    session: AsyncSession, key: str, content: Mapping[str, Any], began_from: int, who: str, now: datetime
) -> FactCardRow:
    """Save a card; the bot says it from its next message on, a card on benefits once it is approved.

    `began_from` is the revision that the form was opened with, `who` names the editor for good. The same
    content again makes no revision. Raises BadCard, UnknownCard, EditedMeanwhile.
    """
    edited = card_from(content)
    _check_key(key, edited)
    row = await _found(session, key, lock=True)
    latest = await _revision(session, key, row.revision)
    mine = plain(edited)
    if mine == latest.content:
        return row
    if began_from != row.revision:
        raise EditedMeanwhile(mine=mine, theirs=latest.content, revision=row.revision, saved_by=latest.saved_by)
    row.revision, row.seeded = row.revision + 1, None
    row.changed_by, row.changed_at = who, now
    add_revision(session, key, row.revision, mine, who, now)
    if needs_second_editor(card_from(row.content), edited):
        row.status = PENDING
    else:
        _speak(row, mine)
    await session.flush()
    return row


async def approve(session: AsyncSession, key: str, number: int, who: str, now: datetime) -> FactCardRow:
    """Let the bot say the pending revision. Raises UnknownCard, NothingToApprove, OwnApproval, EditedMeanwhile."""
    row = await _found(session, key, lock=True)
    if row.status != PENDING:
        raise NothingToApprove
    latest = await _revision(session, key, row.revision)
    if number != row.revision:
        seen = await _revision(session, key, number)
        raise EditedMeanwhile(mine=seen.content, theirs=latest.content, revision=row.revision, saved_by=latest.saved_by)
    if who == latest.saved_by:
        raise OwnApproval
    _speak(row, latest.content)
    row.approved_by, row.approved_at = who, now
    return row


async def bring_back(
    session: AsyncSession, key: str, number: int, began_from: int, who: str, now: datetime
) -> FactCardRow:
    """Make an older revision the newest one, by the same rules. Raises what `save` raises, and UnknownRevision."""
    older = await _revision(session, key, number)
    return await save(session, key, older.content, began_from, who, now)


async def compare(session: AsyncSession, key: str, before: int, after: int) -> list[FieldChange]:
    """Field by field what two revisions say. Raises UnknownRevision."""
    older, newer = await _revision(session, key, before), await _revision(session, key, after)
    return differences(older.content, newer.content)


async def contacts(session: AsyncSession) -> Sequence[SupportContactRow]:
    """Every contact, also those that are not shown."""
    return await store.contacts(session)


async def contact(session: AsyncSession, key: str, lock: bool = False) -> SupportContactRow:
    """One contact. Raises UnknownCard."""
    row = await store.contact(session, key, lock)
    if row is None:
        raise UnknownCard
    return row


async def save_contact(
    session: AsyncSession, key: str, content: Mapping[str, Any], began_from: int, who: str, now: datetime
) -> SupportContactRow:
    """Save a number and the day it was checked. What people are told waits for a second editor; the day and the
    source hold at once. Raises BadCard, UnknownCard, EditedMeanwhile."""
    edited = contact_from(content)
    _check_key(key, edited)
    row = await contact(session, key, lock=True)
    mine = plain_contact(edited)
    if mine == row.newest:
        return row
    if began_from != row.revision:
        raise EditedMeanwhile(mine=mine, theirs=row.newest, revision=row.revision, saved_by=row.changed_by)
    if is_told_anew(contact_from(row.content), edited):
        row.proposed = mine
    else:
        row.content, row.proposed = mine, None
    row.revision, row.seeded = row.revision + 1, None
    row.changed_by, row.changed_at = who, now
    return row


async def approve_contact(session: AsyncSession, key: str, number: int, who: str, now: datetime) -> SupportContactRow:
    """Have people told what waits. Raises UnknownCard, NothingToApprove, OwnApproval, EditedMeanwhile."""
    row = await contact(session, key, lock=True)
    if row.proposed is None:
        raise NothingToApprove
    if number != row.revision:
        raise EditedMeanwhile(mine=row.content, theirs=row.proposed, revision=row.revision, saved_by=row.changed_by)
    if who == row.changed_by:
        raise OwnApproval
    row.content, row.proposed = row.proposed, None
    row.approved_by, row.approved_at = who, now
    return row


def contact_changes(row: SupportContactRow) -> list[FieldChange]:
    """What would be told anew, field by field."""
    return differences(row.content, row.newest)


def add_revision(
    session: AsyncSession, key: str, number: int, content: dict[str, Any], who: str, now: datetime
) -> None:
    """Keep the card as it was saved."""
    session.add(FactRevisionRow(card_key=key, number=number, content=content, saved_by=who, saved_at=now))


def _speak(row: FactCardRow, content: dict[str, Any]) -> None:
    """The newest revision is what the bot says."""
    row.content, row.status, row.spoken_revision = content, PUBLISHED, row.revision
    row.approved_by = row.approved_at = None


def _check_key(key: str, edited: Card | Contact) -> None:
    if edited.key != key:
        raise BadCard(key, [Fault("key", "key_changed", edited.key)])


async def _found(session: AsyncSession, key: str, lock: bool) -> FactCardRow:
    row = await store.card(session, key, lock)
    if row is None:
        raise UnknownCard
    return row


async def _revision(session: AsyncSession, key: str, number: int) -> FactRevisionRow:
    row = await store.revision(session, key, number)
    if row is None:
        raise UnknownRevision
    return row
