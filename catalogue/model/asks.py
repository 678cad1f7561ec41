"""What an entry asks of a person: what the work or the learning does to body and hours, and what one must have."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, get_args


class Load(StrEnum):
    """How much of a thing there is. `NONE` is known to be not at all; what nobody has told is no load."""

    NONE = "none"
    SOME = "some"
    MUCH = "much"


class FinnishLevel(StrEnum):
    """The Finnish that one gets by with, on the European scale. `NONE`: none is needed."""

    NONE = "none"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


class Licence(StrEnum):
    """The class of driving licence that one must have at the start. `NONE`: none is needed."""

    NONE = "none"
    AM = "AM"
    B = "B"
    BE = "BE"
    C1 = "C1"
    C = "C"
    CE = "CE"
    D = "D"
    T = "T"


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What is known of it. None is unknown: it is neither yes nor no, and is told as unknown.

    `hands` is precise or forceful work with the hands, `computer` work at one, `experience` work in the trade before;
    `least_age` in years, 0 for no limit.
    """

    lifting: Load | None = None
    standing: Load | None = None
    hands: Load | None = None
    dust: Load | None = None
    chemicals: Load | None = None
    heights: Load | None = None
    driving: Load | None = None
    mornings: Load | None = None
    evenings: Load | None = None
    nights: Load | None = None
    weekends: Load | None = None
    reading: Load | None = None
    computer: Load | None = None
    experience: Load | None = None
    finnish: FinnishLevel | None = None
    licence: Licence | None = None
    own_car: bool | None = None
    least_age: int | None = None
    criminal_record: bool | None = None
    health_check: bool | None = None


# What each of them holds when it is known: a choice, a number, or yes and no.
HELD: Mapping[str, type[Any]] = {field.name: get_args(field.type)[0] for field in fields(Asks)}


def known(asks: Asks | None) -> dict[str, Any]:
    """What is known, in the order of the fields."""
    return {name: held for name in HELD if (held := getattr(asks, name, None)) is not None}


def demanded(asks: Asks | None) -> dict[str, Any]:
    """What is known to be asked: neither unknown nor known to be nothing."""
    return {name: held for name, held in known(asks).items() if held and held != Load.NONE}
