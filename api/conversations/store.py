"""Named questions to the database about conversations."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations.model import Author, TurnState, latest_due
from api.conversations.tables import (
    ChoiceRow,
    ConversationRow,
    ForgettingRow,
    InternalCallRow,
    MessageRow,
    SuppressedReplyRow,
    TurnRow,
)
from api.platform.clock import utc

OPEN = (TurnState.DUE, TurnState.LEASED)
# So many waiting turns of a conversation are looked at together.
MOST_WAITING = 50


async def conversation(session: AsyncSession, conversation_id: str, lock: bool = False) -> ConversationRow | None:
    """The conversation; `lock` holds its row until the transaction ends (PostgreSQL)."""
    return await session.get(ConversationRow, conversation_id, with_for_update=lock or None)


async def take_seq(session: AsyncSession, conversation_id: str, count: int, now: datetime) -> int:
    """Reserve `count` places in a row and return the first. The row stays locked until the commit."""
    last: int = (
        await session.execute(
            update(ConversationRow)
            .where(ConversationRow.id == conversation_id)
            .values(seq=ConversationRow.seq + count, changed_at=now)
            .returning(ConversationRow.seq)
            .execution_options(synchronize_session=False)
        )
    ).scalar_one()
    return last - count + 1


async def message_of_client(session: AsyncSession, conversation_id: str, client_id: str) -> MessageRow | None:
    return await session.scalar(
        select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id)
    )


async def messages_after(session: AsyncSession, conversation_id: str, seq: int, limit: int) -> Sequence[MessageRow]:
    return (
        await session.scalars(
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > seq)
            .order_by(MessageRow.seq)
            .limit(limit)
        )
    ).all()


async def latest_messages(session: AsyncSession, conversation_id: str, limit: int) -> Sequence[MessageRow]:
    """The last messages, the newest first."""
    here = MessageRow.conversation_id == conversation_id
    return (await session.scalars(select(MessageRow).where(here).order_by(MessageRow.seq.desc()).limit(limit))).all()


async def choices_at(session: AsyncSession, conversation_id: str, seqs: Sequence[int]) -> Sequence[ChoiceRow]:
    """What these messages offer, in their order on them."""
    return (
        await session.scalars(
            select(ChoiceRow).where(ChoiceRow.conversation_id == conversation_id, ChoiceRow.seq.in_(seqs))
        )
    ).all()


async def latest_of_kind(session: AsyncSession, conversation_id: str, kind: str) -> MessageRow | None:
    return await session.scalar(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.kind == kind)
        .order_by(MessageRow.seq.desc())
        .limit(1)
    )


async def offered_choice(session: AsyncSession, conversation_id: str, choice_id: str) -> ChoiceRow | None:
    return await session.scalar(
        select(ChoiceRow).where(ChoiceRow.id == choice_id, ChoiceRow.conversation_id == conversation_id)
    )


async def choices_of(session: AsyncSession, conversation_id: str) -> Sequence[ChoiceRow]:
    return (
        await session.scalars(
            select(ChoiceRow).where(ChoiceRow.conversation_id == conversation_id).order_by(ChoiceRow.seq)
        )
    ).all()


async def suppressed_of(session: AsyncSession, conversation_id: str) -> Sequence[SuppressedReplyRow]:
    return (
        await session.scalars(
            select(SuppressedReplyRow)
            .where(SuppressedReplyRow.conversation_id == conversation_id)
            .order_by(SuppressedReplyRow.id)
        )
    ).all()


async def keep_reading(
    session: AsyncSession, conversation_id: str, seq: int, intent: str | None, confidence: float | None
) -> None:
    """Keep how the bot understood a message, so that people can see it."""
    await session.execute(
        update(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.seq == seq)
        .values(intent=intent, confidence=confidence)
        .execution_options(synchronize_session=False)
    )


async def open_turns(session: AsyncSession, conversation_id: str) -> Sequence[TurnRow]:
    """The first turns of this conversation that have not ended, in their order: none may overtake another."""
    return (
        await session.scalars(
            select(TurnRow)
            .where(TurnRow.conversation_id == conversation_id, TurnRow.state.in_(OPEN))
            .order_by(TurnRow.message_seq)
            .limit(MOST_WAITING)
        )
    ).all()


async def waits_since(session: AsyncSession, conversation_id: str) -> datetime | None:
    """Since when the first message waits that nobody has taken up; None when all have been."""
    since = await session.scalar(select(func.min(TurnRow.created_at)).where(*_untried(conversation_id)))
    return utc(since) if since else None


async def let_wait(session: AsyncSession, conversation_id: str, until: datetime) -> None:
    """Put off what nobody has taken up."""
    await session.execute(
        update(TurnRow)
        .where(*_untried(conversation_id))
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )


def _untried(conversation_id: str) -> list[ColumnElement[bool]]:
    return [TurnRow.conversation_id == conversation_id, TurnRow.state == TurnState.DUE, TurnRow.attempts == 0]


async def is_answering(session: AsyncSession, conversation_id: str) -> bool:
    """Whether a turn of this conversation has not ended."""
    open_ones = select(TurnRow.id).where(TurnRow.conversation_id == conversation_id, TurnRow.state.in_(OPEN))
    return (await session.scalar(open_ones.limit(1))) is not None


async def heard_by(session: AsyncSession, conversation_id: str, seq: int) -> Sequence[TurnRow]:
    """The turn of this message and those that were joined to it, in the order of their messages."""
    return (
        await session.scalars(
            select(TurnRow)
            .where(
                TurnRow.conversation_id == conversation_id,
                or_(TurnRow.message_seq == seq, TurnRow.heard_with == seq),
            )
            .order_by(TurnRow.message_seq)
        )
    ).all()


async def conversations_with_due_turns(
    session: AsyncSession, now: datetime, lasts: timedelta, limit: int
) -> Sequence[str]:
    """Those with a turn to send, or one whose lease has run out, longest waiting first (see `is_due`)."""
    return (
        await session.scalars(
            select(TurnRow.conversation_id)
            .where(TurnRow.state.in_(OPEN), or_(TurnRow.due_at <= now, TurnRow.due_at > latest_due(now, lasts)))
            .order_by(TurnRow.due_at, TurnRow.created_at)
            .limit(limit)
        )
    ).all()


async def late_turns(session: AsyncSession, created_before: datetime, limit: int) -> Sequence[TurnRow]:
    """Open turns whose person has waited since before the moment and has not been told.

    While one is let finish who writes on, nobody waits.
    """
    return (
        await session.scalars(
            select(TurnRow)
            .where(
                TurnRow.state.in_(OPEN),
                TurnRow.created_at <= created_before,
                or_(TurnRow.attempts > 0, TurnRow.due_at <= created_before),
                TurnRow.told_late.is_(False),
            )
            .order_by(TurnRow.created_at)
            .limit(limit)
        )
    ).all()


async def end_turn(session: AsyncSession, turn_id: str, lease: str, state: TurnState) -> bool:
    """Move a turn from this lease to its end. False when another has taken or ended it."""
    ended = await session.execute(
        update(TurnRow)
        .where(TurnRow.id == turn_id, TurnRow.lease == lease, TurnRow.state == TurnState.LEASED)
        .values(state=state, lease=None)
        .returning(TurnRow.id)
        .execution_options(synchronize_session=False)
    )
    return ended.scalar_one_or_none() is not None


async def end_joined(session: AsyncSession, conversation_id: str, seq: int, state: TurnState) -> None:
    """Move those that were heard in the turn of this message to its end."""
    await session.execute(
        update(TurnRow)
        .where(TurnRow.conversation_id == conversation_id, TurnRow.heard_with == seq)
        .values(state=state)
        .execution_options(synchronize_session=False)
    )


async def give_turn_back(session: AsyncSession, turn_id: str, lease: str, due_at: datetime) -> None:
    """Let the turn be tried again at the moment, unless another has taken it."""
    await session.execute(
        update(TurnRow)
        .where(TurnRow.id == turn_id, TurnRow.lease == lease, TurnRow.state == TurnState.LEASED)
        .values(state=TurnState.DUE, lease=None, due_at=due_at)
        .execution_options(synchronize_session=False)
    )


async def hasten(session: AsyncSession, now: datetime) -> None:
    """Let turns that were put off be tried at once."""
    await session.execute(
        update(TurnRow)
        .where(TurnRow.state == TurnState.DUE, TurnRow.due_at > now)
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )


async def free_leases(session: AsyncSession, leases: Sequence[str] | None, now: datetime) -> None:
    """Let turns be taken at once: those of these leases, or (None) every one."""
    these = [] if leases is None else [TurnRow.lease.in_(leases)]
    await session.execute(
        update(TurnRow)
        .where(TurnRow.state == TurnState.LEASED, *these)
        .values(state=TurnState.DUE, lease=None, due_at=now)
        .execution_options(synchronize_session=False)
    )


async def internal_call(session: AsyncSession, key: str) -> InternalCallRow | None:
    return await session.get(InternalCallRow, key)


async def turns_of(session: AsyncSession, conversation_id: str) -> Sequence[TurnRow]:
    return (
        await session.scalars(
            select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.message_seq)
        )
    ).all()


async def calls_of(session: AsyncSession, conversation_id: str) -> Sequence[InternalCallRow]:
    return (
        await session.scalars(
            select(InternalCallRow)
            .where(InternalCallRow.conversation_id == conversation_id)
            .order_by(InternalCallRow.created_at)
        )
    ).all()


async def changed_since(session: AsyncSession, moment: datetime) -> Sequence[tuple[str, int, str]]:
    """Id, last seq and state of each conversation that changed after the moment."""
    changed = select(ConversationRow.id, ConversationRow.seq, ConversationRow.state)
    found = await session.execute(changed.where(ConversationRow.changed_at > moment))
    return [(row.id, row.seq, row.state) for row in found]


async def aged(session: AsyncSession, changed_before: datetime, empty_before: datetime, limit: int) -> Sequence[str]:
    """Conversations that nobody has touched since the moment, and older ones in which nothing was said."""
    return (
        await session.scalars(
            select(ConversationRow.id)
            .where(
                or_(
                    ConversationRow.changed_at < changed_before,
                    and_(ConversationRow.seq == 0, ConversationRow.changed_at < empty_before),
                )
            )
            .limit(limit)
        )
    ).all()


async def erase_finished_work(session: AsyncSession, created_before: datetime) -> None:
    """Turns that ended, and the answers of internal calls that no turn will ask again."""
    ended = TurnRow.state.not_in((*OPEN, TurnState.JOINED))
    await session.execute(delete(TurnRow).where(ended, TurnRow.created_at < created_before))
    await session.execute(delete(InternalCallRow).where(InternalCallRow.created_at < created_before))


async def erase_suppressed(session: AsyncSession, created_before: datetime) -> None:
    await session.execute(delete(SuppressedReplyRow).where(SuppressedReplyRow.created_at < created_before))


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """The conversation and everything that hangs on it: its own tables one by one, children first."""
    for table in (InternalCallRow, TurnRow, ChoiceRow, SuppressedReplyRow, MessageRow):
        await session.execute(delete(table).where(table.conversation_id == conversation_id))
    await session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))


async def all_ids(session: AsyncSession) -> Sequence[str]:
    return (await session.scalars(select(ConversationRow.id))).all()


async def to_be_forgotten(session: AsyncSession, limit: int) -> Sequence[str]:
    return (
        await session.scalars(select(ForgettingRow.conversation_id).order_by(ForgettingRow.created_at).limit(limit))
    ).all()


async def forgotten(session: AsyncSession, conversation_id: str) -> None:
    await session.execute(delete(ForgettingRow).where(ForgettingRow.conversation_id == conversation_id))


async def unsure_messages(
    session: AsyncSession, since: datetime, below: float, none_of: Sequence[str], limit: int
) -> Sequence[MessageRow]:
    """Jobseekers' messages that were read with less confidence than this or as one of these intents, the latest first.

    Distress is never among them.
    """
    rows = await session.scalars(
        select(MessageRow)
        .where(
            MessageRow.author == Author.JOBSEEKER,
            MessageRow.created_at >= since,
            MessageRow.intent.is_not(None),
            MessageRow.intent != "distress",
            or_(MessageRow.confidence < below, MessageRow.intent.in_(none_of)),
        )
        .order_by(MessageRow.created_at.desc())
        .limit(limit)
    )
    return rows.all()
