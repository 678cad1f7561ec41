"""Whether a person is at their talk: kept only for those who want a human, and seldom."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from cachetools import TTLCache
from sqlalchemy.ext.asyncio import AsyncSession

from api.database import Database

# A coach sees whether the person is there to the minute.
NOTED_FOR = timedelta(seconds=30)

Wanted = Callable[[AsyncSession, str], Awaitable[bool]]
Note = Callable[[AsyncSession, str, datetime], Awaitable[None]]


class Presence:
    """Notes that a person watches their talk, once for half a minute."""

    def __init__(self, database: Database, wanted: Wanted, note: Note) -> None:
        self._database, self._wanted, self._note = database, wanted, note
        self._noted: TTLCache[str, bool] = TTLCache(100_000, ttl=NOTED_FOR.total_seconds())

    async def note(self, session: AsyncSession, conversation_id: str, now: datetime) -> None:
        """The person is there now; written down only when somebody wants to know."""
        if conversation_id in self._noted or not await self._wanted(session, conversation_id):
            return
        self._noted[conversation_id] = True
        async with self._database.write() as writing:
            await self._note(writing, conversation_id, now)
