"""What can be asked of insights: one verb a function; none of them commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.guidance import service as guidance
from api.handover import service as handover
from api.insights import store
from api.insights.model import ENOUGH_TO_TELL, Kept, Measured, Told, UnknownMeaning, by_team_and_hour, kept
from api.insights.tables import MeaningRow
from api.platform.clock import HELSINKI, iso, utc
from catalogue import service as catalogue
from finnish.texts import FINNISH, tree

LOOKED_AT = timedelta(days=30)
# Below this a reading is a guess; these intents mean that nothing was understood.
UNSURE = 0.5
NOT_UNDERSTOOD = ("nlu_fallback", "out_of_scope")
MOST_UNCLEAR = 50


@dataclass(frozen=True)
class Unclear:
    """A message that was not understood, without whoever wrote it."""

    conversation_id: str
    seq: int
    text: str
    meaning: str | None


@dataclass(frozen=True)
class Seen:
    """Everything of the last thirty days that is told."""

    unfound: Sequence[tuple[str, int]]
    unclear: Sequence[Unclear]
    unhelpful: Sequence[guidance.Unhelpful]
    waits: Sequence[Told]
    catches: Sequence[Told]
    promises: Kept | None


async def seen(session: AsyncSession, now: datetime) -> Seen:
    """What the last thirty days tell; small counts stay untold."""
    since = now - LOOKED_AT
    taken = await handover.taken_since(session, since)
    names = await handover.team_names(session)
    waits = [_measured(names.get(row.team_id or 0, ""), row.created_at, row.first_claimed_at) for row in taken]
    caught = await handover.caught_since(session, since)
    return Seen(
        unfound=[
            (row.text, row.count)
            for row in await catalogue.unfound(session)
            if row.count >= ENOUGH_TO_TELL and utc(row.asked_at) >= since
        ],
        unclear=await unclear(session, since),
        unhelpful=await guidance.cards_that_do_not_help(session),
        waits=by_team_and_hour(waits),
        catches=by_team_and_hour(
            _measured(names.get(row.to_team_id, ""), row.approved_at or row.asked_at, row.caught_at) for row in caught
        ),
        promises=kept([
            (row.promised_minutes, wait.minutes)
            for row, wait in zip(taken, waits, strict=True)
            if row.promised_minutes is not None
        ]),
    )  # fmt: skip


async def unclear(session: AsyncSession, since: datetime) -> list[Unclear]:
    """Messages that were read unsurely: first those whose meaning nobody has told, the latest first.

    Identifiers were taken out before they were stored.
    """
    told = {(each.conversation_id, each.seq): each.intent for each in await store.meanings(session)}
    # With as many more as have been told, those that have not are never crowded out.
    most = MOST_UNCLEAR + len(told)
    rows = await conversations.unsure_messages(session, since, UNSURE, NOT_UNDERSTOOD, most)
    found = [
        Unclear(row.conversation_id, row.seq, row.body["text"], told.get((row.conversation_id, row.seq)))
        for row in rows
    ]
    return sorted(found, key=lambda each: each.meaning is not None)[:MOST_UNCLEAR]


async def say_meaning(
    session: AsyncSession, conversation_id: str, seq: int, intent: str, staff_id: str, now: datetime
) -> None:
    """Keep what a message meant. Raises UnknownMeaning, also for a message that is not on the list."""
    listed = {(each.conversation_id, each.seq): each.text for each in await unclear(session, now - LOOKED_AT)}
    text = listed.get((conversation_id, seq))
    if text is None or not any(intent in group for group in intents().values()):
        raise UnknownMeaning
    await session.merge(
        MeaningRow(
            conversation_id=conversation_id,
            seq=seq,
            text=text,
            intent=intent,
            said_by=staff_id,
            said_at=now,
        )
    )


async def training_data(session: AsyncSession) -> str:
    """What was said of unclear messages, in the form of `data/nlu/`."""
    rows = await store.meanings(session)
    texts = {intent: list(dict.fromkeys(_one_line(row.text) for row in rows if row.intent == intent)) for intent in
             dict.fromkeys(row.intent for row in rows)}  # fmt: skip
    found = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in lines)} for intent, lines in texts.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": found}, allow_unicode=True, sort_keys=False, default_style=None)


def intents(language: str = FINNISH) -> Mapping[str, Mapping[str, str]]:
    """What a person can mean, in the words of `data/texts/intents.yml`, by the title of its group."""
    return {group["title"]: group["intents"] for group in tree("intents", language).values()}


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """What was said of the person's messages that were not understood."""
    rows = await store.meanings_of(session, conversation_id)
    return {
        "meanings": [
            {"seq": row.seq, "text": row.text, "intent": row.intent, "said_at": iso(row.said_at)} for row in rows
        ]
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete everything that insights keep of the conversation."""
    await store.erase(session, conversation_id)


def _measured(team: str, began: datetime, ended: datetime | None) -> Measured:
    minutes = (utc(ended) - utc(began)).total_seconds() / 60 if ended else 0.0
    return Measured(team, utc(began).astimezone(HELSINKI).hour, minutes)


def _one_line(text: str) -> str:
    return " ".join(text.split())
