"""The record of who read and did what. It holds ids and names of acts, never a word of a talk."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.clock import iso, utc
from api.staff import store
from api.staff.model import Action
from api.staff.tables import AuditRow

PAGE = 100
# A coach who has a talk open asks for news all the time: one line for so long.
ONE_READING = timedelta(minutes=15)


def record(
    session: AsyncSession,
    staff_id: str | None,
    action: Action,
    now: datetime,
    conversation_id: str | None = None,
    detail: str = "",
) -> None:
    """Keep who did what, in the same transaction as the act itself."""
    session.add(
        AuditRow(at=now, staff_id=staff_id, action=action, conversation_id=conversation_id, detail=detail[:200])
    )


async def record_reading(session: AsyncSession, staff_id: str, conversation_id: str, now: datetime) -> None:
    """Keep that a coach read the talk, once for a while."""
    last = await store.last_read(session, staff_id, conversation_id)
    if last is None or now - utc(last) > ONE_READING:
        record(session, staff_id, Action.TALK_READ, now, conversation_id)


async def audit(
    session: AsyncSession,
    staff_id: str | None = None,
    action: str | None = None,
    conversation_id: str | None = None,
    before_id: int | None = None,
) -> Sequence[AuditRow]:
    """The newest hundred lines that fit."""
    return await store.audit(session, staff_id, action, conversation_id, before_id, PAGE)


async def age_out(session: AsyncSession, audit_before: datetime, idle_before: datetime, began_before: datetime) -> None:
    """Delete lines that are too old, and sign-ins that have ended."""
    await store.erase_audit(session, audit_before)
    await store.end_old_sessions(session, idle_before, began_before)


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Who read and did what in the conversation: what was done and when, not the official's name."""
    return {
        "audit": [{"at": iso(row.at), "action": row.action} for row in await store.audit_of(session, conversation_id)]
    }


async def remains_until(session: AsyncSession, conversation_id: str, kept: timedelta) -> datetime | None:
    """Until when a record of the conversation's readers outlives its deletion; None when nobody read it."""
    rows = await store.audit_of(session, conversation_id)
    return utc(rows[-1].at) + kept if rows else None


async def erase(_session: AsyncSession, _conversation_id: str) -> None:
    """The record of who read a talk must outlive it: it ages out by itself."""
