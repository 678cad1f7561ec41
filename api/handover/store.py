"""Named questions to the database about handovers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.handover.model import UNFINISHED, KoppiState
from api.handover.tables import ContactRow, DutyRow, HandoverRow, KoppiRow, NoteRow, RatingRow

WAITS = and_(HandoverRow.ended_at.is_(None), HandoverRow.claimed_by.is_(None))
IS_ALARM = HandoverRow.distress_seq > func.coalesce(HandoverRow.alarm_seen_seq, 0)
BY_TURN = (
    case((HandoverRow.distress_seq.is_not(None), 0), else_=1),
    HandoverRow.created_at,
    HandoverRow.id,
)


def _seen_by(staff_id: str, team_id: int | None) -> ColumnElement[bool]:
    """A team's queue, what no team has, what it helps with; distress is everyone's. Without a team one sees all."""
    if team_id is None:
        return true()
    return or_(
        HandoverRow.team_id.is_(None),
        HandoverRow.team_id == team_id,
        HandoverRow.backup_team_id == team_id,
        HandoverRow.wanted_coach == staff_id,
        HandoverRow.distress_seq.is_not(None),
    )


async def open_handover(session: AsyncSession, conversation_id: str) -> HandoverRow | None:
    """The request for a person that has not ended."""
    return await session.scalar(
        select(HandoverRow)
        .where(HandoverRow.conversation_id == conversation_id, HandoverRow.ended_at.is_(None))
        .order_by(HandoverRow.id.desc())
        .limit(1)
    )


async def handover(session: AsyncSession, handover_id: int) -> HandoverRow | None:
    return await session.get(HandoverRow, handover_id)


async def handovers_of(session: AsyncSession, conversation_id: str) -> Sequence[HandoverRow]:
    """Every request for a person in this conversation, oldest first."""
    return (
        await session.scalars(
            select(HandoverRow).where(HandoverRow.conversation_id == conversation_id).order_by(HandoverRow.id)
        )
    ).all()


async def queue(session: AsyncSession, staff_id: str, team_id: int | None, limit: int) -> Sequence[HandoverRow]:
    """Those whom nobody has taken and whom this coach may take: distress first, then by the time of asking."""
    return (
        await session.scalars(
            select(HandoverRow).where(WAITS, _seen_by(staff_id, team_id)).order_by(*BY_TURN).limit(limit)
        )
    ).all()


async def sees(session: AsyncSession, handover_id: int, staff_id: str, team_id: int | None) -> bool:
    """Whether the request is, or was, in a queue of this coach."""
    wanted = select(HandoverRow.id).where(HandoverRow.id == handover_id, _seen_by(staff_id, team_id))
    return await session.scalar(wanted) is not None


async def ahead_of(session: AsyncSession, row: HandoverRow) -> int:
    """How many of the same queue will be taken before this one."""
    same_queue = HandoverRow.team_id.is_(None) if row.team_id is None else HandoverRow.team_id == row.team_id
    before = or_(
        HandoverRow.created_at < row.created_at,
        and_(HandoverRow.created_at == row.created_at, HandoverRow.id < row.id),
    )
    in_distress = HandoverRow.distress_seq.is_not(None)
    first = and_(in_distress, before) if row.distress_seq is not None else or_(in_distress, before)
    wanted = select(func.count()).select_from(HandoverRow).where(WAITS, same_queue, HandoverRow.id != row.id, first)
    return await session.scalar(wanted) or 0


async def waiting(session: AsyncSession) -> Sequence[HandoverRow]:
    """Everyone whom nobody has taken."""
    return (await session.scalars(select(HandoverRow).where(WAITS).order_by(*BY_TURN))).all()


async def recent_claims(session: AsyncSession, team_id: int | None, since: datetime, limit: int) -> Sequence[datetime]:
    """When talks of this queue were first taken, the latest first."""
    same_queue = HandoverRow.team_id.is_(None) if team_id is None else HandoverRow.team_id == team_id
    taken = HandoverRow.first_claimed_at
    rows = await session.scalars(select(taken).where(same_queue, taken >= since).order_by(taken.desc()).limit(limit))
    return [moment for moment in rows if moment is not None]


async def latest_of(session: AsyncSession, conversation_id: str) -> HandoverRow | None:
    """The last request for a person in this conversation, ended or not."""
    return await session.scalar(
        select(HandoverRow)
        .where(HandoverRow.conversation_id == conversation_id)
        .order_by(HandoverRow.id.desc())
        .limit(1)
    )


async def had_by(session: AsyncSession, staff_id: str, limit: int) -> Sequence[HandoverRow]:
    """Talks that this coach had and that have ended, the latest first."""
    return (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.ended_at.is_not(None), HandoverRow.claimed_by == staff_id)
            .order_by(HandoverRow.ended_at.desc())
            .limit(limit)
        )
    ).all()


async def of_team(session: AsyncSession, staff_id: str, team_id: int | None, limit: int) -> Sequence[HandoverRow]:
    """Talks that somebody of the team has or had, the coach's own among them, the latest first."""
    theirs = HandoverRow.claimed_by == staff_id
    whose = theirs if team_id is None else or_(theirs, HandoverRow.team_id == team_id)
    return (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.claimed_by.is_not(None), whose)
            .order_by(HandoverRow.id.desc())
            .limit(limit)
        )
    ).all()


async def unseen(session: AsyncSession, before: datetime) -> Sequence[str]:
    return (
        await session.scalars(
            select(HandoverRow.conversation_id).where(
                HandoverRow.ended_at.is_(None), or_(HandoverRow.seen_at.is_(None), HandoverRow.seen_at < before)
            )
        )
    ).all()


async def note_seen(session: AsyncSession, conversation_ids: Sequence[str], now: datetime) -> None:
    """Keep when the people were last at their talks, for as long as they want a person."""
    await session.execute(
        update(HandoverRow)
        .where(HandoverRow.conversation_id.in_(conversation_ids), HandoverRow.ended_at.is_(None))
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


async def claimed_of(session: AsyncSession, staff_id: str) -> Sequence[HandoverRow]:
    """The talks that this coach has now."""
    return (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.ended_at.is_(None), HandoverRow.claimed_by == staff_id)
            .order_by(case((IS_ALARM, 0), else_=1), HandoverRow.claimed_at)
        )
    ).all()


async def take(session: AsyncSession, handover_id: int, staff_id: str, name: str, now: datetime) -> bool:
    """Give the request to this coach, if nobody has it. Exactly one caller gets True."""
    taken = await session.execute(
        update(HandoverRow)
        .where(HandoverRow.id == handover_id, HandoverRow.claimed_by.is_(None), HandoverRow.ended_at.is_(None))
        .values(
            claimed_by=staff_id,
            claimed_name=name,
            claimed_at=now,
            answered_at=None,
            first_claimed_at=func.coalesce(HandoverRow.first_claimed_at, now),
        )
        .returning(HandoverRow.id)
        .execution_options(synchronize_session=False)
    )
    return taken.scalar_one_or_none() is not None


async def unanswered_claims(session: AsyncSession, claimed_before: datetime) -> Sequence[HandoverRow]:
    """Talks that a coach took before the moment and has not written in, or whose coach has gone since then."""
    gone = select(DutyRow.staff_id).where(DutyRow.until < claimed_before)
    forgotten = and_(HandoverRow.answered_at.is_(None), HandoverRow.claimed_at < claimed_before)
    return (
        await session.scalars(
            select(HandoverRow).where(
                HandoverRow.ended_at.is_(None),
                HandoverRow.claimed_at < claimed_before,
                or_(forgotten, HandoverRow.claimed_by.in_(gone)),
            )
        )
    ).all()


async def on_duty(session: AsyncSession, now: datetime) -> Sequence[DutyRow]:
    """Every coach who is on duty."""
    return (await session.scalars(select(DutyRow).where(DutyRow.until > now))).all()


async def duty(session: AsyncSession, staff_id: str) -> DutyRow | None:
    return await session.get(DutyRow, staff_id)


async def contact(session: AsyncSession, conversation_id: str) -> ContactRow | None:
    return await session.get(ContactRow, conversation_id)


async def contacts(session: AsyncSession) -> Sequence[ContactRow]:
    return (await session.scalars(select(ContactRow))).all()


async def rating(session: AsyncSession, conversation_id: str) -> RatingRow | None:
    return await session.get(RatingRow, conversation_id)


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Everything of the conversation that handovers keep."""
    for table in (HandoverRow, ContactRow, RatingRow, KoppiRow, NoteRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))


async def erase_contacts(session: AsyncSession, created_before: datetime) -> None:
    await session.execute(delete(ContactRow).where(ContactRow.created_at < created_before))


async def koppi(session: AsyncSession, koppi_id: int) -> KoppiRow | None:
    return await session.get(KoppiRow, koppi_id, populate_existing=True)


async def unfinished_koppi(session: AsyncSession, conversation_id: str) -> KoppiRow | None:
    """The koppi of this talk that the person has not answered or nobody has caught."""
    return await session.scalar(
        select(KoppiRow).where(KoppiRow.conversation_id == conversation_id, KoppiRow.state.in_(UNFINISHED)).limit(1)
    )


async def caught_koppi(session: AsyncSession, handover_id: int) -> KoppiRow | None:
    """The last koppi by which this request came to the one who has it."""
    return await session.scalar(
        select(KoppiRow)
        .where(KoppiRow.handover_id == handover_id, KoppiRow.state == KoppiState.CAUGHT)
        .order_by(KoppiRow.id.desc())
        .limit(1)
    )


async def kopit_of(session: AsyncSession, conversation_id: str) -> Sequence[KoppiRow]:
    return (
        await session.scalars(select(KoppiRow).where(KoppiRow.conversation_id == conversation_id).order_by(KoppiRow.id))
    ).all()


async def open_kopit_to(session: AsyncSession, team_id: int | None) -> Sequence[KoppiRow]:
    """What this team can catch, the longest waiting first; every team's for one without a team."""
    to_team = true() if team_id is None else KoppiRow.to_team_id == team_id
    return (
        await session.scalars(
            select(KoppiRow).where(KoppiRow.state == KoppiState.OPEN, to_team).order_by(KoppiRow.approved_at)
        )
    ).all()


async def kopit_from(session: AsyncSession, staff_id: str, limit: int) -> Sequence[KoppiRow]:
    """What this coach has sent, the latest first."""
    return (
        await session.scalars(
            select(KoppiRow).where(KoppiRow.from_staff == staff_id).order_by(KoppiRow.id.desc()).limit(limit)
        )
    ).all()


async def catch(session: AsyncSession, koppi_id: int, staff_id: str, name: str, now: datetime) -> bool:
    """Give the koppi to this coach, if it is open. Exactly one caller gets True."""
    caught = await session.execute(
        update(KoppiRow)
        .where(KoppiRow.id == koppi_id, KoppiRow.state == KoppiState.OPEN)
        .values(state=KoppiState.CAUGHT, caught_by=staff_id, caught_name=name, caught_at=now)
        .returning(KoppiRow.id)
        .execution_options(synchronize_session=False)
    )
    return caught.scalar_one_or_none() is not None


async def notes_of(session: AsyncSession, conversation_id: str) -> Sequence[NoteRow]:
    """The notes of this talk, oldest first."""
    return (
        await session.scalars(select(NoteRow).where(NoteRow.conversation_id == conversation_id).order_by(NoteRow.id))
    ).all()


async def taken_since(session: AsyncSession, since: datetime) -> Sequence[HandoverRow]:
    """Requests for a person that somebody has taken."""
    return (
        await session.scalars(
            select(HandoverRow).where(HandoverRow.first_claimed_at.is_not(None), HandoverRow.created_at >= since)
        )
    ).all()


async def caught_since(session: AsyncSession, since: datetime) -> Sequence[KoppiRow]:
    """Joint customers whom the other house has caught."""
    return (
        await session.scalars(select(KoppiRow).where(KoppiRow.caught_at.is_not(None), KoppiRow.asked_at >= since))
    ).all()
