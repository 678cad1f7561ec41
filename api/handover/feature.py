"""What handovers hand over to be composed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.handover import service
from api.handover.routes import router
from api.platform.feature import Chore, Feature, Round
from api.platform.personal_data import PersonalData
from api.platform.presence import NOTED_FOR
from api.settings import Settings

TABLES = "handovers contacts ratings kopit coach_notes"


async def _age_out(session: AsyncSession, settings: Settings, now: datetime) -> None:
    await service.age_out(session, now - timedelta(days=settings.keep_contact_days))


async def _queue_needs_care(session: AsyncSession, at: Round) -> bool:
    """Whether a claim was forgotten, or somebody has waited too long."""
    forgotten = await service.forgotten_claims(session, at.now, _patience(at))
    return bool(forgotten) or bool(await service.due_steps(session, at.now))


async def _care_for_queue(session: AsyncSession, at: Round) -> Sequence[str]:
    """Give forgotten claims back, remind, let others help, offer calls."""
    returned = await service.return_forgotten_claims(session, at.now, _patience(at))
    return [*returned, *await service.take_steps(session, at.now)]


def _patience(at: Round) -> timedelta:
    return timedelta(minutes=at.settings.claim_answer_minutes)


async def _here(session: AsyncSession, at: Round) -> list[str]:
    """Those at their talk of whom a coach wants to know it, and has not been told lately."""
    return at.presence.of(await service.unseen(session, at.now - NOTED_FOR))


async def _somebody_is_here(session: AsyncSession, at: Round) -> bool:
    return bool(await _here(session, at))


async def _note_seen(session: AsyncSession, at: Round) -> Sequence[str]:
    await service.note_seen(session, await _here(session, at), at.now)
    return ()


FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset(TABLES.split()), service.export, service.erase),
    verbs={
        "ask_person": service.ask_at_once,
        "cancel_waiting": service.cancel,
        "undo_alarm": service.undo_alarm,
        "tell_opening_hours": service.tell_opening_hours,
        "tell_receipt": service.tell_receipt,
        "reopen": service.reopen,
        "rate": service.rate,
        "answer_koppi": service.answer_koppi,
    },
    age_out=_age_out,
    chores=[Chore(_queue_needs_care, _care_for_queue), Chore(_somebody_is_here, _note_seen)],
)
