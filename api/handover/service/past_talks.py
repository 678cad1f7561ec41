"""What has been: a coach finds a talk again, their own or their team's, and waits are measured.

Only slips are looked in, never what was said.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.handover import store
from api.handover.tables import HandoverRow, KoppiRow

MOST = 30
# So many of the latest are looked through.
LOOKED_THROUGH = 1000


async def had(session: AsyncSession, staff_id: str) -> Sequence[HandoverRow]:
    """The coach's own talks that have ended, the latest first."""
    return await store.had_by(session, staff_id, MOST)


async def search(session: AsyncSession, staff_id: str, team_id: int | None, words: str) -> list[HandoverRow]:
    """Talks of the coach and of their team whose slip or coach's name has every word."""
    wanted = words.casefold().split()
    rows = await store.of_team(session, staff_id, team_id, LOOKED_THROUGH)
    return [row for row in rows if wanted and all(word in _text(row) for word in wanted)][:MOST]


async def taken_since(session: AsyncSession, since: datetime) -> Sequence[HandoverRow]:
    """Requests for a person that somebody has taken, asked since then."""
    return await store.taken_since(session, since)


async def caught_since(session: AsyncSession, since: datetime) -> Sequence[KoppiRow]:
    """Joint customers whom another house has caught, sent since then."""
    return await store.caught_since(session, since)


def _text(row: HandoverRow) -> str:
    return " ".join([*row.slip.values(), row.claimed_name or ""]).casefold()
