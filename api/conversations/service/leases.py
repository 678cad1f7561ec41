"""The right to run a turn: one at a time in a conversation, oldest first, until its time runs out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import State, TurnState
from api.conversations.tables import ConversationRow, TurnRow


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


async def take_next(
    session: AsyncSession, conversation: ConversationRow, now: datetime, lasts: timedelta
) -> Lease | None:
    """Lease the oldest open turn of a locked conversation, if its time has come and nobody has it.

    Turns that came due before the bot fell silent are skipped.
    """
    while turn := await store.oldest_open_turn(session, conversation.id):
        if _aware(turn.due_at, now) > now:
            return None
        if conversation.state == State.BOT:
            return lease(turn, now, lasts)
        turn.state = TurnState.SKIPPED
        await session.flush()
    return None


def lease(turn: TurnRow, now: datetime, lasts: timedelta) -> Lease:
    """Take the turn: from now on, and for as long as the lease lasts, it is the caller's."""
    turn.state = TurnState.LEASED
    turn.lease = str(uuid4())
    turn.attempts += 1
    turn.due_at = now + lasts
    return Lease(turn.id, turn.lease, turn.conversation_id, turn.message_seq, turn.text, turn.payload, turn.attempts)


def _aware(moment: datetime, like: datetime) -> datetime:
    """SQLite gives times back without their zone; all of ours are UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)
