"""What is stored of conversations."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base

KEY = String(36)


def of_conversation() -> ForeignKey:
    """Rows go with their conversation: deleted means deleted."""
    return ForeignKey("conversations.id", ondelete="CASCADE")


class ConversationRow(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    token_fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    seq: Mapped[int]
    # How often a person took over or the talk was closed: a turn compares it at its end.
    takeovers: Mapped[int] = mapped_column(default=0)
    # Whose page the talk began on. The person has not said that they live there.
    place: Mapped[str | None] = mapped_column(String(100))
    # The language that the person wrote last, when it is not Finnish.
    language: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class MessageRow(Base):
    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id"),)

    conversation_id: Mapped[str] = mapped_column(KEY, of_conversation(), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(24))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    in_reply_to: Mapped[int | None]
    client_id: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[str | None]
    intent: Mapped[str | None] = mapped_column(String(64))
    confidence: Mapped[float | None] = mapped_column(Float)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SuppressedReplyRow(Base):
    """A reply that came after a coach's claim or a close: for the record, never shown."""

    __tablename__ = "suppressed_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(KEY, of_conversation(), index=True)
    in_reply_to: Mapped[int]
    kind: Mapped[str] = mapped_column(String(24))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ChoiceRow(Base):
    __tablename__ = "choices"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(KEY, of_conversation(), index=True)
    seq: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class TurnRow(Base):
    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("conversation_id", "message_seq"),
        Index("ix_turns_open", "state", "due_at"),
    )

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(KEY, of_conversation())
    message_seq: Mapped[int]
    text: Mapped[str]
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # The seq of the later message whose turn hears this one too.
    heard_with: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    lease: Mapped[str | None] = mapped_column(KEY)
    told_late: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class InternalCallRow(Base):
    """An internal call that changed something, so that a repeated turn gets the same answer."""

    __tablename__ = "internal_calls"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(KEY, of_conversation(), index=True)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ForgettingRow(Base):
    """A deleted conversation that Rasa's tracker store must still forget."""

    __tablename__ = "forgettings"

    conversation_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
