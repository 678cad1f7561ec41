"""Messages come in, are masked, get their place in the row, and make a turn due."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import (
    Author,
    ClientIdReused,
    Kind,
    SeqBeyondEnd,
    State,
    TurnState,
    UnknownChoice,
    UnknownConversation,
    clean_text,
    mask,
)
from api.conversations.service.leases import Lease, lease
from api.conversations.tables import ChoiceRow, ConversationRow, MessageRow, TurnRow
from api.texts import say

MASKED_KINDS = ("identity_code", "iban", "email", "phone")
PAGE = 500

# What a choice may do by itself, without the bot: (session, conversation_id, now).
Verb = Callable[[AsyncSession, str, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Choice:
    """A button: what is read on it, and what it means. The meaning never leaves the service."""

    label: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A message before it has its place."""

    kind: str
    body: dict[str, Any]
    choices: Sequence[Choice] = ()
    author: Author = Author.SYSTEM
    in_reply_to: int | None = None


@dataclass(frozen=True)
class OwnMessage:
    """A jobseeker's message. `content` tells it from another under the same client_id."""

    client_id: str
    content: str
    text: str
    payload: dict[str, Any] | None = None


@dataclass(frozen=True)
class Received:
    """A jobseeker's message in its place, and its turn with the bot when that may run at once."""

    seq: int
    lease: Lease | None = None


async def receive_text(
    session: AsyncSession,
    conversation_id: str,
    client_id: str,
    text: str,
    longest: int,
    now: datetime,
    lasts: timedelta,
) -> Received:
    """Store what a person wrote, masked, once for each client_id; `lasts` is how long its turn is leased.

    Raises EmptyMessage, TooLongMessage, ClientIdReused and UnknownConversation.
    """
    cleaned = clean_text(text, longest)
    masked = mask(cleaned, {kind: say(f"placeholder_{kind}") for kind in MASKED_KINDS})
    own = OwnMessage(client_id, masked.text, masked.text)
    conversation = await _locked(session, conversation_id)
    earlier = await _earlier(session, conversation_id, own)
    if earlier:
        return earlier
    received = await _store_own(session, conversation, own, now, lasts)
    if masked.kinds:
        await add_message(session, conversation_id, _notice_of_masking(masked.kinds, received.seq), now)
    return received


async def receive_choice(
    session: AsyncSession,
    conversation_id: str,
    client_id: str,
    choice_id: str,
    verbs: Mapping[str, Verb],
    now: datetime,
    lasts: timedelta,
) -> Received:
    """Store a press of a button, and do what it means when that needs no bot.

    Raises UnknownChoice, ClientIdReused, NotAllowed and UnknownConversation.
    """
    conversation = await _locked(session, conversation_id)
    choice = await store.offered_choice(session, conversation_id, choice_id)
    if choice is None:
        raise UnknownChoice
    own = OwnMessage(client_id, choice_id, choice.label, choice.payload)
    earlier = await _earlier(session, conversation_id, own)
    if earlier:
        return earlier
    received = await _store_own(session, conversation, own, now, lasts)
    verb = choice.payload.get("verb")
    if verb:
        await verbs[verb](session, conversation_id, now)
    return received


async def add_message(session: AsyncSession, conversation_id: str, draft: Draft, now: datetime) -> MessageRow:
    """Store one message of the bot, a coach or the system, with its choices."""
    return (await add_messages(session, conversation_id, [draft], now))[0]


async def add_messages(
    session: AsyncSession, conversation_id: str, drafts: Sequence[Draft], now: datetime
) -> list[MessageRow]:
    """Store messages in a row, in this order."""
    if not drafts:
        return []
    first = await store.take_seq(session, conversation_id, len(drafts), now)
    rows = [_placed(session, conversation_id, draft, first + at, now) for at, draft in enumerate(drafts)]
    session.add_all(rows)
    return rows


def _placed(session: AsyncSession, conversation_id: str, draft: Draft, seq: int, now: datetime) -> MessageRow:
    body = dict(draft.body)
    if draft.choices:
        offered = [
            ChoiceRow(
                id=str(uuid4()),
                conversation_id=conversation_id,
                seq=seq,
                label=choice.label,
                payload=choice.payload,
            )
            for choice in draft.choices
        ]
        session.add_all(offered)
        body["choices"] = [{"id": row.id, "label": row.label} for row in offered]
    return MessageRow(
        conversation_id=conversation_id,
        seq=seq,
        author=draft.author,
        kind=draft.kind,
        body=body,
        in_reply_to=draft.in_reply_to,
        created_at=now,
    )


async def messages_after(session: AsyncSession, conversation_id: str, seq: int) -> tuple[State, Sequence[MessageRow]]:
    """The state and the next messages, at most 500. Raises SeqBeyondEnd and UnknownConversation."""
    row = await store.conversation(session, conversation_id)
    if row is None:
        raise UnknownConversation
    if seq > row.seq:
        raise SeqBeyondEnd
    return State(row.state), await store.messages_after(session, conversation_id, seq, PAGE)


async def _locked(session: AsyncSession, conversation_id: str) -> ConversationRow:
    """The conversation, held until the commit: two equal requests come one after the other."""
    row = await store.conversation(session, conversation_id, lock=True)
    if row is None:
        raise UnknownConversation
    return row


async def _earlier(session: AsyncSession, conversation_id: str, own: OwnMessage) -> Received | None:
    row = await store.message_of_client(session, conversation_id, own.client_id)
    if row is None:
        return None
    if row.content != own.content:
        raise ClientIdReused
    return Received(row.seq)


async def _store_own(
    session: AsyncSession, conversation: ConversationRow, own: OwnMessage, now: datetime, lasts: timedelta
) -> Received:
    seq = await store.take_seq(session, conversation.id, 1, now)
    session.add(
        MessageRow(
            conversation_id=conversation.id,
            seq=seq,
            author=Author.JOBSEEKER,
            kind=Kind.TEXT,
            body={"text": own.text},
            client_id=own.client_id,
            content=own.content,
            created_at=now,
        )
    )
    if conversation.state != State.BOT or (own.payload or {}).get("verb"):
        return Received(seq)
    waiting = await store.oldest_open_turn(session, conversation.id)
    turn = TurnRow(
        id=str(uuid4()),
        conversation_id=conversation.id,
        message_seq=seq,
        text=own.text,
        payload=own.payload,
        state=TurnState.DUE,
        attempts=0,
        due_at=now,
        told_late=False,
        created_at=now,
    )
    session.add(turn)
    return Received(seq, None if waiting else lease(turn, now, lasts))


def _notice_of_masking(kinds: Sequence[str], seq: int) -> Draft:
    names = say("masked_and").join(say(f"masked_{kind}") for kind in kinds)
    phone = "phone" in kinds
    advice = say("masked_phone_advice" if phone else "masked_other_advice")
    choices = [Choice(say("ask_person"), {"verb": "ask_person"})] if phone else []
    return Draft("notice", {"text": say("masked", kinds=names, advice=advice)}, choices, in_reply_to=seq)
