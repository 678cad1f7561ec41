"""The next step that a person agrees to take: their own note, which nobody counts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from api.platform.replies import Asked


@dataclass(frozen=True)
class Step:
    """Whom to turn to and what to do, when, where, by which number, and two sentences to say. None: not known."""

    who: str
    what: str
    when: str | None
    place: str | None
    phone: str | None
    message: str


@dataclass(frozen=True)
class StepOffered(Step, Asked):
    """Whether this is what the person does next."""

    kind: ClassVar[str] = "step"

    @property
    def step(self) -> Step:
        return Step(self.who, self.what, self.when, self.place, self.phone, self.message)


@dataclass(frozen=True)
class StepAskedAfter(Asked):
    """How it went with the step that was agreed."""

    kind: ClassVar[str] = "step_asked_after"


class Went(StrEnum):
    """How it went. Not yet is a good answer."""

    DONE = "done"
    NOT_YET = "not_yet"
