"""Distress: the numbers at once, a person called, no advice beyond."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Author
from api.conversations.service import Draft
from api.guidance import files
from api.guidance.model import DISTRESS, Contact
from api.guidance.service.card_replies import Turn
from api.guidance.service.contacts import numbers_of, shown_contacts
from api.handover import service as handover
from api.handover.model import Reason, Slip
from api.platform.replies import Said, message
from finnish.fold import fold, tokens
from finnish.texts import texts

# Who is named in which message; the emergency number first.
OF_CRISIS: tuple[str, ...] = ("emergency", "mieli")
OF_VIOLENCE: tuple[str, ...] = ("emergency", "nollalinja", "mieli")


async def meet_distress(turn: Turn, text: str) -> Said:
    """Call a person with priority and give the numbers; those of violence when the text speaks of it.

    Raises NotAllowed when the conversation's state allows no asking.
    """
    await handover.ask(turn.session, turn.conversation_id, Reason.DISTRESS, Slip(), {}, turn.now)
    meeting = turn.meeting(DISTRESS)
    meeting.times += 1
    contacts, says = await shown_contacts(turn.session), files.distress()
    told, easy, keys = says.message, says.easy, OF_CRISIS
    if speaks_of_violence(text, files.violence_words()):
        told, easy, keys = says.violence, says.violence_easy, OF_VIOLENCE
    numbers = numbers_of(contacts, keys)
    replies = [message(filled(told, contacts), easy=filled(easy, contacts), numbers=numbers)]
    if await handover.alone_in_distress(turn.session, turn.conversation_id, turn.now):
        replies.append(message(filled(says.still_here, contacts)))
    return Said(replies=replies)


async def tell_crisis_numbers(
    session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime
) -> None:
    """Distress was read while a person is waited for: the coach is alerted, and the numbers are given."""
    await handover.alert(session, conversation_id, carried, now)
    contacts = await shown_contacts(session)
    said = message(filled(texts("chat")["crisis_numbers"], contacts), numbers=numbers_of(contacts, OF_CRISIS))
    draft = Draft(said, Author.BOT, in_reply_to=carried["seq"])
    await conversations.add_message(session, conversation_id, draft, now)


def speaks_of_violence(text: str, words: Collection[str]) -> bool:
    """Whether some word of the text begins like one that speaks of violence; written with dots or without."""
    folded = fold(" ".join(tokens(text)))
    return any(re.search(rf"\b{re.escape(fold(word))}", folded) for word in words)


def filled(text: str, contacts: Mapping[str, Contact]) -> str:
    """The text with its numbers in their places, each by its contact's key."""
    return text.format(**{key: contact.number for key, contact in contacts.items()})


def coach_guide() -> str:
    """What a coach reads beside such a talk, and beside `shown_contacts`."""
    return files.distress().coach_guide
