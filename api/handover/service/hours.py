"""When coaches answer, said as one says it: the days, and what holds now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Author
from api.conversations.service import Draft
from api.handover import store
from api.handover.model import Hours, is_holiday, is_open, next_opening, runs_of
from api.handover.service.teams import team_of
from api.handover.service.waiting import clock_words, when_words
from api.platform.clock import HELSINKI
from api.platform.replies import TextMessage
from api.platform.texts import say

WORKDAYS = range(5)


async def opening_hours(session: AsyncSession, conversation_id: str, now: datetime) -> str:
    """The hours of the team that this person's request is for; before one, of the team that takes requests."""
    asked = await store.open_handover(session, conversation_id)
    team = await team_of(session, asked.team_id if asked is not None else None)
    return hours_words(team.hours, now)


async def tell_opening_hours(
    session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime
) -> None:
    """The same to one who asks while a person is waited for."""
    text = f"{await opening_hours(session, conversation_id, now)} {say('hours_otherwise')}"
    draft = Draft(TextMessage(text=text), Author.BOT, in_reply_to=carried["seq"])
    await conversations.add_message(session, conversation_id, draft, now)


def hours_words(hours: Hours, now: datetime) -> str:
    """Which days and hours, and whether it is open now; closed: when it opens next."""
    days = _joined([f"{_days(run)} klo {_clock(span.opens)}–{_clock(span.closes)}" for run, span in runs_of(hours)])
    told = say("hours", days=days) if days else say("hours_none")
    today = now.astimezone(HELSINKI).date()
    span = hours.on(today)
    if span is not None and is_open(hours, now):
        return f"{told} {say('hours_open', closes=clock_words(span[1]))}"
    key = "hours_holiday" if is_holiday(today) and today.weekday() in hours.days else "hours_closed"
    opens = next_opening(hours, now)
    return f"{told} {say(key, when=when_words(opens, now))}" if opens else told


def _days(run: Sequence[int]) -> str:
    if list(run) == list(WORKDAYS):
        return say("weekdays")
    if len(run) > 2:
        return say("days_from_to", first=say(f"weekday_from_{run[0]}"), last=say(f"weekday_to_{run[-1]}"))
    return _joined([say(f"weekday_{day}") for day in run])


def _clock(at: time) -> str:
    return f"{at.hour}" + (f".{at:%M}" if at.minute else "")


def _joined(parts: Sequence[str]) -> str:
    *most, last = parts or [""]
    return f"{', '.join(most)} {say('and')} {last}" if most else last
