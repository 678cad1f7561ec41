"""HTTP of guidance, to verbs and back: what the bot's actions ask to be said."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.conversations.once import SayOnce
from api.guidance import files, service
from api.guidance.model import Listener
from api.guidance.schemas import AgainIn, DistressIn, HearIn, HelpedIn, MeetIn
from api.platform import clock
from api.platform.dependencies import Wake, Write
from api.platform.fields import ConversationId
from api.platform.replies import Said
from api.platform.security import require_internal

router = APIRouter(
    prefix="/internal/conversations/{conversation_id}/guidance",
    tags=["guidance"],
    dependencies=[Depends(require_internal)],
)


async def _listener(request: Request) -> Listener:
    return files.listener(request.app.state.words)


Hearing = Annotated[Listener, Depends(_listener)]


@router.post("/meet")
async def meet(
    conversation_id: ConversationId, asked: MeetIn, session: Write, once: SayOnce, listener: Hearing
) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, asked.open_question, clock.now())
        return await service.meet(turn, listener, asked.intents, asked.option, asked.text)

    return await once(speak)


@router.post("/hear")
async def hear(
    conversation_id: ConversationId, heard: HearIn, session: Write, once: SayOnce, listener: Hearing
) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, heard.open_question, clock.now())
        return await service.hear(turn, listener, heard.text)

    return await once(speak)


@router.post("/helped")
async def helped(conversation_id: ConversationId, heard: HelpedIn, session: Write, once: SayOnce) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, heard.open_question, clock.now())
        return await service.helped(turn, heard.card, heard.answer)

    return await once(speak)


@router.post("/again")
async def again(
    conversation_id: ConversationId, asked: AgainIn, session: Write, once: SayOnce, listener: Hearing
) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, asked.open_question, clock.now())
        return await service.say_again(turn, listener)

    return await once(speak)


@router.post("/distress")
async def distress(
    conversation_id: ConversationId, heard: DistressIn, session: Write, wake: Wake, once: SayOnce
) -> Said:
    async def speak() -> Said:
        return await service.meet_distress(
            await service.turn_of(session, conversation_id, None, clock.now()), heard.text
        )

    said = await once(speak)
    wake(conversation_id)
    return said
