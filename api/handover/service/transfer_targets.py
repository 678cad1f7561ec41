"""Where a talk can go from here: teams and coaches of the same house, and other houses by koppi."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.handover import store
from api.handover.service.koppi import Reception, reception
from api.handover.service.teams import coaches, found_team, team_names
from api.handover.service.waiting import when_words
from api.handover.tables import HandoverRow
from api.staff.service import StaffRow
from finnish.texts import texts


@dataclass(frozen=True)
class OtherHouse:
    """A team that gets a talk only by koppi, and whether anyone there would catch it now."""

    id: int
    name: str
    there: Reception
    now: datetime

    @property
    def words(self) -> str:
        """Whether it is worth while to throw now."""
        key = "there_closed" if not self.there.is_open else "there_on_duty" if self.there.on_duty else "there_nobody"
        return texts("coach")[key].format(when=when_words(self.there.opens_at, self.now))


@dataclass(frozen=True)
class Goals:
    """The same house's teams and coaches, those on duty marked, and the other houses' teams."""

    teams: Sequence[tuple[int, str]]
    coaches: Sequence[tuple[StaffRow, bool]]
    others: Sequence[OtherHouse]


async def goals(session: AsyncSession, asked: HandoverRow, staff_id: str, now: datetime) -> Goals:
    """Where this talk can go."""
    names = await team_names(session)
    house = found_team(names, asked.team_id).house
    near = {key for key in names if found_team(names, key).house == house}
    on_duty = {row.staff_id for row in await store.on_duty(session, now)}
    known = (await coaches(session)).values()
    return Goals(
        teams=[(key, names[key]) for key in sorted(near - {asked.team_id})],
        coaches=[(row, row.id in on_duty) for row in known if row.id != staff_id and row.team_id in {*near, None}],
        others=[
            OtherHouse(key, names[key], await reception(session, key, now), now) for key in sorted(set(names) - near)
        ],
    )
