"""Pages of imports: files come in, are tried, and are done; what was kept by hand is chosen."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile

from api.editor.routes.entry_pages import page
from api.editor.schemas import uploads
from api.editor.schemas.differences import readable
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.platform.fields import KeyInPath
from api.staff.guards import Editor
from api.staff.model import SignedIn
from catalogue import service as catalogue
from catalogue.importers import Incoming, read_files, tabular
from catalogue.model import BadEntry, BadFile, BadRow, FieldChange, Outcome, PlannedRow, Row
from catalogue.service import Plan, as_published, plan_import, run_import
from catalogue.texts import say_bad_file, say_why

router = APIRouter(prefix="/editor", include_in_schema=False)

UPLOAD = "/editor/tuonti"
MOST_SHOWN = 500
# What deserves a look comes first.
ORDER = (Outcome.REJECTED, Outcome.KEPT, Outcome.CHANGED, Outcome.NEW, Outcome.SAME)
COLUMNS = {"pohja": tabular.template, "tyonantaja": tabular.employer_template}
WRITERS = {
    "csv": (tabular.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (tabular.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@router.get("/tuonti", response_class=HTMLResponse)
async def import_page(request: Request, editor: Editor) -> Response:
    return page(request, "import", editor, most=request.app.state.settings.import_max_bytes)


@router.post("/tuonti", response_class=HTMLResponse)
async def dry_run(request: Request, editor: Editor, session: Read) -> Response:
    """What these files would change. They stay for an hour, so that they need not be sent again."""
    form = await request.form()
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    if not files:
        return await _refused(request, editor, None)
    publish = form.get("publish") == "true"
    name = await asyncio.to_thread(uploads.keep, _folder(request), editor.id, files)
    await request.close()
    try:
        incoming = await _read(request, editor, name)
    except BadFile as error:
        uploads.drop(_folder(request), editor.id, name)
        return await _refused(request, editor, error)
    plans = [await plan_import(session, _rows(each, publish), each.source) for each in incoming]
    return _planned(request, editor, incoming, plans, name=name, publish=publish)


@router.post("/tuonti/{name}", response_class=HTMLResponse)
async def run(name: KeyInPath, request: Request, editor: Editor, publish: Annotated[bool, Form()] = False) -> Response:
    """Nobody else waits to write while the files are read: the transaction begins after it."""
    incoming = await _read(request, editor, name)
    async with request.app.state.database.write() as session:
        plans = [
            await run_import(session, _rows(each, publish), each.source, editor.name, clock.now()) for each in incoming
        ]
    uploads.drop(_folder(request), editor.id, name)
    return _planned(request, editor, incoming, plans, name="", publish=publish)


@router.get("/tuonti/pohjat/{which}.{kind}")
async def template(which: Literal["pohja", "tyonantaja"], kind: Literal["csv", "xlsx"], editor: Editor) -> Response:
    write, media_type = WRITERS[kind]
    headers = {"Content-Disposition": f'attachment; filename="askelmerkki-{which}.{kind}"'}
    return Response(write(COLUMNS[which]()), media_type=media_type, headers=headers)


@router.get("/erot", response_class=HTMLResponse)
async def differences(request: Request, editor: Editor, session: Read) -> Response:
    return await _differences(request, editor, session)


@router.post("/erot/{number}", response_class=HTMLResponse)
async def choose(
    number: int,
    request: Request,
    editor: Editor,
    session: Write,
    decision: Annotated[Literal["ours", "theirs"], Form()],
) -> Response:
    try:
        async with session.begin_nested():
            await catalogue.choose(session, number, decision, editor.name, clock.now())
    except BadEntry as error:
        return await _differences(request, editor, session, 422, error=title_of(error), faults=error.faults)
    return RedirectResponse("/editor/erot", 303)


async def _read(request: Request, editor: SignedIn, name: str) -> list[Incoming]:
    """What the kept files say. Read in a thread: the chat goes on meanwhile. Raises UploadGone, BadFile."""
    files = await asyncio.to_thread(uploads.kept, _folder(request), editor.id, name, clock.now())
    return await asyncio.to_thread(read_files, files)


def _rows(incoming: Incoming, publish: bool) -> Iterable[Row | BadRow]:
    return as_published(incoming.reads) if publish else incoming.reads


def _folder(request: Request) -> Path:
    folder: Path = request.app.state.settings.uploads_dir
    return folder


async def _refused(request: Request, editor: SignedIn, error: BadFile | None) -> Response:
    told = say_bad_file(error) if error else None
    most = request.app.state.settings.import_max_bytes
    return page(request, "import", editor, 422, most=most, error=told, nothing=error is None)


def _planned(
    request: Request, editor: SignedIn, incoming: Sequence[Incoming], plans: Sequence[Plan], name: str, publish: bool
) -> Response:
    found = [(each, plan, _looked_at(plan.rows)) for each, plan in zip(incoming, plans, strict=True)]
    return page(
        request, "plan", editor, found=found, name=name, publish=publish, outcomes=list(Outcome),
        say_why=say_why, most=MOST_SHOWN,
    )  # fmt: skip


def _looked_at(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Rows in the order in which they deserve a look, as many as a page can hold."""
    return sorted(rows, key=lambda row: (ORDER.index(row.outcome), row.number))[:MOST_SHOWN]


async def _differences(
    request: Request, editor: SignedIn, session: AsyncSession, status: int = 200, **shown: object
) -> Response:
    rows = [
        (row, await catalogue.opened(session, row.entry_key), readable([FieldChange(row.field, row.ours, row.theirs)]))
        for row in (await catalogue.undecided(session))[:100]
    ]
    return page(request, "differences", editor, status, rows=rows, **shown)
