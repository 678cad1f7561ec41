"""What the person does: asks for a human, takes it back, asks for a call, rates the talk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Event, State
from api.conversations.service import Draft
from api.handover import store
from api.handover.model import (
    CONSENTS,
    KoppiState,
    Outcome,
    Reason,
    Slip,
    UnknownHandover,
    checked,
    checked_phone,
    checked_stars,
)
from api.handover.seal import Seal
from api.handover.service.teams import own_coach, queue_for
from api.handover.service.waiting import Wait, wait_of
from api.handover.tables import ContactRow, HandoverRow, RatingRow
from api.platform.replies import Notice


async def ask(
    session: AsyncSession,
    conversation_id: str,
    reason: Reason,
    slip: Slip,
    consents: dict[str, bool],
    now: datetime,
) -> None:
    """Put the conversation into the queue, with the slip as the person left it.

    Asking again while one waits changes only what the person wrote anew. Raises NotAllowed, SlipTooLong.
    """
    conversation = await conversations.find(session, conversation_id, lock=True)
    given, kept = {name: consents.get(name, False) for name in CONSENTS}, _kept(slip)
    waiting = await store.open_handover(session, conversation_id)
    if waiting is not None:
        if slip != Slip() or consents:
            waiting.slip, waiting.consents = asdict(kept), given
        return
    row = await _open(session, conversation_id, reason, kept, given, conversation.seq + 1, now)
    wait = await wait_of(session, row, now)
    row.promised_minutes = wait.minutes
    language = await conversations.language_of(session, conversation_id)
    await conversations.change_state(
        session, conversation_id, Event.ASKED_FOR_HUMAN, "asked", now,
        wait=wait.shown, offers=wait.offers(language), words=wait.words_in(language),
    )  # fmt: skip


async def ask_at_once(session: AsyncSession, conversation_id: str, _carried: Mapping[str, Any], now: datetime) -> None:
    """One press, no slip: the button beside an outage or a masked number."""
    await ask(session, conversation_id, Reason.REQUEST, Slip(), {}, now)


async def cancel(session: AsyncSession, conversation_id: str, _carried: Mapping[str, Any], now: datetime) -> None:
    """The person goes on with the bot. Nothing happens when nobody waits any more."""
    conversation = await conversations.find(session, conversation_id, lock=True)
    if conversation.state != State.WAITING:
        return
    await end(session, conversation_id, Outcome.ENDED_BY_PERSON, now)
    await conversations.change_state(session, conversation_id, Event.CANCELLED, "back_to_bot", now)


async def close(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """The person ends the talk; writing opens it again. A closed one stays as it is."""
    conversation = await conversations.find(session, conversation_id, lock=True)
    if conversation.state == State.CLOSED:
        return
    await end(session, conversation_id, Outcome.ENDED_BY_PERSON, now)
    await conversations.change_state(session, conversation_id, Event.CLOSED, "closed", now)


async def reopen(session: AsyncSession, conversation_id: str, _carried: Mapping[str, Any], now: datetime) -> None:
    """A closed talk goes on with the bot; one that goes on already stays as it is."""
    await conversations.reopen(session, conversation_id, now)


async def ask_callback(
    session: AsyncSession, conversation_id: str, phone: str, when: str, seal: Seal, now: datetime
) -> None:
    """The person wants to be called: at any hour, and from any state. Raises BadContact, SlipTooLong.

    The number is kept encrypted and apart from the talk. A coach who has the talk loses it to the
    callback queue; asking again changes the number and the time.
    """
    wish = _kept(Slip(wants_to_talk=when))
    sealed = seal.close(checked_phone(phone))
    conversation = await conversations.find(session, conversation_id, lock=True)
    await session.merge(ContactRow(conversation_id=conversation_id, sealed=sealed, created_at=now))
    waiting = await store.open_handover(session, conversation_id)
    if waiting is None:
        await _open(session, conversation_id, Reason.CALLBACK, wish, {}, conversation.seq + 1, now)
    else:
        waiting.reason, waiting.slip = Reason.CALLBACK, {**waiting.slip, "wants_to_talk": wish.wants_to_talk}
        unclaim(waiting, now)
    await conversations.reopen(session, conversation_id, now)
    if conversation.state != State.CALLBACK:
        await conversations.change_state(session, conversation_id, Event.CALLBACK_CHOSEN, "callback", now)


async def alert(session: AsyncSession, conversation_id: str, seq: int) -> None:
    """Danger was read in a message: whoever has the talk, or takes it, sees it first, and sees these words."""
    waiting = await store.open_handover(session, conversation_id)
    if waiting is not None:
        waiting.distress_seq = seq
        waiting.asked_at_seq = min(waiting.asked_at_seq, seq)


async def raise_alarm(
    session: AsyncSession, conversation_id: str, seq: int, tell: Callable[[Wait], str], now: datetime
) -> None:
    """A person is called before all others, without a slip. `tell` says what happens next, at the first alarm."""
    waiting = await store.open_handover(session, conversation_id)
    if waiting is None:
        row = await _open(session, conversation_id, Reason.DISTRESS, Slip(), dict.fromkeys(CONSENTS, False), seq, now)
        wait = await wait_of(session, row, now)
        row.promised_minutes = wait.minutes
        await conversations.change_state(
            session, conversation_id, Event.ASKED_FOR_HUMAN, "in_distress", now,
            wait=wait.shown, offers=wait.offers(), words=tell(wait),
        )  # fmt: skip
        return
    is_first = waiting.distress_seq is None
    await alert(session, conversation_id, seq)
    if is_first:
        notice = Notice(text=tell(await wait_of(session, waiting, now)))
        await conversations.add_message(session, conversation_id, Draft(notice), now)


async def in_distress(session: AsyncSession, conversation_id: str) -> bool:
    """Whether an alarm was raised and no coach has taken the talk yet: until then the bot goes on."""
    waiting = await store.open_handover(session, conversation_id)
    return waiting is not None and waiting.distress_seq is not None and waiting.claimed_by is None


async def undo_alarm(session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime) -> None:
    """It was no danger: nobody is called for it. Nothing happens once a coach has come."""
    await conversations.find(session, conversation_id, lock=True)
    waiting = await store.open_handover(session, conversation_id)
    if waiting is None or waiting.claimed_by is not None:
        return
    waiting.distress_seq = None
    if waiting.reason == Reason.DISTRESS:
        await cancel(session, conversation_id, carried, now)


async def rate(session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime) -> None:
    """Keep the person's stars; a later rating takes the place of the earlier. Raises BadRating."""
    stars = checked_stars(carried.get("stars"))
    await session.merge(RatingRow(conversation_id=conversation_id, stars=stars, created_at=now))


async def _opened_slip(session: AsyncSession, conversation_id: str) -> Slip:
    """The slip for the person to edit: the one that waits, or an empty one."""
    await conversations.find(session, conversation_id)
    waiting = await store.open_handover(session, conversation_id)
    return Slip(**waiting.slip) if waiting else Slip()


async def proposed_slip(session: AsyncSession, conversation_id: str, told: Sequence[str]) -> Slip:
    """The slip that waits; before that, `told` of what was talked about, for the person to change."""
    slip = await _opened_slip(session, conversation_id)
    return replace(slip, summary=" ".join(told)) if slip == Slip() else slip


async def set_consents(session: AsyncSession, conversation_id: str, consents: dict[str, bool]) -> None:
    """Give or withdraw consents one by one, at any time while the request is open. Raises UnknownHandover."""
    await conversations.find(session, conversation_id, lock=True)
    waiting = await store.open_handover(session, conversation_id)
    if waiting is None:
        raise UnknownHandover
    waiting.consents = {**waiting.consents, **consents}


async def consents_of(session: AsyncSession, conversation_id: str) -> dict[str, bool]:
    """What the person lets the coach see now."""
    waiting = await store.open_handover(session, conversation_id)
    given = waiting.consents if waiting else {}
    return {name: given.get(name, False) for name in CONSENTS}


async def unseen(session: AsyncSession, before: datetime) -> Sequence[str]:
    """The talks that wait for a person or have one, and whose jobseeker was not seen there since."""
    return await store.unseen(session, before)


async def note_seen(session: AsyncSession, conversation_ids: Sequence[str], now: datetime) -> None:
    """The jobseekers are at these talks."""
    await store.note_seen(session, conversation_ids, now)


async def end(session: AsyncSession, conversation_id: str, outcome: Outcome, now: datetime) -> None:
    """The request for a person is over; the number to call is not needed any more, nor a koppi."""
    waiting = await store.open_handover(session, conversation_id)
    if waiting is not None:
        waiting.ended_at, waiting.outcome = now, outcome
        caught = await store.caught_koppi(session, waiting.id)
        if caught is not None and caught.shares.get("outcome"):
            caught.outcome = outcome
    koppi = await store.unfinished_koppi(session, conversation_id)
    if koppi is not None:
        koppi.state = KoppiState.ENDED
    contact = await store.contact(session, conversation_id)
    if contact is not None:
        await session.delete(contact)


def _kept(slip: Slip) -> Slip:
    """The slip as it may be stored: without identifiers, like all that a person writes. Raises SlipTooLong."""
    fields = {name: conversations.without_identifiers(text).text for name, text in asdict(checked(slip)).items()}
    return Slip(**fields)


def unclaim(row: HandoverRow, now: datetime) -> None:
    """Nobody has it any more; the wait in the queue begins anew, the place in it stays."""
    row.claimed_by = row.claimed_name = row.claimed_at = row.answered_at = None
    row.queued_at, row.steps = now, 0


async def _open(
    session: AsyncSession,
    conversation_id: str,
    reason: Reason,
    slip: Slip,
    consents: dict[str, bool],
    seq: int,
    now: datetime,
) -> HandoverRow:
    wanted = await own_coach(session, slip.own_coach)
    row = HandoverRow(
        conversation_id=conversation_id,
        reason=reason,
        slip=asdict(slip),
        consents=consents,
        asked_at_seq=seq,
        distress_seq=seq if reason is Reason.DISTRESS else None,
        wanted_coach=wanted.id if wanted else None,
        team_id=await queue_for(session, wanted),
        steps=0,
        queued_at=now,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    return row
