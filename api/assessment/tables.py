"""What is stored of self-assessments."""

from datetime import datetime

from sqlalchemy import DateTime, Float, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base

KEY_LENGTH = 120


def of_conversation() -> ForeignKey:
    """Rows go with their conversation: deleted means deleted."""
    return ForeignKey("conversations.id", ondelete="CASCADE")


class AssessmentRow(Base):
    """How far an instrument has come in a conversation. At most one is going on at a time."""

    __tablename__ = "assessments"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    instrument: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    open_item: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    # What a field check is about, in the person's words or as an entry's key.
    about: Mapped[str | None] = mapped_column(String(200))
    # Which text of the instrument was last asked from.
    version: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AnswerRow(Base):
    """One answer, with what it was about: it stands as evidence when the instrument has changed."""

    __tablename__ = "assessment_answers"
    __table_args__ = (UniqueConstraint("conversation_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    instrument: Mapped[str] = mapped_column(String(60))
    item: Mapped[str] = mapped_column(String(KEY_LENGTH))
    competence: Mapped[str] = mapped_column(String(KEY_LENGTH))
    name: Mapped[str] = mapped_column(String(400))
    difficulty: Mapped[float] = mapped_column(Float)
    text: Mapped[str]
    # None: the person does not know or will not say.
    level: Mapped[int | None]
    # The person's own words, when they did not press a button.
    words: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NoteRow(Base):
    """A competence that the person told of or judged."""

    __tablename__ = "competence_notes"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    competence: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    words: Mapped[str | None]
    judgement: Mapped[str | None] = mapped_column(String(16))
    level: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SituationRow(Base):
    """How the person said to stand to work."""

    __tablename__ = "situations"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    situation: Mapped[str] = mapped_column(String(24))


class ProfileShareRow(Base):
    """The link by which a coach may read the profile, until a moment. A new one takes its place."""

    __tablename__ = "profile_shares"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    readiness: Mapped[bool]
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
