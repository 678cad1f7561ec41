"""Pages of insights, for coaches and for editors. They translate and decide nothing."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.insights import service
from api.platform import clock
from api.platform.dependencies import Write
from api.platform.fields import ConversationId
from api.platform.pages import templates
from api.platform.security import csrf_of
from api.staff import service as staff
from api.staff.guards import Coach, Editor, staff_token
from api.staff.model import Action, SignedIn

router = APIRouter(include_in_schema=False)

Name = Annotated[str, Form(max_length=64)]
Seq = Annotated[int, Form(ge=1)]


@router.get("/coach/insights", response_class=HTMLResponse)
async def for_coaches(request: Request, coach: Coach, session: Write) -> Response:
    return await _shown(request, session, coach, "coach/base.html")


@router.get("/editor/insights", response_class=HTMLResponse)
async def for_editors(request: Request, editor: Editor, session: Write) -> Response:
    return await _shown(request, session, editor, "editor/base.html")


@router.post("/coach/insights", response_class=HTMLResponse)
async def say_as_coach(coach: Coach, session: Write, conversation_id: Name, seq: Seq, intent: Name) -> Response:
    return await _said(session, coach, conversation_id, seq, intent, "/coach/insights")


@router.post("/editor/insights", response_class=HTMLResponse)
async def say_as_editor(editor: Editor, session: Write, conversation_id: Name, seq: Seq, intent: Name) -> Response:
    return await _said(session, editor, conversation_id, seq, intent, "/editor/insights")


async def _said(
    session: AsyncSession, person: SignedIn, conversation_id: ConversationId, seq: int, intent: str, page: str
) -> Response:
    now = clock.now()
    await service.say_meaning(session, conversation_id, seq, intent, person.id, now)
    staff.record(session, person.id, Action.MEANING_TOLD, now, conversation_id)
    return RedirectResponse(f"{page}#epaselvat", 303)


async def _shown(request: Request, session: AsyncSession, person: SignedIn, base: str) -> Response:
    now = clock.now()
    staff.record(session, person.id, Action.INSIGHTS_READ, now)
    given = {
        "person": person,
        "csrf": csrf_of(staff_token(request)),
        "path": request.url.path,
        "base": base,
        "seen": await service.seen(session, now),
        "intents": service.intents(),
    }
    return templates.TemplateResponse(request, "coach/insights.html", given)
