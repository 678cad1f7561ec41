"""A code is given out, is taken up once, and what came by it opens the talk."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import WrongToken
from api.conversations.service import Draft
from api.device_linking import store
from api.device_linking.model import LASTS, WrongCode, code_of, normal
from api.device_linking.tables import CodeRow, DeviceRow
from api.platform import security
from api.platform.clock import iso
from api.platform.replies import Notice
from finnish.texts import texts


@dataclass(frozen=True)
class Offer:
    """The only copy of the code there will be, and how long it is good."""

    code: str
    until: datetime


@dataclass(frozen=True)
class Continued:
    """The talk, and the new device's own token."""

    id: str
    token: str


async def offer(session: AsyncSession, conversation_id: str, now: datetime) -> Offer:
    """A code for this talk; an earlier one is no longer good. Raises UnknownConversation."""
    await conversations.find(session, conversation_id, lock=True)
    await store.drop_codes(session, conversation_id, until=now)
    offered = Offer(code_of(secrets.choice), now + LASTS)
    fingerprint = security.fingerprint(normal(offered.code))
    session.add(CodeRow(conversation_id=conversation_id, code_fingerprint=fingerprint, until=offered.until))
    return offered


async def take_up(session: AsyncSession, typed: str, now: datetime) -> Continued:
    """Open the talk on this device too, and say so in the talk. Raises WrongCode."""
    conversation_id = await store.use_up(session, security.fingerprint(normal(typed)), now)
    if conversation_id is None:
        raise WrongCode
    continued = Continued(conversation_id, security.new_token())
    fingerprint = security.fingerprint(continued.token)
    session.add(DeviceRow(token_fingerprint=fingerprint, conversation_id=conversation_id, created_at=now))
    await conversations.add_message(session, conversation_id, Draft(Notice(text=texts("continuing")["continued"])), now)
    return continued


async def authorise(session: AsyncSession, conversation_id: str, token: str) -> None:
    """The first device's token or another's opens the talk. Raises UnknownConversation, WrongToken."""
    try:
        await conversations.authorise(session, conversation_id, token)
    except WrongToken:
        device = await store.device(session, security.fingerprint(token))
        if device is None or device.conversation_id != conversation_id:
            raise


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Which devices came by a code and when; neither codes nor tokens are stored, so they are not here."""
    code = await store.code(session, conversation_id)
    return {
        "continue_code_until": iso(code.until) if code else None,
        "continued_on_devices_at": [iso(row.created_at) for row in await store.devices_of(session, conversation_id)],
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete the code and every other device's token."""
    await store.erase(session, conversation_id)
