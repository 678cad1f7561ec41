"""What a coach gets from the other features, and sends from them; nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.assessment.model.profile import Profile
from api.assessment.service import AssessmentContext
from api.assessment.wording import MOST_SHOWN, shown, strengths_of, summary_of, unknown_of
from api.coach_room.model import Canned, CardGone, Sheet, of_team
from api.conversations import service as conversations
from api.conversations.model import Author, EmptyMessage, MessageKind
from api.conversations.service import Draft
from api.guidance import service as guidance
from api.handover import service as handover
from api.handover.tables import HandoverRow
from api.platform.clock import HELSINKI
from api.platform.texts import texts
from api.settings import ROOT
from api.suggestions import service as suggestions
from api.suggestions.wording import card
from catalogue.model import Entry
from catalogue.service import Catalogue

CANNED = ROOT / "data" / "texts" / "canned.yml"


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
    """What the coach may know beforehand. None: the person has not let it be told."""

    asked: HandoverRow
    wishes: Sequence[str] | None
    suggested: Sequence[Suggested] | None
    worries: Sequence[guidance.Remembered] | None
    strengths: Sequence[str] | None
    guide: str | None


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
        wishes=remembered["wishes"] if remembered else None,
        suggested=await _named(session, catalogue, remembered["suggestions"]) if remembered else None,
        worries=await guidance.remembered(session, conversation_id) if may.get("worries") else None,
        strengths=strengths_of(profile) if profile else None,
        guide=guidance.coach_guide() if asked.distress_seq is not None else None,
    )


async def send_entry(
    session: AsyncSession,
    catalogue: Catalogue,
    conversation_id: str,
    staff_id: str,
    name: str,
    client_id: str,
    key: str,
    line: str,
    longest: int,
    now: datetime,
) -> int:
    """Send a card of the catalogue with a line of one's own. Returns its seq.

    Raises NotYours, CardGone, TooLongMessage, ClientIdReused.
    """
    await _begin(session, conversation_id, staff_id, now)
    entry = await catalogue.entry(session, key)
    if entry is None:
        raise CardGone
    text = (
        conversations.of_coach(line, longest) if line.strip() else texts("coach")["card_line"].format(name=entry.name)
    )
    body = {"text": text, "name": name, "total": 1, "cards": [_silent(entry, now)]}
    draft = Draft(MessageKind.COURSE_CARDS, body, author=Author.COACH)
    return await conversations.add_from_coach(
        session, conversation_id, staff_id, client_id, draft, f"{key}:{text}", now
    )


async def send_fact(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    name: str,
    client_id: str,
    key: str,
    line: str,
    longest: int,
    now: datetime,
) -> int:
    """Send what a fact card says, with a line of one's own before it. Returns its seq.

    Raises NotYours, UnknownCard, TooLongMessage, ClientIdReused.
    """
    await _begin(session, conversation_id, staff_id, now)
    fact = (await guidance.card(session, key)).content
    own = [conversations.of_coach(line, longest)] if line.strip() else []
    text = "\n\n".join([*own, f"{fact['answer']} {fact['next_step']}"])
    easy = "\n\n".join([*own, fact["easy"]])
    draft = Draft(MessageKind.TEXT, {"text": text, "easy": easy, "name": name}, author=Author.COACH)
    return await conversations.add_from_coach(session, conversation_id, staff_id, client_id, draft, text, now)


async def result_of(context: AssessmentContext, sheet: Sheet) -> tuple[Profile, list[str]]:
    """What the answers tell, and what was not asked. Raises as the assessment does of a wrong answer."""
    profile = await assessment.profile(context, sheet.instrument, sheet.answers, sheet.told, sheet.about)
    return profile, await assessment.unasked(context, sheet.instrument, sheet.answers, sheet.about)


async def send_result(
    session: AsyncSession,
    context: AssessmentContext,
    conversation_id: str,
    staff_id: str,
    name: str,
    client_id: str,
    sheet: Sheet,
    now: datetime,
) -> int:
    """Send what was found out together, as one more message of the talk. Returns its seq.

    The person's own profile stays as it is: nobody but they changes it. Nothing in the message can be pressed, since
    buttons speak to the bot. Raises NotYours, EmptyMessage when nothing was found out, ClientIdReused.
    """
    await _begin(session, conversation_id, staff_id, now)
    profile, unasked = await result_of(context, sheet)
    if not profile.known:
        raise EmptyMessage
    instrument, words = context.library.instrument(sheet.instrument), texts("coach")
    strengths, opening = strengths_of(profile), words["together"].format(name=instrument.name)
    body = {
        "text": f"{opening} {summary_of(profile)}",
        "easy": f"{words['together_easy']} {summary_of(profile)}",
        "name": name,
        "strengths": strengths,
        "competences": [shown(known, context.library.scales) for known in profile.known[:MOST_SHOWN]],
        "unknown": unknown_of(profile, unasked),
        "note": words["together_note"].format(name=name),
    }
    draft = Draft(MessageKind.PROFILE, body, author=Author.COACH)
    return await conversations.add_from_coach(session, conversation_id, staff_id, client_id, draft, repr(sheet), now)


async def canned(session: AsyncSession, team_id: int | None) -> Sequence[Canned]:
    """Replies that are written often, those that a coach of this team sees."""
    team = (await handover.team_names(session)).get(team_id) if team_id is not None else None
    return of_team(all_canned(), team)


@cache
def all_canned() -> Sequence[Canned]:
    """All replies of `data/texts/canned.yml`."""
    loaded: Sequence[Mapping[str, Any]] = yaml.safe_load(CANNED.read_text(encoding="utf-8"))
    return [
        Canned(each["key"], each["title"], each["text"].strip(), frozenset(each.get("teams", ()))) for each in loaded
    ]


async def _begin(session: AsyncSession, conversation_id: str, staff_id: str, now: datetime) -> None:
    """The coach has the talk and answers in it. Raises NotYours."""
    await conversations.find(session, conversation_id, lock=True)
    asked = await handover.held(session, conversation_id, staff_id)
    asked.answered_at = asked.answered_at or now


async def _named(session: AsyncSession, catalogue: Catalogue, rows: Sequence[Mapping[str, Any]]) -> list[Suggested]:
    found = [(row, await catalogue.entry(session, row["key"])) for row in rows]
    return [Suggested(name=entry.name if entry else None, **row) for row, entry in found]


def _silent(entry: Entry, now: datetime) -> dict[str, Any]:
    """The card without its buttons: they speak to the bot, which is silent beside a coach."""
    return {**card(entry, now.astimezone(HELSINKI).date()), "choices": []}
