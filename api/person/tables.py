"""What is stored of a person's picture."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from api.platform.database import Base


class PersonFactRow(Base):
    """One thing that a person has told of themselves. What was replaced or taken away is not kept."""

    __tablename__ = "person_facts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    value: Mapped[Any] = mapped_column(JSON)
    words: Mapped[str]
    said_in: Mapped[int | None]
    # Which of its message's facts it is, from the first.
    place: Mapped[int] = mapped_column(server_default="0")
    status: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AgreedStepRow(Base):
    """The step that the person agreed to take next. `asked_after`: when it was asked how it went."""

    __tablename__ = "agreed_steps"

    conversation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    who: Mapped[str]
    what: Mapped[str]
    when: Mapped[str | None]
    place: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    message: Mapped[str]
    agreed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    asked_after: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
