"""Replies that are written often, of `data/texts/canned.yml`."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.coach_room.model import Canned, of_team
from api.handover import service as handover
from finnish.texts import FINNISH, tree


async def canned(session: AsyncSession, team_id: int | None) -> Sequence[Canned]:
    """Those that a coach of this team sees."""
    team = (await handover.team_names(session)).get(team_id) if team_id is not None else None
    return of_team(all_canned(), team)


def all_canned(language: str = FINNISH) -> Sequence[Canned]:
    """All of them, for every team."""
    return [
        Canned(key, each["title"], each["text"].strip(), frozenset(each.get("teams", ())))
        for key, each in tree("canned", language).items()
    ]
