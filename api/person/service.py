"""What can be done with what a person has told: one verb a function; none of them commits."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.person import store, wording
from api.person.files import vocabulary
from api.person.model import Fact, FactKind, Status, Told, UnknownFact, checked_value, replaces, tells_less
from api.person.model.hearing import Listener, corrected_age, names
from api.person.tables import PersonFactRow
from api.platform.clock import HELSINKI
from finnish.words import Words
from occupations.files import occupations
from occupations.finder import Finder

__all__ = [
    "Fact",
    "FactKind",
    "erase",
    "export",
    "facts",
    "forget",
    "hear",
    "noted",
    "put_right",
    "read",
    "remembered",
    "take_away",
]


async def facts(session: AsyncSession, conversation_id: str) -> list[Fact]:
    """What is understood of the person, in the order of telling. Raises UnknownConversation."""
    await conversations.find(session, conversation_id)
    return [_fact(row) for row in await store.facts_of(session, conversation_id)]


async def hear(
    session: AsyncSession, words: Words, conversation_id: str, seq: int | None, text: str, now: datetime
) -> list[Fact]:
    """Keep what a message tells; a later word takes the place of an earlier one. Returns what is new."""
    told = list(read(words, text, now.astimezone(HELSINKI).date()))
    rows = list(await store.facts_of(session, conversation_id))
    corrected = corrected_age(text, _fact(rows[-1]) if rows else None, words)
    told += [corrected] if corrected and not any(each.kind is FactKind.AGE for each in told) else []
    new: list[Fact] = []
    for each in told:
        same = [row for row in rows if replaces(each, _fact(row))]
        if any(row.value == each.value or tells_less(each.value, row.value) for row in same):
            continue
        for row in same:
            await session.delete(row)
            rows.remove(row)
        row = _row(conversation_id, seq, each, now)
        session.add(row)
        rows.append(row)
        new.append(_fact(row))
    return new


async def remembered(session: AsyncSession, conversation_id: str) -> str:
    """What is understood of the person, in words."""
    known = await facts(session, conversation_id)
    return wording.remembered(known) if not known else f"{wording.remembered(known)}\n{wording.tell('put_right')}"


def noted(news: Sequence[Fact]) -> str:
    """What was just told, in the service's words."""
    return wording.tell("noted", labels=", ".join(wording.label(fact) for fact in news))


async def forget(session: AsyncSession, words: Words, conversation_id: str, text: str) -> str:
    """Take away what the words name. Returns what is said of it."""
    rows = await store.facts_of(session, conversation_id)
    named = [row for row in rows if names(_fact(row), wording.label(_fact(row)), text, words)]
    for row in named:
        await session.delete(row)
    labels = ", ".join(wording.label(_fact(row)) for row in named)
    return wording.tell("forgotten", labels=labels) if named else wording.tell("nothing_to_forget")


async def put_right(session: AsyncSession, conversation_id: str, fact_id: str, value: Any) -> Fact:
    """The person's own correction. Raises UnknownFact and BadValue."""
    row = await _found(session, conversation_id, fact_id)
    row.value = checked_value(FactKind(row.kind), value, row.value)
    row.status, row.said_in = Status.CONFIRMED, None
    return _fact(row)


async def take_away(session: AsyncSession, conversation_id: str, fact_id: str) -> None:
    """Not so, or not to be remembered. It comes back only when it is told anew. Raises UnknownFact."""
    await session.delete(await _found(session, conversation_id, fact_id))


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything that is kept of what the person told."""
    return {"person": [_as_kept(row) for row in await store.facts_of(session, conversation_id)]}


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete all of it; the talk itself stays."""
    await store.erase(session, conversation_id)


@lru_cache(16)
def read(words: Words, text: str, today: date) -> Sequence[Told]:
    """What a text tells. Kept for as long as one turn may begin again: the last few texts, and in no file."""
    return listener(words).hear(text, today)


@lru_cache(2)
def listener(words: Words) -> Listener:
    """Who hears with these words. Made once: the names of all trades are looked up for it."""
    trades = occupations()
    return Listener(words, Finder(trades.occupations, words), trades, vocabulary())


async def _found(session: AsyncSession, conversation_id: str, fact_id: str) -> PersonFactRow:
    row = await store.fact(session, conversation_id, fact_id)
    if row is None:
        raise UnknownFact
    return row


def _row(conversation_id: str, seq: int | None, told: Told, now: datetime) -> PersonFactRow:
    return PersonFactRow(
        id=str(uuid4()),
        conversation_id=conversation_id,
        kind=told.kind.value,
        value=told.value,
        words=told.words,
        said_in=seq,
        status=Status.TOLD.value,
        created_at=now,
    )


def _as_kept(row: PersonFactRow) -> dict[str, Any]:
    """As it is stored: what is kept is given out though its kind were no longer known."""
    return {
        "id": row.id,
        "kind": row.kind,
        "value": row.value,
        "words": row.words,
        "said_in": row.said_in,
        "status": row.status,
    }


def _fact(row: PersonFactRow) -> Fact:
    return Fact(row.id, FactKind(row.kind), row.value, row.words, row.said_in, Status(row.status))
