"""Named questions about what somebody of the staff said that messages meant."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.insights.tables import MeaningRow


async def meanings(session: AsyncSession) -> Sequence[MeaningRow]:
    """Every meaning that was said, by intent."""
    return (await session.scalars(select(MeaningRow).order_by(MeaningRow.intent, MeaningRow.said_at))).all()


async def meanings_of(session: AsyncSession, conversation_id: str) -> Sequence[MeaningRow]:
    return (await session.scalars(select(MeaningRow).where(MeaningRow.conversation_id == conversation_id))).all()


async def erase(session: AsyncSession, conversation_id: str) -> None:
    await session.execute(delete(MeaningRow).where(MeaningRow.conversation_id == conversation_id))
