"""Danger in anything that a person writes is read by the service itself, whoever answers, and is met at once."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from finnish.danger import Degree, language_of


async def meet_danger(
    state: Any, session: AsyncSession, conversation_id: str, seq: int, text: str, now: datetime
) -> None:
    """Have what the text tells of danger met, as of the message at `seq`. `state` is the app's."""
    danger = state.danger.read(text)
    if danger.degree in (Degree.ACT, Degree.ASK):
        carried = {"seq": seq, "danger": danger, "language": language_of(text, state.words)}
        await state.features.verbs["meet_danger"](session, conversation_id, carried, now)
