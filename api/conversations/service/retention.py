"""A conversation begins, is opened by its token, is given out whole, and is deleted."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import State, WrongToken
from api.conversations.service.state_changes import find
from api.conversations.tables import ConversationRow, ForgettingRow, InternalCallRow
from api.platform import security
from api.platform.clock import iso
from api.platform.personal_data import PersonalData, erase_all
from finnish.plain import one_line
from finnish.texts import FINNISH

AT_ONCE = 100


@dataclass(frozen=True)
class Started:
    id: str
    token: str
    state: State


@dataclass(frozen=True)
class Ages:
    """How long each kind of a conversation's data is kept."""

    conversation: timedelta
    empty: timedelta
    suppressed: timedelta
    work: timedelta


async def start(session: AsyncSession, now: datetime, place: str = "") -> Started:
    """A new conversation, with the only copy of its token there will be. `place`: whose page it begins on."""
    started = Started(str(uuid4()), security.new_token(), State.BOT)
    session.add(
        ConversationRow(
            id=started.id,
            token_fingerprint=security.fingerprint(started.token),
            state=started.state,
            seq=0,
            takeovers=0,
            place=one_line(place) or None,
            created_at=now,
            changed_at=now,
        )
    )
    return started


async def authorise(session: AsyncSession, conversation_id: str, token: str) -> ConversationRow:
    """The conversation that this token opens. Raises UnknownConversation or WrongToken."""
    row = await find(session, conversation_id)
    if not security.same(token, row.token_fingerprint):
        raise WrongToken
    return row


async def place_of(session: AsyncSession, conversation_id: str) -> str | None:
    """The place whose page the talk began on, None when the page told none. Raises UnknownConversation."""
    return (await find(session, conversation_id)).place


async def language_of(session: AsyncSession, conversation_id: str) -> str:
    """The language that the person wrote last. Raises UnknownConversation."""
    return (await find(session, conversation_id)).language or FINNISH


async def write_in(session: AsyncSession, conversation_id: str, language: str | None) -> None:
    """The person writes in this language now; None for Finnish. Raises UnknownConversation."""
    (await find(session, conversation_id)).language = language


async def once(
    session: AsyncSession,
    conversation_id: str,
    key: str,
    now: datetime,
    do: Callable[[], Awaitable[dict[str, Any]]],
) -> dict[str, Any]:
    """Do an internal call's work unless this key has done it before; the same answer both times."""
    await find(session, conversation_id, lock=True)
    done = await store.internal_call(session, key)
    if done is None:
        done = InternalCallRow(key=key, conversation_id=conversation_id, answer=await do(), created_at=now)
        session.add(done)
    return done.answer


async def where_done(session: AsyncSession, key: str) -> str | None:
    """The conversation that this key's work was done in, when it was to begin one."""
    done = await store.internal_call(session, key)
    return done.conversation_id if done else None


async def delete(session: AsyncSession, conversation_id: str, kept: Sequence[PersonalData], now: datetime) -> None:
    """Erase everything here, and remember that Rasa must forget it too. Raises UnknownConversation."""
    await find(session, conversation_id, lock=True)
    await erase_all(session, conversation_id, kept)
    session.add(ForgettingRow(conversation_id=conversation_id, created_at=now))


async def ids(session: AsyncSession) -> Sequence[str]:
    """Of every conversation there is."""
    return await store.all_ids(session)


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete the messages and all that belongs to them."""
    await store.erase(session, conversation_id)


async def age_out(session: AsyncSession, kept: Sequence[PersonalData], ages: Ages, now: datetime) -> list[str]:
    """Delete what is too old, each kind by its own age. Returns the conversations that are gone."""
    await store.erase_finished_work(session, now - ages.work)
    await store.erase_suppressed(session, now - ages.suppressed)
    old = await store.aged(session, now - ages.conversation, now - ages.empty, AT_ONCE)
    for conversation_id in old:
        await delete(session, conversation_id, kept, now)
    return list(old)


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything stored of a conversation. The token itself is not stored, so it is not here."""
    row = await find(session, conversation_id)
    messages = await store.messages_after(session, conversation_id, 0, limit=row.seq)
    return {
        "id": row.id,
        "state": row.state,
        "place": row.place,
        "created_at": iso(row.created_at),
        "changed_at": iso(row.changed_at),
        "messages": [
            {
                "seq": message.seq,
                "author": message.author,
                "kind": message.kind,
                "body": message.body,
                "client_id": message.client_id,
                "in_reply_to": message.in_reply_to,
                "intent": message.intent,
                "confidence": message.confidence,
                "created_at": iso(message.created_at),
            }
            for message in messages
        ],
        "choices": [
            {"id": choice.id, "seq": choice.seq, "label": choice.label, "payload": choice.payload}
            for choice in await store.choices_of(session, conversation_id)
        ],
        "turns": [
            {
                "message_seq": turn.message_seq,
                "heard_with": turn.heard_with,
                "text": turn.text,
                "state": turn.state,
                "attempts": turn.attempts,
            }
            for turn in await store.turns_of(session, conversation_id)
        ],
        "internal_calls": [
            {"key": call.key, "answer": call.answer} for call in await store.calls_of(session, conversation_id)
        ],
        "replies_never_shown": [
            {"in_reply_to": reply.in_reply_to, "kind": reply.kind, "body": reply.body}
            for reply in await store.suppressed_of(session, conversation_id)
        ],
    }
