"""What a person told that every suggestion must keep to: plain data, as the picture of them has it."""

from dataclasses import dataclass
from enum import StrEnum

SKILLED_YEARS = 3  # so many years of a trade, and its basics are no longer shown


class Cause(StrEnum):
    """Why an entry is not shown to a person."""

    EXCLUDED = "excluded"
    LIMIT = "limit"
    CARD = "card"
    MASTERED = "mastered"
    TRADE = "trade"


@dataclass(frozen=True)
class Forbidden:
    """Something that body, hours or life forbid: its key in `data/person/limits.yml`, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class Practised:
    """A trade that one does or has done, by its official name, and for how many years; None: it was not told."""

    trade: str
    years: float | None = None

    @property
    def is_skilled(self) -> bool:
        return self.years is not None and self.years >= SKILLED_YEARS


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What is not wanted, cannot be done, is held or mastered already. `excluded` names fields, trades, courses, ways
    or places in the words of the picture; `cards` are names in `data/person/cards.yml`.
    """

    excluded: tuple[str, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    cards: tuple[str, ...] = ()
    mastered: tuple[str, ...] = ()
    practised: tuple[Practised, ...] = ()

    def __bool__(self) -> bool:
        return any((self.excluded, self.forbidden, self.cards, self.mastered, self.practised))


@dataclass(frozen=True)
class Removal:
    """Why an entry is kept back. `what` is the fact by which, as it is told back; not `sure`: it is shown, but last."""

    cause: Cause
    what: str
    sure: bool = True


FREE = Bounds()
