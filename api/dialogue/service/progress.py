"""Where a talk has come: what it waits for, what a reply that was never shown undoes, and a person's right to it."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.dialogue import store
from api.dialogue.model.answers import Offered, expected
from api.dialogue.model.last_said import what_was_said
from api.dialogue.model.manner import Manner
from api.dialogue.model.open_question import read
from api.dialogue.model.view import LOOKED_BACK, cards_in_view
from api.dialogue.tables import DialogueRow
from api.platform.replies import Meaning


async def row_of(session: AsyncSession, conversation_id: str) -> DialogueRow:
    """The talk's place; a new one at its first turn."""
    row = await store.dialogue(session, conversation_id)
    if row is None:
        row = DialogueRow(conversation_id=conversation_id, said={}, manner=Manner.AS_IT_IS.value)
        session.add(row)
    return row


async def awaited(session: AsyncSession, conversation_id: str, heard: Sequence[int]) -> dict[str, Any]:
    """What the bot is told beside messages: the open question, what was said last, whether courses are in view."""
    row = await store.dialogue(session, conversation_id)
    before = await conversations.shown_before(session, conversation_id, heard, LOOKED_BACK)
    asked = read(row.asked) if row else None
    return {
        "open_question": expected(asked, offered_in(before)),
        "before": what_was_said(asked, row.answered_by if row else None, before),
        "cards_in_view": cards_in_view(before),
    }


def offered_in(before: Sequence[conversations.Shown]) -> list[Offered]:
    """The buttons for the bot on what was last said to the person. `before`: the newest first."""
    choices = (choice for message in last_said(before) for choice in message.choices)
    return [Offered(choice.label, choice.meaning) for choice in choices if isinstance(choice.meaning, Meaning)]


def last_said(before: Sequence[conversations.Shown]) -> list[conversations.Shown]:
    """What the bot said last, the newest first."""
    last = takewhile(lambda each: not _is_own(each), dropwhile(_is_own, before))
    return [message for message in last if message.author == "bot"]


def _is_own(shown: conversations.Shown) -> bool:
    return shown.author == "jobseeker"


async def unsay(session: AsyncSession, conversation_id: str) -> None:
    """The last turn's reply is never shown: what was open before it is open again."""
    row = await store.dialogue(session, conversation_id)
    if row is not None:
        row.asked = row.asked_before


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Where the talk has come."""
    row = await store.dialogue(session, conversation_id)
    if row is None:
        return {}
    return {"dialogue": {"asked": row.asked, "asked_before": row.asked_before, "answered_by": row.answered_by,
                         "said": row.said, "manner": row.manner}}  # fmt: skip


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete it."""
    await store.erase(session, conversation_id)
