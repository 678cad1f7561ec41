"""Who of the staff may call a route."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from api.platform import clock
from api.platform.dependencies import Guard
from api.platform.security import bearer, csrf_of, from_own_page
from api.staff import service
from api.staff.model import ForgedRequest, PasswordMustChange, Role, SignedIn, WrongRole

COOKIE = "askel_staff"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def cookie_name(request: Request) -> str:
    """With the prefix that ties a cookie to https and to this host; on plain http, as in development, without it."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


def staff_token(request: Request) -> str:
    """The token of a sign-in: a program sends it as its bearer, a browser as a cookie."""
    return bearer(request) or request.cookies.get(cookie_name(request), "")


async def require_sign_in(request: Request) -> None:
    """Whether anybody of the staff calls, by the headers alone: before a body is read. Raises NotSignedIn."""
    state = request.app.state
    async with state.database.read() as session:
        await service.recognise(session, staff_token(request), state.sign_ins_end, clock.now())


class RequireStaff(Guard):
    """Guard: a sign-in with one of these roles; without roles, any sign-in, also one that must change its password.

    A browser sends its cookie by itself, so a change by cookie must also carry the token of our own page.
    Raises NotSignedIn, WrongRole, PasswordMustChange, ForgedRequest.
    """

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    async def __call__(self, request: Request) -> SignedIn:
        state, token, now = request.app.state, staff_token(request), clock.now()
        async with state.database.read() as session:
            who, stale = await service.recognise(session, token, state.sign_ins_end, now)
        if not bearer(request) and request.method not in SAFE_METHODS:
            await _check_own_page(request, token)
        if self.roles and not who.roles & self.roles:
            raise WrongRole
        if self.roles and who.must_change_password:
            raise PasswordMustChange
        if stale:
            async with state.database.write() as session:
                await service.touch(session, token, now)
        return who


async def _check_own_page(request: Request, token: str) -> None:
    given = request.headers.get("x-csrf-token") or str((await request.form()).get("csrf", ""))
    if not (from_own_page(request) and given and given == csrf_of(token)):
        raise ForgedRequest


Coach = Annotated[SignedIn, Depends(RequireStaff(Role.COACH))]
Editor = Annotated[SignedIn, Depends(RequireStaff(Role.EDITOR))]
Admin = Annotated[SignedIn, Depends(RequireStaff(Role.ADMIN))]
Anyone = Annotated[SignedIn, Depends(RequireStaff())]


async def in_own_turn(coach: Coach, request: Request) -> AsyncIterator[None]:
    """For routes where the second press of the same coach must see what the first one did."""
    async with request.app.state.claims.of(coach.id):
        yield


async def in_turn_to_claim(handover_id: int, request: Request) -> AsyncIterator[None]:
    """For routes that claim: those who claim the same request wait here, and the later ones see who was faster."""
    async with request.app.state.claims.of(handover_id):
        yield


async def in_turn_to_catch(koppi_id: int, request: Request) -> AsyncIterator[None]:
    """The same for those who catch one koppi."""
    async with request.app.state.claims.of(f"koppi {koppi_id}"):
        yield
