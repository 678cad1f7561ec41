"""Turns of one conversation run one at a time, oldest first; each happens once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import Author, State, TurnState, back_off, suppressed
from api.conversations.service.messages import Choice, Draft, add_message, keep_reading
from api.conversations.tables import SuppressedReplyRow
from api.texts import say

LATE_AT_ONCE = 50


@dataclass(frozen=True)
class Lease:
    """The right to run one turn until its time runs out, and all that the bot needs for it."""

    turn_id: str
    token: str
    conversation_id: str
    seq: int
    text: str
    payload: dict[str, Any] | None
    attempts: int

    @property
    def message_id(self) -> str:
        """The name of the message for Rasa; the same at every try."""
        return f"{self.conversation_id}:{self.seq}"


@dataclass(frozen=True)
class Reply:
    """What the bot answered: its replies, and how it read the message."""

    drafts: Sequence[Draft]
    intent: str | None
    confidence: float | None


async def lease_next(session: AsyncSession, conversation_id: str, now: datetime, lease_seconds: float) -> Lease | None:
    """Take the oldest open turn of the conversation, if its time has come and nobody has it."""
    conversation = await store.conversation(session, conversation_id, lock=True)
    turn = await store.oldest_open_turn(session, conversation_id)
    if conversation is None or turn is None or _aware(turn.due_at, now) > now:
        return None
    turn.state = TurnState.LEASED
    turn.lease = str(uuid4())
    turn.attempts += 1
    turn.due_at = now + timedelta(seconds=lease_seconds)
    lease = Lease(turn.id, turn.lease, conversation_id, turn.message_seq, turn.text, turn.payload, turn.attempts)
    if conversation.state != State.BOT:
        await session.flush()
        await store.end_turn(session, turn.id, lease.token, TurnState.SKIPPED)
        return await lease_next(session, conversation_id, now, lease_seconds)
    return lease


async def finish(session: AsyncSession, lease: Lease, reply: Reply, now: datetime) -> bool:
    """Store the replies and end the turn, in one transaction. False: another had ended it.

    After a coach's claim or a close the replies are kept for the record and never shown.
    """
    conversation = await store.conversation(session, lease.conversation_id, lock=True)
    if conversation is None or not await store.end_turn(session, lease.turn_id, lease.token, TurnState.DONE):
        return False
    await keep_reading(session, lease.conversation_id, lease.seq, reply.intent, reply.confidence)
    hidden = suppressed(State(conversation.state))
    for draft in reply.drafts:
        if hidden:
            session.add(_for_the_record(lease, draft, now))
        else:
            placed = Draft(draft.kind, draft.body, draft.choices, Author.BOT, lease.seq)
            await add_message(session, lease.conversation_id, placed, now)
    return True


async def release(session: AsyncSession, lease: Lease, now: datetime) -> None:
    """Give a turn back after a failed try; it comes again after a pause."""
    await store.give_turn_back(session, lease.turn_id, lease.token, now + back_off(lease.attempts))


async def skip(session: AsyncSession, lease: Lease) -> None:
    """End a turn that needs no answer any more (its conversation is deleted in Rasa)."""
    await store.end_turn(session, lease.turn_id, lease.token, TurnState.SKIPPED)


async def free_leases_of_the_dead(session: AsyncSession, now: datetime) -> None:
    """At the start of the only worker every lease is a dead one's: take them up at once."""
    await store.free_all_leases(session, now)


async def tell_those_who_wait(session: AsyncSession, now: datetime, after: timedelta) -> list[str]:
    """Tell each person whose answer is late, once a message, and offer a human. Returns whom."""
    told = []
    for turn in await store.late_turns(session, now - after, LATE_AT_ONCE):
        turn.told_late = True
        notice = Draft(
            "notice",
            {"text": say("outage")},
            [Choice(say("ask_person"), {"verb": "ask_person"})],
            in_reply_to=turn.message_seq,
        )
        if turn.conversation_id not in told:
            await add_message(session, turn.conversation_id, notice, now)
            told.append(turn.conversation_id)
    return told


def _for_the_record(lease: Lease, draft: Draft, now: datetime) -> SuppressedReplyRow:
    return SuppressedReplyRow(
        conversation_id=lease.conversation_id,
        in_reply_to=lease.seq,
        kind=draft.kind,
        body=dict(draft.body),
        created_at=now,
    )


def _aware(moment: datetime, like: datetime) -> datetime:
    """SQLite gives times back without their zone; all of ours are UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)
