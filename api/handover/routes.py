"""HTTP of handovers, to verbs and back."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.schemas import StateOut
from api.handover import service
from api.handover.model import Reason, Slip
from api.handover.schemas import (
    CallbackIn,
    ConsentsIn,
    HandoverIn,
    HandoverOut,
    SlipWire,
    StandingOut,
    WaitOut,
)
from api.platform import clock
from api.platform.danger import meet_danger
from api.platform.dependencies import Owner, Read, Wake, Write
from api.platform.feature import Composed
from api.platform.fields import ConversationId
from api.platform.texts import say

router = APIRouter(tags=["handover"])


async def _features(request: Request) -> Composed:
    return request.app.state.features  # type: ignore[no-any-return]


Features = Annotated[Composed, Depends(_features)]


@router.post("/api/conversations/{conversation_id}/handover")
async def ask(
    conversation_id: Owner,
    request: Request,
    session: Write,
    wake: Wake,
    features: Features,
    asked: HandoverIn | None = None,
) -> HandoverOut:
    asked = asked or HandoverIn()
    if asked.urgent or asked.slip is not None:
        slip = Slip(**(asked.slip or SlipWire()).model_dump())
        reason = Reason.URGENT if asked.urgent else Reason.REQUEST
        await service.ask(session, conversation_id, reason, slip, asked.consents, clock.now())
        await _meet_danger(request, session, conversation_id, *asdict(slip).values())
        wake(conversation_id)
    return await _slip(session, features, conversation_id)


@router.get("/api/conversations/{conversation_id}/handover")
async def standing(conversation_id: Owner, session: Read, features: Features) -> StandingOut:
    """The slip, what the coach may see, and how long it may take."""
    wait = await service.wait_of_conversation(session, conversation_id, clock.now())
    slip = await _slip(session, features, conversation_id)
    return StandingOut(**slip.model_dump(), wait=WaitOut.of(wait) if wait else None)


@router.patch("/api/conversations/{conversation_id}/handover")
async def consent(
    conversation_id: Owner, given: ConsentsIn, session: Write, wake: Wake, features: Features
) -> HandoverOut:
    """Give or withdraw consents one by one; what the coach has read stays read."""
    await service.set_consents(session, conversation_id, given.consents)
    wake(conversation_id)
    return await _slip(session, features, conversation_id)


async def _slip(session: AsyncSession, features: Composed, conversation_id: ConversationId) -> HandoverOut:
    slip = await service.proposed_slip(session, conversation_id, await features.slip_lines(session, conversation_id))
    return HandoverOut(
        state=(await conversations.find(session, conversation_id)).state,
        slip=SlipWire(**asdict(slip)),
        consents=await service.consents_of(session, conversation_id),
        note=say("slip_note"),
    )


@router.post("/api/conversations/{conversation_id}/callback")
async def ask_callback(
    conversation_id: Owner, wish: CallbackIn, request: Request, session: Write, wake: Wake
) -> StateOut:
    """A call instead of a chat: at any hour, from any state."""
    await service.ask_callback(session, conversation_id, wish.phone, wish.when, request.app.state.seal, clock.now())
    await _meet_danger(request, session, conversation_id, wish.when)
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


async def _meet_danger(request: Request, session: AsyncSession, conversation_id: ConversationId, *texts: str) -> None:
    """Danger in what a form tells is met like that of a message."""
    seq = (await conversations.find(session, conversation_id)).seq
    await meet_danger(request.app.state, session, conversation_id, seq, "\n".join(filter(None, texts)), clock.now())


@router.post("/api/conversations/{conversation_id}/close")
async def close(conversation_id: Owner, session: Write, wake: Wake) -> StateOut:
    """The person ends the talk; writing opens it again."""
    await service.close(session, conversation_id, clock.now())
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)
