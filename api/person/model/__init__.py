"""The rules of the picture of a person. They know neither web nor database."""

from api.person.model.facts import (
    SINGLE,
    BadValue,
    Fact,
    FactKind,
    Status,
    Told,
    UnknownFact,
    checked_value,
    replaces,
    tells_less,
)

__all__ = [
    "SINGLE",
    "BadValue",
    "Fact",
    "FactKind",
    "Status",
    "Told",
    "UnknownFact",
    "checked_value",
    "replaces",
    "tells_less",
]
