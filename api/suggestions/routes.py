"""HTTP of suggestions, from the bot's actions to verbs and back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.conversations.once import SayOnce
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.fields import ConversationId
from api.platform.replies import Said
from api.platform.security import require_internal
from api.suggestions import service
from api.suggestions.schemas import DetailsIn, FindIn, LookIn, RecommendIn, RefusalIn
from api.suggestions.service import SuggestionContext

router = APIRouter(
    prefix="/internal/conversations/{conversation_id}/suggestions",
    tags=["suggestions"],
    dependencies=[Depends(require_internal)],
)


async def _context(request: Request) -> SuggestionContext:
    state = request.app.state
    return SuggestionContext(state.catalogue, state.adviser, state.database, state.words, clock.now().date())


TheContext = Annotated[SuggestionContext, Depends(_context)]


@router.post("/find")
async def find(
    conversation_id: ConversationId, asked: FindIn, session: Write, context: TheContext, once: SayOnce
) -> Said:
    return await once(lambda: service.find(session, context, conversation_id, asked.text, asked.kind, clock.now()))


@router.post("/look")
async def look(
    conversation_id: ConversationId, asked: LookIn, session: Write, context: TheContext, once: SayOnce
) -> Said:
    return await once(lambda: service.look(session, context, conversation_id, asked.text, clock.now()))


@router.post("/more")
async def more(conversation_id: ConversationId, session: Write, context: TheContext, once: SayOnce) -> Said:
    return await once(lambda: service.more(session, context, conversation_id, clock.now()))


@router.post("/details")
async def details(conversation_id: ConversationId, asked: DetailsIn, session: Read, context: TheContext) -> Said:
    return await service.details(session, context, conversation_id, asked.text, asked.entry)


@router.post("/refuse")
async def refuse(
    conversation_id: ConversationId, asked: RefusalIn, session: Write, context: TheContext, once: SayOnce
) -> Said:
    return await once(lambda: service.refuse(session, context, conversation_id, asked.entry, asked.why, clock.now()))


@router.post("/recommend")
async def recommend(
    conversation_id: ConversationId, asked: RecommendIn, session: Write, context: TheContext, once: SayOnce
) -> Said:
    return await once(
        lambda: service.recommend(session, context, conversation_id, asked.text, asked.situation, clock.now())
    )
