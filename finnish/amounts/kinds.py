"""What can be read of dates and amounts in a text: a tagged union."""

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple, Optional, Union


class Span(NamedTuple):
    """Where it stands in the text: code points from the first to the one after the last."""

    start: int
    end: int


@dataclass(frozen=True)
class Start:
    """When something may begin: days from the first to the last, both in it; None where it is open.

    `is_dated`: told by day, month and year, so that it means the same on any day that it is read.
    """

    span: Span
    first: Optional[date]
    last: Optional[date]
    is_dated: bool = False


@dataclass(frozen=True)
class Past:
    """When something was: three years ago, last spring. Days as in `Start`."""

    span: Span
    first: Optional[date]
    last: Optional[date]


@dataclass(frozen=True)
class Clock:
    """A time of day, and until when if it is told."""

    span: Span
    opens: time
    closes: Optional[time]


@dataclass(frozen=True)
class Length:
    """How long something may last, in weeks, both ends included; None where there is no bound."""

    span: Span
    least: Optional[float]
    most: Optional[float]


@dataclass(frozen=True)
class WeeklyHours:
    """Hours in a week; None where there is no bound."""

    span: Span
    least: Optional[float]
    most: Optional[float]


@dataclass(frozen=True)
class Age:
    """The age that a person tells, in whole years, both ends included; None where there is no bound."""

    span: Span
    least: Optional[int]
    most: Optional[int]


@dataclass(frozen=True)
class Years:
    """Time that has been spent, in years, and the first and the last year when they are told.

    Without a last year it goes on.
    """

    span: Span
    least: Optional[float]
    most: Optional[float]
    first: Optional[int] = None
    last: Optional[int] = None


@dataclass(frozen=True)
class Money:
    """A sum in euros; None where there is no bound, 0 for what is free."""

    span: Span
    least: Optional[float]
    most: Optional[float]


Amount = Union[Start, Past, Clock, Length, WeeklyHours, Age, Years, Money]
