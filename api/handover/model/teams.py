"""Teams: whose they are, when they answer, who helps whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from api.handover.model.hours import Hours
from api.handover.model.waiting import Step


class House(StrEnum):
    EMPLOYMENT = "employment"
    SCHOOL = "school"


@dataclass(frozen=True)
class Team:
    """A team as `data/teams.yml` has it. A backup helps when its queue does not move."""

    name: str
    house: House
    hours: Hours
    backup: str | None = None


@dataclass(frozen=True)
class Rota:
    """All that is fixed of teams. A team that is not in it is of employment services and keeps the default hours."""

    teams: Sequence[Team]
    first: str
    default_hours: Hours
    patience: Mapping[Step, timedelta]
    own_coach_first: timedelta

    def team(self, name: str | None) -> Team:
        """What is known of the team; None means a request that no team has yet."""
        unlisted = Team(name or "", House.EMPLOYMENT, self.default_hours)
        return next((team for team in self.teams if team.name == name), unlisted)
