"""HTTP of what a coach gets from other features and sends from them, to verbs and back."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api import clock
from api.coaching import service
from api.coaching.model import matching
from api.coaching.schemas import BriefOut, CannedOut, SendCardIn
from api.conversations.schemas import AcceptedOut
from api.dependencies import Coach, Wake, Write
from api.staff import service as staff
from api.staff.model import Action

router = APIRouter(prefix="/api/coach", tags=["coach"])


@router.get("/conversations/{conversation_id}/brief")
async def brief(conversation_id: str, coach: Coach, request: Request, session: Write) -> BriefOut:
    """What the person lets be told of them."""
    found = await service.brief(session, request.app.state.catalogue, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, clock.now())
    return BriefOut.of(found)


@router.post("/conversations/{conversation_id}/cards", status_code=202)
async def send_entry(
    conversation_id: str, sent: SendCardIn, coach: Coach, request: Request, session: Write, wake: Wake
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
    conversation_id: str, sent: SendCardIn, coach: Coach, request: Request, session: Write, wake: Wake
) -> AcceptedOut:
    """What a fact card says, as editors keep it."""
    now, longest = clock.now(), request.app.state.settings.max_text_length
    seq = await service.send_fact(
        session, conversation_id, coach.id, coach.name, sent.client_id, sent.key, sent.line, longest, now
    )
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    wake(conversation_id)
    return AcceptedOut(seq=seq)


@router.get("/canned")
async def canned(_coach: Coach, q: Annotated[str, Query(max_length=100)] = "") -> list[CannedOut]:
    return [CannedOut.of(reply) for reply in matching(service.canned(), q)]
