"""What goes over the wire of handovers."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from api.handover.model import CONSENTS


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

    reason: str
