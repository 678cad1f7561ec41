"""Waiting: what is told to one who waits, and what is done when nobody takes a request in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Author, State
from api.conversations.service import Draft
from api.handover import store
from api.handover.files import rota
from api.handover.model import (
    LONGEST_PROMISE,
    MOST_CLAIMS,
    RECENT,
    STEPS,
    Step,
    Team,
    expected_minutes,
    is_open,
    next_opening,
    next_step,
    told_minutes,
    waited_today,
)
from api.handover.service.teams import found_team, id_of_team, is_anyone_on_duty, team_names, team_of
from api.handover.tables import HandoverRow
from api.platform.clock import HELSINKI, iso, utc
from api.platform.replies import Choice, Notice, WaitShown, does, means
from api.platform.texts import say
from finnish.texts import FINNISH

# One who goes on writing is told again after so long.
RECEIPT_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Wait:
    """How it stands with one who waits. `minutes` is None when nothing can be promised honestly."""

    place: int
    minutes: int | None
    is_open: bool
    opens_at: datetime | None
    on_duty: bool
    now: datetime

    @property
    def words(self) -> str:
        """The same in words, to be read beside the place in the queue."""
        return self.words_in(FINNISH)

    def words_in(self, language: str) -> str:
        """The same in another language; when the coaches are there again is told in numbers beside it."""
        if not self.is_open:
            return say("wait_closed", language, when=when_words(self.opens_at, self.now))
        return f"{say('wait_place', language, place=self.place)} {self._how_long(language)}"

    def _how_long(self, language: str) -> str:
        if not self.on_duty:
            return say("wait_nobody", language)
        if self.minutes is None:
            return say("wait_unknown", language)
        if self.minutes > LONGEST_PROMISE:
            return say("wait_long", language)
        return say("wait_about", language, minutes=told_minutes(self.minutes))

    @property
    def shown(self) -> WaitShown:
        """The same beside a notice."""
        opens_at = iso(self.opens_at) if self.opens_at else None
        return WaitShown(place=self.place, minutes=self.minutes, open=self.is_open, opens_at=opens_at)

    def offers(self, language: str = FINNISH) -> list[Choice]:
        """A call instead, when nobody will come soon."""
        return [] if self.is_open and self.on_duty else [call_instead(language)]


def call_instead(language: str = FINNISH) -> Choice:
    """The button that opens the form for a number to call."""
    return Choice(say("ask_callback", language), means("request_callback"), role="callback")


def when_words(moment: datetime | None, now: datetime) -> str:
    """The moment as one says it: tänään klo 9, huomenna klo 9, maanantaina 30.11. klo 9."""
    if moment is None:
        return say("when_unknown")
    local, today = moment.astimezone(HELSINKI), now.astimezone(HELSINKI).date()
    ahead = (local.date() - today).days
    day = say(f"when_{ahead}") if ahead < 2 else f"{say(f'weekday_{local.weekday()}')} {local.day}.{local.month}."
    return f"{day} klo {clock_words(moment)}"


def clock_words(moment: datetime) -> str:
    """The time in Finland as one says it: 9, 9.30."""
    local = moment.astimezone(HELSINKI)
    return f"{local.hour}" + (f".{local:%M}" if local.minute else "")


async def wait_of(session: AsyncSession, row: HandoverRow, now: datetime) -> Wait:
    """How it stands with this request."""
    team, place = await team_of(session, row.team_id), 1 + await store.ahead_of(session, row)
    serving, on_duty = is_open(team.hours, now), await is_anyone_on_duty(session, row.team_id, now)
    claims = await store.recent_claims(session, row.team_id, now - RECENT, MOST_CLAIMS)
    minutes = expected_minutes(place, [utc(claim) for claim in claims], now) if serving and on_duty else None
    return Wait(place, minutes, serving, None if serving else next_opening(team.hours, now), on_duty, now)


async def wait_of_conversation(session: AsyncSession, conversation_id: str, now: datetime) -> Wait | None:
    """The same for the person; None when they do not wait."""
    row = await store.open_handover(session, conversation_id)
    return await wait_of(session, row, now) if row is not None and row.claimed_by is None else None


async def tell_receipt(session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime) -> None:
    """Tell one who writes while nobody will come soon that it is kept for the coach; of a row of messages once."""
    row = await store.open_handover(session, conversation_id)
    if row is None:
        return
    wait = await wait_of(session, row, now)
    _, later = await conversations.messages_after(session, conversation_id, row.asked_at_seq)
    own = next((at for at, each in enumerate(later) if each.author == Author.JOBSEEKER), len(later))
    told = [utc(each.created_at) for each in later[own:] if each.author == Author.SYSTEM]
    if not wait.offers() or (told and now - told[-1] < RECEIPT_AFTER):
        return
    language = await conversations.language_of(session, conversation_id)
    text = f"{say('wait_receipt', language)} {wait.words_in(language)}"
    cancel = Choice(say("cancel_waiting", language), does("cancel_waiting"))
    notice = Notice(text=text, state=State.WAITING.value, choices=(*wait.offers(language), cancel))
    await conversations.add_message(session, conversation_id, Draft(notice), now)


async def due_steps(session: AsyncSession, now: datetime) -> Sequence[tuple[HandoverRow, Step]]:
    """Who has waited too long, and what is to be done next for them."""
    names = await team_names(session)
    steps = [(row, _step(row, found_team(names, row.team_id), now)) for row in await store.waiting(session)]
    return [(row, step) for row, step in steps if step is not None]


async def take_steps(session: AsyncSession, now: datetime) -> list[str]:
    """Remind the team, let another team help, offer a call: each when its time has come.

    Returns the conversations in which something was done.
    """
    done = []
    for row, step in await due_steps(session, now):
        await conversations.find(session, row.conversation_id, lock=True)
        await session.refresh(row)
        # Somebody may have taken it, or another process the step, before the lock was ours.
        if row.claimed_by is None and row.ended_at is None and STEPS[row.steps : row.steps + 1] == (step,):
            await _take(session, row, step, now)
            done.append(row.conversation_id)
    return done


def _step(row: HandoverRow, team: Team, now: datetime) -> Step | None:
    waited = waited_today(team.hours, utc(row.queued_at or row.created_at), now)
    return next_step(waited, row.steps, rota().patience)


async def _take(session: AsyncSession, row: HandoverRow, step: Step, now: datetime) -> None:
    row.steps += 1
    if step is Step.WIDEN:
        await _widen(session, row, now)
    if step is Step.OFFER_CALLBACK:
        await _offer_call(session, row, now)


async def _widen(session: AsyncSession, row: HandoverRow, now: datetime) -> None:
    row.backup_team_id = await id_of_team(session, (await team_of(session, row.team_id)).backup)
    if row.backup_team_id is not None:
        await _tell(session, row, "wait_widened", (), now)


async def _offer_call(session: AsyncSession, row: HandoverRow, now: datetime) -> None:
    if (await conversations.find(session, row.conversation_id)).state == State.WAITING:
        language = await conversations.language_of(session, row.conversation_id)
        await _tell(session, row, "wait_offer_call", (call_instead(language),), now)


async def _tell(session: AsyncSession, row: HandoverRow, key: str, offers: tuple[Choice, ...], now: datetime) -> None:
    text = say(key, await conversations.language_of(session, row.conversation_id))
    draft = Draft(Notice(text=text, state=State.WAITING.value, choices=offers))
    await conversations.add_message(session, row.conversation_id, draft, now)
