"""A crowded morning, with time passed in: 200 ask at once, 20 coaches answer for ten minutes of the clock.

`make bench-queue`. Everyone must be caught or offered a call, no claim forgotten, nobody overtaken but by distress.
"""

import asyncio
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.handover import service as handover
from api.handover.model import AlreadyClaimed, NotYours, Outcome, Reason, Slip
from api.handover.tables import HandoverRow
from api.platform import migrate
from api.platform.database import Database

BEGINS = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday, ten o'clock in Helsinki
LASTS = timedelta(minutes=10)
TICK = timedelta(seconds=5)
WAITING, COACHES, ARRIVING = 200, 20, 60
PATIENCE = timedelta(minutes=2)
SHORTEST, LONGEST = 40, 150  # seconds of a talk
ASKED_EVERY = timedelta(minutes=1)
GONE = 0.05  # of claims after which the coach closes the browser


@dataclass
class Coach:
    """One who takes the first in the queue, talks a while, and sometimes disappears."""

    name: str
    busy_until: datetime = BEGINS
    talk: str = ""
    forgets: bool = False


@dataclass
class Found:
    """What is counted while the clock goes."""

    promises: list[tuple[int, datetime, int]] = field(default_factory=list)
    overtaken: int = 0
    forgotten: int = 0


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'queue.db'}"
        await asyncio.to_thread(migrate.upgrade, url)
        database = Database(url, 5.0)
        await _run(database)
        await database.close()


async def _run(database: Database) -> None:
    chance, found = random.Random(20261125), Found()
    coaches = [Coach(f"valmentaja{number}") for number in range(COACHES)]
    async with database.write() as session:
        await handover.open_teams(session)
        for number in range(WAITING):
            await _ask(session, BEGINS - timedelta(seconds=WAITING - number), Reason.REQUEST)
    arrivals = sorted(BEGINS + LASTS * chance.random() for _ in range(ARRIVING))
    now = BEGINS
    # The ten minutes, and then the offers of a call to those who are left.
    while now <= BEGINS + LASTS + timedelta(minutes=16):
        async with database.write() as session:
            while now <= BEGINS + LASTS and arrivals and arrivals[0] <= now:
                await _ask(session, arrivals.pop(0), Reason.DISTRESS if chance.random() < 0.05 else Reason.REQUEST)
            found.forgotten += len(await handover.return_forgotten_claims(session, now, PATIENCE))
            await handover.take_steps(session, now)
            for coach in coaches if now <= BEGINS + LASTS else ():
                await _work(session, coach, chance, now, found)
            if now <= BEGINS + LASTS and (now - BEGINS) % ASKED_EVERY == timedelta(0):
                await _ask_how_long(session, now, found)
        now += TICK
    async with database.read() as session:
        _tell((await session.scalars(select(HandoverRow))).all(), found)


async def _ask(session: AsyncSession, now: datetime, reason: Reason) -> None:
    started = await conversations.start(session, now)
    await session.flush()
    await handover.ask(session, started.id, reason, Slip(), {}, now)


async def _ask_how_long(session: AsyncSession, now: datetime, found: Found) -> None:
    """Some of those who wait look at how long it will take, as the chat shows it."""
    for row in (await handover.queue(session, "", None))[::7]:
        wait = await handover.wait_of(session, row, now)
        if wait.minutes is not None:
            found.promises.append((row.id, now, wait.minutes))


async def _work(session: AsyncSession, coach: Coach, chance: random.Random, now: datetime, found: Found) -> None:
    await handover.set_duty(session, coach.name, now + timedelta(minutes=15))
    if coach.busy_until > now:
        return
    if coach.talk:
        await _end(session, coach, now)
    waiting = await handover.queue(session, coach.name, None)
    if not waiting:
        return
    first = waiting[0]
    found.overtaken += any(row.created_at < first.created_at for row in waiting) and first.distress_seq is None
    try:
        await handover.claim(session, first.id, coach.name, coach.name, now)
    except AlreadyClaimed:
        return
    coach.talk, coach.forgets = first.conversation_id, chance.random() < GONE
    lasts = PATIENCE.seconds * 2 if coach.forgets else chance.randint(SHORTEST, LONGEST)
    coach.busy_until = now + timedelta(seconds=lasts)
    if not coach.forgets:
        await handover.write(session, coach.talk, coach.name, coach.name, "1", "Hei", 2000, now)


async def _end(session: AsyncSession, coach: Coach, now: datetime) -> None:
    talk, coach.talk = coach.talk, ""
    try:
        await handover.end_talk(session, talk, coach.name, now, Outcome.ADVISED)
    except NotYours:
        assert coach.forgets, "only a forgotten claim is taken from a coach"


def _tell(rows: Sequence[HandoverRow], found: Found) -> None:
    taken = [row for row in rows if row.first_claimed_at is not None]
    left = [row for row in rows if row.first_claimed_at is None]
    taken_at = {row.id: row.first_claimed_at.replace(tzinfo=UTC) for row in taken if row.first_claimed_at}
    promised = [
        (minutes, (taken_at[key] - asked).total_seconds() / 60)
        for key, asked, minutes in found.promises
        if key in taken_at
    ]
    offered = sum(row.steps == 3 for row in left)
    print(f"asked {len(rows)}, taken {len(taken)}, offered a call {offered} of {len(left)} left")
    print(f"claims forgotten and given back {found.forgotten}, overtaken without distress {found.overtaken}")
    open_claims = [row for row in rows if row.claimed_by and not row.ended_at and not row.answered_at]
    print(f"claims still forgotten at the end: {len(open_claims)}")
    print(f"waits: median {median(_minutes(row) for row in taken):.1f} min")
    if promised:
        errors = [abs(each - real) for each, real in promised]
        print(f"promises {len(promised)}: median error {median(errors):.1f} min")
        for each, real in promised[:: max(1, len(promised) // 10)]:
            print(f"  promised {each:3} min, real {real:5.1f} min")
    assert all(row.steps == 3 for row in left), "everyone is caught or offered a call"
    assert not open_claims
    assert not found.overtaken


def _minutes(row: HandoverRow) -> float:
    assert row.first_claimed_at is not None
    return (row.first_claimed_at - row.created_at).total_seconds() / 60


if __name__ == "__main__":
    asyncio.run(main())
