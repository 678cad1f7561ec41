"""What is stored of handovers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


def of_conversation() -> ForeignKey:
    """Rows go with their conversation: deleted means deleted."""
    return ForeignKey("conversations.id", ondelete="CASCADE")


class HandoverRow(Base):
    """One request for a person, from asking to its end. At most one of a conversation is open."""

    __tablename__ = "handovers"
    __table_args__ = (Index("ix_handovers_open", "ended_at", "claimed_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    slip: Mapped[dict[str, Any]] = mapped_column(JSON)
    consents: Mapped[dict[str, bool]] = mapped_column(JSON)
    asked_at_seq: Mapped[int] = mapped_column(default=0)
    # The message in which distress was last read: the coach is alerted by it, and it goes first.
    distress_seq: Mapped[int | None]
    # Up to which such message a coach has acknowledged it.
    alarm_seen_seq: Mapped[int | None]
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Whose queue it is in; none: everyone's. The backup sees it too once the queue has not moved.
    team_id: Mapped[int | None]
    backup_team_id: Mapped[int | None]
    # The person's own coach, who is asked first.
    wanted_coach: Mapped[str | None] = mapped_column(String(36))
    claimed_name: Mapped[str | None] = mapped_column(String(80))
    # When somebody first took it: the wait is counted to here, also when the talk went back to the queue later.
    first_claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), index=True)
    # What was promised at the asking, in minutes; kept so that promises can be held to what came of them.
    promised_minutes: Mapped[int | None]
    # When the wait in this queue began, and how many steps have been taken since nobody took it in time.
    queued_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    steps: Mapped[int] = mapped_column(default=0)
    # When the person was last seen at the talk.
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(String(24))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def is_alarm(self) -> bool:
        """Whether danger was read that no coach has acknowledged."""
        return self.distress_seq is not None and (self.alarm_seen_seq or 0) < self.distress_seq


class KoppiRow(Base):
    """A joint customer on the way from one house to another."""

    __tablename__ = "kopit"
    __table_args__ = (Index("ix_kopit_to_team_id_state", "to_team_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    handover_id: Mapped[int]
    from_team_id: Mapped[int | None]
    from_staff: Mapped[str] = mapped_column(String(36), index=True)
    from_name: Mapped[str] = mapped_column(String(80))
    to_team_id: Mapped[int]
    # What goes to the other house, in the words that the person saw and agreed to.
    text: Mapped[str]
    shares: Mapped[dict[str, bool]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    caught_by: Mapped[str | None] = mapped_column(String(36))
    caught_name: Mapped[str | None] = mapped_column(String(80))
    outcome: Mapped[str | None] = mapped_column(String(24))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    caught_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class NoteRow(Base):
    """What coaches write to each other of a talk. The person may ask to see it."""

    __tablename__ = "coach_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    staff_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ContactRow(Base):
    """Where a person wants to be called, encrypted; deleted when the call is handled."""

    __tablename__ = "contacts"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RatingRow(Base):
    """What a person thought of a talk that a coach closed."""

    __tablename__ = "ratings"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    stars: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DutyRow(Base):
    """A coach who is on duty, until a moment that each sign of life moves on."""

    __tablename__ = "duties"

    staff_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    team_id: Mapped[int | None]
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
