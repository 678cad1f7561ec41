"""Named questions to the database about a talk's turns."""

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from api.dialogue.tables import DialogueRow


async def dialogue(session: AsyncSession, conversation_id: str) -> DialogueRow | None:
    return await session.get(DialogueRow, conversation_id)


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Where the talk has come."""
    await session.execute(delete(DialogueRow).where(DialogueRow.conversation_id == conversation_id))
