"""HTTP of the coaches' side, to verbs and back. Every reading and every act is kept in the audit."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.conversations import service as conversations
from api.conversations.model import UnknownConversation
from api.conversations.routes import LastEventId, Seq
from api.conversations.schemas import AcceptedOut, MessageOut, MessagesOut, StateOut
from api.conversations.stream import as_stream, follow
from api.device_linking import service as continuing
from api.handover import service
from api.handover.model import NotYours
from api.handover.schemas import (
    ClaimedOut,
    CoachMessageIn,
    ContactOut,
    DutyIn,
    DutyOut,
    HadOut,
    JointTalkIn,
    JointTalkOut,
    KoppiIn,
    KoppiOut,
    NoteIn,
    NoteOut,
    OutcomeIn,
    QueuedOut,
    QueueOut,
    SentKoppiOut,
    TransferIn,
)
from api.platform import clock
from api.platform.dependencies import Wake, Write
from api.platform.fields import ConversationId
from api.staff import service as staff
from api.staff.guards import Coach, in_own_turn, in_turn_to_claim
from api.staff.model import Action

HandoverId = Annotated[int, Path(ge=1, le=2**31 - 1)]
KoppiId = Annotated[int, Path(ge=1, le=2**31 - 1)]

router = APIRouter(prefix="/api/coach", tags=["coach"])


@router.get("/queue")
async def queue(coach: Coach, session: Write) -> QueueOut:
    to_catch = await service.kopit_to_catch(session, coach.team_id)
    for row in to_catch:
        await staff.record_reading(session, coach.id, row.conversation_id, clock.now())
    return QueueOut(
        waiting=[QueuedOut.of(row) for row in await service.queue(session, coach.id, coach.team_id)],
        yours=[ClaimedOut.of(row) for row in await service.claimed(session, coach.id)],
        to_catch=[KoppiOut.of(row) for row in to_catch],
        sent=[KoppiOut.of(row) for row in await service.kopit_sent(session, coach.id)],
    )


@router.post("/duty")
async def duty(coach: Coach, wish: DutyIn, request: Request, session: Write) -> DutyOut:
    """On duty for a while; call it again as a sign of life. Off duty at once."""
    lasts = timedelta(minutes=request.app.state.settings.duty_minutes)
    until = clock.now() + lasts if wish.on else None
    await service.set_duty(session, coach.id, until, coach.team_id)
    return DutyOut(until=clock.iso(until) if until else None)


@router.post("/handovers/{handover_id}/claim", dependencies=[Depends(in_turn_to_claim)])
async def claim(handover_id: HandoverId, coach: Coach, session: Write, wake: Wake) -> ClaimedOut:
    """Take a talk: exactly one coach gets it."""
    now = clock.now()
    row = await service.claim(session, handover_id, coach.id, coach.name, now, coach.team_id)
    staff.record(session, coach.id, Action.TALK_CLAIMED, now, row.conversation_id)
    wake(row.conversation_id)
    return ClaimedOut.of(row)


@router.get("/conversations/{conversation_id}/messages")
async def read(conversation_id: ConversationId, coach: Coach, session: Write, after: Seq = 0) -> MessagesOut:
    """What the coach may see of the talk: all of it with the person's consent, else from the asking on."""
    first = await service.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, clock.now())
    state, rows = await conversations.messages_after(session, conversation_id, max(after, first - 1))
    return MessagesOut(state=state, messages=[MessageOut.of(row) for row in rows])


@router.get("/conversations/{conversation_id}/stream")
async def stream(
    conversation_id: ConversationId, coach: Coach, request: Request, after: Seq = 0, last_event_id: LastEventId = None
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
    conversation_id: ConversationId, message: CoachMessageIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    now, longest = clock.now(), request.app.state.settings.max_text_length
    seq = await service.write(
        session, conversation_id, coach.id, coach.name, message.client_id, message.text, longest, now
    )
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    wake(conversation_id)
    return AcceptedOut(seq=seq)


@router.get("/conversations/{conversation_id}/contact")
async def contact(conversation_id: ConversationId, coach: Coach, request: Request, session: Write) -> ContactOut:
    """The number to call, for the coach who has the talk."""
    now = clock.now()
    number = await service.contact(session, conversation_id, coach.id, request.app.state.seal, now)
    staff.record(session, coach.id, Action.CONTACT_READ, now, conversation_id)
    return ContactOut.of(number)


@router.post("/conversations/{conversation_id}/return")
async def return_claim(conversation_id: ConversationId, coach: Coach, session: Write, wake: Wake) -> StateOut:
    """Back to the queue."""
    now = clock.now()
    await service.return_claim(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_RETURNED, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/give-to-bot")
async def give_to_bot(conversation_id: ConversationId, coach: Coach, session: Write, wake: Wake) -> StateOut:
    """The bot goes on with the person."""
    now = clock.now()
    await service.give_to_bot(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_GIVEN_TO_BOT, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/close")
async def close(
    conversation_id: ConversationId, coach: Coach, session: Write, wake: Wake, ended: OutcomeIn | None = None
) -> StateOut:
    """The talk is over; the person is asked how it went."""
    now = clock.now()
    await service.end_talk(session, conversation_id, coach.id, now, (ended or OutcomeIn()).outcome)
    staff.record(session, coach.id, Action.TALK_CLOSED, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/transfer")
async def transfer(
    conversation_id: ConversationId, moved: TransferIn, coach: Coach, session: Write, wake: Wake
) -> StateOut:
    """To another team or coach of the same house."""
    now = clock.now()
    await service.transfer(session, conversation_id, coach.id, coach.name, moved.team_id, moved.coach, moved.note, now)
    staff.record(session, coach.id, Action.TALK_TRANSFERRED, now, conversation_id)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/conversations/{conversation_id}/koppi")
async def offer_koppi(
    conversation_id: ConversationId, koppi: KoppiIn, coach: Coach, session: Write, wake: Wake
) -> SentKoppiOut:
    """Ask the person whether another house may come along, and with what."""
    now = clock.now()
    row = await service.offer_koppi(session, conversation_id, coach.id, coach.name, koppi.team_id, koppi.text, now)
    there = await service.reception(session, koppi.team_id, now)
    staff.record(session, coach.id, Action.KOPPI_OFFERED, now, conversation_id)
    wake(conversation_id)
    opens_at = clock.iso(there.opens_at) if there.opens_at else None
    return SentKoppiOut(**KoppiOut.of(row).model_dump(), on_duty=there.on_duty, open=there.is_open, opens_at=opens_at)


@router.post("/kopit/{koppi_id}/catch")
async def catch_koppi(koppi_id: KoppiId, coach: Coach, session: Write, wake: Wake) -> ClaimedOut:
    """Take the joint customer: exactly one coach of the other house gets them."""
    now = clock.now()
    row = await service.catch_koppi(session, koppi_id, coach.id, coach.name, coach.team_id, now)
    staff.record(session, coach.id, Action.KOPPI_CAUGHT, now, row.conversation_id)
    wake(row.conversation_id)
    return ClaimedOut.of(row)


@router.post("/kopit/{koppi_id}/withdraw")
async def withdraw_koppi(koppi_id: KoppiId, coach: Coach, session: Write, wake: Wake) -> KoppiOut:
    now = clock.now()
    row = await service.withdraw_koppi(session, koppi_id, coach.id, now)
    staff.record(session, coach.id, Action.KOPPI_WITHDRAWN, now, row.conversation_id)
    wake(row.conversation_id)
    return KoppiOut.of(row)


@router.get("/conversations/{conversation_id}/notes")
async def notes(conversation_id: ConversationId, coach: Coach, session: Write) -> list[NoteOut]:
    rows = await service.notes(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, clock.now())
    return [NoteOut.of(row) for row in rows]


@router.post("/conversations/{conversation_id}/notes", status_code=201)
async def write_note(conversation_id: ConversationId, note: NoteIn, coach: Coach, session: Write) -> list[NoteOut]:
    now = clock.now()
    await service.write_note(session, conversation_id, coach.id, coach.name, note.text, now)
    staff.record(session, coach.id, Action.NOTE_WRITTEN, now, conversation_id)
    return [NoteOut.of(row) for row in await service.notes(session, conversation_id, coach.id)]


@router.post("/conversations/{conversation_id}/reopen")
async def reopen(conversation_id: ConversationId, coach: Coach, session: Write, wake: Wake) -> ClaimedOut:
    """A closed talk goes on with the coach who had it."""
    now = clock.now()
    row = await service.reopen_talk(session, conversation_id, coach.id, coach.name, now)
    staff.record(session, coach.id, Action.TALK_REOPENED, now, conversation_id)
    wake(conversation_id)
    return ClaimedOut.of(row)


@router.post("/joint-talks", status_code=201, dependencies=[Depends(in_own_turn)])
async def start_joint_talk(coach: Coach, session: Write, begun: JointTalkIn | None = None) -> JointTalkOut:
    """A talk at the desk or on the phone, and the code by which the person comes to it: a new one at every call."""
    now, client_id = clock.now(), (begun or JointTalkIn()).client_id
    conversation_id = await service.start_joint_talk(session, coach.id, coach.name, coach.team_id, client_id, now)
    offer = await continuing.offer(session, conversation_id, now)
    staff.record(session, coach.id, Action.TALK_STARTED, now, conversation_id)
    return JointTalkOut(conversation_id=conversation_id, code=offer.code, until=clock.iso(offer.until))


@router.get("/talks")
async def talks(coach: Coach, session: Write, q: Annotated[str, Query(max_length=200)] = "") -> list[HadOut]:
    """The coach's own talks that have ended; with words, a search among the team's."""
    staff.record(session, coach.id, Action.TALKS_SEARCHED, clock.now())
    if not q.strip():
        return [HadOut.of(row) for row in await service.had(session, coach.id)]
    return [HadOut.of(row) for row in await service.search(session, coach.id, coach.team_id, q)]
