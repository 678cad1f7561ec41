"""HTTP of handovers, to verbs and back."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Request

from api import clock
from api.conversations import service as conversations
from api.conversations.schemas import StateOut
from api.dependencies import IdempotencyKey, Owner, Wake, Write
from api.handover import service
from api.handover.model import CONSENTS, Reason, Slip
from api.handover.schemas import CallbackIn, HandoverIn, HandoverOut, InternalHandoverIn, SlipWire
from api.security import require_internal

router = APIRouter(tags=["handover"])


@router.post("/api/conversations/{conversation_id}/handover")
async def ask(conversation_id: Owner, session: Write, wake: Wake, asked: HandoverIn | None = None) -> HandoverOut:
    asked = asked or HandoverIn()
    if asked.urgent or asked.slip is not None:
        slip = Slip(**(asked.slip or SlipWire()).model_dump())
        reason = Reason.URGENT if asked.urgent else Reason.REQUEST
        await service.ask(session, conversation_id, reason, slip, asked.consents, clock.now())
        wake(conversation_id)
    shown = SlipWire(**asdict(await service.opened_slip(session, conversation_id)))
    conversation = await conversations.find(session, conversation_id)
    consents = {name: asked.consents.get(name, False) for name in CONSENTS}
    return HandoverOut(state=conversation.state, slip=shown, consents=consents)


@router.post("/api/conversations/{conversation_id}/callback")
async def ask_callback(
    conversation_id: Owner, wish: CallbackIn, request: Request, session: Write, wake: Wake
) -> StateOut:
    """A call instead of a chat: at any hour, from any state."""
    await service.ask_callback(session, conversation_id, wish.phone, wish.when, request.app.state.seal, clock.now())
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/api/conversations/{conversation_id}/close")
async def close(conversation_id: Owner, session: Write, wake: Wake) -> StateOut:
    """The person ends the talk; writing opens it again."""
    await service.close(session, conversation_id, clock.now())
    wake(conversation_id)
    return StateOut(state=(await conversations.find(session, conversation_id)).state)


@router.post("/internal/conversations/{conversation_id}/handover", dependencies=[Depends(require_internal)])
async def ask_internally(
    conversation_id: str,
    asked: InternalHandoverIn,
    session: Write,
    wake: Wake,
    idempotency_key: IdempotencyKey,
) -> dict[str, Any]:
    now = clock.now()

    async def do() -> dict[str, Any]:
        await service.ask(session, conversation_id, asked.reason, Slip(), {}, now)
        return {"state": "waiting"}

    answer = await conversations.once(session, conversation_id, idempotency_key, now, do)
    wake(conversation_id)
    return answer
