"""What goes over the wire of a person's picture."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.person.model import Fact
from api.person.wording import label
from api.platform.fields import LONGEST_ID, LONGEST_KEY


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


class StepOut(BaseModel):
    """The step that was agreed. None: it is not known."""

    model_config = ConfigDict(from_attributes=True)

    who: str
    what: str
    when: str | None
    place: str | None
    phone: str | None
    message: str


class PersonOut(BaseModel):
    """What is understood of the person, and the step that was agreed (None: none yet)."""

    facts: list[FactOut]
    agreed: StepOut | None = None


# The parts of work that are put right, by their names.
Part = int | float | Annotated[str, Field(max_length=LONGEST_KEY)] | bool | None
Parts = Annotated[dict[Annotated[str, Field(max_length=LONGEST_ID)], Part], Field(max_length=20)]


class ValueIn(BaseModel):
    """A fact put right: a number for an age, a name or parts for work, else words."""

    model_config = ConfigDict(extra="forbid")

    value: int | Annotated[str, Field(max_length=LONGEST_KEY)] | Parts
