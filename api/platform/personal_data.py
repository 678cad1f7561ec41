"""A person's rights: what each feature stores of a conversation is given out and erased as one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True)
class PersonalData:
    """What one feature stores of a conversation: its tables, and how they are given out and erased.

    What `outlives` a deletion is told beforehand, with why and until when.
    """

    tables: frozenset[str]
    export: Callable[[AsyncSession, str], Awaitable[dict[str, Any]]]
    erase: Callable[[AsyncSession, str], Awaitable[None]]
    outlives: frozenset[str] = frozenset()


async def export_all(session: AsyncSession, conversation_id: str, kept: Sequence[PersonalData]) -> dict[str, Any]:
    """Everything stored of a conversation, in every feature."""
    found: dict[str, Any] = {}
    for each in kept:
        found |= await each.export(session, conversation_id)
    return found


async def erase_all(session: AsyncSession, conversation_id: str, kept: Sequence[PersonalData]) -> None:
    """Erase it in every feature; the conversation itself, on which all hang, comes last."""
    for each in reversed(kept):
        await each.erase(session, conversation_id)
