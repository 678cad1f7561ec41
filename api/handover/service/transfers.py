"""A talk moves within a house: to another team or coach, with a note; or is opened again by its coach."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Event, State
from api.handover import store
from api.handover.model import KoppiUnfinished, NeedsKoppi, NoTalkToReopen, Reason, UnknownTeam
from api.handover.service.claims import held
from api.handover.service.notes import add_note
from api.handover.service.requests import unclaim
from api.handover.service.teams import coaches, team_of
from api.handover.tables import HandoverRow


async def transfer(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    name: str,
    to_team_id: int | None,
    to_coach: str | None,
    note: str,
    now: datetime,
) -> HandoverRow:
    """To the queue of a team, or of a coach who is asked first; the place in the queue stays.

    Raises NotYours, UnknownTeam, NeedsKoppi, KoppiUnfinished, EmptyNote, SlipTooLong.
    """
    await conversations.find(session, conversation_id, lock=True)
    asked = await held(session, conversation_id, staff_id)
    if await store.unfinished_koppi(session, conversation_id) is not None:
        raise KoppiUnfinished
    goal = await _goal(session, asked, to_team_id, to_coach)
    await add_note(session, conversation_id, staff_id, name, note, now)
    unclaim(asked, now)
    asked.team_id, asked.backup_team_id, asked.wanted_coach = goal, None, to_coach
    called = await store.contact(session, conversation_id) is not None
    event = Event.CALLBACK_CHOSEN if called else Event.CLAIM_RETURNED
    await conversations.change_state(session, conversation_id, event, "transferred", now)
    return asked


async def reopen_talk(
    session: AsyncSession, conversation_id: str, staff_id: str, name: str, now: datetime
) -> HandoverRow:
    """A closed talk goes on with the coach who had it, with the same slip and consents. Raises NoTalkToReopen."""
    conversation = await conversations.find(session, conversation_id, lock=True)
    last = await store.latest_of(session, conversation_id)
    if last is None or last.claimed_by != staff_id or conversation.state != State.CLOSED:
        raise NoTalkToReopen
    row = HandoverRow(
        conversation_id=conversation_id,
        reason=last.reason,
        slip=last.slip,
        consents=last.consents,
        asked_at_seq=last.asked_at_seq,
        team_id=last.team_id,
        steps=0,
        queued_at=now,
        created_at=now,
    )
    await _begin(session, row, staff_id, name, "reopened_by_coach", now)
    return row


async def start_joint_talk(
    session: AsyncSession, staff_id: str, name: str, team_id: int | None, client_id: str, now: datetime
) -> str:
    """A talk that a coach opens at the desk or on the phone; the person comes to it by a code. Returns its id.

    Nothing was said before it, so all of it is seen by both. The same `client_id` again is the same talk.
    """
    key = f"joint:{staff_id}:{client_id}"
    earlier = await conversations.where_done(session, key)
    if earlier is not None:
        return earlier
    started = await conversations.start(session, now)
    await session.flush()
    row = HandoverRow(
        conversation_id=started.id,
        reason=Reason.JOINT,
        slip={},
        consents={},
        asked_at_seq=1,
        team_id=team_id,
        steps=0,
        queued_at=now,
        created_at=now,
    )

    async def begin() -> dict[str, Any]:
        await _begin(session, row, staff_id, name, "joint_talk", now)
        return {}

    await conversations.once(session, started.id, key, now, begin)
    return started.id


async def _begin(
    session: AsyncSession, row: HandoverRow, staff_id: str, name: str, text_key: str, now: datetime
) -> None:
    """The coach is in the talk from its first moment; nobody waits, so no wait is measured."""
    session.add(row)
    await session.flush()
    row.claimed_by, row.claimed_name, row.claimed_at, row.answered_at = staff_id, name, now, now
    await conversations.change_state(session, row.conversation_id, Event.ASKED_FOR_HUMAN, text_key, now)
    await conversations.change_state(session, row.conversation_id, Event.CLAIMED, "human", now, name=name)


async def _goal(session: AsyncSession, asked: HandoverRow, to_team_id: int | None, to_coach: str | None) -> int | None:
    """The team that gets it. Raises UnknownTeam, NeedsKoppi."""
    if to_coach is not None:
        known = await coaches(session)
        if to_coach not in known:
            raise UnknownTeam
        to_team_id = known[to_coach].team_id
    elif to_team_id is None:
        raise UnknownTeam
    if (await team_of(session, asked.team_id)).house != (await team_of(session, to_team_id)).house:
        raise NeedsKoppi
    return to_team_id
