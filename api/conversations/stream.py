"""A live stream: the question "what came after seq N", asked again at each wake-up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from api.conversations import service
from api.conversations.model import UnknownConversation
from api.conversations.schemas import MessageOut, MessagesOut
from api.database import Database
from api.events import Wakeups


async def follow(
    database: Database, wakeups: Wakeups, conversation_id: str, after: int, poll_seconds: float
) -> AsyncIterator[MessagesOut]:
    """Yields the state at once and then whenever something is new; ends when it is deleted."""
    with wakeups.watch(conversation_id) as woken:
        while True:
            woken.clear()
            try:
                async with database.read() as session:
                    state, rows = await service.messages_after(session, conversation_id, after)
            except UnknownConversation:
                return
            after = rows[-1].seq if rows else after
            yield MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])
            if len(rows) == service.PAGE:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), poll_seconds)
