"""Pages of staff: signing in, one's own account, and what the admin keeps. They translate and decide nothing."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData

from api.platform import clock
from api.platform.dependencies import Read, Write
from api.platform.errors import title_of
from api.platform.fields import StaffId
from api.platform.limits import TooManySignIns
from api.platform.pages import templates
from api.platform.security import csrf_of, fingerprint, from_own_page
from api.staff import service
from api.staff.guards import Admin, Anyone, cookie_name, staff_token
from api.staff.model import (
    Action,
    BadAccount,
    BadPassword,
    ForgedRequest,
    LastAdmin,
    NameTaken,
    PasswordsDiffer,
    Role,
    SignedIn,
    UnknownAccount,
    WrongCredentials,
)
from api.staff.signing import apart, sign_in

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form(max_length=400)]
Asked = Annotated[str, Query(max_length=400)]
Roles = Annotated[list[Annotated[str, Field(max_length=40)]], Form(max_length=20)]
SIGN_IN, OWN, ACCOUNTS, AUDIT = "/kirjaudu", "/oma-tili", "/yllapito", "/yllapito/loki"
KEPT = "kept-"
REFUSALS = (BadAccount, BadPassword, NameTaken, LastAdmin, UnknownAccount)


@router.get(SIGN_IN, response_class=HTMLResponse)
async def sign_in_page(request: Request, next: Asked = OWN) -> Response:
    return _page(request, "sign_in", next=_own_path(next))


@router.post(SIGN_IN, response_class=HTMLResponse)
async def sign_in_form(request: Request, username: Text, password: Text, next: Text = OWN) -> Response:
    """What was being written when a sign-in ended comes along as `kept-` fields, and goes on after the new one."""
    if not from_own_page(request):
        raise ForgedRequest
    kept = _kept(await request.form())
    try:
        opened = await sign_in(request, username, password)
    except (WrongCredentials, TooManySignIns) as error:
        shown = {"next": _own_path(next), "username": username, "error": title_of(error), "kept": kept}
        if isinstance(error, WrongCredentials):
            return _page(request, "sign_in", 401, **shown)
        answer = _page(request, "sign_in", 429, **shown)
        answer.headers["Retry-After"] = str(error.retry_after_seconds)
        return answer
    target = OWN if opened.who.must_change_password else _own_path(next)
    answer = RedirectResponse(target, 303)
    if kept:
        answer = _page(request, "go_on", next=_own_path(next), kept=kept, csrf=csrf_of(opened.token))
    secure = request.url.scheme == "https"
    answer.set_cookie(cookie_name(request), opened.token, path="/", httponly=True, secure=secure, samesite="lax")
    return answer


@router.post("/kirjaudu/ulos", response_class=Response)
async def sign_out(request: Request, person: Anyone, session: Write) -> Response:
    await service.end(session, staff_token(request), person.id, clock.now())
    answer = RedirectResponse(SIGN_IN, 303)
    secure = request.url.scheme == "https"
    answer.delete_cookie(cookie_name(request), path="/", httponly=True, secure=secure, samesite="lax")
    return answer


@router.get(OWN, response_class=HTMLResponse)
async def own_page(request: Request, person: Anyone, done: bool = False) -> Response:
    return _page(request, "own", person=person, done=done)


@router.post(OWN, response_class=HTMLResponse)
async def change_password(request: Request, person: Anyone, old: Text, new: Text, again: Text) -> Response:
    database = request.app.state.database
    async with database.read() as session:
        username, password_hash = await service.own_credentials(session, person.id)
    try:
        if not await apart(request, service.matches, old, password_hash):
            raise WrongCredentials
        if new != again:
            raise PasswordsDiffer
        changed = await apart(request, service.checked_hash, username, new)
    except (WrongCredentials, PasswordsDiffer, BadPassword) as error:
        return _page(request, "own", 422, person=person, error=title_of(error))
    async with database.write() as session:
        await service.change_password(session, person.id, changed, clock.now(), fingerprint(staff_token(request)))
    return RedirectResponse(f"{OWN}?done=true", 303)


@router.get(ACCOUNTS, response_class=HTMLResponse)
async def accounts(request: Request, admin: Admin, session: Read) -> Response:
    return await _accounts(request, session, admin)


@router.post("/yllapito/tilit", response_class=HTMLResponse)
async def add_account(
    request: Request,
    admin: Admin,
    username: Text,
    name: Text,
    roles: Roles = [],  # noqa: B006 - FastAPI copies it
    team: Text = "",
) -> Response:
    database, password = request.app.state.database, service.new_password()
    try:
        password_hash = await apart(request, service.checked_hash, username, password)
        async with database.write() as session:
            row = await service.add_account(
                session, username, name, roles, _number(team), password_hash, clock.now(), admin.id,
                must_change_password=True,
            )  # fmt: skip
            return await _accounts(request, session, admin, made=(row.username, password))
    except REFUSALS as error:
        async with database.read() as session:
            return await _accounts(request, session, admin, 422, error=title_of(error))


@router.post("/yllapito/tilit/{staff_id}", response_class=HTMLResponse)
async def change_account(
    staff_id: StaffId,
    request: Request,
    admin: Admin,
    session: Write,
    name: Text,
    roles: Roles = [],  # noqa: B006 - FastAPI copies it
    team: Text = "",
    is_open: Annotated[bool, Form()] = False,
) -> Response:
    try:
        async with session.begin_nested():
            await service.change_account(session, staff_id, name, roles, _number(team), is_open, clock.now(), admin.id)
    except REFUSALS as error:
        return await _accounts(request, session, admin, 422, error=title_of(error))
    return RedirectResponse(ACCOUNTS, 303)


@router.post("/yllapito/tilit/{staff_id}/salasana", response_class=HTMLResponse)
async def reset_password(staff_id: StaffId, request: Request, admin: Admin) -> Response:
    database, password = request.app.state.database, service.new_password()
    try:
        async with database.read() as session:
            username, _ = await service.own_credentials(session, staff_id)
        password_hash = await apart(request, service.checked_hash, username, password)
        async with database.write() as session:
            row = await service.reset_password(session, staff_id, password_hash, clock.now(), admin.id)
            return await _accounts(request, session, admin, made=(row.username, password))
    except UnknownAccount as error:
        async with database.read() as session:
            return await _accounts(request, session, admin, 404, error=title_of(error))


@router.post("/yllapito/tiimit", response_class=HTMLResponse)
async def add_team(request: Request, admin: Admin, session: Write, name: Text) -> Response:
    try:
        await service.add_team(session, name, clock.now(), admin.id)
    except REFUSALS as error:
        return await _accounts(request, session, admin, 422, error=title_of(error))
    return RedirectResponse(ACCOUNTS, 303)


@router.get(AUDIT, response_class=HTMLResponse)
async def audit(
    request: Request,
    admin: Admin,
    session: Write,
    who: Asked = "",
    action: Asked = "",
    talk: Asked = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Looking at the record is itself kept in it."""
    rows = await service.audit(session, who or None, action or None, talk.strip() or None, before)
    service.record(session, admin.id, Action.AUDIT_READ, clock.now())
    names = {row.id: row.name for row in await service.accounts(session)}
    older = urlencode({"who": who, "action": action, "talk": talk, "before": rows[-1].id}) if rows else ""
    return _page(
        request, "audit", person=admin, rows=rows, names=names, actions=list(Action),
        who=who, action=action, talk=talk, older=older,
    )  # fmt: skip


async def _accounts(
    request: Request, session: AsyncSession, admin: SignedIn, status: int = 200, **shown: object
) -> Response:
    rows, teams = await service.accounts(session), await service.teams(session)
    return _page(request, "accounts", status, person=admin, rows=rows, teams=teams, all_roles=list(Role), **shown)


def _page(request: Request, name: str, status: int = 200, **shown: object) -> Response:
    token = staff_token(request)
    shown.setdefault("csrf", csrf_of(token) if token else "")
    return templates.TemplateResponse(request, f"staff/{name}.html", shown, status)


def _kept(form: FormData) -> list[tuple[str, str]]:
    """The fields of a form that was being written, without their mark."""
    return [
        (name.removeprefix(KEPT), value)
        for name, value in form.multi_items()
        if name.startswith(KEPT) and isinstance(value, str)
    ]


def _own_path(path: str) -> str:
    """The path when it is one of ours; another site's address after a sign-in would be a trap."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else OWN


def _number(team: str) -> int | None:
    """The team's number; None for none. Raises BadAccount."""
    if team and not team.isdigit():
        raise BadAccount
    return int(team) if team else None
