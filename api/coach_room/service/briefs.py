"""What the coach who has a talk sees of it: a brief as far as the person lets it be told, and all that is at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.coach_room.model import Canned
from api.coach_room.service.canned import canned
from api.coach_room.service.talks import alarm_words
from api.conversations import service as conversations
from api.conversations.service import MessageRow
from api.guidance import service as guidance
from api.guidance.service import FactCardRow
from api.handover import service as handover
from api.handover.service import Goals, HandoverRow, KoppiRow, NoteRow
from api.person import service as person
from api.person.model import Step
from api.staff import service as staff
from api.staff.model import SignedIn
from api.suggestions import service as suggestions
from catalogue.service import Catalogue


@dataclass(frozen=True)
class Suggested:
    """What the bot has shown and why; no name when it is not in the catalogue any more.

    `wish`: what was looked for. `refused`: why it was not for the person.
    """

    name: str | None
    key: str
    refused: str | None
    wish: str
    reasons: Sequence[str]
    hindrances: Sequence[str]


@dataclass(frozen=True)
class Brief:
    """What the coach may know beforehand. None: the person has not let it be told. `agreed`: the next step."""

    asked: HandoverRow
    language: str
    agreed: Step | None
    wishes: Sequence[str] | None
    suggested: Sequence[Suggested] | None
    worries: Sequence[guidance.Remembered] | None
    strengths: Sequence[str] | None
    guide: str | None
    alarm: str | None


@dataclass(frozen=True)
class OpenTalk:
    """A talk as it lies before its coach: what was said and is known, and what can be done with it."""

    brief: Brief
    rows: Sequence[MessageRow]
    state: str
    notes: Sequence[NoteRow]
    koppi: KoppiRow | None
    goals: Goals
    facts: Sequence[FactCardRow]
    canned: Sequence[Canned]


async def brief(
    session: AsyncSession, catalogue: Catalogue, conversation_id: str, staff_id: str, now: datetime
) -> Brief:
    """What is known of the person, as far as they let it be told to the coach. Raises NotYours."""
    asked = await handover.held(session, conversation_id, staff_id)
    may = asked.consents
    remembered = await suggestions.remembered(session, conversation_id) if may.get("suggestions") else None
    profile = await assessment.remembered(session, conversation_id, now) if may.get("profile") else None
    return Brief(
        asked=asked,
        language=await conversations.language_of(session, conversation_id),
        agreed=await person.agreed(session, conversation_id) if may.get("suggestions") else None,
        wishes=remembered["wishes"] if remembered else None,
        suggested=await _named(session, catalogue, remembered["suggestions"]) if remembered else None,
        worries=await guidance.remembered(session, conversation_id) if may.get("worries") else None,
        strengths=assessment.strengths_of(profile) if profile else None,
        guide=guidance.coach_guide() if asked.distress_seq is not None else None,
        alarm=await alarm_words(session, asked),
    )


async def open_talk(
    session: AsyncSession, catalogue: Catalogue, coach: SignedIn, conversation_id: str, now: datetime
) -> OpenTalk:
    """The whole of it; that it was read is kept. Raises NotYours."""
    known = await brief(session, catalogue, conversation_id, coach.id, now)
    first = await handover.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, now)
    await session.flush()
    return OpenTalk(
        brief=known,
        rows=[row for row in await conversations.all_messages(session, conversation_id) if row.seq >= first],
        state=(await conversations.find(session, conversation_id)).state,
        notes=await handover.notes(session, conversation_id, coach.id),
        koppi=await handover.sent_from(session, conversation_id),
        goals=await handover.goals(session, known.asked, coach.id, now),
        facts=await guidance.cards(session),
        canned=await canned(session, coach.team_id),
    )


async def _named(session: AsyncSession, catalogue: Catalogue, rows: Sequence[Mapping[str, Any]]) -> list[Suggested]:
    found = [(row, await catalogue.entry(session, row["key"])) for row in rows]
    return [Suggested(name=entry.name if entry else None, **row) for row, entry in found]
