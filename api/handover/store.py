"""Named questions to the database about handovers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.handover.tables import HandoverRow


async def open_handover(session: AsyncSession, conversation_id: str) -> HandoverRow | None:
    """The request for a person that has not ended."""
    return await session.scalar(
        select(HandoverRow)
        .where(HandoverRow.conversation_id == conversation_id, HandoverRow.ended_at.is_(None))
        .order_by(HandoverRow.id.desc())
        .limit(1)
    )


async def handovers_of(session: AsyncSession, conversation_id: str) -> Sequence[HandoverRow]:
    """Every request for a person in this conversation, oldest first."""
    return (
        await session.scalars(
            select(HandoverRow).where(HandoverRow.conversation_id == conversation_id).order_by(HandoverRow.id)
        )
    ).all()
