"""Turns of one conversation run one at a time, oldest first; each happens once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import (
    Author,
    MessageReading,
    Mode,
    Said,
    Service,
    State,
    TurnState,
    back_off,
    sentences,
    served,
    suppressed,
)
from api.conversations.service.identifiers import as_read
from api.conversations.service.leases import Lease, Leasing
from api.conversations.service.messages import Draft, add_message, add_messages, without_choices
from api.conversations.tables import ConversationRow, SuppressedReplyRow
from api.platform.replies import Choice, Message, Notice, does
from api.platform.texts import say
from api.platform.verb import Verb

LATE_AT_ONCE = 50
# The verb of each service.
DOES: Mapping[Service, str] = {
    Service.OPENING_HOURS: "tell_opening_hours",
    Service.CANCEL: "cancel_waiting",
    Service.RECEIPT: "tell_receipt",
}


@dataclass(frozen=True)
class Reply:
    """What the bot answered: its replies, and how it read the message. Only read: no replies."""

    messages: Sequence[Message]
    reading: MessageReading


@dataclass(frozen=True)
class Finished:
    """Whether it was this lease that ended the turn, and the next turn of the conversation."""

    by_us: bool
    next: Lease | None = None


async def lease_next(session: AsyncSession, conversation_id: str, now: datetime, leasing: Leasing) -> Lease | None:
    """Take up the oldest open turn of the conversation, if its time has come and nobody has it."""
    conversation = await store.conversation(session, conversation_id, lock=True)
    return await leasing.take_next(session, conversation, now) if conversation else None


async def finish(
    session: AsyncSession, done: Lease, reply: Reply, verbs: Mapping[str, Verb], now: datetime, leasing: Leasing
) -> Finished:
    """Store the replies, end the turn and lease the next one, in one transaction.

    After a coach's claim or a close the replies are kept for the record and never shown.
    """
    conversation = await store.conversation(session, done.conversation_id, lock=True)
    if conversation is None or not await _end(session, done, TurnState.DONE):
        return Finished(False)
    reading = reply.reading
    for seq, each in reading.of_each(done.said):
        await store.keep_reading(session, done.conversation_id, seq, each.intent, each.confidence)
    if suppressed(done.takeovers, conversation.takeovers):
        session.add_all(_for_the_record(done, message, now) for message in reply.messages)
        if done.mode is Mode.ANSWER:
            await leasing.unsay(session, done.conversation_id)
    else:
        placed = [Draft(message, Author.BOT, done.seq) for message in reply.messages]
        await add_messages(session, done.conversation_id, placed, now)
    if done.mode is Mode.READ:
        await _serve_beside_a_person(session, conversation, done, reading, verbs, now)
    return Finished(True, await leasing.take_next(session, conversation, now))


async def _serve_beside_a_person(
    session: AsyncSession,
    conversation: ConversationRow,
    done: Lease,
    reading: MessageReading,
    verbs: Mapping[str, Verb],
    now: datetime,
) -> None:
    """Do what does not answer for the coach, by the state that holds now."""
    service = served(State(conversation.state), reading.intent, reading.confidence)
    if service is not None:
        await verbs[DOES[service]](session, conversation.id, {"seq": done.seq}, now)


async def release(session: AsyncSession, lease: Lease, now: datetime) -> None:
    """Give a turn back after a failed try; it comes again after a pause."""
    await store.give_turn_back(session, lease.turn_id, lease.token, now + back_off(lease.attempts))


async def hasten(session: AsyncSession, now: datetime) -> None:
    """The bot is back: what was put off while it was away need not wait out its pause."""
    await store.hasten(session, now)


async def skip(session: AsyncSession, lease: Lease) -> None:
    """End a turn that needs no answer any more (its conversation is deleted in Rasa)."""
    await _end(session, lease, TurnState.SKIPPED)


async def _end(session: AsyncSession, lease: Lease, state: TurnState) -> bool:
    """End the turn with all that it heard. False when another has taken or ended it."""
    ended = await store.end_turn(session, lease.turn_id, lease.token, state)
    if ended and len(lease.said) > 1:
        await store.end_joined(session, lease.conversation_id, lease.seq, state)
    return ended


async def take_over_from_the_dead(session: AsyncSession, now: datetime) -> None:
    """At the start of the only worker every lease is a dead one's, and no pause has a reason that is known still."""
    await store.free_leases(session, None, now)
    await store.hasten(session, now)


async def give_back(session: AsyncSession, leases: Sequence[Lease], now: datetime) -> None:
    """A worker that stops leaves its turns to be taken at once, by the next one to start."""
    await store.free_leases(session, [lease.token for lease in leases], now)


async def tell_those_who_wait(session: AsyncSession, now: datetime, after: timedelta) -> list[str]:
    """Tell each person whose answer is late, once a message, and offer a human. Returns whom."""
    told = []
    for turn in await store.late_turns(session, now - after, LATE_AT_ONCE):
        # The conversation's lock first, as everywhere: two orders of locking would wait for each other.
        await store.conversation(session, turn.conversation_id, lock=True)
        turn.told_late = True
        person = Choice(say("ask_person"), does("ask_person"))
        notice = Draft(Notice(text=say("outage"), choices=(person,)), in_reply_to=turn.message_seq)
        if turn.conversation_id not in told:
            await add_message(session, turn.conversation_id, notice, now)
            told.append(turn.conversation_id)
    return told


def _for_the_record(lease: Lease, message: Message, now: datetime) -> SuppressedReplyRow:
    return SuppressedReplyRow(
        conversation_id=lease.conversation_id,
        in_reply_to=lease.seq,
        kind=message.kind,
        body=without_choices(message),
        created_at=now,
    )


async def heard_with(session: AsyncSession, conversation_id: str, seq: int) -> list[Said]:
    """The messages that the turn of this one hears, by sentences; none when it has no turn."""
    turns = await store.heard_by(session, conversation_id, seq)
    return sentences([Said(turn.message_seq, as_read(turn.text).text) for turn in turns])
