"""What is stored of guidance: the cards and contacts that editors own, and which worries a talk has met."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base

KEY_LENGTH = 40
NAME_LENGTH = 80


class FactCardRow(Base):
    """A card: what the bot says of it, and whether a newer revision waits for a second editor."""

    __tablename__ = "fact_cards"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    # What the bot says: that of the spoken revision.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(16), index=True)
    spoken_revision: Mapped[int]
    # The newest one.
    revision: Mapped[int]
    # What the seed last said; none once an editor has touched the card, and then no seed changes it.
    seeded: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changed_by: Mapped[str] = mapped_column(String(NAME_LENGTH))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approved_by: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class FactRevisionRow(Base):
    """A card as it was saved. Never changed, never deleted."""

    __tablename__ = "fact_revisions"
    __table_args__ = (UniqueConstraint("card_key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    card_key: Mapped[str] = mapped_column(ForeignKey("fact_cards.key"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_by: Mapped[str] = mapped_column(String(NAME_LENGTH))
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SupportContactRow(Base):
    """A number that helps in a crisis, and whether a change of it waits for a second editor."""

    __tablename__ = "support_contacts"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    # What people are told.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What waits for approval; none when nothing does.
    proposed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    revision: Mapped[int]
    seeded: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changed_by: Mapped[str] = mapped_column(String(NAME_LENGTH))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approved_by: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def newest(self) -> dict[str, Any]:
        """What an editor goes on from."""
        return self.proposed or self.content


class MeetingRow(Base):
    """A worry, a question or a matter that came up in a conversation, and what became of it."""

    __tablename__ = "meetings"

    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    card: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    times: Mapped[int]
    said: Mapped[str | None] = mapped_column(String(16))
    was_asked: Mapped[bool]
    helped: Mapped[str | None] = mapped_column(String(8), index=True)
    option: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    # How far the talk had come when it was last spoken of.
    seq: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
