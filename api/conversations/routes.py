"""HTTP of conversations, to verbs and back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from api.conversations import service, transcript
from api.conversations.schemas import (
    AcceptedOut,
    DeletionOut,
    LastEventId,
    MessageIn,
    MessageOut,
    MessagesOut,
    Seq,
    StartedOut,
    StartIn,
    StateOut,
)
from api.conversations.stream import as_stream, follow
from api.platform import clock
from api.platform.danger import meet_danger
from api.platform.dependencies import Owner, Read, Wake, Write
from api.platform.fields import ConversationId
from api.platform.limits import TooMany, address_of
from api.platform.personal_data import export_all
from api.staff import service as staff

router = APIRouter(prefix="/api/conversations", tags=["conversations"])


@router.post("", status_code=201)
async def start(request: Request, page: StartIn | None = None) -> StartedOut:
    """Begins a talk. `place` is the city whose page it begins on: studies there come first while none is named."""
    state = request.app.state
    await state.limits.hit(conversations_of_address=address_of(request))
    async with state.database.write() as session:
        started = await service.start(session, clock.now(), page.place if page else "")
    return StartedOut(id=started.id, token=started.token, state=started.state)


@router.post("/{conversation_id}/messages", status_code=202)
async def send(conversation_id: Owner, message: MessageIn, request: Request) -> AcceptedOut:
    state = request.app.state
    await _within_limits(request, conversation_id, message)
    text, longest = message.text or "", state.settings.max_text_length
    state.danger.read(text[:longest])  # what takes its time is done before anyone waits for the database
    async with state.database.write() as session:
        if message.choice_id is not None:
            received = await service.receive_choice(
                session,
                conversation_id,
                message.client_id,
                message.choice_id,
                state.features.verbs,
                clock.now(),
                state.leasing,
            )
        else:
            received = await service.receive_text(
                session, conversation_id, message.client_id, text, longest, clock.now(), state.leasing
            )
            await meet_danger(state, session, conversation_id, received.seq, text, clock.now())
    state.wakeups.wake(conversation_id)
    if received.lease is not None:
        state.worker.take(received.lease)
    elif received.held:
        state.worker.take_later(conversation_id, received.held)
    return AcceptedOut(seq=received.seq)


@router.post("/{conversation_id}/typing", status_code=204, response_class=Response)
async def typing(conversation_id: Owner, request: Request) -> None:
    """A sign that the person is writing on: what waits for its answer waits a little for that."""
    state = request.app.state
    await state.limits.hit(signs_of_conversation=conversation_id)
    async with state.database.read() as session:
        if not await service.waits_for_more(session, conversation_id):
            return
    async with state.database.write() as session:
        held = await service.hold(session, conversation_id, clock.now(), state.leasing)
    state.worker.take_later(conversation_id, held)


async def _within_limits(request: Request, conversation_id: ConversationId, message: MessageIn) -> None:
    """Raises TooMany, but never for a press that asks for a person."""
    state = request.app.state
    try:
        await state.limits.hit(
            messages_of_conversation=conversation_id,
            messages_of_address=address_of(request),
        )
    except TooMany:
        async with state.database.read() as session:
            if not await service.asks_for_person(session, conversation_id, message.choice_id):
                raise


@router.get("/{conversation_id}/messages")
async def read(conversation_id: Owner, session: Read, after: Seq = 0) -> MessagesOut:
    state, rows = await service.messages_after(session, conversation_id, after)
    return MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])


@router.get("/{conversation_id}/stream")
async def stream(
    conversation_id: Owner, request: Request, after: Seq = 0, last_event_id: LastEventId = None
) -> Response:
    state = request.app.state
    since = after if last_event_id is None else last_event_id
    async with state.database.read() as session:
        await service.messages_after(session, conversation_id, since)

    async def news() -> AsyncIterator[MessagesOut]:
        with state.presence.at(conversation_id):
            async for found in follow(state.database, state.wakeups, conversation_id, since):
                yield found

    return as_stream(news(), state.limits, conversation=conversation_id, address=address_of(request))


@router.post("/{conversation_id}/reopen")
async def reopen(conversation_id: Owner, session: Write, wake: Wake) -> StateOut:
    await service.reopen(session, conversation_id, clock.now())
    wake(conversation_id)
    return StateOut(state=(await service.find(session, conversation_id)).state)


@router.get("/{conversation_id}/export")
async def export(
    conversation_id: Owner,
    request: Request,
    form: Annotated[Literal["json", "text", "pdf"], Query(alias="format")] = "json",
) -> Response:
    """Everything stored, as JSON; or the talk alone, to be kept, as text or PDF."""
    state = request.app.state
    await state.limits.hit(exports_of_conversation=conversation_id)
    async with state.database.read() as session:
        everything = await export_all(session, conversation_id, state.features.personal_data) if form == "json" else {}
        rows = await service.all_messages(session, conversation_id) if form != "json" else []
    if form == "json":
        return JSONResponse(everything, headers=_as_file("json"))
    if form == "text":
        return PlainTextResponse(transcript.as_text(rows), headers=_as_file("txt"))
    pdf = await asyncio.to_thread(transcript.as_pdf, rows)
    return Response(pdf, media_type="application/pdf", headers=_as_file("pdf"))


def _as_file(ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="askelmerkki.{ending}"'}


@router.get("/{conversation_id}/deletion")
async def what_deletion_does(conversation_id: Owner, request: Request, session: Read) -> DeletionOut:
    """What a deletion takes away, and what remains, why and until when."""
    kept = timedelta(days=request.app.state.settings.keep_audit_days)
    return DeletionOut.of(await staff.remains_until(session, conversation_id, kept))


@router.delete("/{conversation_id}", status_code=204, response_class=Response)
async def delete(conversation_id: Owner, request: Request) -> None:
    async with request.app.state.database.write() as session:
        await service.delete(session, conversation_id, request.app.state.features.personal_data, clock.now())
    request.app.state.wakeups.wake(conversation_id)
    request.app.state.worker.poke_forgetting()
