"""HTTP of a person's picture, for the person alone."""

from fastapi import APIRouter, Response

from api.person import service
from api.person.schemas import FactOut, PersonOut, StepOut, ValueIn
from api.platform.dependencies import Owner, Read, Write
from api.platform.fields import KeyInPath

router = APIRouter(prefix="/api/conversations/{conversation_id}/person", tags=["person"])


@router.get("")
async def person(conversation_id: Owner, session: Read) -> PersonOut:
    """What is understood of the person, and what they agreed to do; empty at first."""
    facts = [FactOut.of(fact) for fact in await service.facts(session, conversation_id)]
    step = await service.agreed(session, conversation_id)
    return PersonOut(facts=facts, agreed=StepOut.model_validate(step) if step else None)


@router.patch("/{fact_id}")
async def put_right(conversation_id: Owner, fact_id: KeyInPath, right: ValueIn, session: Write) -> FactOut:
    return FactOut.of(await service.put_right(session, conversation_id, fact_id, right.value))


@router.delete("/{fact_id}", status_code=204, response_class=Response)
async def take_away(conversation_id: Owner, fact_id: KeyInPath, session: Write) -> None:
    await service.take_away(session, conversation_id, fact_id)


@router.delete("", status_code=204, response_class=Response)
async def take_all_away(conversation_id: Owner, session: Write) -> None:
    """What is understood is taken away; the talk stays."""
    await service.erase(session, conversation_id)
