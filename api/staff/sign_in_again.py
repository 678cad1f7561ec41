"""Where a browser is sent when its sign-in has ended, or its password must be changed."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from api.platform.errors import Handler, answer_named
from api.platform.pages import is_page, templates
from api.platform.security import from_own_page
from api.staff.guards import cookie_name
from api.staff.model import NotSignedIn, PasswordMustChange

# Pages on which one writes so long that a sign-in may end meanwhile.
WITH_LONG_FORMS = ("/editor/", "/coach/")


async def not_signed_in(request: Request, error: Exception) -> Response:
    if is_page(request) and request.method == "GET":
        return RedirectResponse(f"/kirjaudu?next={quote(request.url.path)}", 303)
    if is_page(request) and request.url.path.startswith(WITH_LONG_FORMS) and from_own_page(request):
        shown = {"next": request.url.path, "kept": await _written(request), "ended": True}
        return templates.TemplateResponse(request, "staff/sign_in.html", shown, 401)
    return await answer_named(request, error)


async def _written(request: Request) -> list[tuple[str, str]]:
    """What was written in a form: the sign-in page carries it on. An attached file must be chosen again.

    Only for a browser that was signed in: nothing of a stranger's body is read.
    """
    was_signed_in = cookie_name(request) in request.cookies
    if not was_signed_in or "urlencoded" not in request.headers.get("content-type", ""):
        return []
    form = await request.form()
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name != "csrf"]


async def password_must_change(request: Request, error: Exception) -> Response:
    if is_page(request) and request.method == "GET":
        return RedirectResponse("/oma-tili", 303)
    return await answer_named(request, error)


HANDLERS: Mapping[type[Exception], Handler] = {
    NotSignedIn: not_signed_in,
    PasswordMustChange: password_must_change,
}
