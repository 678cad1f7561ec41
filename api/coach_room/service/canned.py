"""Replies that are written often, of `data/texts/canned.yml`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from api.coach_room.model import Canned, of_team
from api.handover import service as handover
from api.settings import ROOT

CANNED = ROOT / "data" / "texts" / "canned.yml"


async def canned(session: AsyncSession, team_id: int | None) -> Sequence[Canned]:
    """Those that a coach of this team sees."""
    team = (await handover.team_names(session)).get(team_id) if team_id is not None else None
    return of_team(all_canned(), team)


@cache
def all_canned() -> Sequence[Canned]:
    """All of them, for every team."""
    loaded: Sequence[Mapping[str, Any]] = yaml.safe_load(CANNED.read_text(encoding="utf-8"))
    return [
        Canned(each["key"], each["title"], each["text"].strip(), frozenset(each.get("teams", ()))) for each in loaded
    ]
