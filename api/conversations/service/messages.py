"""Messages get their place in the row, with their choices, and are read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import Author, SeqBeyondEnd, State, UnknownConversation
from api.conversations.tables import ChoiceRow, MessageRow
from api.platform.replies import Choice, Message, body_of, payload_of, read_payload

PAGE = 200


@dataclass(frozen=True)
class Draft:
    """A message before it has its place."""

    message: Message
    author: Author = Author.SYSTEM
    in_reply_to: int | None = None


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
    def offer(choice: Choice) -> dict[str, Any]:
        row = ChoiceRow(
            id=str(uuid4()),
            conversation_id=conversation_id,
            seq=seq,
            label=choice.label,
            payload=payload_of(choice.meaning),
        )
        session.add(row)
        return {**choice.shown, "id": row.id, "label": row.label}

    return MessageRow(
        conversation_id=conversation_id,
        seq=seq,
        author=draft.author,
        kind=draft.message.kind,
        body=body_of(draft.message, offer),
        in_reply_to=draft.in_reply_to,
        created_at=now,
    )


def without_choices(said: Message) -> dict[str, Any]:
    """The body for the record: what its choices were called, and nothing to press."""
    return body_of(said, lambda choice: {**choice.shown, "label": choice.label})


async def all_messages(session: AsyncSession, conversation_id: str) -> Sequence[MessageRow]:
    """The whole talk in order. Raises UnknownConversation."""
    row = await store.conversation(session, conversation_id)
    if row is None:
        raise UnknownConversation
    return await store.messages_after(session, conversation_id, 0, limit=row.seq)


@dataclass(frozen=True)
class Shown:
    """A message as the dialogue looks back at it."""

    seq: int
    author: str
    kind: str
    body: Mapping[str, Any]
    choices: Sequence[Choice] = ()


async def shown_before(session: AsyncSession, conversation_id: str, heard: Sequence[int], limit: int) -> list[Shown]:
    """The last messages before those of the person that are heard now, the newest first.

    What was said to the person after they wrote them is among these, as they are answered after that. Choices are told
    of what was said since the person's message before: only these wait for an answer.
    """

    def is_own(row: MessageRow) -> bool:
        return row.author == Author.JOBSEEKER

    latest = await store.latest_messages(session, conversation_id, limit)
    rows = [row for row in latest if not (heard and is_own(row) and row.seq >= heard[0])]
    waiting = [row.seq for row in takewhile(lambda row: not is_own(row), rows)]
    offered: dict[int, list[Choice]] = {}
    for choice in await store.choices_at(session, conversation_id, waiting) if waiting else ():
        offered.setdefault(choice.seq, []).append(Choice(choice.label, read_payload(choice.payload)))
    return [Shown(row.seq, row.author, row.kind, row.body, offered.get(row.seq, ())) for row in rows]


async def latest(session: AsyncSession, conversation_id: str, kind: str) -> MessageRow | None:
    """The last message of this kind, None before the first."""
    return await store.latest_of_kind(session, conversation_id, kind)


async def messages_after(session: AsyncSession, conversation_id: str, seq: int) -> tuple[State, Sequence[MessageRow]]:
    """The state and the next messages, at most PAGE. Raises SeqBeyondEnd and UnknownConversation."""
    row = await store.conversation(session, conversation_id)
    if row is None:
        raise UnknownConversation
    if seq > row.seq:
        raise SeqBeyondEnd
    return State(row.state), await store.messages_after(session, conversation_id, seq, PAGE)


async def unsure_messages(
    session: AsyncSession, since: datetime, below: float, none_of: Sequence[str], limit: int
) -> Sequence[MessageRow]:
    """Jobseekers' messages that the bot read unsurely or as nothing it knows, the latest first; never distress."""
    return await store.unsure_messages(session, since, below, none_of, limit)
