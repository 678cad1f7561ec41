"""What can go wrong in the coach's room, the canned replies, and the sheet of an assessment made together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.platform.problem import Problem


class CardGone(Problem):
    """The entry is not shown to people any more: it was archived meanwhile, or never published."""

    status, kind = 409, "card-gone"


@dataclass(frozen=True)
class Canned:
    """A reply that is written often; its places are filled by the coach. `teams` empty: for everyone."""

    key: str
    title: str
    text: str
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A self-assessment that a coach and a person make together. It is kept nowhere but on the coach's page.

    `about` is what a field check is about, `told` holds keys of competences that were told of.
    """

    instrument: str
    about: str | None = None
    told: tuple[str, ...] = ()
    answers: tuple[tuple[str, int | None], ...] = ()

    def answered(self, item: str, level: int | None) -> "Sheet":
        """The sheet with this answer as its last."""
        others = tuple(each for each in self.answers if each[0] != item)
        return replace(self, answers=(*others, (item, level)))

    def without_last(self) -> "Sheet":
        return replace(self, answers=self.answers[:-1])


def of_team(replies: Sequence[Canned], team: str | None) -> list[Canned]:
    """Those for everyone and those of the team; None: of one who has no team."""
    return [each for each in replies if not each.teams or team in each.teams]
