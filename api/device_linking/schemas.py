"""What goes over the wire of continuing."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from api.device_linking.service import Offer
from api.platform.clock import iso


class OfferOut(BaseModel):
    """The code as it is read aloud, and how long it is good."""

    code: str
    until: str

    @classmethod
    def of(cls, offer: Offer) -> Self:
        return cls(code=offer.code, until=iso(offer.until))


class CodeIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=40)


class ContinuedOut(BaseModel):
    id: str
    token: str
