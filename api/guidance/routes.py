"""HTTP of guidance, to verbs and back: what the bot's actions ask to be said."""

from fastapi import APIRouter, Depends

from api import clock
from api.dependencies import SayOnce, Wake, Write
from api.guidance import service
from api.guidance.schemas import AgainIn, DistressIn, HelpedIn, MeetIn
from api.replies import Said
from api.security import require_internal

router = APIRouter(
    prefix="/internal/conversations/{conversation_id}/guidance",
    tags=["guidance"],
    dependencies=[Depends(require_internal)],
)


@router.post("/meet")
async def meet(conversation_id: str, asked: MeetIn, session: Write, once: SayOnce) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, asked.open_question, clock.now())
        return await service.meet(turn, asked.intents, asked.option)

    return await once(speak)


@router.post("/helped")
async def helped(conversation_id: str, heard: HelpedIn, session: Write, once: SayOnce) -> Said:
    async def speak() -> Said:
        turn = await service.turn_of(session, conversation_id, heard.open_question, clock.now())
        return await service.helped(turn, heard.card, heard.answer)

    return await once(speak)


@router.post("/again")
async def again(conversation_id: str, asked: AgainIn, session: Write, once: SayOnce) -> Said:
    async def speak() -> Said:
        return await service.say_again(
            await service.turn_of(session, conversation_id, asked.open_question, clock.now())
        )

    return await once(speak)


@router.post("/distress")
async def distress(conversation_id: str, heard: DistressIn, session: Write, wake: Wake, once: SayOnce) -> Said:
    async def speak() -> Said:
        return await service.meet_distress(
            await service.turn_of(session, conversation_id, None, clock.now()), heard.text
        )

    said = await once(speak)
    wake(conversation_id)
    return said
