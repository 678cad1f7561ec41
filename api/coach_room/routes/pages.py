"""Pages of the coach's room. They translate and decide nothing."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.coach_room import service
from api.coach_room.routes.answers import HOME, LOST, Key, Text, done, home, once, page, talk_page, went
from api.handover import service as handover
from api.handover.model import NotYours, Outcome
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.fields import ConversationId
from api.staff.guards import Coach, in_own_turn, in_turn_to_catch, in_turn_to_claim
from api.staff.model import SignedIn

router = APIRouter(prefix="/coach", include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Words = Annotated[str, Query(max_length=200)]
MOST_FOUND = 8


@router.get("", response_class=HTMLResponse)
async def queue(request: Request, coach: Coach, session: Read) -> Response:
    return await _lists(request, session, coach, "room")


@router.get("/jono", response_class=HTMLResponse)
async def lists(request: Request, coach: Coach, session: Read) -> Response:
    """The lists alone, to take the place of older ones."""
    return await _lists(request, session, coach, "_lists")


@router.post("/vuoro", response_class=HTMLResponse)
async def duty(request: Request, coach: Coach, session: Write, on: Annotated[bool, Form()]) -> Response:
    lasts = timedelta(minutes=request.app.state.settings.duty_minutes) if on else None
    await service.set_duty(session, coach, lasts, clock.now())
    return RedirectResponse(HOME, 303)


@router.post("/pyynnot/{handover_id}/ota", response_class=HTMLResponse, dependencies=[Depends(in_turn_to_claim)])
async def claim(handover_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    try:
        # A press that is sent again, because its answer was lost, leads to the talk that it got.
        row = await service.claimed_already(session, coach, handover_id) or await service.claim(
            session, coach, handover_id, clock.now()
        )
    except LOST as error:
        return await home(request, session, coach, 409, error)
    return went(request, row.conversation_id)


@router.post("/kopit/{koppi_id}/ota", response_class=HTMLResponse, dependencies=[Depends(in_turn_to_catch)])
async def catch(koppi_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    try:
        row = await handover.caught_already(session, koppi_id, coach.id) or await service.catch(
            session, coach, koppi_id, clock.now()
        )
    except LOST as error:
        return await home(request, session, coach, 409, error)
    return went(request, row.conversation_id)


@router.post("/kopit/{koppi_id}/peru", response_class=HTMLResponse)
async def withdraw(koppi_id: Number, request: Request, coach: Coach, session: Write) -> Response:
    try:
        conversation_id = await service.withdraw(session, coach, koppi_id, clock.now())
    except LOST as error:
        return await home(request, session, coach, 409, error)
    return went(request, conversation_id, HOME)


@router.post("/yhteinen", response_class=HTMLResponse, dependencies=[Depends(in_own_turn)])
async def start_joint_talk(request: Request, coach: Coach, session: Write, client_id: Key) -> Response:
    talk, code = await service.start_joint_talk(session, coach, client_id, clock.now())
    return await talk_page(request, session, coach, talk, code=code)


@router.get("/keskustelut", response_class=HTMLResponse)
async def talks(request: Request, coach: Coach, session: Write, q: Words = "") -> Response:
    return page(request, "talks", coach, rows=await service.ended_talks(session, coach, q, clock.now()), q=q)


@router.post("/keskustelut/{conversation_id}/avaa", response_class=HTMLResponse)
async def reopen(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await service.reopen(session, coach, conversation_id, clock.now())

    try:
        await once(request, session, coach, conversation_id, do)
    except LOST as error:
        return await home(request, session, coach, 409, error)
    return went(request, conversation_id)


@router.get("/keskustelut/{conversation_id}", response_class=HTMLResponse)
async def talk(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    try:
        return await talk_page(request, session, coach, conversation_id)
    except NotYours as error:
        return await home(request, session, coach, 403, error)


@router.get("/keskustelut/{conversation_id}/viestit", response_class=HTMLResponse)
async def messages(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What came after the seq, as it is shown."""
    _, rows = await service.read(session, coach, conversation_id, after, clock.now())
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
        await service.write(session, coach, conversation_id, client_id, text, longest, clock.now())

    return await done(request, session, coach, conversation_id, do, written=text)


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
            session, state.catalogue, coach, conversation_id, client_id, key, line,
            state.settings.max_text_length, clock.now(),
        )  # fmt: skip

    return await done(request, session, coach, conversation_id, do)


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
        await service.send_fact(session, coach, conversation_id, client_id, key, line, longest, clock.now())

    return await done(request, session, coach, conversation_id, do)


@router.post("/keskustelut/{conversation_id}/kuittaa", response_class=HTMLResponse)
async def acknowledge(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await service.acknowledge(session, coach, conversation_id, clock.now())

    return await done(request, session, coach, conversation_id, do)


@router.post("/keskustelut/{conversation_id}/muistiinpano", response_class=HTMLResponse)
async def write_note(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, text: Text = ""
) -> Response:
    async def do() -> None:
        await service.write_note(session, coach, conversation_id, text, clock.now())

    return await done(request, session, coach, conversation_id, do)


@router.post("/keskustelut/{conversation_id}/numero", response_class=HTMLResponse)
async def contact(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    """The number to call, shown once; looking at it is kept in the audit."""
    phone = await service.contact(session, coach, conversation_id, request.app.state.seal, clock.now())
    return await talk_page(request, session, coach, conversation_id, phone=phone or "")


@router.post("/keskustelut/{conversation_id}/siirra", response_class=HTMLResponse)
async def transfer(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, to: Text, note: Text = ""
) -> Response:
    """`to` is t and a team's number, or c and a coach's id."""
    team_id = int(to[1:]) if to.startswith("t") and to[1:].isdigit() else None
    to_coach = to[1:] if to.startswith("c") else None

    async def do() -> None:
        await service.transfer(session, coach, conversation_id, team_id, to_coach, note, clock.now())

    return await done(request, session, coach, conversation_id, do, HOME)


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
        await service.offer_koppi(session, coach, conversation_id, team, text, clock.now())

    return await done(request, session, coach, conversation_id, do)


@router.post("/keskustelut/{conversation_id}/palauta", response_class=HTMLResponse)
async def return_claim(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await service.return_claim(session, coach, conversation_id, clock.now())

    return await done(request, session, coach, conversation_id, do, HOME)


@router.post("/keskustelut/{conversation_id}/botille", response_class=HTMLResponse)
async def give_to_bot(conversation_id: ConversationId, request: Request, coach: Coach, session: Write) -> Response:
    async def do() -> None:
        await service.give_to_bot(session, coach, conversation_id, clock.now())

    return await done(request, session, coach, conversation_id, do, HOME)


@router.post("/keskustelut/{conversation_id}/paata", response_class=HTMLResponse)
async def close(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Write, outcome: Annotated[Outcome, Form()]
) -> Response:
    async def do() -> None:
        await service.end(session, coach, conversation_id, outcome, clock.now())

    return await done(request, session, coach, conversation_id, do, HOME)


async def _lists(request: Request, session: AsyncSession, coach: SignedIn, template: str) -> Response:
    room = await service.read_room(session, request.app.state.database, coach, clock.now())
    return page(request, template, coach, room=room)
