"""The right to run a turn: one at a time in a conversation, oldest first, until its time runs out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import Mode, State, TurnState, is_due, mode
from api.conversations.service.identifiers import as_read
from api.conversations.tables import ConversationRow, TurnRow
from api.platform.clock import utc

# Whether one in distress waits while nobody is on duty: what handovers know of a conversation.
Alone = Callable[[AsyncSession, str, datetime], Awaitable[bool]]
# What a message is read beside: the question that is open, and whether courses are in view.
Awaited = Callable[[AsyncSession, str], Awaitable[dict[str, Any]]]
# What was asked in a reply that is never shown was not asked.
Unsay = Callable[[AsyncSession, str], Awaitable[None]]


@dataclass(frozen=True)
class Lease:
    """The right to run one turn until its time runs out, and all that the bot needs for it.

    `text` is what the person said; `masked` names the kinds of identifiers that stood in it.
    """

    turn_id: str
    token: str
    conversation_id: str
    seq: int
    text: str
    payload: dict[str, Any] | None
    attempts: int
    mode: Mode
    takeovers: int
    masked: tuple[str, ...] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message_id(self) -> str:
        """The name of the message for Rasa; the same at every try."""
        return f"{self.conversation_id}:{self.seq}"


@dataclass(frozen=True)
class Leasing:
    """How turns are leased: for how long, and what other features know of a conversation."""

    lasts: timedelta
    alone: Alone
    awaited: Awaited
    unsay: Unsay

    async def take_next(self, session: AsyncSession, conversation: ConversationRow, now: datetime) -> Lease | None:
        """Lease the oldest open turn of a locked conversation, if its time has come and nobody has it."""
        turn = await store.oldest_open_turn(session, conversation.id)
        if turn is None or not is_due(utc(turn.due_at), now, self.lasts):
            return None
        return await self.take(session, conversation, turn, now)

    async def take(self, session: AsyncSession, conversation: ConversationRow, turn: TurnRow, now: datetime) -> Lease:
        """Take the turn: from now on, and for as long as the lease lasts, it is the caller's."""
        state = State(conversation.state)
        alone = state is not State.BOT and await self.alone(session, conversation.id, now)
        turn.state = TurnState.LEASED
        turn.lease = str(uuid4())
        turn.attempts += 1
        turn.due_at = now + self.lasts
        said = as_read(turn.text)
        return Lease(
            turn_id=turn.id,
            token=turn.lease,
            conversation_id=turn.conversation_id,
            seq=turn.message_seq,
            text=said.text,
            payload=turn.payload,
            attempts=turn.attempts,
            mode=mode(state, alone),
            takeovers=conversation.takeovers,
            beside=await self.awaited(session, conversation.id),
            masked=said.kinds,
        )
