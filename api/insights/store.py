"""Named questions over what other features keep; nothing here tells who it was."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations.model import Author
from api.conversations.tables import MessageRow
from api.handover.tables import HandoverRow, KoppiRow
from api.insights.tables import MeaningRow


async def unclear(
    session: AsyncSession, since: datetime, below: float, none_of: Sequence[str], limit: int
) -> Sequence[tuple[MessageRow, MeaningRow | None]]:
    """Jobseekers' messages that were read unsurely, with what somebody said they meant: the untold and latest first."""
    rows = await session.execute(
        select(MessageRow, MeaningRow)
        .outerjoin(
            MeaningRow,
            and_(MeaningRow.conversation_id == MessageRow.conversation_id, MeaningRow.seq == MessageRow.seq),
        )
        .where(
            MessageRow.author == Author.JOBSEEKER,
            MessageRow.created_at >= since,
            MessageRow.intent.is_not(None),
            MessageRow.intent != "distress",
            or_(MessageRow.confidence < below, MessageRow.intent.in_(none_of)),
        )
        .order_by(MeaningRow.intent.is_not(None), MessageRow.created_at.desc())
        .limit(limit)
    )
    return [(message, meaning) for message, meaning in rows]


async def message(session: AsyncSession, conversation_id: str, seq: int) -> MessageRow | None:
    return await session.get(MessageRow, (conversation_id, seq))


async def meanings(session: AsyncSession) -> Sequence[MeaningRow]:
    """Every meaning that was said, by intent."""
    return (await session.scalars(select(MeaningRow).order_by(MeaningRow.intent, MeaningRow.said_at))).all()


async def meanings_of(session: AsyncSession, conversation_id: str) -> Sequence[MeaningRow]:
    return (await session.scalars(select(MeaningRow).where(MeaningRow.conversation_id == conversation_id))).all()


async def erase(session: AsyncSession, conversation_id: str) -> None:
    await session.execute(delete(MeaningRow).where(MeaningRow.conversation_id == conversation_id))


async def taken_since(session: AsyncSession, since: datetime) -> Sequence[HandoverRow]:
    """Requests for a person that somebody has taken."""
    return (
        await session.scalars(
            select(HandoverRow).where(HandoverRow.first_claimed_at.is_not(None), HandoverRow.created_at >= since)
        )
    ).all()


async def caught_since(session: AsyncSession, since: datetime) -> Sequence[KoppiRow]:
    """Joint customers whom the other house has caught."""
    return (
        await session.scalars(select(KoppiRow).where(KoppiRow.caught_at.is_not(None), KoppiRow.asked_at >= since))
    ).all()
