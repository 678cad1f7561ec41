"""HTTP of self-assessments, to verbs and back: the engine for anyone, the profile for its owner, the bot's calls."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from api.assessment import service
from api.assessment.model.pathway import ShownPath
from api.assessment.model.profile import Profile
from api.assessment.pdf_report import as_pdf
from api.assessment.profile_chart import as_svg
from api.assessment.schemas import (
    AnswerCarried,
    AnswersIn,
    CallIn,
    ChooseCarried,
    Form,
    InstrumentOut,
    JudgeCarried,
    NextOut,
    ProfileOut,
    ShareIn,
    ShareOut,
    StartCarried,
    note_on_shared,
)
from api.assessment.service import AssessmentContext, AssessmentSession
from api.assessment.wording import tell
from api.conversations.once import SayOnce
from api.platform import clock
from api.platform.clock import iso
from api.platform.dependencies import Owner, Read, Write
from api.platform.fields import ConversationId, KeyInPath
from api.platform.limits import address_of, count_ask
from api.platform.replies import Said
from api.platform.security import require_internal

router = APIRouter(tags=["assessment"])
Carried = TypeVar("Carried", bound=BaseModel)


async def _context(request: Request) -> AssessmentContext:
    state = request.app.state
    return AssessmentContext(state.library, state.catalogue, state.database, state.words, clock.now().date())


TheContext = Annotated[AssessmentContext, Depends(_context)]


@router.get("/api/assessment/instruments")
async def instruments(context: TheContext) -> list[InstrumentOut]:
    return [
        InstrumentOut.of(instrument, await service.count_items(context, instrument))
        for instrument in context.library.instruments.values()
    ]


@router.post("/api/assessment/{instrument}/next", dependencies=[Depends(count_ask)])
async def next_item(instrument: KeyInPath, given: AnswersIn, context: TheContext) -> NextOut:
    """The item that would tell most after these answers. Nothing is kept."""
    return NextOut.of(await service.next_question(context, instrument, given.pairs, given.told, given.about))


@router.post("/api/assessment/{instrument}/profile", dependencies=[Depends(count_ask)])
async def profile(instrument: KeyInPath, given: AnswersIn, context: TheContext) -> ProfileOut:
    """What these answers tell. Nothing is kept."""
    made = await service.profile(context, instrument, given.pairs, given.told, given.about)
    unasked = await service.unasked(context, instrument, given.pairs, given.about)
    scale = context.library.instrument(instrument).scale
    return ProfileOut.of(made, scale, unasked, tell("note"), svg=as_svg(made, scale))


@router.get("/api/conversations/{conversation_id}/profile", response_model=None)
async def own_profile(
    conversation_id: Owner, session: Read, context: TheContext, request: Request, format: Form = "json"
) -> Response:
    await request.app.state.limits.hit(exports_of_conversation=conversation_id)
    kept = await service.own_profile(session, context, conversation_id, clock.now())
    return await _in_form(format, context, kept.profile, kept.unasked, tell("note"), kept.path)


@router.post("/api/conversations/{conversation_id}/profile/share", status_code=201)
async def share(conversation_id: Owner, wish: ShareIn, session: Write, context: TheContext) -> ShareOut:
    return ShareOut.of(await service.share(session, context, conversation_id, wish.days, wish.readiness, clock.now()))


@router.delete("/api/conversations/{conversation_id}/profile/share", status_code=204, response_class=Response)
async def take_back(conversation_id: Owner, session: Write) -> None:
    await service.take_back(session, conversation_id, clock.now())


@router.get("/api/shared-profiles/{code}", response_model=None)
async def shared_profile(
    code: KeyInPath, session: Read, context: TheContext, request: Request, format: Form = "json"
) -> Response:
    """What a person has let a coach read, for a while."""
    await request.app.state.limits.hit(shared_profiles_of_address=address_of(request))
    shared = await service.shared_profile(session, code, clock.now())
    note = note_on_shared(shared.readiness)
    return await _in_form(format, context, shared.profile, [], note, until=iso(shared.until))


async def _in_form(
    form: Form,
    context: AssessmentContext,
    profile: Profile,
    unasked: list[str],
    note: str,
    path: ShownPath | None = None,
    **more: Any,
) -> Response:
    scale = context.library.scale
    if form == "svg":
        return Response(as_svg(profile, scale), media_type="image/svg+xml")
    if form == "pdf":
        pdf = await asyncio.to_thread(as_pdf, profile, scale, unasked, note, clock.now(), path)
        named = {"Content-Disposition": 'inline; filename="osaamiseni.pdf"'}
        return Response(pdf, media_type="application/pdf", headers=named)
    return JSONResponse(ProfileOut.of(profile, scale, unasked, note, **more).model_dump())


class Verb(StrEnum):
    """What the bot may ask to be done in an assessment."""

    START = "start"
    CHOOSE = "choose"
    ANSWER = "answer"
    SKIP = "skip"
    UNDO = "undo"
    EXPLAIN = "explain"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    PROFILE = "profile"
    TELL = "tell"
    JUDGE = "judge"
    CONFIRM = "confirm"
    AGAIN = "again"


@router.post("/internal/conversations/{conversation_id}/assessment/{verb}", dependencies=[Depends(require_internal)])
async def assess(
    conversation_id: ConversationId, verb: Verb, asked: CallIn, session: Write, context: TheContext, once: SayOnce
) -> Said:
    """What is said to what the person did."""

    async def speak() -> Said:
        return await VERBS[verb](
            await service.assessment_session_of(session, context, conversation_id, clock.now()), asked
        )

    return await once(speak)


async def _start(assessments: AssessmentSession, asked: CallIn) -> Said:
    carried = _read(StartCarried, asked.carried)
    return await service.start(assessments, asked.text, carried.model_dump(exclude_defaults=True))


async def _choose(assessments: AssessmentSession, asked: CallIn) -> Said:
    return await service.choose(assessments, _read(ChooseCarried, asked.carried).question, asked.text)


async def _answer(assessments: AssessmentSession, asked: CallIn) -> Said:
    carried = _read(AnswerCarried, asked.carried)
    return await service.answer(assessments, asked.text, carried.level, carried.item)


async def _skip(assessments: AssessmentSession, asked: CallIn) -> Said:
    return await service.skip(assessments, _read(AnswerCarried, asked.carried).item)


async def _judge(assessments: AssessmentSession, asked: CallIn) -> Said:
    carried = _read(JudgeCarried, asked.carried)
    return await service.judge(assessments, carried.competence, carried.judgement, carried.level)


VERBS: Mapping[Verb, Callable[[AssessmentSession, CallIn], Awaitable[Said]]] = {
    Verb.START: _start,
    Verb.CHOOSE: _choose,
    Verb.ANSWER: _answer,
    Verb.SKIP: _skip,
    Verb.UNDO: lambda assessments, _asked: service.undo(assessments),
    Verb.EXPLAIN: lambda assessments, _asked: service.explain(assessments),
    Verb.PAUSE: lambda assessments, _asked: service.pause(assessments),
    Verb.RESUME: lambda assessments, _asked: service.resume(assessments),
    Verb.STOP: lambda assessments, _asked: service.stop(assessments),
    Verb.PROFILE: lambda assessments, _asked: service.show(assessments),
    Verb.TELL: lambda assessments, asked: service.listen(assessments, asked.text),
    Verb.JUDGE: _judge,
    Verb.CONFIRM: lambda assessments, _asked: service.confirm(assessments),
    Verb.AGAIN: lambda assessments, _asked: service.again(assessments),
}


def _read(kind: type[Carried], carried: Mapping[str, Any]) -> Carried:
    """What a button carried, as this verb needs it. Raises RequestValidationError."""
    try:
        return kind.model_validate(carried)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
