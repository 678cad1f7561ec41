"""Teams and coaches, as handovers need them: whose queue, which hours, who is on duty."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.handover import store
from api.handover.files import rota
from api.handover.model import Team, UnknownTeam, named
from api.staff import service as staff
from api.staff.model import Role
from api.staff.service import StaffRow


async def open_teams(session: AsyncSession) -> None:
    """Make the teams of `data/teams.yml` that are not there yet."""
    for team in rota().teams:
        await staff.keep_team(session, team.name)


async def team_names(session: AsyncSession) -> dict[int, str]:
    """Every team's name by its number."""
    return {row.id: row.name for row in await staff.teams(session)}


async def team_of(session: AsyncSession, team_id: int | None) -> Team:
    """What is known of the team. Raises UnknownTeam."""
    return found_team(await team_names(session), team_id)


def found_team(names: Mapping[int, str], team_id: int | None) -> Team:
    """The same when the names are at hand. A request that no team has keeps the hours of the first one."""
    if team_id is not None and team_id not in names:
        raise UnknownTeam
    return rota().team(rota().first if team_id is None else names[team_id])


async def id_of_team(session: AsyncSession, name: str | None) -> int | None:
    """The number of the team; None when it is not there."""
    return next((key for key, found in (await team_names(session)).items() if found == name), None)


async def coaches(session: AsyncSession) -> Mapping[str, StaffRow]:
    """Every open account of a coach by its id."""
    return {row.id: row for row in await staff.accounts(session) if Role.COACH in row.roles and row.closed_at is None}


async def own_coach(session: AsyncSession, name: str) -> StaffRow | None:
    """The coach whose name the person wrote; None unless exactly one fits."""
    if not name.strip():
        return None
    known = await coaches(session)
    key = named(name, {staff_id: row.name for staff_id, row in known.items()})
    return known[key] if key else None


async def queue_for(session: AsyncSession, wanted: StaffRow | None) -> int | None:
    """Whose queue a new request goes to: the own coach's team, or the team that takes what comes."""
    if wanted is not None and wanted.team_id is not None:
        return wanted.team_id
    return await id_of_team(session, rota().first)


async def is_anyone_on_duty(session: AsyncSession, team_id: int | None, now: datetime) -> bool:
    """Whether some coach of this team, or one without a team, is on duty."""
    serving = (team_id, None)
    return any(team_id is None or row.team_id in serving for row in await store.on_duty(session, now))


async def is_on_duty(session: AsyncSession, staff_id: str | None, now: datetime) -> bool:
    """Whether this coach is on duty."""
    return any(row.staff_id == staff_id for row in await store.on_duty(session, now))
