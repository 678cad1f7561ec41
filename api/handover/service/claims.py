"""What a coach does: takes a talk, writes in it, gives it back, ends it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Event
from api.conversations.service import Draft
from api.handover import store
from api.handover.files import rota
from api.handover.model import (
    STARS,
    AlreadyClaimed,
    KoppiUnfinished,
    NotYours,
    NumberToCall,
    Outcome,
    Reserved,
    UnknownHandover,
    is_reserved,
    number_to_call,
    visible_from,
)
from api.handover.seal import Seal
from api.handover.service.requests import end, unclaim
from api.handover.service.teams import is_on_duty
from api.handover.tables import DutyRow, HandoverRow
from api.platform.clock import utc
from api.platform.replies import Choice, RatingRequest, does
from api.platform.texts import say

QUEUE_SIZE = 200


async def queue(session: AsyncSession, staff_id: str, team_id: int | None) -> Sequence[HandoverRow]:
    """Requests that this coach may take, the most urgent first, at most 200."""
    return await store.queue(session, staff_id, team_id, QUEUE_SIZE)


async def claimed(session: AsyncSession, staff_id: str) -> Sequence[HandoverRow]:
    """The talks that this coach has now."""
    return await store.claimed_of(session, staff_id)


async def claim(
    session: AsyncSession, handover_id: int, staff_id: str, name: str, now: datetime, team_id: int | None = None
) -> HandoverRow:
    """Take a talk: exactly one coach gets it. Raises AlreadyClaimed, Reserved, UnknownHandover."""
    asked = await store.handover(session, handover_id)
    if asked is None:
        raise UnknownHandover
    if asked.claimed_by is not None or asked.ended_at is not None:
        raise AlreadyClaimed(asked.claimed_name or "")
    if not await store.sees(session, asked.id, staff_id, team_id):
        raise UnknownHandover
    if await reserved(session, asked, staff_id, now):
        raise Reserved
    # The conversation's lock first, as everywhere: two orders of locking would wait for each other.
    await conversations.find(session, asked.conversation_id, lock=True)
    if not await store.take(session, handover_id, staff_id, name, now):
        await session.refresh(asked)
        raise AlreadyClaimed(asked.claimed_name or "")
    await session.refresh(asked)
    await conversations.change_state(session, asked.conversation_id, Event.CLAIMED, "human", now, name=name)
    return asked


async def reserved(session: AsyncSession, asked: HandoverRow, staff_id: str, now: datetime) -> bool:
    """Whether the person's own coach is asked before this one. Distress waits for nobody."""
    if asked.distress_seq is not None:
        return False
    waited = now - utc(asked.queued_at or asked.created_at)
    on_duty = await is_on_duty(session, asked.wanted_coach, now)
    return is_reserved(asked.wanted_coach, staff_id, on_duty, waited, rota().own_coach_first)


async def held(session: AsyncSession, conversation_id: str, staff_id: str) -> HandoverRow:
    """The request behind a talk that this coach has. Raises NotYours."""
    asked = await store.open_handover(session, conversation_id)
    if asked is None or asked.claimed_by != staff_id:
        raise NotYours
    return asked


async def visible(session: AsyncSession, conversation_id: str, staff_id: str) -> int:
    """The first seq of the talk that its coach may see. Raises NotYours."""
    asked = await held(session, conversation_id, staff_id)
    return visible_from(asked.consents, asked.asked_at_seq)


async def write(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    name: str,
    client_id: str,
    text: str,
    longest: int,
    now: datetime,
) -> int:
    """Store what the coach wrote, once for each client_id, and return its seq.

    Identity codes are masked; numbers and addresses are not, since the coach gives them on purpose.
    Raises NotYours, EmptyMessage, TooLongMessage, ClientIdReused.
    """
    await conversations.find(session, conversation_id, lock=True)
    asked = await held(session, conversation_id, staff_id)
    asked.answered_at = asked.answered_at or now
    return await conversations.receive_from_coach(
        session, conversation_id, staff_id, client_id, text, name, longest, now
    )


async def acknowledge(session: AsyncSession, conversation_id: str, staff_id: str) -> None:
    """The coach has seen the alarm of a talk that they have; a new one rings again. Raises NotYours."""
    await conversations.find(session, conversation_id, lock=True)
    asked = await held(session, conversation_id, staff_id)
    asked.alarm_seen_seq = asked.distress_seq


async def return_claim(session: AsyncSession, conversation_id: str, staff_id: str, now: datetime) -> None:
    """Back to the queue, at its old place. Raises NotYours."""
    await conversations.find(session, conversation_id, lock=True)
    await _back_to_queue(session, await held(session, conversation_id, staff_id), now)


async def forgotten_claims(session: AsyncSession, now: datetime, patience: timedelta) -> Sequence[HandoverRow]:
    """Talks that a coach took and has not answered in all this time."""
    return await store.unanswered_claims(session, now - patience)


async def return_forgotten_claims(session: AsyncSession, now: datetime, patience: timedelta) -> list[str]:
    """Give them back to the queue. Returns their conversations."""
    forgotten = await forgotten_claims(session, now, patience)
    for asked in forgotten:
        await _back_to_queue(session, asked, now)
    return [asked.conversation_id for asked in forgotten]


async def give_to_bot(session: AsyncSession, conversation_id: str, staff_id: str, now: datetime) -> None:
    """The bot goes on. Raises NotYours, KoppiUnfinished."""
    await _hand_on(session, conversation_id, staff_id, Event.GIVEN_TO_BOT, "given_to_bot", Outcome.GUIDED_ON, now)


async def end_talk(
    session: AsyncSession, conversation_id: str, staff_id: str, now: datetime, outcome: Outcome = Outcome.OTHER
) -> None:
    """The talk is over, and the person is asked how it went. Raises NotYours, KoppiUnfinished."""
    await _hand_on(session, conversation_id, staff_id, Event.CLOSED, "closed", outcome, now)
    stars = tuple(Choice(say(f"stars_{number}"), does("rate", stars=number)) for number in STARS)
    request = RatingRequest(text=say("rating_request"), choices=stars)
    await conversations.add_message(session, conversation_id, Draft(request), now)


async def contact(
    session: AsyncSession, conversation_id: str, staff_id: str, seal: Seal, now: datetime
) -> NumberToCall | None:
    """The number to call, for the coach who has the talk: whoever looks at it answers by calling.

    None when none was given. Raises NotYours.
    """
    asked = await held(session, conversation_id, staff_id)
    row = await store.contact(session, conversation_id)
    if row is None:
        return None
    asked.answered_at = asked.answered_at or now
    return number_to_call(seal.open(row.sealed))


async def set_duty(session: AsyncSession, staff_id: str, until: datetime | None, team_id: int | None = None) -> None:
    """On duty until the moment, or (None) off duty."""
    row = await store.duty(session, staff_id)
    if until is None:
        if row is not None:
            await session.delete(row)
    elif row is None:
        session.add(DutyRow(staff_id=staff_id, team_id=team_id, until=until))
    else:
        row.until, row.team_id = until, team_id


async def _back_to_queue(session: AsyncSession, asked: HandoverRow, now: datetime) -> None:
    unclaim(asked, now)
    called = await store.contact(session, asked.conversation_id) is not None
    event, text_key = (Event.CALLBACK_CHOSEN, "callback_again") if called else (Event.CLAIM_RETURNED, "claim_returned")
    await conversations.change_state(session, asked.conversation_id, event, text_key, now)


async def _hand_on(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    event: Event,
    text_key: str,
    outcome: Outcome,
    now: datetime,
) -> None:
    await conversations.find(session, conversation_id, lock=True)
    await held(session, conversation_id, staff_id)
    if await store.unfinished_koppi(session, conversation_id) is not None:
        raise KoppiUnfinished
    await end(session, conversation_id, outcome, now)
    await conversations.change_state(session, conversation_id, event, text_key, now)
