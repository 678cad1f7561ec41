"""Koppi: the joint customer goes to another house, with what the person agreed to and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Event, State, UnknownChoice
from api.conversations.service import Draft
from api.handover import store
from api.handover.model import (
    CONSENTS,
    Answer,
    KoppiGone,
    KoppiState,
    KoppiUnfinished,
    NotYours,
    SameHouse,
    Slip,
    UnknownKoppi,
    checked_note,
    is_open,
    next_opening,
    shares_of,
)
from api.handover.service.claims import held
from api.handover.service.teams import is_anyone_on_duty, team_names, team_of
from api.handover.tables import HandoverRow, KoppiRow
from api.platform.clock import utc
from api.platform.replies import Choice, Notice, does
from api.platform.texts import say


@dataclass(frozen=True)
class Reception:
    """Whether the other house is there to catch."""

    on_duty: bool
    is_open: bool
    opens_at: datetime | None


async def offer_koppi(
    session: AsyncSession, conversation_id: str, staff_id: str, name: str, to_team_id: int, text: str, now: datetime
) -> KoppiRow:
    """Ask the person whether another house may come along; they see all that would go there.

    Raises NotYours, SameHouse, UnknownTeam, KoppiUnfinished, EmptyNote, SlipTooLong.
    """
    conversation = await conversations.find(session, conversation_id, lock=True)
    asked = await held(session, conversation_id, staff_id)
    sender, receiver = await team_of(session, asked.team_id), await team_of(session, to_team_id)
    if sender.house == receiver.house:
        raise SameHouse
    if await store.unfinished_koppi(session, conversation_id) is not None:
        raise KoppiUnfinished
    kept = conversations.without_identifiers(checked_note(text)).text
    row = KoppiRow(
        conversation_id=conversation_id,
        handover_id=asked.id,
        from_team_id=asked.team_id,
        from_staff=staff_id,
        from_name=name,
        to_team_id=to_team_id,
        text=kept,
        shares={},
        state=KoppiState.ASKED,
        asked_at=now,
    )
    session.add(row)
    await session.flush()
    question = say("koppi_question", name=name, team=receiver.name, text=kept)
    choices = tuple(
        Choice(say(f"koppi_{answer}"), does("answer_koppi", koppi=row.id, answer=answer.value)) for answer in Answer
    )
    draft = Draft(Notice(text=question, state=conversation.state, choices=choices))
    await conversations.add_message(session, conversation_id, draft, now)
    return row


async def answer_koppi(session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime) -> None:
    """The person says what may go. A koppi that was withdrawn or answered stays as it is."""
    row = await store.koppi(session, carried["koppi"])
    if row is None or row.conversation_id != conversation_id:
        raise UnknownChoice
    if row.state != KoppiState.ASKED:
        return
    answer = Answer(carried["answer"])
    row.state = KoppiState.REFUSED if answer is Answer.NO else KoppiState.OPEN
    row.shares, row.approved_at = asdict(shares_of(answer)), now
    team = (await team_of(session, row.to_team_id)).name
    await _tell(session, conversation_id, f"koppi_answered_{answer}", now, team=team)


async def withdraw_koppi(session: AsyncSession, koppi_id: int, staff_id: str, now: datetime) -> KoppiRow:
    """The sender takes it back before it is caught; once is enough. Raises UnknownKoppi, KoppiGone."""
    row = await _sent(session, koppi_id, staff_id)
    await conversations.find(session, row.conversation_id, lock=True)
    await session.refresh(row)
    if row.state == KoppiState.WITHDRAWN:
        return row
    if row.state not in (KoppiState.ASKED, KoppiState.OPEN):
        raise KoppiGone(row.caught_name or "")
    row.state = KoppiState.WITHDRAWN
    await _tell(session, row.conversation_id, "koppi_withdrawn", now)
    return row


async def catch_koppi(
    session: AsyncSession, koppi_id: int, staff_id: str, name: str, team_id: int | None, now: datetime
) -> HandoverRow:
    """The other house takes the joint customer: exactly one coach gets them. Raises UnknownKoppi, KoppiGone."""
    row = await store.koppi(session, koppi_id)
    if row is None or team_id not in (None, row.to_team_id):
        raise UnknownKoppi
    if row.state != KoppiState.OPEN:
        raise KoppiGone(row.caught_name or "")
    conversation = await conversations.find(session, row.conversation_id, lock=True)
    if not await store.catch(session, koppi_id, staff_id, name, now):
        await session.refresh(row)
        raise KoppiGone(row.caught_name or "")
    await session.refresh(row)
    asked = await store.open_handover(session, row.conversation_id)
    if asked is None:
        raise KoppiGone("")
    _give(asked, row, staff_id, name, conversation.seq, now)
    await _into_hands(session, conversation.id, State(conversation.state), row, now)
    return asked


async def caught_already(session: AsyncSession, koppi_id: int, staff_id: str) -> HandoverRow | None:
    """The request that came to this coach by the koppi and is still theirs."""
    row = await store.koppi(session, koppi_id)
    if row is None or row.caught_by != staff_id:
        return None
    asked = await store.open_handover(session, row.conversation_id)
    return asked if asked is not None and asked.claimed_by == staff_id else None


async def reception(session: AsyncSession, team_id: int, now: datetime) -> Reception:
    """Whether anyone of that team would catch it now. Raises UnknownTeam."""
    hours = (await team_of(session, team_id)).hours
    serving = is_open(hours, now)
    return Reception(
        await is_anyone_on_duty(session, team_id, now), serving, None if serving else next_opening(hours, now)
    )


async def kopit_to_catch(session: AsyncSession, team_id: int | None) -> Sequence[KoppiRow]:
    """What this team can catch, the longest waiting first."""
    return await store.open_kopit_to(session, team_id)


async def kopit_sent(session: AsyncSession, staff_id: str) -> Sequence[KoppiRow]:
    """What became of the latest that this coach has sent; an outcome only where the person lets it be told."""
    return await store.kopit_from(session, staff_id, SHOWN)


SHOWN = 20


async def sent_from(session: AsyncSession, conversation_id: str) -> KoppiRow | None:
    """The koppi of this talk that is on its way."""
    return await store.unfinished_koppi(session, conversation_id)


def _give(asked: HandoverRow, row: KoppiRow, staff_id: str, name: str, seq: int, now: datetime) -> None:
    """What the catcher gets: the text, and the talk so far only where the person said so."""
    everything = row.shares.get("transcript", False)
    asked.team_id, asked.backup_team_id, asked.wanted_coach = row.to_team_id, None, None
    asked.claimed_by, asked.claimed_name, asked.claimed_at, asked.answered_at = staff_id, name, now, None
    asked.slip = asdict(Slip(summary=row.text))
    if not everything:
        asked.consents, asked.asked_at_seq = dict.fromkeys(CONSENTS, False), seq + 1
    else:
        asked.consents = {**asked.consents, "transcript": True}


async def _into_hands(session: AsyncSession, conversation_id: str, state: State, row: KoppiRow, now: datetime) -> None:
    """The catcher is in the talk: at once where the sender was, or as a claim where it waited."""
    team = (await team_names(session))[row.to_team_id]
    if state is State.HUMAN:
        await _tell(session, conversation_id, "koppi_caught", now, team=team, name=str(row.caught_name))
    else:
        await conversations.change_state(
            session, conversation_id, Event.CLAIMED, "koppi_caught", now, team=team, name=str(row.caught_name)
        )


async def _tell(session: AsyncSession, conversation_id: str, key: str, now: datetime, **values: str) -> None:
    state = (await conversations.find(session, conversation_id)).state
    draft = Draft(Notice(text=say(key, **values), state=state))
    await conversations.add_message(session, conversation_id, draft, now)


async def _sent(session: AsyncSession, koppi_id: int, staff_id: str) -> KoppiRow:
    row = await store.koppi(session, koppi_id)
    if row is None:
        raise UnknownKoppi
    if row.from_staff != staff_id:
        raise NotYours
    return row


def waited_minutes(row: KoppiRow, now: datetime) -> int:
    """How long the koppi has been, or was, in the air."""
    begins, ends = utc(row.approved_at or row.asked_at), utc(row.caught_at) if row.caught_at else now
    return int((ends - begins).total_seconds() // 60)
