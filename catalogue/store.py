"""Named questions to the database about the catalogue."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.model import Status
from catalogue.tables import ChangeRow, EntryRow


async def published(session: AsyncSession) -> Sequence[EntryRow]:
    return (
        await session.scalars(select(EntryRow).where(EntryRow.status == Status.PUBLISHED).order_by(EntryRow.key))
    ).all()


async def entry(session: AsyncSession, key: str) -> EntryRow | None:
    return await session.get(EntryRow, key)


async def change_count(session: AsyncSession) -> int:
    """How many times the catalogue has changed."""
    return await session.scalar(select(ChangeRow.count).where(ChangeRow.id == 1)) or 0


async def next_change(session: AsyncSession) -> int:
    """Count one change of the catalogue. Until the commit, others who change it wait."""
    change = await session.scalar(
        update(ChangeRow).where(ChangeRow.id == 1).values(count=ChangeRow.count + 1).returning(ChangeRow.count)
    )
    if change is None:
        session.add(ChangeRow(id=1, count=1))
    return change or 1
