"""HTTP of continuing, to verbs and back."""

from fastapi import APIRouter, Request

from api.device_linking import service
from api.device_linking.schemas import CodeIn, ContinuedOut, OfferOut
from api.platform import clock
from api.platform.dependencies import Owner, Wake, Write
from api.platform.limits import TooMany, TooManyCodes, address_of

router = APIRouter(prefix="/api", tags=["continuing"])


@router.post("/conversations/{conversation_id}/continue", status_code=201)
async def offer(conversation_id: Owner, request: Request, session: Write) -> OfferOut:
    """A code that opens this talk on another device, once, within a quarter of an hour."""
    await _within_limits(request, codes_of_conversation=conversation_id)
    return OfferOut.of(await service.offer(session, conversation_id, clock.now()))


@router.post("/continue")
async def take_up(typed: CodeIn, request: Request, session: Write, wake: Wake) -> ContinuedOut:
    await _within_limits(request, codes_of_address=address_of(request))
    continued = await service.take_up(session, typed.code, clock.now())
    wake(continued.id)
    return ContinuedOut(id=continued.id, token=continued.token)


async def _within_limits(request: Request, **callers: str) -> None:
    """Raises TooManyCodes: a code is short, so few may be tried."""
    try:
        await request.app.state.limits.hit(**callers)
    except TooMany as error:
        raise TooManyCodes(error.retry_after_seconds) from None
