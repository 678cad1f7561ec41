"""Named questions to the database about handovers."""

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
