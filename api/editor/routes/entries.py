"""Pages of entries: the list, the form, revisions, what is to be checked."""

import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.editor.routes.entry_pages import effects_of, page, preview_of, today, warned
from api.editor.schemas import entry_form
from api.editor.schemas.differences import readable
from api.editor.schemas.entry_form import Sent, sent, shown
from api.editor.schemas.proposals import proposal_for
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.platform.fields import LONGEST_KEY, KeyInPath
from api.staff.guards import Editor
from api.staff.model import SignedIn
from catalogue import service as catalogue
from catalogue.model import (
    ALLOWED,
    UNSAID,
    BadEntry,
    BadPublishTime,
    EditedMeanwhile,
    EntryExists,
    EntryKind,
    Fault,
    Status,
    StatusNotAllowed,
    entry_from,
)
from catalogue.recommend import Effects
from catalogue.tables import EntryRow

router = APIRouter(prefix="/editor", include_in_schema=False)

ON_A_PAGE = 50
Name = Annotated[str, Query(max_length=LONGEST_KEY)]
Choice = TypeVar("Choice", bound=StrEnum)
PROPOSE = "propose"  # the button that fills in what is likely; nothing is saved by it
NOBODY_YET = {**UNSAID, "name": "", "summary": ""}


@router.get("", response_class=HTMLResponse)
async def entries(
    request: Request,
    editor: Editor,
    session: Read,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Name = "",
    status: Name = "",
    sheet: Annotated[int, Query(alias="sivu", ge=1, le=1_000_000)] = 1,
) -> Response:
    start = (sheet - 1) * ON_A_PAGE
    found = await catalogue.listed(session, _choice(Status, status), q, _choice(EntryKind, kind), ON_A_PAGE, start)
    rows = [(row, warned(request, entry_from(row.content))) for row in found.rows]
    return page(
        request, "entries", editor, rows=rows, total=found.total, start=start, sheet=sheet, q=q, kind=kind,
        status=status, kinds=list(EntryKind), statuses=list(Status), last=start + ON_A_PAGE >= found.total,
        asked=urlencode({"q": q, "kind": kind, "status": status}),
    )  # fmt: skip


@router.get("/uusi", response_class=HTMLResponse)
async def new(
    request: Request,
    editor: Editor,
    session: Read,
    kind: Annotated[str, Query(alias="laji", max_length=LONGEST_KEY)] = "",
    like: Annotated[str, Query(alias="malli", max_length=LONGEST_KEY)] = "",
) -> Response:
    if not like and kind not in list(EntryKind):
        return page(request, "kinds", editor, kinds=list(EntryKind))
    model = (await catalogue.opened(session, like)).content if like else {**NOBODY_YET, "kind": kind}
    return _form(request, editor, _copied(model), None)


@router.post("/uusi", response_class=HTMLResponse)
async def create(request: Request, editor: Editor, session: Write) -> Response:
    form = await sent(request)
    try:
        row = await catalogue.create(session, form.edit({}), editor.name, clock.now())
    except BadEntry as error:
        return _form(request, editor, form.written, None, 422, faults=error.faults)
    except (EntryExists, BadPublishTime, StatusNotAllowed) as error:
        there = form.content({})["key"] if isinstance(error, EntryExists) else ""
        return _form(request, editor, form.written, None, 422, error=title_of(error), there=there)
    return RedirectResponse(f"/editor/opinnot/{row.key}?tallennettu=true", 303)


@router.post("/uusi/esikatselu", response_class=HTMLResponse)
async def preview_new(request: Request, editor: Editor) -> Response:
    form = await sent(request)
    return _form(request, editor, form.written, None, effects=await _effects(request, form, {}))


@router.get("/opinnot/{key}", response_class=HTMLResponse)
async def entry(
    key: KeyInPath,
    request: Request,
    editor: Editor,
    session: Read,
    saved: Annotated[bool, Query(alias="tallennettu")] = False,
) -> Response:
    row = await catalogue.opened(session, key)
    return _form(request, editor, _stored(row), row, saved=saved)


@router.post("/opinnot/{key}", response_class=HTMLResponse)
async def save(key: KeyInPath, request: Request, editor: Editor, session: Write) -> Response:
    form = await sent(request)
    row = await catalogue.opened(session, key)
    try:
        await catalogue.save(session, key, form.edit(row.content), editor.name, clock.now())
    except BadEntry as error:
        return _form(request, editor, form.written, row, 422, faults=error.faults)
    except EditedMeanwhile as error:
        return _meanwhile(request, editor, form, row, error)
    except (BadPublishTime, StatusNotAllowed) as error:
        return _form(request, editor, form.written, row, 422, error=title_of(error))
    return RedirectResponse(f"/editor/opinnot/{key}?tallennettu=true", 303)


@router.post("/opinnot/{key}/esikatselu", response_class=HTMLResponse)
async def preview(key: KeyInPath, request: Request, editor: Editor, session: Read) -> Response:
    form, row = await sent(request), await catalogue.opened(session, key)
    return _form(request, editor, form.written, row, effects=await _effects(request, form, row.content))


@router.get("/opinnot/{key}/versiot", response_class=HTMLResponse)
async def revisions(
    key: KeyInPath,
    request: Request,
    editor: Editor,
    session: Read,
    before: Annotated[int | None, Query(alias="ennen")] = None,
    after: Annotated[int | None, Query(alias="nyt")] = None,
) -> Response:
    """Every revision, and what two of them differ in: the last two, unless others are asked for."""
    kept = await catalogue.history(session, key)
    new = kept[0].number if after is None else after
    old = max(new - 1, 1) if before is None else before
    changes = readable(await catalogue.compare(session, key, old, new))
    row = await catalogue.opened(session, key)
    return page(request, "revisions", editor, row=row, kept=kept, old=old, new=new, changes=changes)


@router.post("/opinnot/{key}/versiot/{number}", response_class=HTMLResponse)
async def bring_back(
    key: KeyInPath, number: int, request: Request, editor: Editor, session: Write, began_from: Annotated[int, Form()]
) -> Response:
    await catalogue.bring_back(session, key, number, began_from, editor.name, clock.now())
    return RedirectResponse(f"/editor/opinnot/{key}?tallennettu=true", 303)


@router.get("/tarkistettavat", response_class=HTMLResponse)
async def to_be_checked(request: Request, editor: Editor, session: Read) -> Response:
    return page(request, "stale", editor, found=await catalogue.stale(session, today()))


@router.post("/opinnot/{key}/tarkistettu", response_class=HTMLResponse)
async def checked(key: KeyInPath, request: Request, editor: Editor, session: Write) -> Response:
    await catalogue.mark_checked(session, key, editor.name, today(), clock.now())
    return RedirectResponse("/editor/tarkistettavat", 303)


def _meanwhile(request: Request, editor: SignedIn, form: Sent, row: EntryRow, error: EditedMeanwhile) -> Response:
    """The form with what both wrote, and what is left to choose."""
    kept = {name: form.written.get(name, "") for name in entry_form.publishing(None)}
    written = {**shown(error.together), **kept, "began_from": str(error.revision)}
    clashes = [change for change in error.clashes if change.field != "status"]
    return _form(
        request, editor, written, row, 409, meanwhile=error, taken=readable(error.taken),
        clashes=[(change.field, readable([change])) for change in clashes],
    )  # fmt: skip


def _form(
    request: Request,
    editor: SignedIn,
    written: Mapping[str, str],
    row: EntryRow | None,
    status: int = 200,
    faults: tuple[Fault, ...] = (),
    **more: Any,
) -> Response:
    """The form as it was written, with its preview. `row` is the entry that it changes; None for a new one."""
    now = Status(row.status) if row else Status.DRAFT
    content = Sent({**written, "status": now}).content(row.content if row else {})
    proposal = proposal_for(content, request.app.state.words.bases)
    if proposal and PROPOSE in written:
        written = {**written, **proposal.missing_in(written)}
        content = Sent({**written, "status": now}).content(row.content if row else {})
    return page(
        request, "entry", editor, status, written=written, row=row, now=now, faults=faults,
        steps=sorted(ALLOWED[now], key=list(Status).index), groups=entry_form.GROUPS, folded=entry_form.FOLDED,
        preview=preview_of(request, content), trade=proposal.trade if proposal else "",
        proposed=proposal.in_words(written) if proposal else {}, **more,
    )  # fmt: skip


async def _effects(request: Request, form: Sent, theirs: Mapping[str, Any]) -> Effects | None:
    """Only when they are asked for by the button: while one types, the card and its warnings are enough."""
    return await effects_of(request, form.content(theirs)) if "effects" in form.written else None


def _stored(row: EntryRow) -> dict[str, str]:
    return {
        **shown(row.content),
        **entry_form.publishing(row.publish_at),
        "began_from": str(row.revision),
    }


def _copied(content: Mapping[str, Any]) -> dict[str, str]:
    """A new form filled like another entry. Its mark makes a key that is the same however often it is sent."""
    return {
        **shown(content),
        **entry_form.publishing(None),
        "key": "",
        "checked_on": "",
        "sample": "",
        "mark": secrets.token_hex(3),
    }


def _choice(choices: type[Choice], value: str) -> Choice | None:
    """The choice of this name; None for anything else: an old address then shows everything."""
    return choices(value) if value in list(choices) else None
