"""What goes over the wire of handovers."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.clock import iso
from api.handover.model import CONSENTS, LONGEST_CONTACT, Reason
from api.handover.tables import HandoverRow


class SlipWire(BaseModel):
    model_config = ConfigDict(extra="forbid")

    summary: str = ""
    wants_to_talk: str = ""
    does_not_want: str = ""


class HandoverIn(BaseModel):
    """Empty: open the slip. With a slip: send it. Urgent: send at once."""

    model_config = ConfigDict(extra="forbid")

    slip: SlipWire | None = None
    consents: dict[str, bool] = {}
    urgent: bool = False

    @model_validator(mode="after")
    def known_consents(self) -> Self:
        if set(self.consents) - set(CONSENTS):
            raise ValueError("unknown consent")
        return self


class HandoverOut(BaseModel):
    state: str
    slip: SlipWire
    consents: dict[str, bool]


class InternalHandoverIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class CallbackIn(BaseModel):
    """A number to call, in a field of its own, and when it suits."""

    model_config = ConfigDict(extra="forbid")

    phone: str = Field(max_length=LONGEST_CONTACT)
    when: str = ""


class QueuedOut(BaseModel):
    """A request for a person, as any coach may see it: nothing of what was said."""

    id: int
    reason: str
    distress: bool
    asked_at: str

    @classmethod
    def of(cls, row: HandoverRow) -> "QueuedOut":
        return cls(id=row.id, reason=row.reason, distress=row.distress_seq is not None, asked_at=iso(row.created_at))


class ClaimedOut(QueuedOut):
    """The same for the coach who has the talk, with what the person wanted to tell."""

    conversation_id: str
    slip: SlipWire
    consents: dict[str, bool]
    distress_seq: int | None
    answered: bool

    @classmethod
    def of(cls, row: HandoverRow) -> "ClaimedOut":
        return cls(
            **QueuedOut.of(row).model_dump(),
            conversation_id=row.conversation_id,
            slip=SlipWire(**row.slip),
            consents=row.consents,
            distress_seq=row.distress_seq,
            answered=row.answered_at is not None,
        )


class QueueOut(BaseModel):
    """Those who wait, the most urgent first, and the talks that the coach has."""

    waiting: list[QueuedOut]
    yours: list[ClaimedOut]


class CoachMessageIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    client_id: str = Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")
    text: str


class ContactOut(BaseModel):
    phone: str | None


class DutyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: bool


class DutyOut(BaseModel):
    until: str | None
