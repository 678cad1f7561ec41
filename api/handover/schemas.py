"""What goes over the wire of handovers."""

from typing import Annotated, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.conversations.schemas import ClientId
from api.handover.model import CONSENTS, LONGEST_CONTACT, NumberToCall, Outcome, Reason
from api.handover.service import Wait
from api.handover.tables import HandoverRow, KoppiRow, NoteRow
from api.platform.clock import iso
from api.platform.fields import LONGEST_ID, Written

Consents = Annotated[dict[Annotated[str, Field(max_length=LONGEST_ID)], bool], Field(max_length=20)]


def check_known(consents: dict[str, bool]) -> None:
    """Raises ValueError for a consent that is not asked for."""
    if set(consents) - set(CONSENTS):
        raise ValueError("unknown consent")


class SlipWire(BaseModel):
    model_config = ConfigDict(extra="forbid")

    summary: Written = ""
    wants_to_talk: Written = ""
    does_not_want: Written = ""
    own_coach: Written = ""


class HandoverIn(BaseModel):
    """Empty: open the slip. With a slip: send it. Urgent: send at once."""

    model_config = ConfigDict(extra="forbid")

    slip: SlipWire | None = None
    consents: Consents = {}
    urgent: bool = False

    @model_validator(mode="after")
    def known_consents(self) -> Self:
        check_known(self.consents)
        return self


class HandoverOut(BaseModel):
    """The slip as it stands. `note` says what to know before it is sent."""

    state: str
    slip: SlipWire
    consents: dict[str, bool]
    note: str


class WaitOut(BaseModel):
    """How it stands with one who waits. `minutes` is null when nothing can be promised honestly."""

    place: int
    minutes: int | None
    open: bool
    opens_at: str | None
    words: str

    @classmethod
    def of(cls, wait: Wait) -> "WaitOut":
        return cls(**wait.told(), words=wait.words)


class StandingOut(HandoverOut):
    """The same for one who has asked: who comes, and how long it may take. `wait` is null for one who does not wait."""

    wait: WaitOut | None


class ConsentsIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    consents: Consents

    @model_validator(mode="after")
    def known_consents(self) -> Self:
        check_known(self.consents)
        return self


class InternalHandoverIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class CallbackIn(BaseModel):
    """A number to call, in a field of its own, and when it suits."""

    model_config = ConfigDict(extra="forbid")

    phone: str = Field(max_length=LONGEST_CONTACT)
    when: Written = ""


class QueuedOut(BaseModel):
    """A request for a person, as any coach of the queue may see it: nothing of what was said."""

    id: int
    reason: str
    distress: bool
    asked_at: str
    team_id: int | None
    wanted_coach: str | None
    reminded: bool
    seen_at: str | None

    @classmethod
    def of(cls, row: HandoverRow) -> "QueuedOut":
        return cls(
            id=row.id,
            reason=row.reason,
            distress=row.distress_seq is not None,
            asked_at=iso(row.created_at),
            team_id=row.team_id,
            wanted_coach=row.wanted_coach,
            reminded=row.steps > 0,
            seen_at=iso(row.seen_at) if row.seen_at else None,
        )


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


class KoppiOut(BaseModel):
    """A joint customer on the way. `outcome` is told only where the person lets it be told."""

    id: int
    state: str
    from_name: str
    from_team_id: int | None
    to_team_id: int
    text: str
    caught_name: str | None
    outcome: str | None
    asked_at: str
    approved_at: str | None
    caught_at: str | None

    @classmethod
    def of(cls, row: KoppiRow) -> "KoppiOut":
        return cls(
            id=row.id,
            state=row.state,
            from_name=row.from_name,
            from_team_id=row.from_team_id,
            to_team_id=row.to_team_id,
            text=row.text,
            caught_name=row.caught_name,
            outcome=row.outcome,
            asked_at=iso(row.asked_at),
            approved_at=iso(row.approved_at) if row.approved_at else None,
            caught_at=iso(row.caught_at) if row.caught_at else None,
        )


class SentKoppiOut(KoppiOut):
    """The same as it is just sent: whether the other house is there to catch it."""

    on_duty: bool
    open: bool
    opens_at: str | None


class QueueOut(BaseModel):
    """Those who wait, the most urgent first; the talks that the coach has; what to catch, and what was sent."""

    waiting: list[QueuedOut]
    yours: list[ClaimedOut]
    to_catch: list[KoppiOut]
    sent: list[KoppiOut]


class HadOut(BaseModel):
    """A talk that somebody of the team has or had."""

    conversation_id: str
    coach: str | None
    reason: str
    summary: str
    outcome: str | None
    asked_at: str
    ended_at: str | None

    @classmethod
    def of(cls, row: HandoverRow) -> "HadOut":
        return cls(
            conversation_id=row.conversation_id,
            coach=row.claimed_name,
            reason=row.reason,
            summary=row.slip.get("summary") or row.slip.get("wants_to_talk", ""),
            outcome=row.outcome,
            asked_at=iso(row.created_at),
            ended_at=iso(row.ended_at) if row.ended_at else None,
        )


class NoteOut(BaseModel):
    name: str
    text: str
    created_at: str

    @classmethod
    def of(cls, row: NoteRow) -> "NoteOut":
        return cls(name=row.name, text=row.text, created_at=iso(row.created_at))


class NoteIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Written


class TransferIn(BaseModel):
    """To a team's queue or to a coach, with a note for whoever takes it."""

    model_config = ConfigDict(extra="forbid")

    team_id: int | None = None
    coach: str | None = Field(None, max_length=LONGEST_ID)
    note: Written


class KoppiIn(BaseModel):
    """What would go to the other house: the person sees these words and decides."""

    model_config = ConfigDict(extra="forbid")

    team_id: int
    text: Written


class OutcomeIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    outcome: Outcome = Outcome.OTHER


class JointTalkIn(BaseModel):
    """A name of the press, so that a press that is sent again begins no second talk."""

    model_config = ConfigDict(extra="forbid")

    client_id: ClientId = Field(default_factory=lambda: str(uuid4()))


class JointTalkOut(BaseModel):
    """A talk begun by a coach, and the code by which the person comes to it."""

    conversation_id: str
    code: str
    until: str


class CoachMessageIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    text: Written


class ContactOut(BaseModel):
    """The number to call, as it is dialled (E.164) and as it is shown; null when none was given."""

    phone: str | None
    shown: str | None

    @classmethod
    def of(cls, number: NumberToCall | None) -> Self:
        return cls(phone=number and number.dialled, shown=number and number.shown)


class DutyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: bool


class DutyOut(BaseModel):
    until: str | None
