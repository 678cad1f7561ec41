"""Named questions to the database about what a person has told."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.person.tables import AgreedStepRow, PersonFactRow


async def facts_of(session: AsyncSession, conversation_id: str) -> Sequence[PersonFactRow]:
    """What is known now, in the order of telling."""
    return (
        await session.scalars(
            select(PersonFactRow)
            .where(PersonFactRow.conversation_id == conversation_id)
            .order_by(PersonFactRow.created_at, PersonFactRow.place, PersonFactRow.id)
        )
    ).all()


async def fact(session: AsyncSession, conversation_id: str, fact_id: str) -> PersonFactRow | None:
    row = await session.get(PersonFactRow, fact_id)
    return row if row is not None and row.conversation_id == conversation_id else None


async def agreed(session: AsyncSession, conversation_id: str) -> AgreedStepRow | None:
    return await session.get(AgreedStepRow, conversation_id)


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything that the person has told of themselves, and the step that they agreed to."""
    for table in (PersonFactRow, AgreedStepRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))
