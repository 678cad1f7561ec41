"""Asking for a person, and taking it back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.clock import iso
from api.conversations import service as conversations
from api.conversations.model import Event, State
from api.handover import store
from api.handover.model import CONSENTS, Reason, Slip, checked
from api.handover.tables import HandoverRow


async def ask(
    session: AsyncSession,
    conversation_id: str,
    reason: Reason,
    slip: Slip,
    consents: dict[str, bool],
    now: datetime,
) -> None:
    """Put the conversation into the queue, with the slip as the person left it.

    Asking again while one waits changes nothing but the slip. Raises NotAllowed, SlipTooLong.
    """
    given = {name: consents.get(name, False) for name in CONSENTS}
    waiting = await store.open_handover(session, conversation_id)
    if waiting is not None:
        waiting.slip, waiting.consents = asdict(checked(slip)), given
        return
    session.add(
        HandoverRow(
            conversation_id=conversation_id,
            reason=reason,
            slip=asdict(checked(slip)),
            consents=given,
            created_at=now,
        )
    )
    await conversations.change_state(session, conversation_id, Event.ASKED_FOR_HUMAN, "waiting", now)


async def ask_at_once(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """One press, no slip: the button beside an outage or a masked number."""
    await ask(session, conversation_id, Reason.REQUEST, Slip(), {}, now)


async def cancel(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """The person goes on with the bot. Nothing happens when nobody waits any more."""
    conversation = await conversations.find(session, conversation_id, lock=True)
    if conversation.state != State.WAITING:
        return
    waiting = await store.open_handover(session, conversation_id)
    if waiting is not None:
        waiting.ended_at = now
    await conversations.change_state(session, conversation_id, Event.CANCELLED, "back_to_bot", now)


async def export(session: AsyncSession, conversation_id: str) -> list[dict[str, Any]]:
    """Everything stored of the requests for a person."""
    return [
        {
            "reason": row.reason,
            "slip": row.slip,
            "consents": row.consents,
            "created_at": iso(row.created_at),
            "ended_at": iso(row.ended_at) if row.ended_at else None,
        }
        for row in await store.handovers_of(session, conversation_id)
    ]


async def opened_slip(session: AsyncSession, conversation_id: str) -> Slip:
    """The slip for the person to edit: the one that waits, or an empty one."""
    await conversations.find(session, conversation_id)
    waiting = await store.open_handover(session, conversation_id)
    return Slip(**waiting.slip) if waiting else Slip()
