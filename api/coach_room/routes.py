"""HTTP of what a coach gets from other features and sends from them, to verbs and back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.coach_room import service
from api.coach_room.live_lists import room_news
from api.coach_room.model import matching
from api.coach_room.schemas import BriefOut, CannedOut, SendCardIn
from api.conversations.schemas import AcceptedOut
from api.conversations.stream import placed
from api.platform import clock
from api.platform.dependencies import Read, Wake, Write
from api.platform.fields import ConversationId
from api.staff import service as staff
from api.staff.guards import Coach
from api.staff.model import Action

router = APIRouter(prefix="/api/coach", tags=["coach"])


@router.get("/conversations/{conversation_id}/brief")
async def brief(conversation_id: ConversationId, coach: Coach, request: Request, session: Write) -> BriefOut:
    """What the person lets be told of them."""
    now = clock.now()
    found = await service.brief(session, request.app.state.catalogue, conversation_id, coach.id, now)
    await staff.record_reading(session, coach.id, conversation_id, now)
    return BriefOut.of(found)


@router.post("/conversations/{conversation_id}/cards", status_code=202)
async def send_entry(
    conversation_id: ConversationId, sent: SendCardIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    """A course of the same catalogue that the bot shows."""
    now, state = clock.now(), request.app.state
    seq = await service.send_entry(
        session, state.catalogue, conversation_id, coach.id, coach.name, sent.client_id, sent.key, sent.line,
        state.settings.max_text_length, now,
    )  # fmt: skip
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    wake(conversation_id)
    return AcceptedOut(seq=seq)


@router.post("/conversations/{conversation_id}/facts", status_code=202)
async def send_fact(
    conversation_id: ConversationId, sent: SendCardIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    """What a fact card says, as editors keep it."""
    now, longest = clock.now(), request.app.state.settings.max_text_length
    seq = await service.send_fact(
        session, conversation_id, coach.id, coach.name, sent.client_id, sent.key, sent.line, longest, now
    )
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    wake(conversation_id)
    return AcceptedOut(seq=seq)


@router.get("/stream")
async def stream(coach: Coach, request: Request) -> Response:
    """Tells when anything in the coach's room has changed; the room is then asked for anew."""
    state = request.app.state
    news = room_news(state.database, coach.id, coach.team_id)
    return placed(news, state.limits, conversation=f"room:{coach.id}")


@router.get("/canned")
async def canned(coach: Coach, session: Read, q: Annotated[str, Query(max_length=100)] = "") -> list[CannedOut]:
    """Those of the coach's team and those for everyone."""
    return [CannedOut.of(reply) for reply in matching(await service.canned(session, coach.team_id), q)]
