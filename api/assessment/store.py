"""Named questions to the database about self-assessments."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment.tables import AnswerRow, AssessmentRow, NoteRow, ProfileShareRow, SituationRow


async def assessments_of(session: AsyncSession, conversation_id: str) -> Sequence[AssessmentRow]:
    """Every instrument that was begun, the one touched last at the end."""
    return (
        await session.scalars(
            select(AssessmentRow)
            .where(AssessmentRow.conversation_id == conversation_id)
            .order_by(AssessmentRow.changed_at, AssessmentRow.instrument)
        )
    ).all()


async def answers_of(session: AsyncSession, conversation_id: str) -> Sequence[AnswerRow]:
    """Every answer, in the order of answering."""
    return (
        await session.scalars(
            select(AnswerRow).where(AnswerRow.conversation_id == conversation_id).order_by(AnswerRow.id)
        )
    ).all()


async def notes_of(session: AsyncSession, conversation_id: str) -> Sequence[NoteRow]:
    """What was told of and judged, in the order of telling."""
    return (
        await session.scalars(
            select(NoteRow)
            .where(NoteRow.conversation_id == conversation_id)
            .order_by(NoteRow.created_at, NoteRow.competence)
        )
    ).all()


async def situation_of(session: AsyncSession, conversation_id: str) -> SituationRow | None:
    return await session.get(SituationRow, conversation_id)


async def share_of(session: AsyncSession, conversation_id: str) -> ProfileShareRow | None:
    return await session.get(ProfileShareRow, conversation_id)


async def share_by(session: AsyncSession, fingerprint: str) -> ProfileShareRow | None:
    return await session.scalar(select(ProfileShareRow).where(ProfileShareRow.fingerprint == fingerprint))


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything of the conversation that self-assessments keep."""
    for table in (ProfileShareRow, SituationRow, NoteRow, AnswerRow, AssessmentRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))
