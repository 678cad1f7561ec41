"""HTTP of self-assessments, to verbs and back: the engine for anyone, the profile for its owner, the bot's calls."""

import asyncio
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from api.assessment import service
from api.assessment.dependencies import TheContext
from api.assessment.model.pathway import ShownPath
from api.assessment.model.profile import Profile
from api.assessment.pdf_report import as_pdf
from api.assessment.profile_chart import as_svg
from api.assessment.schemas import (
    AnswersIn,
    Form,
    InstrumentOut,
    NextOut,
    ProfileOut,
    ShareIn,
    ShareOut,
    note_on_shared,
)
from api.assessment.service import AssessmentContext
from api.assessment.wording import tell
from api.platform import clock
from api.platform.clock import iso
from api.platform.dependencies import Owner, Read, Write
from api.platform.fields import KeyInPath
from api.platform.limits import address_of, count_ask

router = APIRouter(tags=["assessment"])


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
    scales = context.library.scales
    return ProfileOut.of(made, scales, unasked, tell("note"), svg=as_svg(made, scales))


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
    scales = context.library.scales
    if form == "svg":
        return Response(as_svg(profile, scales), media_type="image/svg+xml")
    if form == "pdf":
        pdf = await asyncio.to_thread(as_pdf, profile, scales, unasked, note, clock.now(), path)
        named = {"Content-Disposition": 'inline; filename="osaamiseni.pdf"'}
        return Response(pdf, media_type="application/pdf", headers=named)
    return JSONResponse(ProfileOut.of(profile, scales, unasked, note, **more).model_dump())
