"""One thing that a person has told of themselves, and what a later word does to an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.platform.problem import Problem
from finnish.situations import SITUATIONS

YOUNGEST, OLDEST = 13, 99
LONGEST_VALUE = 200
EMPLOYED = "employed"
ADULT = 18


class FactKind(StrEnum):
    """What a fact is about. A limit is a function ("nostaminen"), never a diagnosis."""

    WORK = "work"
    STUDY = "study"
    CARD = "card"
    LANGUAGE = "language"
    SITUATION = "situation"
    AGE = "age"
    PLACE = "place"
    LIMIT = "limit"
    WISH = "wish"
    EXCLUSION = "exclusion"
    MASTERED = "mastered"
    FOR_WHOM = "for_whom"


# Of these a person has one at a time: what is told later takes the place of what was told before.
SINGLE = frozenset({FactKind.AGE, FactKind.PLACE, FactKind.SITUATION, FactKind.FOR_WHOM})


class Status(StrEnum):
    """Told in words, confirmed by the person when asked, or heard unsurely."""

    TOLD = "told"
    CONFIRMED = "confirmed"
    UNSURE = "unsure"


class UnknownFact(Problem):
    """There is no such fact of this person; it may have been taken away."""

    status, kind = 404, "unknown-fact"


class BadValue(Problem):
    """A fact cannot have this value: an age is a number, work has a name, the others some words."""

    status, kind = 422, "bad-fact-value"


Value = int | str | Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A fact as it was heard. `words` are the person's own, literally.

    What is not `sure` ("tampere" alone) takes the place of nothing that was told.
    """

    kind: FactKind
    value: Value
    words: str
    sure: bool = True


@dataclass(frozen=True)
class Fact:
    """A fact as it is kept. `said_in` is the seq of the message that told it; None: put right by hand."""

    id: str
    kind: FactKind
    value: Value
    words: str
    said_in: int | None
    status: Status


@dataclass(frozen=True)
class News:
    """What a message changed: what is new, and what that took the place of."""

    facts: Sequence[Fact] = ()
    replaced: Sequence[Fact] = ()
    # What was taken back: a limit that is none after all, work that is wished for again.
    lifted: Sequence[Fact] = ()

    def and_then(self, later: "News") -> "News":
        """The news of two messages that are heard together."""
        return News([*self.facts, *later.facts], [*self.replaced, *later.replaced], [*self.lifted, *later.lifted])

    @property
    def contradicted(self) -> Fact | None:
        """What was told before of how one stands to work, where now the contrary is told."""
        now = next((fact.value for fact in self.facts if fact.kind is FactKind.SITUATION), EMPLOYED)
        earlier = next((fact for fact in self.replaced if fact.kind is FactKind.SITUATION), None)
        return earlier if earlier is not None and (earlier.value == EMPLOYED) != (now == EMPLOYED) else None


def replaces(new: Told, old: Fact) -> bool:
    """Whether what is told now takes the place of what was told before."""
    if new.kind is not old.kind:
        return False
    return new.kind in SINGLE or subject_of(new.value) == subject_of(old.value)


def tells_less(new: Value, old: Value) -> bool:
    """Whether nothing is told of a work that was not told of it before: its time was, and is not now."""
    if not isinstance(new, Mapping) or not isinstance(old, Mapping):
        return False
    return all(part is None or part == [] or part == old.get(name) for name, part in new.items())


def subject_of(value: Value) -> object:
    """What a fact is of: one's work at a trade is one fact, however many years of it are told."""
    return value.get("occupation") if isinstance(value, Mapping) else value


def checked_value(kind: FactKind, value: Any, before: Value) -> Value:
    """The value as a person puts it right. Raises BadValue."""
    if kind is FactKind.AGE:
        if isinstance(value, bool) or not isinstance(value, int) or not YOUNGEST <= value <= OLDEST:
            raise BadValue
        return value
    if kind is FactKind.SITUATION and value not in SITUATIONS:
        raise BadValue
    if kind is FactKind.WORK and isinstance(before, Mapping):
        return _work(value, before)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_VALUE:
        raise BadValue
    return value.strip()


def _work(value: Any, before: Mapping[str, Any]) -> Mapping[str, Any]:
    """Work is put right by its name or by some of its parts; parts that it does not have are refused."""
    parts = {"occupation": value.strip()} if isinstance(value, str) else value
    if not isinstance(parts, Mapping) or not set(parts) <= set(before):
        raise BadValue
    work = {**before, **parts}
    years, name = work["years"], work["occupation"]
    if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_VALUE:
        raise BadValue
    if years is not None and (isinstance(years, bool) or not isinstance(years, (int, float)) or not 0 <= years <= 70):
        raise BadValue
    return work
