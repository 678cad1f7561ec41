"""The calls of the coach's room, to verbs and back: what its pages call by themselves, and what programs take up."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from api.coach_room import service
from api.coach_room.schemas import ClaimedOut, CoachMessageIn, DutyIn, DutyOut, QueueOut
from api.conversations import service as conversations
from api.conversations.model import UnknownConversation
from api.conversations.schemas import AcceptedOut, LastEventId, MessageOut, MessagesOut, Seq
from api.conversations.stream import as_stream, follow, placed
from api.handover import service as handover
from api.handover.model import NotYours
from api.platform import clock
from api.platform.dependencies import Read, Wake, Write
from api.platform.fields import ConversationId
from api.staff.guards import Coach, in_turn_to_claim

HandoverId = Annotated[int, Path(ge=1, le=2**31 - 1)]

router = APIRouter(prefix="/api/coach", tags=["coach"])


@router.get("/queue")
async def queue(coach: Coach, request: Request, session: Read) -> QueueOut:
    return QueueOut.of(await service.read_room(session, request.app.state.database, coach, clock.now()))


@router.get("/stream")
async def stream(coach: Coach, request: Request) -> Response:
    """Tells when anything in the coach's room has changed; the room is then asked for anew."""
    state = request.app.state
    return placed(service.room_news(state.database, coach), state.limits, conversation=f"room:{coach.id}")


@router.post("/duty")
async def duty(coach: Coach, wish: DutyIn, request: Request, session: Write) -> DutyOut:
    """On duty for a while; call it again as a sign of life. Off duty at once."""
    lasts = timedelta(minutes=request.app.state.settings.duty_minutes) if wish.on else None
    until = await service.set_duty(session, coach, lasts, clock.now())
    return DutyOut(until=clock.iso(until) if until else None)


@router.post("/handovers/{handover_id}/claim", dependencies=[Depends(in_turn_to_claim)])
async def claim(handover_id: HandoverId, coach: Coach, session: Write, wake: Wake) -> ClaimedOut:
    """Take a talk: exactly one coach gets it."""
    row = await service.claim(session, coach, handover_id, clock.now())
    wake(row.conversation_id)
    return ClaimedOut.of(row, await service.alarm_words(session, row))


@router.post("/conversations/{conversation_id}/acknowledge", status_code=204)
async def acknowledge(conversation_id: ConversationId, coach: Coach, session: Write) -> None:
    """The alarm of the talk has been seen."""
    await service.acknowledge(session, coach, conversation_id, clock.now())


@router.get("/conversations/{conversation_id}/messages")
async def read(conversation_id: ConversationId, coach: Coach, session: Write, after: Seq = 0) -> MessagesOut:
    """What the coach may see of the talk: all of it with the person's consent, else from the asking on."""
    state, rows = await service.read(session, coach, conversation_id, after, clock.now())
    return MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])


@router.get("/conversations/{conversation_id}/stream")
async def stream_talk(
    conversation_id: ConversationId, coach: Coach, request: Request, after: Seq = 0, last_event_id: LastEventId = None
) -> Response:
    """The same as it happens, for as long as the coach has the talk."""
    state, asked_after = request.app.state, after if last_event_id is None else last_event_id
    async with state.database.write() as session:
        since = await service.begin_reading(session, coach, conversation_id, asked_after, clock.now())
        await conversations.messages_after(session, conversation_id, since)
    news = follow(
        state.database,
        state.wakeups,
        conversation_id,
        since,
        state.settings.stream_poll_seconds,
        allowed=lambda session: handover.held(session, conversation_id, coach.id),
        ends=(UnknownConversation, NotYours),
    )
    return as_stream(news, state.limits, conversation=f"{coach.id}:{conversation_id}")


@router.post("/conversations/{conversation_id}/messages", status_code=202)
async def write(
    conversation_id: ConversationId, message: CoachMessageIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    longest = request.app.state.settings.max_text_length
    seq = await service.write(session, coach, conversation_id, message.client_id, message.text, longest, clock.now())
    wake(conversation_id)
    return AcceptedOut(seq=seq)
