"""A live stream: the question "what came after seq N", asked again at each wake-up."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Receive, Scope, Send

from api.conversations import service
from api.conversations.model import UnknownConversation
from api.conversations.schemas import MessageOut, MessagesOut
from api.platform.database import Database
from api.platform.events import Wakeups
from api.platform.limits import Limits

log = structlog.get_logger()

# After a database that did not answer.
PAUSE_SECONDS = 1.0

# Raises when whoever watches may not look any more.
Allowed = Callable[[AsyncSession], Awaitable[object]]


async def _anyone(_session: AsyncSession) -> None:
    """The owner may always look."""


async def follow(
    database: Database,
    wakeups: Wakeups,
    conversation_id: str,
    after: int,
    ask_every_seconds: float | None = None,
    allowed: Allowed = _anyone,
    ends: tuple[type[Exception], ...] = (UnknownConversation,),
) -> AsyncIterator[MessagesOut]:
    """Yields the state at once and then at each wake-up with news; ends when it is deleted or not allowed any more.

    `ask_every_seconds`: whoever may lose the right to look is asked for it this often without a wake-up too.
    A database that does not answer is asked again: the stream has a hole in time and none in the messages.
    """
    with wakeups.watch(conversation_id) as woken:
        woken.seq = after
        while True:
            woken.clear()
            try:
                async with database.read() as session:
                    await allowed(session)
                    state, rows = await service.messages_after(session, conversation_id, woken.seq)
            except ends:
                return
            except (DBAPIError, PoolTimeout) as error:
                log.warning("stream_put_off", reason=type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if rows or state != woken.state:
                woken.seq, woken.state = rows[-1].seq if rows else woken.seq, state
                yield MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])
            if len(rows) == service.PAGE:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), ask_every_seconds)


def as_stream(news: AsyncIterator[MessagesOut], limits: Limits, **callers: str) -> EventSourceResponse:
    """The news as server-sent events, in a place of its own. Raises TooManyStreams.

    Whoever reads too slowly is let go, and resumes where they were.
    """
    return placed(_events(news), limits, **callers)


def placed(events: AsyncIterator[ServerSentEvent], limits: Limits, **callers: str) -> EventSourceResponse:
    """Events of any kind, in a place of their own. Raises TooManyStreams."""
    place = contextlib.ExitStack()
    place.enter_context(limits.stream(**callers))
    return _Stream(place, events, ping=15, send_timeout=30)


class _Stream(EventSourceResponse):
    """Gives its place back when it ends, however it ends."""

    def __init__(self, place: contextlib.ExitStack, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._place:
            await super().__call__(scope, receive, send)


async def _events(news: AsyncIterator[MessagesOut]) -> AsyncIterator[ServerSentEvent]:
    known = None
    async for found in news:
        for message in found.messages:
            yield ServerSentEvent(message.model_dump_json(), event="message", id=str(message.seq))
        if found.state != known:
            known = found.state
            yield ServerSentEvent(f'{{"state": "{known}"}}', event="state")
