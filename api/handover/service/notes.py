"""Notes of coaches to each other. They are part of the person's data: the person may ask to see them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.handover import store
from api.handover.model import checked_note
from api.handover.service.claims import held
from api.handover.tables import NoteRow


async def write_note(
    session: AsyncSession, conversation_id: str, staff_id: str, name: str, text: str, now: datetime
) -> None:
    """Keep a note of a talk that this coach has. Raises NotYours, EmptyNote, SlipTooLong."""
    await held(session, conversation_id, staff_id)
    await add_note(session, conversation_id, staff_id, name, text, now)


async def add_note(
    session: AsyncSession, conversation_id: str, staff_id: str, name: str, text: str, now: datetime
) -> None:
    """Keep a note, without identifiers like all that is stored. Raises EmptyNote, SlipTooLong."""
    kept = conversations.without_identifiers(checked_note(text)).text
    session.add(NoteRow(conversation_id=conversation_id, staff_id=staff_id, name=name, text=kept, created_at=now))


async def notes(session: AsyncSession, conversation_id: str, staff_id: str) -> Sequence[NoteRow]:
    """The notes of a talk that this coach has, oldest first. Raises NotYours."""
    await held(session, conversation_id, staff_id)
    return await store.notes_of(session, conversation_id)
