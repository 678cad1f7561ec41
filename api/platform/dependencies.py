"""What routes ask for: a session, and the guards that say who may call. Async all: FastAPI runs others in threads."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from cachetools import TTLCache
from fastapi import BackgroundTasks, Depends, Header, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.device_linking import service as continuing
from api.platform import clock
from api.platform.replies import Said
from api.platform.security import bearer, csrf_of, fingerprint, from_own_page, require_internal, require_metrics, same
from api.staff import service as staff
from api.staff.model import ForgedRequest, PasswordMustChange, Role, SignedIn, WrongRole


async def _write(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.write() as session:
        yield session


async def _read(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.database.read() as session:
        yield session


# With FastAPI's own scope a failed commit would come after the answer: 200, and nothing stored.
Write = Annotated[AsyncSession, Depends(_write, scope="function")]
Read = Annotated[AsyncSession, Depends(_read, scope="function")]


async def _wake(request: Request, background: BackgroundTasks) -> Callable[[str], None]:
    """Wakes the watchers once the answer is on its way, which is after the commit."""

    def wake(conversation_id: str) -> None:
        background.add_task(request.app.state.wakeups.wake, conversation_id)

    return wake


Wake = Annotated[Callable[[str], None], Depends(_wake)]


async def require_owner(conversation_id: str, request: Request) -> str:
    """Guard: a bearer token of this conversation. Raises UnknownConversation or WrongToken.

    A token never changes, so the last one that was right is remembered; what is deleted
    is not found by what comes after the guard.
    """
    known: TTLCache[str, str] = request.app.state.known_tokens
    token = bearer(request)
    if not (conversation_id in known and same(token, known[conversation_id])):
        async with request.app.state.database.read() as session:
            await continuing.authorise(session, conversation_id, token)
        known[conversation_id] = fingerprint(token)
    return conversation_id


Owner = Annotated[str, Depends(require_owner)]

# The name of one changing call of one turn: the same at every try of the turn.
IdempotencyKey = Annotated[str, Header(min_length=1, max_length=180)]

Speaking = Callable[[], Awaitable[Said]]


async def _say_once(
    conversation_id: str, session: Write, idempotency_key: IdempotencyKey
) -> Callable[[Speaking], Awaitable[Said]]:
    """What the bot is let say in a turn: the same however often the turn is tried."""

    async def say(speak: Speaking) -> Said:
        return await conversations.said_once(session, conversation_id, idempotency_key, clock.now(), speak)

    return say


SayOnce = Annotated[Callable[[Speaking], Awaitable[Said]], Depends(_say_once)]

COOKIE = "askel_staff"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def staff_token(request: Request) -> str:
    """The token of a sign-in: a program sends it as its bearer, a browser as a cookie."""
    return bearer(request) or request.cookies.get(COOKIE, "")


class RequireStaff:
    """Guard: a sign-in with one of these roles; without roles, any sign-in, also one that must change its password.

    A browser sends its cookie by itself, so a change by cookie must also carry the token of our own page.
    Raises NotSignedIn, WrongRole, PasswordMustChange, ForgedRequest.
    """

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    async def __call__(self, request: Request) -> SignedIn:
        state, token, now = request.app.state, staff_token(request), clock.now()
        async with state.database.read() as session:
            who, stale = await staff.recognise(session, token, state.sign_ins_end, now)
        if not bearer(request) and request.method not in SAFE_METHODS:
            await _check_own_page(request, token)
        if self.roles and not who.roles & self.roles:
            raise WrongRole
        if self.roles and who.must_change_password:
            raise PasswordMustChange
        if stale:
            async with state.database.write() as session:
                await staff.touch(session, token, now)
        return who


async def _check_own_page(request: Request, token: str) -> None:
    given = request.headers.get("x-csrf-token") or str((await request.form()).get("csrf", ""))
    if not (from_own_page(request) and given and given == csrf_of(token)):
        raise ForgedRequest


Coach = Annotated[SignedIn, Depends(RequireStaff(Role.COACH))]
Editor = Annotated[SignedIn, Depends(RequireStaff(Role.EDITOR))]
Admin = Annotated[SignedIn, Depends(RequireStaff(Role.ADMIN))]
Anyone = Annotated[SignedIn, Depends(RequireStaff())]

GUARDS = (require_owner, require_internal, require_metrics)


def is_guard(dependency: object) -> bool:
    """Whether this is what keeps a route from those who may not call it."""
    return dependency in GUARDS or isinstance(dependency, RequireStaff)


async def in_own_turn(coach: Coach, request: Request) -> AsyncIterator[None]:
    """For routes where the second press of the same coach must see what the first one did."""
    async with request.app.state.claims.of(coach.id):
        yield


async def in_turn_to_claim(handover_id: int, request: Request) -> AsyncIterator[None]:
    """For routes that claim: those who claim the same request wait here, and the later ones see who was faster."""
    async with request.app.state.claims.of(handover_id):
        yield
