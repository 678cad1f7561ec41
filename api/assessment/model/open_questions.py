"""What a self-assessment may ask, so that the next message answers it."""

from dataclasses import dataclass
from typing import ClassVar

from api.assessment.model.states import FOR_TELLING, State
from api.platform.replies import Asked


@dataclass(frozen=True)
class ItemAsked(Asked):
    """An item of an instrument."""

    kind: ClassVar[str] = "item"
    instrument: str
    item: str


@dataclass(frozen=True)
class TellingAsked(Asked):
    """To be told freely what one has done."""

    kind: ClassVar[str] = "telling"
    instrument: str


@dataclass(frozen=True)
class FieldAsked(Asked):
    """Which field a check is to be about."""

    kind: ClassVar[str] = "field"
    instrument: str


@dataclass(frozen=True)
class BeginningAsked(Asked):
    """One of the questions that choose where to begin, by its key."""

    kind: ClassVar[str] = "beginning"
    question: str


@dataclass(frozen=True)
class HeardAsked(Asked):
    """Whether what was heard in a telling is right."""

    kind: ClassVar[str] = "heard"


def asked_by(instrument: str, state: State, item: str | None) -> Asked | None:
    """What an instrument that has come to this state waits for."""
    if state is State.OPEN and item:
        return ItemAsked(instrument, item)
    if state in FOR_TELLING:
        return TellingAsked(instrument)
    return FieldAsked(instrument) if state is State.FIELD else None
