"""HTTP of the dialogue: the bot's one call a turn."""

from typing import Any

from fastapi import APIRouter, Depends, Request

from api.dialogue import service
from api.dialogue.schemas import TurnIn, TurnOut
from api.dialogue.service import Answers, Surroundings
from api.platform import clock
from api.platform.dependencies import Wake
from api.platform.fields import ConversationId
from api.platform.security import require_internal

router = APIRouter(tags=["dialogue"], dependencies=[Depends(require_internal)])


@router.post("/internal/conversations/{conversation_id}/turn")
async def turn(conversation_id: ConversationId, asked: TurnIn, request: Request, wake: Wake) -> TurnOut:
    """What is said to a message; the same however often it is asked for."""
    state = request.app.state
    answers = Answers(state.database)
    around = Surroundings(
        state.library,
        answers.beside(state.catalogue),
        answers.beside(state.adviser),
        state.database,
        state.words,
        state.danger,
        state.settings.text_seed,
        clock.now(),
    )

    async def answered() -> dict[str, Any]:
        async with state.database.write() as session:
            return await service.answer_once(session, around, conversation_id, asked.message_id, asked.heard)

    service.read_ahead(asked.heard, around.words, around.now)
    answer = await answers.complete(answered)
    wake(conversation_id)
    return TurnOut(**answer)
