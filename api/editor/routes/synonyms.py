"""Pages of words: what people's words mean, and what they looked for in vain."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.editor.routes.entry_pages import page
from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.staff.guards import Editor
from catalogue import service as catalogue
from catalogue.search.synonyms import BadSynonym

router = APIRouter(prefix="/editor", include_in_schema=False)

Text = Annotated[str, Form(max_length=5000)]


@router.get("/sanat", response_class=HTMLResponse)
async def words(
    request: Request,
    editor: Editor,
    session: Read,
    word: Annotated[str, Query(alias="sana", max_length=200)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    rows = await catalogue.synonyms(session)
    shown = [row for row in rows if q.lower() in " ".join((row.word, *row.means))]
    means = next((row.means for row in rows if row.word == word), [])
    return page(request, "words", editor, rows=shown, total=len(rows), q=q, word=word, means="\n".join(means))


@router.post("/sanat", response_class=HTMLResponse)
async def put(request: Request, editor: Editor, session: Write, word: Text, means: Text = "") -> Response:
    try:
        await catalogue.put_synonym(session, word, means.splitlines(), editor.name, clock.now())
    except BadSynonym as error:
        rows = await catalogue.synonyms(session)
        shown = {"rows": rows, "total": len(rows), "q": "", "word": word, "means": means}
        return page(request, "words", editor, 422, error=title_of(error), **shown)
    return RedirectResponse("/editor/sanat", 303)


@router.post("/sanat/poista", response_class=HTMLResponse)
async def remove(request: Request, editor: Editor, session: Write, word: Text) -> Response:
    await catalogue.remove_synonym(session, word, editor.name, clock.now())
    return RedirectResponse("/editor/sanat", 303)


@router.get("/loytymatta", response_class=HTMLResponse)
async def unfound(request: Request, editor: Editor, session: Read) -> Response:
    return page(request, "unfound", editor, rows=await catalogue.unfound(session))
