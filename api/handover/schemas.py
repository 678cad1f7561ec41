"""What goes over the wire of handovers."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.handover.model import CONSENTS, LONGEST_CONTACT
from api.handover.service import Wait
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
        return cls(**dict(wait.shown), words=wait.words)


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


class CallbackIn(BaseModel):
    """A number to call, in a field of its own, and when it suits."""

    model_config = ConfigDict(extra="forbid")

    phone: str = Field(max_length=LONGEST_CONTACT)
    when: Written = ""
