"""What is in the coach's room now, and a stream that tells when it has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from sse_starlette import ServerSentEvent

from api.coach_room.service.talks import alarm_words
from api.handover import service as handover
from api.handover.service import HandoverRow, KoppiRow
from api.platform import clock
from api.platform.clock import utc
from api.platform.database import Database
from api.staff import service as staff
from api.staff.model import SignedIn

log = structlog.get_logger()

POLL_SECONDS = 2.0
# After this the browser connects anew, and with it the sign-in is looked at again.
LONGEST = timedelta(minutes=10)
# One who was seen this lately is at the talk.
THERE = timedelta(seconds=75)


@dataclass(frozen=True)
class Room:
    """Everything a coach sees at one glance."""

    waiting: Sequence[HandoverRow]
    yours: Sequence[HandoverRow]
    to_catch: Sequence[KoppiRow]
    sent: Sequence[KoppiRow]
    teams: dict[int, str]
    on_duty: bool
    # The words that raised the alarm of each of the coach's own talks, by the request.
    alarm_words: dict[int, str]

    @property
    def signature(self) -> dict[str, Any]:
        """What a change is seen by, and what has arrived."""
        arrivals = [f"h{row.id}" for row in self.waiting] + [f"k{row.id}" for row in self.to_catch]
        return {
            "arrivals": arrivals,
            "steps": [row.steps for row in self.waiting],
            "yours": [[row.id, row.distress_seq] for row in self.yours],
            "sent": [[row.id, row.state, row.outcome] for row in self.sent],
            "alarms": [[row.id, row.distress_seq] for row in (*self.waiting, *self.yours) if row.is_alarm],
        }


async def room_of(session: AsyncSession, coach: SignedIn, now: datetime) -> Room:
    """The room of this coach now."""
    yours = await handover.claimed(session, coach.id)
    words = {row.id: await alarm_words(session, row) for row in yours if row.is_alarm}
    return Room(
        waiting=await handover.queue(session, coach.id, coach.team_id),
        yours=yours,
        to_catch=await handover.kopit_to_catch(session, coach.team_id),
        sent=await handover.kopit_sent(session, coach.id),
        teams=await handover.team_names(session),
        on_duty=await handover.is_on_duty(session, coach.id, now),
        alarm_words={key: said for key, said in words.items() if said},
    )


async def read_room(session: AsyncSession, database: Database, coach: SignedIn, now: datetime) -> Room:
    """The same, to be shown. What kopit tell of people is read here, and that is kept: by a writer of its own, since
    lists are asked often.
    """
    room = await room_of(session, coach, now)
    if room.to_catch:
        async with database.write() as writing:
            for row in room.to_catch:
                await staff.record_reading(writing, coach.id, row.conversation_id, now)
    return room


async def set_duty(session: AsyncSession, coach: SignedIn, lasts: timedelta | None, now: datetime) -> datetime | None:
    """On duty for so long, and again at each call; None: off duty at once. Returns until when."""
    until = now + lasts if lasts else None
    await handover.set_duty(session, coach.id, until, coach.team_id)
    return until


async def room_news(database: Database, coach: SignedIn) -> AsyncIterator[ServerSentEvent]:
    """An event at once and at each change, for ten minutes."""
    known, ends = "", clock.now() + LONGEST
    while clock.now() < ends:
        try:
            async with database.read() as session:
                now = json.dumps((await room_of(session, coach, clock.now())).signature)
        except (DBAPIError, PoolTimeout) as error:
            log.warning("room_put_off", reason=type(error).__name__)
        else:
            if now != known:
                known = now
                yield ServerSentEvent(now, event="room")
        await asyncio.sleep(POLL_SECONDS)


def minutes_since(moment: datetime | None, now: datetime) -> int | None:
    """Whole minutes since the moment."""
    return None if moment is None else max(0, int((now - utc(moment)).total_seconds() // 60))


def is_there(row: HandoverRow, now: datetime) -> bool:
    """Whether the person is at the talk now."""
    return row.seen_at is not None and now - utc(row.seen_at) <= THERE
