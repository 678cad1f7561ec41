"""How pages of the coach's room answer: what was done, and what could not be, with its reason in words."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.background import BackgroundTask

from api.coach_room import service
from api.coach_room.model import CardGone
from api.conversations import service as conversations
from api.conversations.model import EmptyMessage, TooLongMessage
from api.handover.model import (
    AlreadyClaimed,
    EmptyNote,
    KoppiGone,
    KoppiUnfinished,
    NeedsKoppi,
    NoTalkToReopen,
    NotYours,
    Outcome,
    Reserved,
    SameHouse,
    SlipTooLong,
    UnknownHandover,
    UnknownKoppi,
    UnknownTeam,
)
from api.platform import clock
from api.platform.errors import title_of
from api.platform.fields import ConversationId
from api.platform.pages import templates
from api.platform.problem import Problem
from api.platform.security import csrf_of
from api.staff.guards import staff_token
from api.staff.model import SignedIn
from finnish.texts import texts

HOME = "/coach"
Text = Annotated[str, Form(max_length=20_000)]
Key = Annotated[str, Form(min_length=1, max_length=64)]
LOST = (AlreadyClaimed, Reserved, UnknownHandover, UnknownKoppi, KoppiGone, NoTalkToReopen, NotYours)
REFUSALS = (
    EmptyNote, EmptyMessage, TooLongMessage, SlipTooLong, UnknownTeam, NeedsKoppi, SameHouse, KoppiUnfinished, CardGone,
)  # fmt: skip

Act = Callable[[], Awaitable[object]]


async def done(
    request: Request,
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: ConversationId,
    do: Act,
    then: str = "",
    **shown: Any,
) -> Response:
    """Do it and go on; what cannot be done is said on the page, and changes nothing."""
    try:
        async with session.begin_nested():
            await once(request, session, coach, conversation_id, do)
    except REFUSALS as error:
        return await talk_page(request, session, coach, conversation_id, 422, error, **shown)
    except NotYours as error:
        return await home(request, session, coach, 403, error, **shown)
    return went(request, conversation_id, then)


async def once(
    request: Request, session: AsyncSession, coach: SignedIn, conversation_id: ConversationId, do: Act
) -> None:
    """Do it once for each key, however often the page sends it."""

    async def act() -> dict[str, Any]:
        await do()
        return {}

    key = request.headers.get("idempotency-key") or str(uuid4())
    await conversations.once(session, conversation_id, f"page:{coach.id}:{key[:64]}", clock.now(), act)


def went(request: Request, conversation_id: ConversationId, then: str = "") -> Response:
    # The watchers are woken once the answer is on its way, which is after the commit.
    wake = BackgroundTask(request.app.state.wakeups.wake, conversation_id)
    return RedirectResponse(then or f"{HOME}/keskustelut/{conversation_id}", 303, background=wake)


async def home(
    request: Request, session: AsyncSession, coach: SignedIn, status: int, error: Problem, **shown: Any
) -> Response:
    """The queue, with what could not be done."""
    room = await service.room_of(session, coach, clock.now())
    return page(request, "room", coach, status, room=room, error=_words(error), **shown)


async def talk_page(
    request: Request,
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: ConversationId,
    status: int = 200,
    error: Problem | None = None,
    **shown: Any,
) -> Response:
    """The talk, with what could not be done in it."""
    opened = await service.open_talk(session, request.app.state.catalogue, coach, conversation_id, clock.now())
    given = {
        **vars(opened),
        "asked": opened.brief.asked,
        "talk": conversation_id,
        "outcomes": list(Outcome),
        "courses": texts("courses"),
        "error": _words(error) if error else "",
    }
    return page(request, "talk", coach, status, **given, **shown)


def page(request: Request, name: str, coach: SignedIn, status: int = 200, /, **shown: Any) -> Response:
    now = clock.now()
    given = {
        "person": coach,
        "csrf": csrf_of(staff_token(request)),
        "words": texts("coach"),
        "ago": lambda moment: service.minutes_since(moment, now),
        "there": lambda row: service.is_there(row, now),
        "path": request.url.path,
        "client_id": str(uuid4()),
    }
    return templates.TemplateResponse(request, f"coach/{name}.html", {**given, **shown}, status)


def _words(error: Problem) -> str:
    """The sentence of the error, and who was faster."""
    who = str(error)
    return f"{title_of(error)} ({who})" if who else title_of(error)
