"""What is stored of insights: what people say that messages meant."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


class MeaningRow(Base):
    """What a message that was not understood meant, as somebody of the staff says."""

    __tablename__ = "meanings"

    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    intent: Mapped[str] = mapped_column(String(64))
    said_by: Mapped[str] = mapped_column(String(36))
    said_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
