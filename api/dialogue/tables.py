"""What is stored of a talk's turns."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


class DialogueRow(Base):
    """Where a talk has come: the question that is open, and by what the last message was answered.

    `asked_before` was open before the last turn: it is open again when that turn's reply was never shown.
    """

    __tablename__ = "dialogues"

    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    asked: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    asked_before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    answered_by: Mapped[str | None] = mapped_column(String(40))
    # How often each saying was said, so that its ways of saying take turns.
    said: Mapped[dict[str, int]] = mapped_column(JSON, server_default="{}")
    # How the person wants to be answered (`model/manner.py`).
    manner: Mapped[str] = mapped_column(String(16), server_default="as_it_is")
