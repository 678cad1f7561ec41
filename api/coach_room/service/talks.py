"""What a coach does with talks: one verb a function, and each keeps in the audit that it was done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Author, State
from api.conversations.service import MessageRow
from api.device_linking import service as device_linking
from api.device_linking.service import Offer
from api.handover import service as handover
from api.handover.model import NumberToCall, Outcome
from api.handover.seal import Seal
from api.handover.service import HandoverRow
from api.staff import service as staff
from api.staff.model import Action, SignedIn


async def claim(session: AsyncSession, coach: SignedIn, handover_id: int, now: datetime) -> HandoverRow:
    """Take a talk: exactly one coach gets it. Raises AlreadyClaimed, Reserved, UnknownHandover."""
    row = await handover.claim(session, handover_id, coach.id, coach.name, now, coach.team_id)
    staff.record(session, coach.id, Action.TALK_CLAIMED, now, row.conversation_id)
    return row


async def acknowledge(session: AsyncSession, coach: SignedIn, conversation_id: str, now: datetime) -> None:
    """The alarm of this talk has been seen; it is silent until danger is read anew. Raises NotYours."""
    await handover.acknowledge(session, conversation_id, coach.id)
    staff.record(session, coach.id, Action.ALARM_ACKNOWLEDGED, now, conversation_id)


async def alarm_words(session: AsyncSession, row: HandoverRow) -> str | None:
    """The person's own words that raised the alarm, for the coach who has the talk; None when there is no alarm."""
    if row.distress_seq is None:
        return None
    _, rows = await conversations.messages_after(session, row.conversation_id, row.distress_seq - 1)
    raised = rows[0] if rows and rows[0].author == Author.JOBSEEKER else None
    return str(raised.body["text"]) if raised else " ".join(filter(None, row.slip.values()))


async def claimed_already(session: AsyncSession, coach: SignedIn, handover_id: int) -> HandoverRow | None:
    """The request when this coach has it: a press is sent again when its answer was lost."""
    return next((row for row in await handover.claimed(session, coach.id) if row.id == handover_id), None)


async def catch(session: AsyncSession, coach: SignedIn, koppi_id: int, now: datetime) -> HandoverRow:
    """Take the joint customer: exactly one coach of the other house gets them. Raises UnknownKoppi, KoppiGone."""
    row = await handover.catch_koppi(session, koppi_id, coach.id, coach.name, coach.team_id, now)
    staff.record(session, coach.id, Action.KOPPI_CAUGHT, now, row.conversation_id)
    return row


async def withdraw(session: AsyncSession, coach: SignedIn, koppi_id: int, now: datetime) -> str:
    """Take a koppi back before it is caught. Returns its talk. Raises UnknownKoppi, KoppiGone, NotYours."""
    row = await handover.withdraw_koppi(session, koppi_id, coach.id, now)
    staff.record(session, coach.id, Action.KOPPI_WITHDRAWN, now, row.conversation_id)
    return row.conversation_id


async def start_joint_talk(session: AsyncSession, coach: SignedIn, client_id: str, now: datetime) -> tuple[str, Offer]:
    """A talk at the desk or on the phone, and the code by which the person comes to it: a new one at every call.

    The same `client_id` again is the same talk.
    """
    talk = await handover.start_joint_talk(session, coach.id, coach.name, coach.team_id, client_id, now)
    offer = await device_linking.offer(session, talk, now)
    staff.record(session, coach.id, Action.TALK_STARTED, now, talk)
    await session.flush()
    return talk, offer


async def reopen(session: AsyncSession, coach: SignedIn, conversation_id: str, now: datetime) -> None:
    """A closed talk goes on with the coach who had it. Raises NoTalkToReopen."""
    await handover.reopen_talk(session, conversation_id, coach.id, coach.name, now)
    staff.record(session, coach.id, Action.TALK_REOPENED, now, conversation_id)


async def ended_talks(session: AsyncSession, coach: SignedIn, words: str, now: datetime) -> Sequence[HandoverRow]:
    """The coach's own talks that have ended; with words, a search among the team's."""
    staff.record(session, coach.id, Action.TALKS_SEARCHED, now)
    if not words.strip():
        return await handover.had(session, coach.id)
    return await handover.search(session, coach.id, coach.team_id, words)


async def begin_reading(session: AsyncSession, coach: SignedIn, conversation_id: str, after: int, now: datetime) -> int:
    """The seq after which the coach may read: all of the talk with the person's consent, else from the asking on.

    Raises NotYours.
    """
    first = await handover.visible(session, conversation_id, coach.id)
    await staff.record_reading(session, coach.id, conversation_id, now)
    return max(after, first - 1)


async def read(
    session: AsyncSession, coach: SignedIn, conversation_id: str, after: int, now: datetime
) -> tuple[State, Sequence[MessageRow]]:
    """What came after the seq, as far as the coach may see it. Raises NotYours."""
    since = await begin_reading(session, coach, conversation_id, after, now)
    return await conversations.messages_after(session, conversation_id, since)


async def write(
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    client_id: str,
    text: str,
    longest: int,
    now: datetime,
) -> int:
    """Store what the coach wrote, once for each client_id, and return its seq.

    Raises NotYours, EmptyMessage, TooLongMessage, ClientIdReused.
    """
    seq = await handover.write(session, conversation_id, coach.id, coach.name, client_id, text, longest, now)
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    return seq


async def write_note(session: AsyncSession, coach: SignedIn, conversation_id: str, text: str, now: datetime) -> None:
    """Keep a note of the talk. Raises NotYours, EmptyNote, SlipTooLong."""
    await handover.write_note(session, conversation_id, coach.id, coach.name, text, now)
    staff.record(session, coach.id, Action.NOTE_WRITTEN, now, conversation_id)


async def contact(
    session: AsyncSession, coach: SignedIn, conversation_id: str, seal: Seal, now: datetime
) -> NumberToCall | None:
    """The number to call; None when none was given. Raises NotYours."""
    phone = await handover.contact(session, conversation_id, coach.id, seal, now)
    staff.record(session, coach.id, Action.CONTACT_READ, now, conversation_id)
    return phone


async def transfer(
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    to_team: int | None,
    to_coach: str | None,
    note: str,
    now: datetime,
) -> None:
    """To another team or coach of the same house.

    Raises NotYours, UnknownTeam, NeedsKoppi, KoppiUnfinished, EmptyNote, SlipTooLong.
    """
    await handover.transfer(session, conversation_id, coach.id, coach.name, to_team, to_coach, note, now)
    staff.record(session, coach.id, Action.TALK_TRANSFERRED, now, conversation_id)


async def offer_koppi(
    session: AsyncSession, coach: SignedIn, conversation_id: str, to_team: int, text: str, now: datetime
) -> None:
    """Ask the person whether another house may come along, and with what.

    Raises NotYours, SameHouse, UnknownTeam, KoppiUnfinished, EmptyNote, SlipTooLong.
    """
    await handover.offer_koppi(session, conversation_id, coach.id, coach.name, to_team, text, now)
    staff.record(session, coach.id, Action.KOPPI_OFFERED, now, conversation_id)


async def return_claim(session: AsyncSession, coach: SignedIn, conversation_id: str, now: datetime) -> None:
    """Back to its place in the queue. Raises NotYours."""
    await handover.return_claim(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_RETURNED, now, conversation_id)


async def give_to_bot(session: AsyncSession, coach: SignedIn, conversation_id: str, now: datetime) -> None:
    """The bot goes on with the person. Raises NotYours, KoppiUnfinished."""
    await handover.give_to_bot(session, conversation_id, coach.id, now)
    staff.record(session, coach.id, Action.TALK_GIVEN_TO_BOT, now, conversation_id)


async def end(session: AsyncSession, coach: SignedIn, conversation_id: str, outcome: Outcome, now: datetime) -> None:
    """The talk is over; the person is asked how it went. Raises NotYours, KoppiUnfinished."""
    await handover.end_talk(session, conversation_id, coach.id, now, outcome)
    staff.record(session, coach.id, Action.TALK_CLOSED, now, conversation_id)
