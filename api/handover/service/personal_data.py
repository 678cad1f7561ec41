"""A person's right to what handovers store of them."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.handover import store
from api.platform.clock import iso


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything stored of the requests for a person. The number to call is told by being there."""
    rating = await store.rating(session, conversation_id)
    return {
        "handovers": [
            {
                "reason": row.reason,
                "slip": row.slip,
                "consents": row.consents,
                "distress_seq": row.distress_seq,
                "alarm_seen_seq": row.alarm_seen_seq,
                "created_at": iso(row.created_at),
                "claimed_at": iso(row.claimed_at) if row.claimed_at else None,
                "claimed_by": row.claimed_name,
                "seen_at": iso(row.seen_at) if row.seen_at else None,
                "outcome": row.outcome,
                "ended_at": iso(row.ended_at) if row.ended_at else None,
            }
            for row in await store.handovers_of(session, conversation_id)
        ],
        "kopit": [
            {
                "from": row.from_name,
                "text": row.text,
                "shares": row.shares,
                "state": row.state,
                "caught_by": row.caught_name,
                "outcome": row.outcome,
                "asked_at": iso(row.asked_at),
            }
            for row in await store.kopit_of(session, conversation_id)
        ],
        "coach_notes": [
            {"name": row.name, "text": row.text, "created_at": iso(row.created_at)}
            for row in await store.notes_of(session, conversation_id)
        ],
        "has_contact": await store.contact(session, conversation_id) is not None,
        "rating": rating.stars if rating else None,
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete everything that handovers keep of the conversation."""
    await store.erase(session, conversation_id)


async def age_out(session: AsyncSession, contacts_before: datetime) -> None:
    """Delete numbers to call that nobody has handled since the moment."""
    await store.erase_contacts(session, contacts_before)
