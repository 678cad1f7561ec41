"""Accounts and teams: opened, changed, closed."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from pwdlib import PasswordHash
from sqlalchemy.ext.asyncio import AsyncSession

from api.staff import store
from api.staff.model import (
    Action,
    BadAccount,
    LastAdmin,
    NameTaken,
    Role,
    UnknownAccount,
    checked_name,
    checked_password,
    checked_roles,
    checked_username,
)
from api.staff.service.audit import record
from api.staff.tables import StaffRow, TeamRow

HASHER = PasswordHash.recommended()


async def accounts(session: AsyncSession) -> Sequence[StaffRow]:
    """Every account, closed ones too, by user name."""
    return await store.accounts(session)


async def teams(session: AsyncSession) -> Sequence[TeamRow]:
    """Every team, by name."""
    return await store.teams(session)


def checked_hash(username: str, password: str) -> str:
    """The hash of a password that may be this account's. Raises BadAccount, BadPassword.

    Slow on purpose (argon2id): call it outside of any transaction, as `signing.apart` does.
    """
    return HASHER.hash(checked_password(password, checked_username(username)))


async def add_account(
    session: AsyncSession,
    username: str,
    name: str,
    roles: list[str],
    team_id: int | None,
    password_hash: str,
    now: datetime,
    by: str | None = None,
    must_change_password: bool = False,
) -> StaffRow:
    """Open an account. Raises BadAccount, NameTaken."""
    kept = checked_username(username)
    if await store.account_of(session, kept) is not None:
        raise NameTaken
    await _check_team(session, team_id)
    row = StaffRow(
        id=str(uuid4()),
        username=kept,
        name=checked_name(name),
        password_hash=password_hash,
        must_change_password=must_change_password,
        roles=checked_roles(roles),
        team_id=team_id,
        created_at=now,
    )
    session.add(row)
    record(session, by, Action.ACCOUNT_ADDED, now, detail=f"{kept}: {', '.join(row.roles)}")
    return row


async def change_account(
    session: AsyncSession,
    staff_id: str,
    name: str,
    roles: list[str],
    team_id: int | None,
    is_open: bool,
    now: datetime,
    by: str,
) -> None:
    """Change what an account is called and may do, or close it, which ends its sign-ins at once.

    Raises UnknownAccount, BadAccount, LastAdmin.
    """
    row = await _locked(session, staff_id)
    await _check_team(session, team_id)
    row.name, row.roles, row.team_id = checked_name(name), checked_roles(roles), team_id
    row.closed_at = None if is_open else row.closed_at or now
    await session.flush()
    if not any(Role.ADMIN in each.roles and each.closed_at is None for each in await store.accounts(session)):
        raise LastAdmin
    if not is_open:
        await store.end_sessions_of(session, staff_id)
    detail = f"{row.username}: {', '.join(row.roles)}{'' if is_open else ', closed'}"
    record(session, by, Action.ACCOUNT_CHANGED, now, detail=detail)


async def own_credentials(session: AsyncSession, staff_id: str) -> tuple[str, str]:
    """The account's user name and the hash of its password. Raises UnknownAccount."""
    row = await store.account(session, staff_id)
    if row is None:
        raise UnknownAccount
    return row.username, row.password_hash


async def change_password(
    session: AsyncSession, staff_id: str, password_hash: str, now: datetime, keep_fingerprint: str = ""
) -> None:
    """Set the person's own new password and end their other sign-ins. Raises UnknownAccount."""
    row = await _locked(session, staff_id)
    row.password_hash, row.must_change_password = password_hash, False
    await store.end_sessions_of(session, staff_id, but=keep_fingerprint)
    record(session, staff_id, Action.PASSWORD_CHANGED, now)


async def reset_password(
    session: AsyncSession, staff_id: str, password_hash: str, now: datetime, by: str | None
) -> StaffRow:
    """A new password that was told to its owner, to be changed at the next sign-in. Raises UnknownAccount."""
    row = await _locked(session, staff_id)
    row.password_hash, row.must_change_password = password_hash, True
    await store.end_sessions_of(session, staff_id)
    record(session, by, Action.PASSWORD_RESET, now, detail=row.username)
    return row


async def id_of(session: AsyncSession, username: str) -> str:
    """The account's id. Raises UnknownAccount."""
    row = await store.account_of(session, checked_username(username))
    if row is None:
        raise UnknownAccount
    return row.id


async def team_id(session: AsyncSession, name: str, now: datetime) -> int:
    """The team of this name, made if it is not there. Raises BadAccount."""
    found = await store.team_of(session, checked_name(name))
    return (found or await add_team(session, name, now, None)).id


async def add_team(session: AsyncSession, name: str, now: datetime, by: str | None) -> TeamRow:
    """A new team. Raises BadAccount, NameTaken."""
    kept = checked_name(name)
    if await store.team_of(session, kept) is not None:
        raise NameTaken
    row = TeamRow(name=kept)
    session.add(row)
    await session.flush()
    record(session, by, Action.TEAM_ADDED, now, detail=kept)
    return row


async def keep_team(session: AsyncSession, name: str) -> None:
    """Make the team of the project's own files unless it is there: nobody's act, so the audit has nothing of it."""
    if await store.team_of(session, name) is None:
        session.add(TeamRow(name=name))


def new_password() -> str:
    """A password to be told on: 96 bits, in groups that can be read aloud."""
    return "-".join(secrets.token_hex(3) for _ in range(4))


async def _locked(session: AsyncSession, staff_id: str) -> StaffRow:
    row = await store.account(session, staff_id, lock=True)
    if row is None:
        raise UnknownAccount
    return row


async def _check_team(session: AsyncSession, team_id: int | None) -> None:
    if team_id is not None and await store.team(session, team_id) is None:
        raise BadAccount
