"""The pages that anyone may see, and the files of the chat element."""

from pathlib import Path
from typing import Annotated, Literal

import fastapi_offline
from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from api.platform.pages import templates

HERE = Path(__file__).parent
# The API page's script comes with a library: pages here load nothing from elsewhere.
SWAGGER = Path(fastapi_offline.__file__).parent / "static"

# What the chat fetches by itself when it is open already.
FETCHED_LATER = ("sheets",)

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def page(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "city.html")


@router.get("/chat", response_class=HTMLResponse)
async def chat(
    request: Request,
    place: Annotated[str, Query(max_length=100)] = "Mallikaupunki",
    language: Literal["fi", "sv", "en"] = "fi",
) -> HTMLResponse:
    """The chat as a whole page, also within a page of a city (view="frame").

    Its parts are named beforehand, so that a slow network fetches them all at once.
    """
    modules = sorted(path.stem for path in (HERE / "static" / "widget").glob("*.js") if path.stem not in FETCHED_LATER)
    return templates.TemplateResponse(request, "chat.html", {"modules": modules, "place": place, "language": language})


@router.get("/saavutettavuus", response_class=HTMLResponse)
async def accessibility(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "accessibility.html")


@router.get("/tietosuoja", response_class=HTMLResponse)
async def privacy(request: Request) -> HTMLResponse:
    """What is stored, for how long, and the person's rights: the ages are the settings in force."""
    return templates.TemplateResponse(request, "privacy.html", {"settings": request.app.state.settings})


@router.get("/api/docs", response_class=HTMLResponse)
async def docs(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request, "docs.html")


async def _widget(scope: Scope, receive: Receive, send: Send) -> None:
    """The chat's script. Asked for again at each visit: cities put its address on their pages once and for all."""
    file = FileResponse(
        HERE / "static" / "widget.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )
    await file(scope, receive, send)


def mount(app: FastAPI) -> None:
    """Serve the styles and pictures of the pages, packed: they hold nothing secret that packing could tell of."""
    app.router.routes.append(Route("/widget.js", GZipMiddleware(_widget), methods=["GET"]))
    app.mount("/static/swagger", GZipMiddleware(StaticFiles(directory=SWAGGER)), name="swagger")
    app.mount("/static", GZipMiddleware(StaticFiles(directory=HERE / "static")), name="static")
