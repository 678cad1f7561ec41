"""Pages drawn from templates: for a person in a browser."""

from fastapi import Request
from fastapi.templating import Jinja2Templates

from api.platform.clock import helsinki
from api.settings import ROOT

templates = Jinja2Templates(ROOT / "api" / "web" / "templates")
templates.env.filters["helsinki"] = helsinki


def is_page(request: Request) -> bool:
    """Whether a browser asked for a page, and not a program for an answer."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(("/api/", "/internal/"))
