"""Pages of a self-assessment that a coach and a person make together. The answers travel with the page alone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import StringConstraints

from api.assessment import service as assessment
from api.assessment.dependencies import TheContext
from api.assessment.model.instruments import InstrumentKind
from api.coach_room import service
from api.coach_room.model import Sheet
from api.coach_room.routes.answers import Key, Text, done, page
from api.handover import service as handover
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.fields import ConversationId
from api.staff.guards import Coach

router = APIRouter(prefix="/coach/keskustelut/{conversation_id}/arvio", include_in_schema=False)

# An item and its level; nothing after the sign: not known, or not said.
Answer = Annotated[str, StringConstraints(max_length=122, pattern=r"^[^=]{1,120}=[0-3]?$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
MOST = 100


def _sheet(
    instrument: Annotated[str, Form(max_length=120)],
    about: Annotated[str, Form(max_length=200)] = "",
    told: Annotated[list[Name], Form(max_length=MOST)] = [],  # noqa: B006  FastAPI copies it
    given: Annotated[list[Answer], Form(max_length=MOST)] = [],  # noqa: B006
) -> Sheet:
    """The answers as the page has brought them."""
    return Sheet(instrument, about.strip() or None, tuple(told), tuple(_read(each) for each in given))


def _read(answer: str) -> tuple[str, int | None]:
    item, _, level = answer.rpartition("=")
    return item, int(level) if level else None


TheSheet = Annotated[Sheet, Depends(_sheet)]


@router.get("", response_class=HTMLResponse)
async def choose(
    conversation_id: ConversationId, request: Request, coach: Coach, session: Read, context: TheContext
) -> Response:
    """Which self-assessment?"""
    await handover.held(session, conversation_id, coach.id)
    instruments = list(context.library.instruments.values())
    return page(request, "together", coach, talk=conversation_id, instruments=instruments, kinds=InstrumentKind)


@router.post("", response_class=HTMLResponse)
async def ask(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Read,
    context: TheContext,
    sheet: TheSheet,
    telling: Text = "",
    answer: Annotated[Answer | None, Form()] = None,
    step: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """The next item after what was answered, or the result when there is none or it is asked for."""
    await handover.held(session, conversation_id, coach.id)
    if telling.strip():
        heard = dict.fromkeys(each.competence for each in context.heard(telling))
        sheet = Sheet(sheet.instrument, told=tuple(heard))
    if answer is not None:
        sheet = sheet.answered(*_read(answer))
    if step == "undo":
        sheet = sheet.without_last()
    asked = await assessment.next_question(context, sheet.instrument, sheet.answers, sheet.told, sheet.about)
    instrument = context.library.instrument(sheet.instrument)
    given = {"talk": conversation_id, "sheet": sheet, "instrument": instrument, "tell": assessment.tell}
    if asked.question is not None and step != "stop":
        return page(request, "together_item", coach, question=asked.question, progress=asked.progress, **given)
    result, more = await service.result_of(context, sheet), asked.question is not None
    return page(request, "together_result", coach, result=result, more=more, **given)


@router.post("/laheta", response_class=HTMLResponse)
async def send(
    conversation_id: ConversationId,
    request: Request,
    coach: Coach,
    session: Write,
    context: TheContext,
    sheet: TheSheet,
    client_id: Key,
) -> Response:
    """To the talk, for the person to read."""

    async def do() -> None:
        await service.send_result(session, context, coach, conversation_id, client_id, sheet, clock.now())

    return await done(request, session, coach, conversation_id, do)
