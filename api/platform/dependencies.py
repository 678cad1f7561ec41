"""What routes ask for: a session, and the guards that say who may call. Async all: FastAPI runs others in threads."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from cachetools import TTLCache
from fastapi import BackgroundTasks, Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.fields import ConversationId
from api.platform.security import bearer, fingerprint, require_internal, require_metrics, same


async def _write(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.write() as session:
        yield session


async def _read(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.read() as session:
        yield session


# With FastAPI's own scope a failed commit would come after the answer: 200, and nothing stored.
Write = Annotated[AsyncSession, Depends(_write, scope="function")]
Read = Annotated[AsyncSession, Depends(_read, scope="function")]


async def _wake(request: Request, background: BackgroundTasks) -> Callable[[str], None]:
    """Wakes the watchers once the answer is on its way, which is after the commit."""

    def wake(conversation_id: str) -> None:
        background.add_task(request.app.state.wakeups.wake, conversation_id)

    return wake


Wake = Annotated[Callable[[str], None], Depends(_wake)]


async def require_owner(conversation_id: ConversationId, request: Request) -> str:
    """Guard: a bearer token of this conversation. Raises UnknownConversation or WrongToken.

    A token never changes, so the last one that was right is remembered; what is deleted
    is not found by what comes after the guard.
    """
    state, token = request.app.state, bearer(request)
    known: TTLCache[str, str] = state.known_tokens
    if not (conversation_id in known and same(token, known[conversation_id])):
        async with state.database.read() as session:
            await state.authorise(session, conversation_id, token)
        known[conversation_id] = fingerprint(token)
    return conversation_id


Owner = Annotated[str, Depends(require_owner)]


class Guard:
    """What keeps a route from those who may not call it, where one function does not do."""


GUARDS = (require_owner, require_internal, require_metrics)


def is_guard(dependency: object) -> bool:
    """Whether this is what keeps a route from those who may not call it."""
    return dependency in GUARDS or isinstance(dependency, Guard)
