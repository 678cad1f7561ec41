"""Named questions to the database about wishes and suggestions."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.suggestions.tables import SuggestionRow, WishRow


async def latest_wish(session: AsyncSession, conversation_id: str) -> WishRow | None:
    return await session.scalar(
        select(WishRow).where(WishRow.conversation_id == conversation_id).order_by(WishRow.id.desc()).limit(1)
    )


async def wishes_of(session: AsyncSession, conversation_id: str) -> Sequence[WishRow]:
    return (
        await session.scalars(select(WishRow).where(WishRow.conversation_id == conversation_id).order_by(WishRow.id))
    ).all()


async def suggestion(session: AsyncSession, conversation_id: str, entry_key: str) -> SuggestionRow | None:
    return await session.get(SuggestionRow, (conversation_id, entry_key))


async def suggestions_of(session: AsyncSession, conversation_id: str) -> Sequence[SuggestionRow]:
    """Everything that was shown, in the order of showing."""
    return (
        await session.scalars(
            select(SuggestionRow)
            .where(SuggestionRow.conversation_id == conversation_id)
            .order_by(SuggestionRow.wish_id, SuggestionRow.place)
        )
    ).all()


async def shown_by(session: AsyncSession, wish: WishRow) -> Sequence[SuggestionRow]:
    """What this search has shown so far."""
    return (
        await session.scalars(
            select(SuggestionRow).where(
                SuggestionRow.conversation_id == wish.conversation_id, SuggestionRow.wish_id == wish.id
            )
        )
    ).all()


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything of the conversation that suggestions keep."""
    for table in (SuggestionRow, WishRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))
