"""Signing in, being recognised, signing out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.clock import utc
from api.platform.security import fingerprint, new_token
from api.staff import store
from api.staff.model import Action, Ends, NotSignedIn, Role, SignedIn, WrongCredentials, folded_username
from api.staff.service.accounts import HASHER
from api.staff.service.audit import record
from api.staff.tables import StaffRow, StaffSessionRow

# A sign of life is stored at most so often.
SEEN_EVERY = timedelta(minutes=1)
# Checked in the stead of an account that is not there, so that both take as long.
NOBODY = HASHER.hash("nobody has this password")


@dataclass(frozen=True)
class Opened:
    """A new sign-in, with the only copy of its token there will be."""

    token: str
    who: SignedIn


async def credentials_of(session: AsyncSession, username: str) -> tuple[str | None, str]:
    """The id and the password hash of an open account; (None, another hash) when there is none."""
    row = await store.account_of(session, folded_username(username))
    return (row.id, row.password_hash) if row and row.closed_at is None else (None, NOBODY)


def matches(password: str, password_hash: str) -> bool:
    """Whether it is the password. Slow on purpose (argon2id): call it outside of any transaction."""
    return HASHER.verify(password, password_hash)


async def begin(session: AsyncSession, staff_id: str, now: datetime) -> Opened:
    """A new sign-in of the account. Raises WrongCredentials when it was closed meanwhile."""
    row = await store.account(session, staff_id)
    if row is None or row.closed_at is not None:
        raise WrongCredentials
    token = new_token()
    session.add(StaffSessionRow(fingerprint=fingerprint(token), staff_id=staff_id, began_at=now, seen_at=now))
    record(session, staff_id, Action.SIGNED_IN, now)
    return Opened(token, _signed_in(row))


async def recognise(session: AsyncSession, token: str, ends: Ends, now: datetime) -> tuple[SignedIn, bool]:
    """Who holds this token, and whether the sign of life should be stored. Raises NotSignedIn."""
    found = await store.sign_in(session, fingerprint(token)) if token else None
    if found is None or ends.ended(utc(found[0].began_at), utc(found[0].seen_at), now):
        raise NotSignedIn
    return _signed_in(found[1]), now - utc(found[0].seen_at) > SEEN_EVERY


async def touch(session: AsyncSession, token: str, now: datetime) -> None:
    """Store a sign of life."""
    row = await store.session_row(session, fingerprint(token))
    if row is not None:
        row.seen_at = now


async def end(session: AsyncSession, token: str, staff_id: str, now: datetime) -> None:
    """Sign out."""
    await store.end_session(session, fingerprint(token))
    record(session, staff_id, Action.SIGNED_OUT, now)


def _signed_in(row: StaffRow) -> SignedIn:
    roles = frozenset(Role(role) for role in row.roles)
    return SignedIn(row.id, row.name, roles, row.team_id, row.must_change_password)
