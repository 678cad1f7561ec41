"""HTTP of conversations, to verbs and back."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api import clock
from api.conversations import service
from api.conversations.schemas import AcceptedOut, MessageIn, MessageOut, MessagesOut, StartedOut
from api.conversations.stream import follow
from api.dependencies import Owner, Read, Write
from api.handover import service as handover

router = APIRouter(prefix="/api/conversations", tags=["conversations"])


@router.post("", status_code=201)
async def start(session: Write) -> StartedOut:
    started = await service.start(session, clock.now())
    return StartedOut(id=started.id, token=started.token, state=started.state)


@router.post("/{conversation_id}/messages", status_code=202)
async def send(conversation_id: Owner, message: MessageIn, request: Request) -> AcceptedOut:
    state = request.app.state
    async with state.database.write() as session:
        if message.choice_id is not None:
            received = await service.receive_choice(
                session, conversation_id, message.client_id, message.choice_id, state.verbs, clock.now(), state.leasing
            )
        else:
            longest = state.settings.max_text_length
            received = await service.receive_text(
                session, conversation_id, message.client_id, message.text or "", longest, clock.now(), state.leasing
            )
    state.wakeups.wake(conversation_id)
    if received.lease is not None:
        state.worker.take(received.lease)
    return AcceptedOut(seq=received.seq)


@router.get("/{conversation_id}/messages")
async def read(
    conversation_id: Owner, session: Read, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0
) -> MessagesOut:
    state, rows = await service.messages_after(session, conversation_id, after)
    return MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])


@router.get("/{conversation_id}/stream", response_class=EventSourceResponse)
async def stream(
    conversation_id: Owner,
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**31 - 1)] = None,
) -> EventSourceResponse:
    state = request.app.state
    since = after if last_event_id is None else last_event_id
    async with state.database.read() as session:
        await service.messages_after(session, conversation_id, since)
    news = follow(state.database, state.wakeups, conversation_id, since, state.settings.stream_poll_seconds)
    return EventSourceResponse(_as_events(news), ping=15)


@router.get("/{conversation_id}/export")
async def export(conversation_id: Owner, session: Read) -> dict[str, Any]:
    everything = await service.export(session, conversation_id)
    return {**everything, "handovers": await handover.export(session, conversation_id)}


@router.delete("/{conversation_id}", status_code=204, response_class=Response)
async def delete(conversation_id: Owner, request: Request) -> None:
    async with request.app.state.database.write() as session:
        await service.delete(session, conversation_id, clock.now())
    request.app.state.wakeups.wake(conversation_id)
    request.app.state.worker.poke_forgetting()


async def _as_events(news: AsyncIterator[MessagesOut]) -> AsyncIterator[ServerSentEvent]:
    known = None
    async for found in news:
        for message in found.messages:
            yield ServerSentEvent(message.model_dump_json(), event="message", id=str(message.seq))
        if found.state != known:
            known = found.state
            yield ServerSentEvent(f'{{"state": "{known}"}}', event="state")
