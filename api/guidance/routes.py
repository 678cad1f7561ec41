"""HTTP of guidance, to verbs and back: what the bot's actions ask to be said."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.conversations import service as conversations
from api.dependencies import IdempotencyKey, Wake, Write
from api.guidance import service
from api.guidance.schemas import AgainIn, DistressIn, HelpedIn, MeetIn
from api.guidance.service.meeting import Turn
from api.replies import Said
from api.security import require_internal

router = APIRouter(
    prefix="/internal/conversations/{conversation_id}/guidance",
    tags=["guidance"],
    dependencies=[Depends(require_internal)],
)


@router.post("/meet")
async def meet(conversation_id: str, asked: MeetIn, session: Write, idempotency_key: IdempotencyKey) -> Said:
    return await _said(
        session, conversation_id, idempotency_key, asked.open_question,
        lambda turn: service.meet(turn, asked.intents, asked.option),
    )  # fmt: skip


@router.post("/helped")
async def helped(conversation_id: str, heard: HelpedIn, session: Write, idempotency_key: IdempotencyKey) -> Said:
    return await _said(
        session, conversation_id, idempotency_key, heard.open_question,
        lambda turn: service.helped(turn, heard.card, heard.answer),
    )  # fmt: skip


@router.post("/again")
async def again(conversation_id: str, asked: AgainIn, session: Write, idempotency_key: IdempotencyKey) -> Said:
    return await _said(session, conversation_id, idempotency_key, asked.open_question, service.say_again)


@router.post("/distress")
async def distress(
    conversation_id: str, heard: DistressIn, session: Write, wake: Wake, idempotency_key: IdempotencyKey
) -> Said:
    said = await _said(
        session, conversation_id, idempotency_key, None, lambda turn: service.meet_distress(turn, heard.text)
    )
    wake(conversation_id)
    return said


async def _said(
    session: AsyncSession,
    conversation_id: str,
    key: str,
    open_question: str | None,
    answer: Callable[[Turn], Awaitable[Said]],
) -> Said:
    """What is said in this turn: the same however often the turn is tried."""
    now: datetime = clock.now()

    async def do() -> Said:
        return await answer(await service.turn_of(session, conversation_id, open_question, now))

    return await conversations.said_once(session, conversation_id, key, now, do)
