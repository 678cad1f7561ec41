"""Named questions to the database about codes and devices."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.device_linking.tables import CodeRow, DeviceRow


async def use_up(session: AsyncSession, code_fingerprint: str, now: datetime) -> str | None:
    """The conversation that the code opens; of two callers at once only one gets it."""
    conversation_id: str | None = await session.scalar(
        delete(CodeRow)
        .where(CodeRow.code_fingerprint == code_fingerprint, CodeRow.until > now)
        .returning(CodeRow.conversation_id)
        .execution_options(synchronize_session=False)
    )
    return conversation_id


async def drop_codes(session: AsyncSession, conversation_id: str, until: datetime) -> None:
    """The conversation's earlier code, and whatever was good until the moment at most."""
    await session.execute(
        delete(CodeRow).where((CodeRow.conversation_id == conversation_id) | (CodeRow.until <= until))
    )


async def code(session: AsyncSession, conversation_id: str) -> CodeRow | None:
    return await session.get(CodeRow, conversation_id)


async def device(session: AsyncSession, token_fingerprint: str) -> DeviceRow | None:
    return await session.get(DeviceRow, token_fingerprint)


async def devices_of(session: AsyncSession, conversation_id: str) -> Sequence[DeviceRow]:
    return (
        await session.scalars(
            select(DeviceRow).where(DeviceRow.conversation_id == conversation_id).order_by(DeviceRow.created_at)
        )
    ).all()


async def erase(session: AsyncSession, conversation_id: str) -> None:
    for table in (CodeRow, DeviceRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))
