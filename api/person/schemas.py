"""What goes over the wire of a person's picture."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from api.person.model import Fact
from api.person.wording import label


class FactOut(BaseModel):
    """A fact, and the same in words. `words` are the person's own."""

    id: str
    kind: str
    value: Any
    label: str
    words: str
    said_in: int | None
    status: str

    @classmethod
    def of(cls, fact: Fact) -> "FactOut":
        return cls(
            id=fact.id,
            kind=fact.kind.value,
            value=fact.value,
            label=label(fact),
            words=fact.words,
            said_in=fact.said_in,
            status=fact.status.value,
        )


class PersonOut(BaseModel):
    """What is understood of the person, and the step that was agreed (None: none yet)."""

    facts: list[FactOut]
    agreed: dict[str, Any] | None = None


class ValueIn(BaseModel):
    """A fact put right: a number for an age, a name or parts for work, else words."""

    model_config = ConfigDict(extra="forbid")

    value: int | str | dict[str, Any]
