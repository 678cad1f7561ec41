"""The profile kept: shown to its owner, shared for a while, and told to other features."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import store
from api.assessment.files import library
from api.assessment.model.errors import NoProfile, ShareEnded, UnknownShare
from api.assessment.model.instruments import Option, Situation
from api.assessment.model.pathway import ShownPath, ShownStep
from api.assessment.model.profile import Profile
from api.assessment.service.assessment_session import assessment_session_of
from api.assessment.service.context import AssessmentContext
from api.assessment.service.record import record_of
from api.assessment.tables import ProfileShareRow, SituationRow
from api.conversations import service as conversations
from api.platform import security
from api.platform.clock import iso, utc
from api.platform.replies import Pathway
from finnish.plain import plain
from finnish.situations import situation_told
from finnish.words import Words


@dataclass(frozen=True)
class Kept:
    """A profile with what was not asked, as of now, and the path that was last suggested."""

    profile: Profile
    unasked: list[str]
    path: ShownPath | None


@dataclass(frozen=True)
class Link:
    """The only copy of the code by which a profile may be read, and until when."""

    code: str
    until: datetime


@dataclass(frozen=True)
class Shared:
    """A profile as another sees it."""

    profile: Profile
    readiness: bool
    until: datetime


@dataclass(frozen=True)
class Held:
    """A competence for the recommender: its key, its name, how well (0–3) and whether that was asked, and the person's
    own words for it.
    """

    key: str
    text: str
    level: int
    is_rated: bool
    evidence: str


@dataclass(frozen=True)
class ForRecommendation:
    """What the recommender needs of the person. `wants` is the field that they checked, empty when none: in words,
    or the key of an entry."""

    competences: list[Held]
    situation: str
    wants: str


async def own_profile(session: AsyncSession, context: AssessmentContext, conversation_id: str, now: datetime) -> Kept:
    """The profile of the conversation's owner. Raises NoProfile when nothing is known yet."""
    assessments = await assessment_session_of(session, context, conversation_id, now)
    profile = assessments.record.profile()
    if not profile.known and not profile.little_known:
        raise NoProfile
    return Kept(profile, await assessments.unasked(), await _path(session, conversation_id))


async def _path(session: AsyncSession, conversation_id: str) -> ShownPath | None:
    """The path in the words in which the chat last showed it; the entries may have changed since."""
    shown = await conversations.latest(session, conversation_id, Pathway.kind)
    if shown is None:
        return None
    body = shown.body
    return ShownPath(body["goal"], tuple(_step(**step) for step in body["steps"]), body["note"], utc(shown.created_at))


def _step(card: Mapping[str, Any], **words: str) -> ShownStep:
    return ShownStep(**words, sample=card["sample"])


async def share(
    session: AsyncSession, context: AssessmentContext, conversation_id: str, days: int, readiness: bool, now: datetime
) -> Link:
    """A link to the profile; an earlier one ends. Raises NoProfile."""
    await own_profile(session, context, conversation_id, now)
    link = Link(security.new_token(), now + timedelta(days=days))
    await session.merge(
        ProfileShareRow(
            conversation_id=conversation_id,
            fingerprint=security.fingerprint(link.code),
            readiness=readiness,
            until=link.until,
        )
    )
    return link


async def take_back(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """The link ends at once. Without a link nothing happens."""
    row = await store.share_of(session, conversation_id)
    if row is not None:
        row.until = min(utc(row.until), now)


async def shared_profile(session: AsyncSession, code: str, now: datetime) -> Shared:
    """What the link shows. Raises UnknownShare or ShareEnded."""
    row = await store.share_by(session, security.fingerprint(plain(code).strip()))
    if row is None:
        raise UnknownShare
    if utc(row.until) <= now:
        raise ShareEnded
    record = await record_of(session, library(), row.conversation_id)
    return Shared(record.profile_to_share(row.readiness), row.readiness, row.until)


def situations() -> Sequence[Option]:
    """How a person may stand to work, as the first choosing question offers it."""
    return library().choosing.opening.options


async def remember_situation(session: AsyncSession, conversation_id: str, situation: str) -> None:
    """How the person stands to work; what was said last counts."""
    await session.merge(SituationRow(conversation_id=conversation_id, situation=situation))


async def hear_situation(session: AsyncSession, conversation_id: str, text: str, words: Words) -> None:
    """Remember how the person stands to work, if they told it in the middle of other things.

    What they answered to the question stays, but for one who then tells that it has lasted for long.
    """
    told = situation_told(text, words)
    if told is None:
        return
    row = await store.situation_of(session, conversation_id)
    known = row.situation if row else Situation.UNKNOWN
    if known == Situation.UNKNOWN or (known, told) == (Situation.UNEMPLOYED, Situation.LONG_UNEMPLOYED):
        await remember_situation(session, conversation_id, told)


async def for_recommendation(session: AsyncSession, conversation_id: str) -> ForRecommendation:
    """Competences, situation and wants of the person, as far as they are known."""
    record = await record_of(session, library(), conversation_id)
    profile = record.profile()
    situation = await store.situation_of(session, conversation_id)
    set_by_hand = {key for key, note in record.notes.items() if note.level is not None}
    held = [
        Held(
            known.competence,
            known.name,
            round(known.estimate),
            known.instrument is not None or known.competence in set_by_hand,
            known.evidence[0].text if known.evidence else "",
        )
        for known in profile.known
    ]
    wants = [row.about for row in await store.assessments_of(session, conversation_id) if row.about]
    return ForRecommendation(held, situation.situation if situation else "unknown", wants[-1] if wants else "")


async def remembered(session: AsyncSession, conversation_id: str, now: datetime) -> Profile:
    """The profile for the coach's summary: answers on readiness only if they were chosen to be shared."""
    row = await store.share_of(session, conversation_id)
    chosen = row is not None and row.readiness and utc(row.until) > now
    return (await record_of(session, library(), conversation_id)).profile_to_share(chosen)


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything that self-assessments keep of the conversation. Of a link only its end is stored in words."""
    share = await store.share_of(session, conversation_id)
    situation = await store.situation_of(session, conversation_id)
    return {
        "assessments": [
            {
                "instrument": row.instrument,
                "state": row.state,
                "open_item": row.open_item,
                "about": row.about,
                "changed_at": iso(row.changed_at),
            }
            for row in await store.assessments_of(session, conversation_id)
        ],
        "assessment_answers": [
            {
                "instrument": row.instrument,
                "item": row.item,
                "text": row.text,
                "competence": row.competence,
                "level": row.level,
                "words": row.words,
                "created_at": iso(row.created_at),
            }
            for row in await store.answers_of(session, conversation_id)
        ],
        "competence_notes": [
            {"competence": row.competence, "words": row.words, "judgement": row.judgement, "level": row.level}
            for row in await store.notes_of(session, conversation_id)
        ],
        "situation": situation.situation if situation else None,
        "profile_shared_until": iso(share.until) if share else None,
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete everything that self-assessments keep of the conversation."""
    await store.erase(session, conversation_id)
