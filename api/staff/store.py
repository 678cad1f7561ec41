"""Named questions to the database about staff."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.staff.model import Action
from api.staff.tables import AuditRow, StaffRow, StaffSessionRow, TeamRow


async def account(session: AsyncSession, staff_id: str, lock: bool = False) -> StaffRow | None:
    return await session.get(StaffRow, staff_id, with_for_update=lock or None)


async def account_of(session: AsyncSession, username: str) -> StaffRow | None:
    return await session.scalar(select(StaffRow).where(StaffRow.username == username))


async def accounts(session: AsyncSession) -> Sequence[StaffRow]:
    return (await session.scalars(select(StaffRow).order_by(StaffRow.username))).all()


async def teams(session: AsyncSession) -> Sequence[TeamRow]:
    return (await session.scalars(select(TeamRow).order_by(TeamRow.name))).all()


async def team_of(session: AsyncSession, name: str) -> TeamRow | None:
    return await session.scalar(select(TeamRow).where(TeamRow.name == name))


async def team(session: AsyncSession, team_id: int) -> TeamRow | None:
    return await session.get(TeamRow, team_id)


async def sign_in(session: AsyncSession, fingerprint: str) -> tuple[StaffSessionRow, StaffRow] | None:
    """The session with its account, when the account is open."""
    found = (
        await session.execute(
            select(StaffSessionRow, StaffRow)
            .join(StaffRow, StaffRow.id == StaffSessionRow.staff_id)
            .where(StaffSessionRow.fingerprint == fingerprint, StaffRow.closed_at.is_(None))
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


async def session_row(session: AsyncSession, fingerprint: str) -> StaffSessionRow | None:
    return await session.get(StaffSessionRow, fingerprint)


async def end_session(session: AsyncSession, fingerprint: str) -> None:
    await session.execute(delete(StaffSessionRow).where(StaffSessionRow.fingerprint == fingerprint))


async def end_sessions_of(session: AsyncSession, staff_id: str, but: str = "") -> None:
    """Every sign-in of the account, but for the one that asks."""
    await session.execute(
        delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id, StaffSessionRow.fingerprint != but)
    )


async def end_old_sessions(session: AsyncSession, seen_before: datetime, began_before: datetime) -> None:
    await session.execute(
        delete(StaffSessionRow).where(
            (StaffSessionRow.seen_at < seen_before) | (StaffSessionRow.began_at < began_before)
        )
    )


async def last_read(session: AsyncSession, staff_id: str, conversation_id: str) -> datetime | None:
    """When this coach's reading of the talk was last kept."""
    return await session.scalar(
        select(func.max(AuditRow.at)).where(
            AuditRow.conversation_id == conversation_id,
            AuditRow.staff_id == staff_id,
            AuditRow.action == Action.TALK_READ,
        )
    )


async def audit_of(session: AsyncSession, conversation_id: str) -> Sequence[AuditRow]:
    return (
        await session.scalars(select(AuditRow).where(AuditRow.conversation_id == conversation_id).order_by(AuditRow.id))
    ).all()


async def audit(
    session: AsyncSession,
    staff_id: str | None,
    action: str | None,
    conversation_id: str | None,
    before_id: int | None,
    limit: int,
) -> Sequence[AuditRow]:
    """The newest lines that fit, before the given one."""
    wanted = select(AuditRow)
    if staff_id:
        wanted = wanted.where(AuditRow.staff_id == staff_id)
    if action:
        wanted = wanted.where(AuditRow.action == action)
    if conversation_id:
        wanted = wanted.where(AuditRow.conversation_id == conversation_id)
    if before_id is not None:
        wanted = wanted.where(AuditRow.id < before_id)
    return (await session.scalars(wanted.order_by(AuditRow.id.desc()).limit(limit))).all()


async def erase_audit(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(AuditRow).where(AuditRow.at < before))
