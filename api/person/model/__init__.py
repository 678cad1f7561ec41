"""The rules of the picture of a person. They know neither web nor database."""

from api.person.model.facts import (
    SINGLE,
    BadValue,
    Fact,
    FactKind,
    News,
    Status,
    Told,
    UnknownFact,
    checked_value,
    replaces,
    tells_less,
)
from api.person.model.hearing import ReadAs
from api.person.model.steps import Step, StepAskedAfter, StepOffered, Went

__all__ = [
    "SINGLE",
    "BadValue",
    "Fact",
    "FactKind",
    "News",
    "ReadAs",
    "Status",
    "Step",
    "StepAskedAfter",
    "StepOffered",
    "Told",
    "UnknownFact",
    "Went",
    "checked_value",
    "replaces",
    "tells_less",
]
