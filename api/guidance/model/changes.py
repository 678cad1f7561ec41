"""Who was faster, what differs, and who may approve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.platform.problem import Problem


class UnknownCard(Problem):
    """There is no such card or contact."""

    status, kind = 404, "unknown-card"


class UnknownRevision(Problem):
    """The card has no such revision."""

    status, kind = 404, "unknown-revision"


class NothingToApprove(Problem):
    """The card does not wait for a second editor."""

    status, kind = 409, "nothing-to-approve"


class OwnApproval(Problem):
    """Whoever saved a card on benefits or a number may not approve it as well."""

    status, kind = 403, "own-approval"


@dataclass(frozen=True)
class FieldChange:
    """A field and what it said before and after, as plain data."""

    field: str
    before: Any
    after: Any


class EditedMeanwhile(Problem):
    """Somebody saved it after this editor began: both versions, and where they differ."""

    status, kind = 409, "edited-meanwhile"

    def __init__(self, *, mine: Mapping[str, Any], theirs: Mapping[str, Any], revision: int, saved_by: str) -> None:
        super().__init__(f"saved meanwhile as revision {revision}")
        self.mine, self.theirs, self.revision, self.saved_by = dict(mine), dict(theirs), revision, saved_by
        self.differences = differences(theirs, mine)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """The fields that differ, in the order of the later version's."""
    names: Sequence[str] = list(dict.fromkeys((*after, *before)))
    return [
        FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
