"""Page templates, styles and the chat widget."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

HERE = Path(__file__).parent

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(HERE / "templates")


@router.get("/", response_class=HTMLResponse)
async def page(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "city.html")


@router.get("/widget.js", response_class=FileResponse)
async def widget() -> FileResponse:
    # Asked again at each visit: cities put the address on their pages once and for all.
    return FileResponse(
        HERE / "static" / "widget.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


def mount(app: FastAPI) -> None:
    """Serve the styles and pictures of the pages."""
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
