"""What is stored of handovers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.database import Base


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
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


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
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
