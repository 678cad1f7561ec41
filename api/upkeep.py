"""What the service does by the clock: data ages out, and claims nobody answered go back to the queue."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.editor.schemas import uploads
from api.handover import service as handover
from api.personal_data import PARTS
from api.platform.presence import NOTED_FOR
from api.settings import Settings
from api.staff import service as staff
from catalogue import service as catalogue


async def age_out(session: AsyncSession, settings: Settings, now: datetime) -> list[str]:
    """Delete what is older than the settings allow. Returns the conversations that are gone."""
    ages = conversations.Ages(
        conversation=timedelta(days=settings.keep_conversation_days),
        empty=timedelta(days=settings.keep_empty_conversation_days),
        suppressed=timedelta(days=settings.keep_suppressed_reply_days),
        work=timedelta(days=settings.keep_work_days),
    )
    await staff.age_out(
        session,
        now - timedelta(days=settings.keep_audit_days),
        now - timedelta(minutes=settings.staff_idle_minutes),
        now - timedelta(hours=settings.staff_session_hours),
    )
    await handover.age_out(session, now - timedelta(days=settings.keep_contact_days))
    await catalogue.forget_unfound(session, now - timedelta(days=settings.keep_unfound_days))
    return await conversations.age_out(session, PARTS, ages, now)


async def forgotten_claims(session: AsyncSession, settings: Settings, now: datetime) -> bool:
    """Whether a coach has a talk and has not written in it for too long."""
    patience = timedelta(minutes=settings.claim_answer_minutes)
    return bool(await handover.forgotten_claims(session, now, patience))


async def return_forgotten_claims(session: AsyncSession, settings: Settings, now: datetime) -> list[str]:
    """Returns the conversations that are back in the queue."""
    return await handover.return_forgotten_claims(session, now, timedelta(minutes=settings.claim_answer_minutes))


async def queue_needs_care(session: AsyncSession, settings: Settings, now: datetime) -> bool:
    """Whether a claim was forgotten, or somebody has waited too long."""
    return await forgotten_claims(session, settings, now) or bool(await handover.due_steps(session, now))


async def care_for_queue(session: AsyncSession, settings: Settings, now: datetime) -> list[str]:
    """Give forgotten claims back, remind, let others help, offer calls. Returns the conversations touched."""
    return [*await return_forgotten_claims(session, settings, now), *await handover.take_steps(session, now)]


async def unseen(session: AsyncSession, now: datetime) -> list[str]:
    """The talks of which a coach wants to know whether the person is there, and has not been told lately."""
    return list(await handover.unseen(session, now - NOTED_FOR))


async def note_seen(session: AsyncSession, conversation_ids: Sequence[str], now: datetime) -> None:
    """Their people are there now."""
    await handover.note_seen(session, conversation_ids, now)


def drop_uploads(settings: Settings, now: datetime) -> None:
    """Delete files of imports that nobody went on with."""
    uploads.drop_old(settings.uploads_dir, now)
