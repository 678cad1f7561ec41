"""The worker: takes turns that are due to Rasa and stores what comes back."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from api.conversations import service, store
from api.conversations.bot import BotAway, BotPort, Forgotten
from api.conversations.model import LONGEST_PAUSE, Mode
from api.conversations.service import Lease, Leasing, MessageReading, Reply
from api.conversations.upkeep import age_out
from api.platform import clock
from api.platform.database import Database
from api.platform.deletion_ledger import DeletionLedger
from api.platform.events import Wakeups
from api.platform.feature import Composed, Round
from api.platform.logs import reason_of
from api.platform.metrics import TURNS, Stopwatch
from api.platform.presence import Presence
from api.settings import Settings

log = structlog.get_logger()

SWEEP_SIZE = 200
# How often a bot that was away is looked for.
LOOKS_SECONDS = 0.2
NEVER = datetime.min.replace(tzinfo=UTC)


class Worker:
    """Runs turns of different conversations side by side, of one conversation one by one."""

    def __init__(
        self,
        database: Database,
        wakeups: Wakeups,
        presence: Presence,
        bot: BotPort,
        settings: Settings,
        features: Composed,
        leasing: Leasing,
        ledger: DeletionLedger,
    ) -> None:
        self._database = database
        self._wakeups = wakeups
        self._presence = presence
        self._bot = bot
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.turn_concurrency)
        self._features = features
        self._leasing = leasing
        self._ledger = ledger
        self._held: dict[str, Lease] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._unscrubbed = False
        self._put_off = False
        self._hastened = NEVER

    async def start(self) -> None:
        """Take up what a process that died left behind, then sweep for as long as it lives."""
        if self._settings.database.startswith("sqlite"):
            async with self._database.write() as session:
                await service.take_over_from_the_dead(session, clock.now())
        self._begin(self._again_and_again(self._sweep, self._settings.turn_sweep_seconds))
        self._begin(self._again_and_again(self._await_bot, LOOKS_SECONDS))
        self._begin(self._again_and_again(self._wake_again, self._settings.stream_poll_seconds))
        self._begin(self._again_and_again(self._keep_up, self._settings.upkeep_minutes * 60))

    async def stop(self) -> None:
        """Cancel what runs and give its turns back: the next worker takes them up at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._held:
            async with self._database.write() as session:
                await service.give_back(session, list(self._held.values()), clock.now())

    def take(self, lease: Lease) -> None:
        """Run a turn that has just been leased, and those of its conversation that come after it."""
        self._begin(self._run(lease))

    def take_later(self, conversation_id: str, after: timedelta) -> None:
        """Look again at a conversation whose person was let finish."""

        async def later() -> None:
            await asyncio.sleep(after.total_seconds())
            await self._take_up(conversation_id)

        self._begin(later())

    def poke_forgetting(self) -> None:
        """A conversation was deleted: let Rasa forget it now."""
        self._begin(self._forget_the_deleted())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, DBAPIError):
            # The lease runs out and the sweep takes the turn up again.
            log.warning("turn_put_off", reason=reason_of(error))
        else:
            log.error("worker_task_failed", error=type(error).__name__, exc_info=error)

    async def _run(self, lease: Lease) -> None:
        self._held[lease.token] = lease
        async with self._slots:
            following: Lease | None = lease
            while following is not None:
                lease = following
                self._held[lease.token] = lease
                following = await self._one_turn(lease)
                self._held.pop(lease.token)

    async def _one_turn(self, lease: Lease) -> Lease | None:
        """Run the turn. The next one of the conversation, when this one ended and it is due."""
        watch = Stopwatch()
        try:
            reply = await self._ask(lease)
        except BotAway as error:
            log.warning("bot_away", conversation=lease.conversation_id, seq=lease.seq, reason=str(error))
            TURNS.labels("put_off").inc()
            async with self._database.write() as session:
                await service.release(session, lease, clock.now())
            self._put_off = True
            return None
        except Forgotten:
            async with self._database.write() as session:
                await service.skip(session, lease)
            return None
        watch.lap("rasa")
        async with self._database.write() as session:
            finished = await service.finish(session, lease, reply, self._features.verbs, clock.now(), self._leasing)
        watch.lap("store")
        TURNS.labels("done" if finished.by_us else "taken_by_another").inc()
        self._wakeups.wake(lease.conversation_id)
        return finished.next

    async def _await_bot(self) -> None:
        """While turns are put off: when the bot is back, all who wait are served at once.

        A bot that was there all the time fails a turn whenever it is tried: that is not tried more often than its
        pauses allow.
        """
        if not self._put_off:
            return
        if await self._bot.missing():
            self._hastened = NEVER
            return
        now = clock.now()
        if now - self._hastened < LONGEST_PAUSE:
            return
        self._put_off, self._hastened = False, now
        async with self._database.write() as session:
            await service.hasten(session, now)
        await self._take_up_due()

    async def _ask(self, lease: Lease) -> Reply:
        """The bot's answer, or only its reading when a person answers. A press needs no reading."""
        if lease.mode is Mode.ANSWER:
            return await self._bot.answer(lease)
        return Reply([], MessageReading() if lease.payload else await self._bot.read(lease.text))

    async def _take_up(self, conversation_id: str) -> None:
        async with self._database.write() as session:
            lease = await service.lease_next(session, conversation_id, clock.now(), self._leasing)
        if lease is not None:
            self.take(lease)

    async def _take_up_due(self) -> None:
        async with self._database.read() as session:
            due = await store.conversations_with_due_turns(session, clock.now(), self._leasing.lasts, SWEEP_SIZE)
        for conversation_id in due:
            await self._take_up(conversation_id)

    async def _again_and_again(self, work: Callable[[], Awaitable[None]], pause_seconds: float) -> None:
        while True:
            try:
                await work()
            except DBAPIError as error:
                log.warning("work_put_off", work=work.__name__, reason=reason_of(error))
            except Exception as error:  # a disk that is full, a pool that is empty: what failed once is tried again
                log.error("work_failed", work=work.__name__, error=type(error).__name__, exc_info=error)
            await asyncio.sleep(pause_seconds)

    async def _keep_up(self) -> None:
        async with self._database.write() as session:
            gone = await age_out(session, self._features, self._settings, clock.now())
        await asyncio.to_thread(self._features.drop_files, self._settings, clock.now())
        if gone:
            log.info("aged_out", conversations=len(gone))
            await self._forget_the_deleted()

    async def _wake_again(self) -> None:
        """One question for all streams, as a wake-up may be lost: what changed since well before the last time?"""
        lately = timedelta(seconds=2 * self._settings.stream_poll_seconds)
        async with self._database.read() as session:
            changed = await store.changed_since(session, clock.now() - lately)
        for conversation_id, seq, state in changed:
            self._wakeups.catch_up(conversation_id, seq, state)

    async def _sweep(self) -> None:
        await self._take_up_due()
        async with self._database.read() as session:
            deleted = await store.to_be_forgotten(session, 1)
            patience = timedelta(seconds=self._settings.outage_notice_seconds)
            late = await store.late_turns(session, clock.now() - patience, 1)
            at = Round(self._settings, self._presence, clock.now())
            chores = [chore for chore in self._features.chores if await chore.is_due(session, at)]
        if late:
            async with self._database.write() as session:
                told = await service.tell_those_who_wait(session, clock.now(), patience)
            for conversation_id in told:
                self._wakeups.wake(conversation_id)
        for chore in chores:
            async with self._database.write() as session:
                touched = await chore.do(session, at)
            for conversation_id in touched:
                self._wakeups.wake(conversation_id)
        if deleted or self._unscrubbed:
            await self._forget_the_deleted()

    async def _forget_the_deleted(self) -> None:
        async with self._database.read() as session:
            deleted = await store.to_be_forgotten(session, SWEEP_SIZE)
        # Before all else, and though Rasa be away: no back-up may bring them back.
        await asyncio.to_thread(self._ledger.append, deleted, clock.now())
        self._unscrubbed = not await self._database.scrub()
        for conversation_id in deleted:
            try:
                await self._bot.forget(conversation_id)
            except BotAway as error:
                log.warning("forgetting_put_off", conversation=conversation_id, reason=str(error))
                return
            async with self._database.write() as session:
                await store.forgotten(session, conversation_id)
