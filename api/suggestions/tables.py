"""What is stored of wishes and suggestions."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


def of_conversation() -> ForeignKey:
    """Rows go with their conversation: deleted means deleted."""
    return ForeignKey("conversations.id", ondelete="CASCADE")


class WishRow(Base):
    """What a person looked for, and how much there was."""

    __tablename__ = "wishes"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    text: Mapped[str]
    kind: Mapped[str | None] = mapped_column(String(24))
    total: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SuggestionRow(Base):
    """An entry that was shown in a talk, and why; `refused` tells why it was not for the person."""

    __tablename__ = "suggestions"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    entry_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    wish_id: Mapped[int]
    place: Mapped[int]
    refused: Mapped[str | None] = mapped_column(String(16))
    # What the card told for it and against it; a search finds without saying why.
    reasons: Mapped[list[str]] = mapped_column(JSON, server_default="[]")
    hindrances: Mapped[list[str]] = mapped_column(JSON, server_default="[]")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
