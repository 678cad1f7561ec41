"""Signing in, as the pages and the calls both do it: counted, checked outside of any transaction, kept."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi import Request

from api.platform import clock
from api.platform.limits import TooMany, TooManySignIns, address_of
from api.staff import service
from api.staff.model import Action, WrongCredentials, folded_username

Result = TypeVar("Result")


async def apart(request: Request, work: Callable[[str, str], Result], first: str, second: str) -> Result:
    """Hash or check a password: in a thread, with no transaction open, and only so many at once."""
    async with request.app.state.hashing:
        return await asyncio.to_thread(work, first, second)


async def sign_in(request: Request, username: str, password: str) -> service.Opened:
    """Open a sign-in. Raises WrongCredentials and TooManySignIns."""
    state, address = request.app.state, address_of(request)
    # By account and address together: nobody can lock another out from elsewhere.
    account = f"{folded_username(username)}@{address}"
    try:
        await state.limits.hit(sign_ins_to_account=account, sign_ins_of_address=address)
    except TooMany as error:
        raise TooManySignIns(error.retry_after_seconds) from None
    async with state.database.read() as session:
        staff_id, password_hash = await service.credentials_of(session, username)
    right = await apart(request, service.matches, password, password_hash)
    async with state.database.write() as session:
        if right and staff_id is not None:
            opened = await service.begin(session, staff_id, clock.now())
        else:
            opened = None
            service.record(session, staff_id, Action.SIGN_IN_FAILED, clock.now())
    if opened is None:
        raise WrongCredentials
    await state.limits.clear("sign_ins_to_account", account)
    return opened
