"""What is stored of codes and of the devices that came by one. Fingerprints only."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


def of_conversation() -> ForeignKey:
    """Rows go with their conversation: deleted means deleted."""
    return ForeignKey("conversations.id", ondelete="CASCADE")


class CodeRow(Base):
    """The one code that opens the conversation now; a new one takes its place."""

    __tablename__ = "continue_codes"

    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), primary_key=True)
    code_fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DeviceRow(Base):
    """A token beside the first one: each device that came by a code has its own."""

    __tablename__ = "device_tokens"

    token_fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), of_conversation(), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
