"""Pages of fact cards and of contacts: the list, the form, approval, revisions, what is due."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.editor.routes.entry_pages import page, today
from api.editor.schemas.fact_form import MOST_OPTIONS, began_from, card_content, contact_content
from api.guidance import service as guidance
from api.guidance.model import (
    OFFERS,
    BadCard,
    Certainty,
    EditedMeanwhile,
    Fault,
    NothingToApprove,
    OwnApproval,
    Topic,
)
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.platform.fields import KeyInPath
from api.staff.guards import Editor
from api.staff.model import SignedIn
from finnish.texts import texts

router = APIRouter(prefix="/editor", include_in_schema=False)


@router.get("/kortit", response_class=HTMLResponse)
async def cards(request: Request, editor: Editor, session: Read) -> Response:
    return page(
        request, "facts", editor, phrases=texts("guidance"), rows=await guidance.cards(session),
        due=await guidance.due(session, today()), unhelpful=await guidance.cards_that_do_not_help(session),
    )  # fmt: skip


@router.get("/kortit/{key}", response_class=HTMLResponse)
async def card(
    key: KeyInPath,
    request: Request,
    editor: Editor,
    session: Read,
    saved: Annotated[bool, Query(alias="tallennettu")] = False,
) -> Response:
    newest = await guidance.newest(session, key)
    return await _form(request, editor, session, key, newest.content, newest.number, saved=saved)


@router.post("/kortit/{key}", response_class=HTMLResponse)
async def save(key: KeyInPath, request: Request, editor: Editor, session: Write) -> Response:
    form = await request.form()
    began = began_from(form)
    content = card_content(form, (await guidance.newest(session, key)).content)
    try:
        await guidance.save(session, key, content, began, editor.name, clock.now())
    except BadCard as error:
        return await _form(request, editor, session, key, content, began, 422, faults=error.faults)
    except EditedMeanwhile as error:
        return await _form(request, editor, session, key, content, error.revision, 409, meanwhile=error)
    return RedirectResponse(f"/editor/kortit/{key}?tallennettu=true", 303)


@router.post("/kortit/{key}/esikatselu", response_class=HTMLResponse)
async def preview(key: KeyInPath, request: Request, editor: Editor, session: Read) -> Response:
    form = await request.form()
    content = card_content(form, (await guidance.newest(session, key)).content)
    return await _form(request, editor, session, key, content, began_from(form))


@router.post("/kortit/{key}/hyvaksy", response_class=HTMLResponse)
async def approve(
    key: KeyInPath, request: Request, editor: Editor, session: Write, number: Annotated[int, Form()]
) -> Response:
    try:
        await guidance.approve(session, key, number, editor.name, clock.now())
    except (OwnApproval, NothingToApprove, EditedMeanwhile) as error:
        newest = await guidance.newest(session, key)
        return await _form(request, editor, session, key, newest.content, newest.number, 409, error=title_of(error))
    return RedirectResponse(f"/editor/kortit/{key}?tallennettu=true", 303)


@router.get("/kortit/{key}/versiot", response_class=HTMLResponse)
async def revisions(
    key: KeyInPath,
    request: Request,
    editor: Editor,
    session: Read,
    before: Annotated[int | None, Query(alias="ennen")] = None,
    after: Annotated[int | None, Query(alias="nyt")] = None,
) -> Response:
    """Every revision, and what two of them differ in: the last two, unless others are asked for."""
    kept = await guidance.revisions(session, key)
    new = kept[0].number if after is None else after
    old = max(new - 1, 1) if before is None else before
    return page(
        request, "fact_revisions", editor, phrases=texts("guidance"), row=await guidance.card(session, key), kept=kept,
        old=old, new=new, changes=await guidance.compare(session, key, old, new),
    )  # fmt: skip


@router.post("/kortit/{key}/versiot/{number}", response_class=HTMLResponse)
async def bring_back(
    key: KeyInPath, number: int, editor: Editor, session: Write, began: Annotated[int, Form(alias="began_from")]
) -> Response:
    await guidance.bring_back(session, key, number, began, editor.name, clock.now())
    return RedirectResponse(f"/editor/kortit/{key}?tallennettu=true", 303)


@router.get("/yhteydet", response_class=HTMLResponse)
async def contacts(
    request: Request,
    editor: Editor,
    session: Read,
    saved: Annotated[str, Query(alias="tallennettu", max_length=40)] = "",
) -> Response:
    return await _contacts(request, editor, session, saved=saved)


@router.post("/yhteydet/{key}", response_class=HTMLResponse)
async def save_contact(key: KeyInPath, request: Request, editor: Editor, session: Write) -> Response:
    form = await request.form()
    stored = (await guidance.contact(session, key)).newest
    content = contact_content(form, stored)
    try:
        await guidance.save_contact(session, key, content, began_from(form), editor.name, clock.now())
    except BadCard as error:
        return await _contacts(request, editor, session, 422, wrong=key, written=content, faults=error.faults)
    except EditedMeanwhile as error:
        return await _contacts(request, editor, session, 409, wrong=key, written=content, error=title_of(error))
    return RedirectResponse(f"/editor/yhteydet?tallennettu={key}#{key}", 303)


@router.post("/yhteydet/{key}/hyvaksy", response_class=HTMLResponse)
async def approve_contact(
    key: KeyInPath, request: Request, editor: Editor, session: Write, number: Annotated[int, Form()]
) -> Response:
    try:
        await guidance.approve_contact(session, key, number, editor.name, clock.now())
    except (OwnApproval, NothingToApprove, EditedMeanwhile) as error:
        return await _contacts(request, editor, session, 409, error=title_of(error))
    return RedirectResponse(f"/editor/yhteydet?tallennettu={key}#{key}", 303)


async def _form(
    request: Request,
    editor: SignedIn,
    session: AsyncSession,
    key: str,
    content: Mapping[str, Any],
    began: int,
    status: int = 200,
    faults: Sequence[Fault] = (),
    **more: Any,
) -> Response:
    """The form with this content, how it would be said in the chat, and what waits for approval."""
    row = await guidance.card(session, key)
    looks = guidance.look(content, today())
    waiting = await guidance.newest(session, key) if row.status == guidance.PENDING else None
    changes = await guidance.compare(session, key, row.spoken_revision, row.revision) if waiting else []
    return page(
        request, "fact", editor, status, phrases=texts("guidance"), row=row, content=content, began=began,
        faults=faults or looks.faults, warnings=looks.warnings, spoken=looks.spoken, waiting=waiting, changes=changes,
        topics=list(Topic), certainties=list(Certainty), offers=sorted(OFFERS), most_options=MOST_OPTIONS, **more,
    )  # fmt: skip


async def _contacts(
    request: Request, editor: SignedIn, session: AsyncSession, status: int = 200, /, **more: Any
) -> Response:
    rows = await guidance.contacts(session)
    return page(
        request, "contacts", editor, status, phrases=texts("guidance"), rows=rows, today=today(),
        changes={row.key: guidance.contact_changes(row) for row in rows}, **more,
    )  # fmt: skip
