"""HTTP of the dialogue: the bot's one call a turn."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.dialogue import service
from api.dialogue.schemas import TurnIn, TurnOut
from api.dialogue.service import Surroundings
from api.platform import clock
from api.platform.dependencies import Wake, Write
from api.platform.fields import ConversationId
from api.platform.security import require_internal

router = APIRouter(tags=["dialogue"], dependencies=[Depends(require_internal)])


async def _surroundings(request: Request) -> Surroundings:
    state = request.app.state
    return Surroundings(
        state.library,
        state.catalogue,
        state.adviser,
        state.database,
        state.words,
        state.settings.text_seed,
        clock.now(),
    )


@router.post("/internal/conversations/{conversation_id}/turn")
async def turn(
    conversation_id: ConversationId,
    asked: TurnIn,
    session: Write,
    wake: Wake,
    around: Annotated[Surroundings, Depends(_surroundings)],
) -> TurnOut:
    """What is said to a message; the same however often it is asked for."""
    answer = await service.answer_once(session, around, conversation_id, asked.message_id, asked.heard)
    wake(conversation_id)
    return TurnOut(**answer)
