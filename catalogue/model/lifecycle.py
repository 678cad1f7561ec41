"""A life of an entry: which change of status is allowed, what differs between two revisions, who was faster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogue.model.entry import FIELDS, Status
from catalogue.problem import CatalogueProblem

ALLOWED: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SCHEDULED, Status.PUBLISHED, Status.ARCHIVED}),
    Status.SCHEDULED: frozenset({Status.DRAFT, Status.PUBLISHED, Status.ARCHIVED}),
    Status.PUBLISHED: frozenset({Status.DRAFT, Status.ARCHIVED}),
    Status.ARCHIVED: frozenset({Status.DRAFT}),
}


class StatusNotAllowed(CatalogueProblem):
    """An entry of this status may not take that one."""

    status, kind = 409, "status-not-allowed"

    def __init__(self, now: Status, wanted: Status) -> None:
        super().__init__(f"{now} → {wanted}")
        self.now, self.wanted = now, wanted


class BadPublishTime(CatalogueProblem):
    """What is scheduled needs a time to come."""

    status, kind = 422, "bad-publish-time"


class UnknownEntry(CatalogueProblem):
    """There is no such entry."""

    status, kind = 404, "unknown-entry"


class UnknownRevision(CatalogueProblem):
    """The entry has no such revision."""

    status, kind = 404, "unknown-revision"


class EntryExists(CatalogueProblem):
    """There is an entry with this key already."""

    status, kind = 409, "entry-exists"


@dataclass(frozen=True)
class FieldChange:
    """A field and what it said before and after, as plain data."""

    field: str
    before: Any
    after: Any

    @property
    def added(self) -> list[Any]:
        """What a list has that it had not before."""
        return [item for item in _items(self.after) if item not in _items(self.before)]

    @property
    def removed(self) -> list[Any]:
        """What a list had and has no more."""
        return [item for item in _items(self.before) if item not in _items(self.after)]


class EditedMeanwhile(CatalogueProblem):
    """Somebody saved the entry after this editor began: both versions, and where they differ.

    `differences` go from what is stored now to what this editor wanted to save. `base` is what both began with.
    """

    status, kind = 409, "edited-meanwhile"

    def __init__(
        self,
        *,
        base: Mapping[str, Any],
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        revision: int,
        saved_by: str,
    ) -> None:
        super().__init__(f"saved meanwhile as revision {revision}")
        self.base, self.mine, self.theirs = dict(base), dict(mine), dict(theirs)
        self.revision, self.saved_by = revision, saved_by
        self.differences = differences(theirs, mine)

    @property
    def taken(self) -> list[FieldChange]:
        """What they changed and this editor did not: from what both began with to what they saved."""
        return [
            FieldChange(change.field, self.base.get(change.field), change.before)
            for change in self.differences
            if self.mine.get(change.field) == self.base.get(change.field)
        ]

    @property
    def clashes(self) -> list[FieldChange]:
        """What both changed, each in their own way: from theirs to this editor's."""
        return [
            change
            for change in self.differences
            if self.base.get(change.field) not in (self.mine.get(change.field), self.theirs.get(change.field))
        ]

    @property
    def together(self) -> dict[str, Any]:
        """This editor's version with what only they changed taken in: nobody's words are lost."""
        return {**self.mine, **{change.field: change.after for change in self.taken}}


def check_status(now: Status, wanted: Status, publish_at: datetime | None, clock: datetime) -> None:
    """Raises StatusNotAllowed, or BadPublishTime for a scheduled entry without a time to come."""
    if wanted != now and wanted not in ALLOWED[now]:
        raise StatusNotAllowed(now, wanted)
    if wanted == Status.SCHEDULED and (publish_at is None or publish_at <= clock):
        raise BadPublishTime


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """The fields that differ, in the order of an entry's fields."""
    return [
        FieldChange(name, before.get(name), after.get(name)) for name in FIELDS if before.get(name) != after.get(name)
    ]


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()
