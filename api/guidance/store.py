"""Named questions to the database about guidance."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.guidance.tables import FactCardRow, FactRevisionRow, MeetingRow, SupportContactRow


async def cards(session: AsyncSession) -> Sequence[FactCardRow]:
    """Every card, in the order of their keys."""
    return (await session.scalars(select(FactCardRow).order_by(FactCardRow.key))).all()


async def cards_of(session: AsyncSession, keys: Collection[str]) -> Sequence[FactCardRow]:
    """The cards of these keys, in no order."""
    return (await session.scalars(select(FactCardRow).where(FactCardRow.key.in_(keys)))).all()


async def card(session: AsyncSession, key: str, lock: bool = False) -> FactCardRow | None:
    return await session.get(FactCardRow, key, with_for_update=lock or None, populate_existing=lock)


async def revision(session: AsyncSession, key: str, number: int) -> FactRevisionRow | None:
    return await session.scalar(
        select(FactRevisionRow).where(FactRevisionRow.card_key == key, FactRevisionRow.number == number)
    )


async def revisions(session: AsyncSession, key: str) -> Sequence[FactRevisionRow]:
    """Every revision of a card, the newest first."""
    return (
        await session.scalars(
            select(FactRevisionRow).where(FactRevisionRow.card_key == key).order_by(FactRevisionRow.number.desc())
        )
    ).all()


async def contacts(session: AsyncSession) -> Sequence[SupportContactRow]:
    return (await session.scalars(select(SupportContactRow).order_by(SupportContactRow.key))).all()


async def contact(session: AsyncSession, key: str, lock: bool = False) -> SupportContactRow | None:
    return await session.get(SupportContactRow, key, with_for_update=lock or None, populate_existing=lock)


async def meetings(session: AsyncSession, conversation_id: str) -> Sequence[MeetingRow]:
    """What has come up in a conversation, the latest last."""
    return (
        await session.scalars(
            select(MeetingRow)
            .where(MeetingRow.conversation_id == conversation_id)
            .order_by(MeetingRow.last_at, MeetingRow.first_at, MeetingRow.card)
        )
    ).all()


async def counts_of_answers(session: AsyncSession) -> Sequence[tuple[str, str, int]]:
    """How many conversations gave which answer to "Did this help?", by card: (card, answer, count)."""
    rows = await session.execute(
        select(MeetingRow.card, MeetingRow.helped, func.count())
        .where(MeetingRow.helped.is_not(None))
        .group_by(MeetingRow.card, MeetingRow.helped)
    )
    return [(card, str(helped), count) for card, helped, count in rows]


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything of the conversation that guidance keeps."""
    await session.execute(delete(MeetingRow).where(MeetingRow.conversation_id == conversation_id))
