"""Pages of the coach's room. They translate and decide nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.background import BackgroundTask

from api.coach_room import service
from api.coach_room.live_lists import is_there, minutes_since, room_of
from api.coach_room.model import CardGone
from api.conversations import service as conversations
from api.conversations.model import EmptyMessage, TooLongMessage
from api.device_linking import service as continuing
from api.guidance import service as guidance
from api.handover import service as handover
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
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.platform.fields import ConversationId
from api.platform.pages import templates
from api.platform.problem import Problem
from api.platform.security import csrf_of
from api.platform.texts import texts
from api.staff import service as staff
from api.staff.guards import Coach, in_own_turn, in_turn_to_claim, staff_token
from api.staff.model import Action, SignedIn

router = APIRouter(prefix="/coach", include_in_schema=False)

HOME = "/coach"
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Text = Annotated[str, Form(max_length=20_000)]
Key = Annotated[str, Form(min_length=1, max_length=64)]
Words = Annotated[str, Query(max_length=200)]
LOST = (AlreadyClaimed, Reserved, UnknownHandover, UnknownKoppi, KoppiGone, NoTalkToReopen, NotYours)
REFUSALS = (
    EmptyNote, EmptyMessage, TooLongMessage, SlipTooLong, UnknownTeam, NeedsKoppi, SameHouse, KoppiUnfinished, CardGone,
)  # fmt: skip
MOST_FOUND = 8


@router.get("", response_class=HTMLResponse)
async def queue(request: Request, coach: Coach, session: Read) -> Response:
    return await _read_lists(request, session, coach, "room")


@router.get("/jono", response_class=HTMLResponse)
async def lists(request: Request, coach: Coach, session: Read) -> Response:
    """The lists alone, to take the place of older ones."""
    return await _read_lists(request, session, coach, "_lists")


@router.post("/vuoro", response_class=HTMLResponse)
async def duty(request: Request, coach: Coach, session: Write, on: Annotated[bool, Form()]) -> Response:
    until = clock.now() + timedelta(minutes=request.app.state.settings.duty_minutes) if on else None
    await handover.set_duty(session, coach.id, until, coach.team_id)
    return RedirectResponse(HOME, 303)


@router.post("/pyynnot/{handover_id}/ota", response_class=HTMLResponse, dependencies=[Depends(in_turn_to_claim)])
async def claim(handover_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    # A press that is sent again, because its answer was lost, leads to the talk that it got.
    yours = {row.id: row.conversation_id for row in await handover.claimed(session, coach.id)}
    if handover_id in yours:
        return _went(request, yours[handover_id])
    now = clock.now()
    try:
        row = await handover.claim(session, handover_id, coach.id, coach.name, now, coach.team_id)
    except LOST as error:
        return await home(request, session, coach, 409, error=_words(error))
    staff.record(session, coach.id, Action.TALK_CLAIMED, now, row.conversation_id)
    return _went(request, row.conversation_id)


@router.post("/kopit/{koppi_id}/ota", response_class=HTMLResponse)
async def catch(koppi_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    caught = await handover.caught_already(session, koppi_id, coach.id)
    if caught is not None:
        return _went(request, caught.conversation_id)
    now = clock.now()
    try:
        row = await handover.catch_koppi(session, koppi_id, coach.id, coach.name, coach.team_id, now)
    except LOST as error:
        return await home(request, session, coach, 409, error=_words(error))
    staff.record(session, coach.id, Action.KOPPI_CAUGHT, now, row.conversation_id)
    return _went(request, row.conversation_id)


@router.post("/kopit/{koppi_id}/peru", response_class=HTMLResponse)
async def withdraw(koppi_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    now = clock.now()
    try:
        row = await handover.withdraw_koppi(session, koppi_id, coach.id, now)
    except LOST as error:
        return await home(request, session, coach, 409, error=_words(error))
    staff.record(session, coach.id, Action.KOPPI_WITHDRAWN, now, row.conversation_id)
    return _went(request, row.conversation_id, HOME)


@router.post("/yhteinen", response_class=HTMLResponse, dependencies=[Depends(in_own_turn)])
async def start_joint_talk(request: Request, coach: Coach, session: Write, client_id: Key) -> Response:
    now = clock.now()
    talk = await handover.start_joint_talk(session, coach.id, coach.name, coach.team_id, client_id, now)
    offer = await continuing.offer(session, talk, now)
    staff.record(session, coach.id, Action.TALK_STARTED, now, talk)
    await session.flush()
    return await _talk(request, session, coach, talk, code=offer)


@router.get("/keskustelut", response_class=HTMLResponse)
async def talks(request: Request, coach: Coach, session: Write, q: Words = "") -> Response:
    staff.record(session, coach.id, Action.TALKS_SEARCHED, clock.now())
    if q.strip():
        rows = await handover.search(session, coach.id, coach.team_id, q)
    else:
        rows = list(await handover.had(session, coach.id))
    return page(request, "talks", coach, rows=rows, q=q)


@router.post("/keskustelut/{conversation_id}/avaa", response_class=HTMLResponse)
async def reopen(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await handover.reopen_talk(session, conversation_id, coach.id, coach.name, clock.now())

    try:
        await _once(request, session, coach, conversation_id, do, Action.TALK_REOPENED)
    except LOST as error:
        return await home(request, session, coach, 409, error=_words(error))
    return _went(request, conversation_id)


@router.get("/keskustelut/{conversation_id}", response_class=HTMLResponse)
async def talk(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    try:
        return await _talk(request, session, coach, conversation_id)
    except NotYours as error:
        return await home(request, session, coach, 403, error=_words(error))


@router.get("/keskustelut/{conversation_id}/viestit", response_class=HTMLResponse)
async def messages(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What came after the seq, as it is shown."""
    first = await handover.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, clock.now())
    _, rows = await conversations.messages_after(session, conversation_id, max(after, first - 1))
    return page(request, "_messages", coach, rows=rows)


@router.get("/keskustelut/{conversation_id}/opinnot", response_class=HTMLResponse)
async def courses(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Read, q: Words = ""
) -> Response:
    """Courses of the catalogue, each with a form to send it."""
    await handover.held(session, conversation_id, coach.id)
    state, today = request.app.state, clock.now().astimezone(clock.HELSINKI).date()
    found = await state.catalogue.search_free(session, q, None, today, limit=MOST_FOUND)
    return page(request, "_courses", coach, found=found.items, q=q, talk=conversation_id)


@router.post("/keskustelut/{conversation_id}/viestit", response_class=HTMLResponse)
async def write(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, client_id: Text, text: Text
) -> Response:
    longest = request.app.state.settings.max_text_length

    async def do() -> None:
        await handover.write(session, conversation_id, coach.id, coach.name, client_id, text, longest, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.TALK_WRITTEN, written=text)


@router.post("/keskustelut/{conversation_id}/opinto", response_class=HTMLResponse)
async def send_entry(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    client_id: Text,
    key: Text,
    line: Text = "",
) -> Response:
    state = request.app.state

    async def do() -> None:
        await service.send_entry(
            session, state.catalogue, conversation_id, coach.id, coach.name, client_id, key, line,
            state.settings.max_text_length, clock.now(),
        )  # fmt: skip

    return await done(request, session, coach, conversation_id, do, Action.TALK_WRITTEN)


@router.post("/keskustelut/{conversation_id}/tieto", response_class=HTMLResponse)
async def send_fact(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    client_id: Text,
    key: Text,
    line: Text = "",
) -> Response:
    longest = request.app.state.settings.max_text_length

    async def do() -> None:
        await service.send_fact(
            session, conversation_id, coach.id, coach.name, client_id, key, line, longest, clock.now()
        )

    return await done(request, session, coach, conversation_id, do, Action.TALK_WRITTEN)


@router.post("/keskustelut/{conversation_id}/muistiinpano", response_class=HTMLResponse)
async def write_note(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, text: Text = ""
) -> Response:
    async def do() -> None:
        await handover.write_note(session, conversation_id, coach.id, coach.name, text, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.NOTE_WRITTEN)


@router.post("/keskustelut/{conversation_id}/numero", response_class=HTMLResponse)
async def contact(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    """The number to call, shown once; looking at it is kept in the audit."""
    now = clock.now()
    phone = await handover.contact(session, conversation_id, coach.id, request.app.state.seal, now)
    staff.record(session, coach.id, Action.CONTACT_READ, now, conversation_id)
    return await _talk(request, session, coach, conversation_id, phone=phone or "")


@router.post("/keskustelut/{conversation_id}/siirra", response_class=HTMLResponse)
async def transfer(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, to: Text, note: Text = ""
) -> Response:
    """`to` is t and a team's number, or c and a coach's id."""
    team_id = int(to[1:]) if to.startswith("t") and to[1:].isdigit() else None
    to_coach = to[1:] if to.startswith("c") else None

    async def do() -> None:
        await handover.transfer(session, conversation_id, coach.id, coach.name, team_id, to_coach, note, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.TALK_TRANSFERRED, HOME)


@router.post("/keskustelut/{conversation_id}/koppi", response_class=HTMLResponse)
async def offer_koppi(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    team: Annotated[int, Form()],
    text: Text = "",
) -> Response:
    async def do() -> None:
        await handover.offer_koppi(session, conversation_id, coach.id, coach.name, team, text, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.KOPPI_OFFERED)


@router.post("/keskustelut/{conversation_id}/palauta", response_class=HTMLResponse)
async def return_claim(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await handover.return_claim(session, conversation_id, coach.id, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.TALK_RETURNED, HOME)


@router.post("/keskustelut/{conversation_id}/botille", response_class=HTMLResponse)
async def give_to_bot(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await handover.give_to_bot(session, conversation_id, coach.id, clock.now())

    return await done(request, session, coach, conversation_id, do, Action.TALK_GIVEN_TO_BOT, HOME)


@router.post("/keskustelut/{conversation_id}/paata", response_class=HTMLResponse)
async def close(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, outcome: Annotated[Outcome, Form()]
) -> Response:
    async def do() -> None:
        await handover.end_talk(session, conversation_id, coach.id, clock.now(), outcome)

    return await done(request, session, coach, conversation_id, do, Action.TALK_CLOSED, HOME)


async def done(
    request: Request,
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    do: Callable[[], Awaitable[None]],
    action: Action,
    then: str = "",
    **shown: Any,
) -> Response:
    """Do it and go on; what cannot be done is said on the page, and changes nothing."""
    try:
        async with session.begin_nested():
            await _once(request, session, coach, conversation_id, do, action)
    except REFUSALS as error:
        return await _talk(request, session, coach, conversation_id, 422, error=_words(error), **shown)
    except NotYours as error:
        return await home(request, session, coach, 403, error=_words(error), **shown)
    return _went(request, conversation_id, then)


async def _once(
    request: Request,
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    do: Callable[[], Awaitable[None]],
    action: Action,
) -> None:
    """Do it and keep that it was done: once for each key, however often the page sends it."""

    async def act() -> dict[str, Any]:
        await do()
        staff.record(session, coach.id, action, clock.now(), conversation_id)
        return {}

    key = request.headers.get("idempotency-key") or str(uuid4())
    await conversations.once(session, conversation_id, f"page:{coach.id}:{key[:64]}", clock.now(), act)


def _went(request: Request, conversation_id: str, then: str = "") -> Response:
    # The watchers are woken once the answer is on its way, which is after the commit.
    wake = BackgroundTask(request.app.state.wakeups.wake, conversation_id)
    return RedirectResponse(then or f"{HOME}/keskustelut/{conversation_id}", 303, background=wake)


async def _read_lists(request: Request, session: AsyncSession, coach: SignedIn, template: str) -> Response:
    """What kopit tell of people is read here, and that is kept: by a writer of its own, since lists are asked often."""
    now = clock.now()
    room = await room_of(session, coach.id, coach.team_id, now)
    if room.to_catch:
        async with request.app.state.database.write() as writing:
            for row in room.to_catch:
                await staff.record_reading(writing, coach.id, row.conversation_id, now)
    return page(request, template, coach, room=room)


async def home(request: Request, session: AsyncSession, coach: SignedIn, status: int, **shown: Any) -> Response:
    """The queue, with what could not be done."""
    room = await room_of(session, coach.id, coach.team_id, clock.now())
    return page(request, "room", coach, status, room=room, **shown)


async def _talk(
    request: Request, session: AsyncSession, coach: SignedIn, conversation_id: str, status: int = 200, **shown: Any
) -> Response:
    now, state = clock.now(), request.app.state
    brief = await service.brief(session, state.catalogue, conversation_id, coach.id, now)
    first = await handover.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, now)
    await session.flush()
    rows = [row for row in await conversations.all_messages(session, conversation_id) if row.seq >= first]
    given = {
        "brief": brief,
        "asked": brief.asked,
        "talk": conversation_id,
        "rows": rows,
        "state": (await conversations.find(session, conversation_id)).state,
        "notes": await handover.notes(session, conversation_id, coach.id),
        "koppi": await handover.sent_from(session, conversation_id),
        "goals": await handover.goals(session, brief.asked, coach.id, now),
        "facts": await guidance.cards(session),
        "canned": await service.canned(session, coach.team_id),
        "outcomes": list(Outcome),
        "courses": texts("courses"),
    }
    return page(request, "talk", coach, status, **{**given, **shown})


def page(request: Request, name: str, coach: SignedIn, status: int = 200, /, **shown: Any) -> Response:
    now = clock.now()
    given = {
        "person": coach,
        "csrf": csrf_of(staff_token(request)),
        "words": texts("coach"),
        "ago": lambda moment: minutes_since(moment, now),
        "there": lambda row: is_there(row, now),
        "path": request.url.path,
        "client_id": str(uuid4()),
    }
    return templates.TemplateResponse(request, f"coach/{name}.html", {**given, **shown}, status)


def _words(error: Problem) -> str:
    """The sentence of the error, and who was faster."""
    who = str(error)
    return f"{title_of(error)} ({who})" if who else title_of(error)
