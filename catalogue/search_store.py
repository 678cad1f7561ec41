"""Named questions to the database about words: synonyms, and searches that found nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.tables import SynonymRow, UnfoundRow

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def synonyms(session: AsyncSession) -> Sequence[SynonymRow]:
    return (await session.scalars(select(SynonymRow).order_by(SynonymRow.word))).all()


async def synonym(session: AsyncSession, word: str) -> SynonymRow | None:
    return await session.get(SynonymRow, word)


async def unfound(session: AsyncSession, limit: int) -> Sequence[UnfoundRow]:
    """What was looked for in vain, the most often asked first."""
    asked = select(UnfoundRow).order_by(UnfoundRow.count.desc(), UnfoundRow.asked_at.desc(), UnfoundRow.text)
    return (await session.scalars(asked.limit(limit))).all()


async def count_unfound(session: AsyncSession, text: str, now: datetime) -> None:
    """One more search for these words; two at once are both counted."""
    insert = INSERTS[session.get_bind().dialect.name]
    new = insert(UnfoundRow).values(text=text, count=1, asked_at=now)
    again = {"count": UnfoundRow.count + 1, "asked_at": now}
    await session.execute(new.on_conflict_do_update(index_elements=[UnfoundRow.text], set_=again))


async def keep_most_asked(session: AsyncSession, most: int) -> None:
    """Of more rows than `most`, drop those that were asked least and longest ago."""
    extra = (await session.scalar(select(func.count()).select_from(UnfoundRow)) or 0) - most
    if extra > 0:
        asked = select(UnfoundRow.text).order_by(UnfoundRow.count, UnfoundRow.asked_at, UnfoundRow.text)
        doomed = (await session.scalars(asked.limit(extra))).all()
        await session.execute(delete(UnfoundRow).where(UnfoundRow.text.in_(doomed)))


async def forget_unfound(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(UnfoundRow).where(UnfoundRow.asked_at < before))
