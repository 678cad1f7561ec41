"""The right to run a turn: one at a time in a conversation, oldest first, until its time runs out."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import Mode, Said, State, TurnState, in_a_row, is_due, mode, together
from api.conversations.service.identifiers import as_read
from api.conversations.tables import ConversationRow, TurnRow
from api.platform.clock import utc

# Whether one in distress waits for a coach: what handovers know of a conversation.
InDistress = Callable[[AsyncSession, str], Awaitable[bool]]
# What messages of these seqs are read beside: the question that is open, and whether courses are in view.
Awaited = Callable[[AsyncSession, str, Sequence[int]], Awaitable[dict[str, Any]]]
# What was asked in a reply that is never shown was not asked.
Unsay = Callable[[AsyncSession, str], Awaitable[None]]


@dataclass(frozen=True)
class Lease:
    """The right to run one turn until its time runs out, and all that the bot needs for it.

    `said` are the messages that are heard, the last one's `seq` is the turn's; `masked` names the kinds of identifiers
    that stood in them.
    """

    turn_id: str
    token: str
    conversation_id: str
    said: Sequence[Said]
    payload: dict[str, Any] | None
    attempts: int
    mode: Mode
    takeovers: int
    masked: tuple[str, ...] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """The place of the message that the turn answers."""
        return self.said[-1].seq

    @property
    def text(self) -> str:
        """What the person said."""
        return together(self.said)

    @property
    def message_id(self) -> str:
        """The name of the message for Rasa; the same at every try."""
        return f"{self.conversation_id}:{self.seq}"


@dataclass(frozen=True)
class Leasing:
    """How turns are leased: for how long, and what other features know of a conversation.

    `pause` lets a person finish who writes in a row; `longest` is how much is heard at once, in characters.
    """

    lasts: timedelta
    pause: timedelta
    longest: int
    in_distress: InDistress
    awaited: Awaited
    unsay: Unsay

    async def take_next(self, session: AsyncSession, conversation: ConversationRow, now: datetime) -> Lease | None:
        """Lease the oldest open turn of a locked conversation, if its time has come and nobody has it."""
        waiting = await store.open_turns(session, conversation.id)
        if not waiting or not is_due(utc(waiting[0].due_at), now, self.lasts):
            return None
        return await self.take(session, conversation, waiting, now)

    async def take(
        self, session: AsyncSession, conversation: ConversationRow, waiting: Sequence[TurnRow], now: datetime
    ) -> Lease:
        """Take the first of the waiting turns: from now on, and for as long as the lease lasts, it is the caller's.

        What waits behind it is heard with it. So it is stored with the lease, and stays so at every try.
        """
        state = State(conversation.state)
        unmet = state is not State.BOT and await self.in_distress(session, conversation.id)
        reads = mode(state, unmet)
        heard = await self._heard(session, waiting, reads)
        turn = heard[-1]
        turn.state = TurnState.LEASED
        turn.lease = str(uuid4())
        turn.attempts += 1
        turn.due_at = now + self.lasts
        said = [as_read(each.text) for each in heard]
        return Lease(
            turn_id=turn.id,
            token=turn.lease,
            conversation_id=turn.conversation_id,
            said=[Said(each.message_seq, read.text) for each, read in zip(heard, said, strict=True)],
            payload=turn.payload,
            attempts=turn.attempts,
            mode=reads,
            takeovers=conversation.takeovers,
            beside=await self.awaited(session, conversation.id, [each.message_seq for each in heard]),
            masked=tuple(dict.fromkeys(kind for read in said for kind in read.kinds)),
        )

    async def _heard(self, session: AsyncSession, waiting: Sequence[TurnRow], reads: Mode) -> Sequence[TurnRow]:
        """The turns that are heard together; the last one is the turn. What was tried once is never grouped anew."""
        first = waiting[0]
        if first.attempts:
            return await store.heard_by(session, first.conversation_id, first.message_seq)
        written = [None if turn.payload else turn.text for turn in waiting]
        heard = waiting[: in_a_row(written, self.longest) if reads is Mode.ANSWER else 1]
        for turn in heard[:-1]:
            turn.state, turn.heard_with = TurnState.JOINED, heard[-1].message_seq
        heard[-1].told_late = any(turn.told_late for turn in heard)
        return heard
