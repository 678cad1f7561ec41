"""What goes over the wire of the coach's room."""

from pydantic import BaseModel, ConfigDict

from api.coach_room.service import Room
from api.conversations.schemas import ClientId
from api.handover.schemas import SlipWire
from api.handover.service import HandoverRow, KoppiRow
from api.platform.clock import iso
from api.platform.fields import Written


class QueuedOut(BaseModel):
    """A request for a person, as any coach of the queue may see it: nothing of what was said."""

    id: int
    reason: str
    distress: bool
    asked_at: str
    team_id: int | None
    wanted_coach: str | None
    reminded: bool
    seen_at: str | None

    @classmethod
    def of(cls, row: HandoverRow) -> "QueuedOut":
        return cls(
            id=row.id,
            reason=row.reason,
            distress=row.distress_seq is not None,
            asked_at=iso(row.created_at),
            team_id=row.team_id,
            wanted_coach=row.wanted_coach,
            reminded=row.steps > 0,
            seen_at=iso(row.seen_at) if row.seen_at else None,
        )


class ClaimedOut(QueuedOut):
    """The same for the coach who has the talk, with what the person wanted to tell."""

    conversation_id: str
    slip: SlipWire
    consents: dict[str, bool]
    distress_seq: int | None
    alarm: bool
    alarm_words: str | None = None
    answered: bool

    @classmethod
    def of(cls, row: HandoverRow, words: str | None = None) -> "ClaimedOut":
        return cls(
            **QueuedOut.of(row).model_dump(),
            conversation_id=row.conversation_id,
            slip=SlipWire(**row.slip),
            consents=row.consents,
            distress_seq=row.distress_seq,
            alarm=row.is_alarm,
            alarm_words=words,
            answered=row.answered_at is not None,
        )


class KoppiOut(BaseModel):
    """A joint customer on the way. `outcome` is told only where the person lets it be told."""

    id: int
    state: str
    from_name: str
    from_team_id: int | None
    to_team_id: int
    text: str
    caught_name: str | None
    outcome: str | None
    asked_at: str
    approved_at: str | None
    caught_at: str | None

    @classmethod
    def of(cls, row: KoppiRow) -> "KoppiOut":
        return cls(
            id=row.id,
            state=row.state,
            from_name=row.from_name,
            from_team_id=row.from_team_id,
            to_team_id=row.to_team_id,
            text=row.text,
            caught_name=row.caught_name,
            outcome=row.outcome,
            asked_at=iso(row.asked_at),
            approved_at=iso(row.approved_at) if row.approved_at else None,
            caught_at=iso(row.caught_at) if row.caught_at else None,
        )


class QueueOut(BaseModel):
    """Those who wait, the most urgent first; the talks that the coach has; what to catch, and what was sent."""

    waiting: list[QueuedOut]
    yours: list[ClaimedOut]
    to_catch: list[KoppiOut]
    sent: list[KoppiOut]

    @classmethod
    def of(cls, room: Room) -> "QueueOut":
        return cls(
            waiting=[QueuedOut.of(row) for row in room.waiting],
            yours=[ClaimedOut.of(row, room.alarm_words.get(row.id)) for row in room.yours],
            to_catch=[KoppiOut.of(row) for row in room.to_catch],
            sent=[KoppiOut.of(row) for row in room.sent],
        )


class CoachMessageIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    text: Written


class DutyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: bool


class DutyOut(BaseModel):
    until: str | None
