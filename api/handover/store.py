"""Named questions to the database about handovers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.handover.tables import ContactRow, DutyRow, HandoverRow, RatingRow


async def open_handover(session: AsyncSession, conversation_id: str) -> HandoverRow | None:
    """The request for a person that has not ended."""
    return await session.scalar(
        select(HandoverRow)
        .where(HandoverRow.conversation_id == conversation_id, HandoverRow.ended_at.is_(None))
        .order_by(HandoverRow.id.desc())
        .limit(1)
    )


async def handover(session: AsyncSession, handover_id: int) -> HandoverRow | None:
    return await session.get(HandoverRow, handover_id)


async def handovers_of(session: AsyncSession, conversation_id: str) -> Sequence[HandoverRow]:
    """Every request for a person in this conversation, oldest first."""
    return (
        await session.scalars(
            select(HandoverRow).where(HandoverRow.conversation_id == conversation_id).order_by(HandoverRow.id)
        )
    ).all()


async def queue(session: AsyncSession, limit: int) -> Sequence[HandoverRow]:
    """Those whom nobody has taken: distress first, then by the time of asking."""
    return (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.ended_at.is_(None), HandoverRow.claimed_by.is_(None))
            .order_by(case((HandoverRow.distress_seq.is_not(None), 0), else_=1), HandoverRow.created_at, HandoverRow.id)
            .limit(limit)
        )
    ).all()


async def claimed_of(session: AsyncSession, staff_id: str) -> Sequence[HandoverRow]:
    """The talks that this coach has now."""
    return (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.ended_at.is_(None), HandoverRow.claimed_by == staff_id)
            .order_by(HandoverRow.claimed_at)
        )
    ).all()


async def take(session: AsyncSession, handover_id: int, staff_id: str, now: datetime) -> bool:
    """Give the request to this coach, if nobody has it. Exactly one caller gets True."""
    taken = await session.execute(
        update(HandoverRow)
        .where(HandoverRow.id == handover_id, HandoverRow.claimed_by.is_(None), HandoverRow.ended_at.is_(None))
        .values(claimed_by=staff_id, claimed_at=now, answered_at=None)
        .returning(HandoverRow.id)
        .execution_options(synchronize_session=False)
    )
    return taken.scalar_one_or_none() is not None


async def unanswered_claims(session: AsyncSession, claimed_before: datetime) -> Sequence[HandoverRow]:
    """Talks that a coach took before the moment and has not written in."""
    return (
        await session.scalars(
            select(HandoverRow).where(
                HandoverRow.ended_at.is_(None),
                HandoverRow.answered_at.is_(None),
                HandoverRow.claimed_at < claimed_before,
            )
        )
    ).all()


async def anyone_on_duty(session: AsyncSession, now: datetime) -> bool:
    return await session.scalar(select(DutyRow.staff_id).where(DutyRow.until > now).limit(1)) is not None


async def duty(session: AsyncSession, staff_id: str) -> DutyRow | None:
    return await session.get(DutyRow, staff_id)


async def contact(session: AsyncSession, conversation_id: str) -> ContactRow | None:
    return await session.get(ContactRow, conversation_id)


async def contacts(session: AsyncSession) -> Sequence[ContactRow]:
    return (await session.scalars(select(ContactRow))).all()


async def rating(session: AsyncSession, conversation_id: str) -> RatingRow | None:
    return await session.get(RatingRow, conversation_id)


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything of the conversation that handovers keep."""
    for table in (HandoverRow, ContactRow, RatingRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))


async def erase_contacts(session: AsyncSession, created_before: datetime) -> None:
    await session.execute(delete(ContactRow).where(ContactRow.created_at < created_before))
