"""HTTP of the coaches' side, to verbs and back. Every reading and every act is kept in the audit."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api import clock
from api.conversations import service as conversations
from api.conversations.model import UnknownConversation
from api.conversations.routes import LastEventId, Seq
from api.conversations.schemas import AcceptedOut, MessageOut, MessagesOut, StateOut
from api.conversations.stream import as_stream, follow
from api.dependencies import Coach, Read, Wake, Write
from api.handover import service
from api.handover.model import NotYours
from api.handover.schemas import ClaimedOut, CoachMessageIn, ContactOut, DutyIn, DutyOut, QueuedOut, QueueOut
from api.staff import service as staff
from api.staff.model import Action

HandoverId = Annotated[int, Path(ge=1, le=2**31 - 1)]

router = APIRouter(prefix="/api/coach", tags=["coach"])


@router.get("/queue")
async def queue(coach: Coach, session: Read) -> QueueOut:
    return QueueOut(
        waiting=[QueuedOut.of(row) for row in await service.queue(session)],
        yours=[ClaimedOut.of(row) for row in await service.claimed(session, coach.id)],
    )


@router.post("/duty")
async def duty(coach: Coach, wish: DutyIn, request: Request, session: Write) -> DutyOut:
    """On duty for a while; call it again as a sign of life. Off duty at once."""
    lasts = timedelta(minutes=request.app.state.settings.duty_minutes)
    until = clock.now() + lasts if wish.on else None
    await service.set_duty(session, coach.id, until)
    return DutyOut(until=clock.iso(until) if until else None)


@router.post("/handovers/{handover_id}/claim")
async def claim(handover_id: HandoverId, coach: Coach, session: Write, wake: Wake) -> ClaimedOut:
    """Take a talk: exactly one coach gets it."""
    now = clock.now()
    row = await service.claim(session, handover_id, coach.id, coach.name, now)
    staff.record(session, coach.id, Action.TALK_CLAIMED, now, row.conversation_id)
    wake(row.conversation_id)
    return ClaimedOut.of(row)


@router.get("/conversations/{conversation_id}/messages")
async def read(conversation_id: str, coach: Coach, session: Write, after: Seq = 0) -> MessagesOut:
    """What the coach may see of the talk: all of it with the person's consent, else from the asking on."""
    first = await service.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, clock.now())
    state, rows = await conversations.messages_after(session, conversation_id, max(after, first - 1))
    return MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])


@router.get("/conversations/{conversation_id}/stream")
async def stream(
    conversation_id: str, coach: Coach, request: Request, after: Seq = 0, last_event_id: LastEventId = None
) -> Response:
    """The same as it happens, for as long as the coach has the talk."""
    state = request.app.state
    async with state.database.write() as session:
        first = await service.visible(session, conversation_id, coach.id)
        await staff.record_reading(session, coach.id, conversation_id, clock.now())
        since = max(after if last_event_id is None else last_event_id, first - 1)
        await conversations.messages_after(session, conversation_id, since)

    news = follow(
        state.database,
        state.wakeups,
        conversation_id,
        since,
        state.settings.stream_poll_seconds,
        allowed=lambda session: service.held(session, conversation_id, coach.id),
        ends=(UnknownConversation, NotYours),
    )
    return as_stream(news, state.limits, conversation=f"{coach.id}:{conversation_id}")


@router.post("/conversations/{conversation_id}/messages", status_code=202)
async def write(
    conversation_id: str, message: CoachMessageIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    now, longest = clock.now(), request.app.state.settings.max_text_length
    seq = await service.write(
        session, conversation_id, coach.id, coach.name, message.client_id, message.text, longest, now
    )
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    wake(conversation_id)
    return AcceptedOut(seq=seq)


@router.get("/conversations/{conversation_id}/contact")
async def contact(conversation_id: str, coach: Coach, request: Request, session: Write) -> ContactOut:
    """The number to call, for the coach who has the talk."""
    phone = await service.contact(session, conversation_id, coach.id, request.app.state.seal)
    staff.record(session, coach.id, Action.CONTACT_READ, clock.now(), conversation_id)
    return ContactOut(phone=phone)


@router.post("/conversations/{conversation_id}/return")
async def return_claim(conversation_id: str, coach: Coach, session: Write, wake: Wake) -> StateOut:
    """Back to the queue."""
    now = clock.now()
    await service.return_claim(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_RETURNED, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/give-to-bot")
async def give_to_bot(conversation_id: str, coach: Coach, session: Write, wake: Wake) -> StateOut:
    """The bot goes on with the person."""
    now = clock.now()
    await service.give_to_bot(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_GIVEN_TO_BOT, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/close")
async def close(conversation_id: str, coach: Coach, session: Write, wake: Wake) -> StateOut:
    """The talk is over; the person is asked how it went."""
    now = clock.now()
    await service.end_talk(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_CLOSED, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)
