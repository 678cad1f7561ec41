"""What goes over the wire of conversations."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Header, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.conversations.tables import MessageRow
from api.platform.clock import iso
from api.platform.fields import Written
from api.platform.texts import say

ClientId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]
Seq = Annotated[int, Query(ge=0, le=2**31 - 1)]
LastEventId = Annotated[int | None, Header(ge=0, le=2**31 - 1)]


class StartIn(BaseModel):
    """What the page tells of itself."""

    model_config = ConfigDict(extra="forbid")

    place: str = Field("", max_length=100)


class StartedOut(BaseModel):
    id: str
    token: str
    state: str


class MessageIn(BaseModel):
    """Either a text or a choice that was offered."""

    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    text: Written | None = None
    choice_id: str | None = Field(None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def one_of_two(self) -> Self:
        if (self.text is None) == (self.choice_id is None):
            raise ValueError("text or choice_id, not both")
        return self


class AcceptedOut(BaseModel):
    seq: int


class MessageOut(BaseModel):
    seq: int
    author: Literal["jobseeker", "bot", "coach", "system"]
    kind: str
    body: dict[str, Any]
    created_at: str
    in_reply_to: int | None
    intent: str | None
    confidence: float | None

    @classmethod
    def of(cls, row: MessageRow) -> "MessageOut":
        return cls(
            seq=row.seq,
            author=row.author,  # type: ignore[arg-type]
            kind=row.kind,
            body=row.body,
            created_at=iso(row.created_at),
            in_reply_to=row.in_reply_to,
            intent=row.intent,
            confidence=row.confidence,
        )


class StateOut(BaseModel):
    state: str


class Remaining(BaseModel):
    """What a deletion leaves, why, and until when."""

    what: str
    why: str
    until: str


class DeletionOut(BaseModel):
    """What a deletion takes away, in words, and what it leaves."""

    removed: str
    remains: list[Remaining]

    @classmethod
    def of(cls, audit_until: datetime | None) -> "DeletionOut":
        remains = []
        if audit_until is not None:
            remains.append(Remaining(what=say("remains_audit"), why=say("remains_audit_why"), until=iso(audit_until)))
        return cls(removed=say("deletion_removes"), remains=remains)


class MessagesOut(BaseModel):
    state: str
    messages: list[MessageOut]
