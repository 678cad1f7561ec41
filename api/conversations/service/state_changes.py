"""A conversation changes hands, and says so in a stored message."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import TAKING_OVER, Event, State, UnknownConversation, next_state
from api.conversations.service.messages import Draft, add_message
from api.conversations.tables import ConversationRow, MessageRow
from api.platform.replies import Choice, Notice, WaitNotice, WaitShown, does
from api.platform.texts import say
from finnish.texts import FINNISH

WAYS_ON = {
    State.WAITING: [("cancel_waiting", "cancel_waiting")],
    State.CLOSED: [("reopen", "reopen"), ("ask_person", "ask_person")],
}


async def find(session: AsyncSession, conversation_id: str, lock: bool = False) -> ConversationRow:
    """The conversation. Raises UnknownConversation."""
    row = await store.conversation(session, conversation_id, lock)
    if row is None:
        raise UnknownConversation
    return row


async def change_state(
    session: AsyncSession,
    conversation_id: str,
    event: Event,
    text_key: str,
    now: datetime,
    *,
    wait: WaitShown | None = None,
    offers: Sequence[Choice] = (),
    **values: str,
) -> MessageRow:
    """Move the conversation and say so in a stored notice, in the language that the person writes; `values` fill it.

    Raises NotAllowed. How long the wait may be goes out beside the text, `offers` after the usual ways on.
    """
    row = await find(session, conversation_id, lock=True)
    state = next_state(State(row.state), event)
    row.state = state
    row.takeovers += event in TAKING_OVER
    await session.flush()
    language = row.language or FINNISH
    notice = _notice_of(state, say(text_key, language, **values), offers, language)
    told = WaitNotice(**dict(notice), **dict(wait)) if wait else notice
    return await add_message(session, conversation_id, Draft(told), now)


async def reopen(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """A closed talk goes on with the bot; any other stays as it is."""
    if (await find(session, conversation_id, lock=True)).state == State.CLOSED:
        await change_state(session, conversation_id, Event.REOPENED, "reopened", now)


def _notice_of(state: State, text: str, offers: Sequence[Choice], language: str) -> Notice:
    """What the person reads of a change, with the ways on from there."""
    ways = [Choice(say(label, language), does(verb)) for label, verb in WAYS_ON.get(state, [])]
    return Notice(text=text, state=state.value, choices=(*ways, *offers))
