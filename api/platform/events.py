"""Wake-ups: a hint that a conversation has something new. They may be lost; rows may not."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
import structlog

log = structlog.get_logger()


class Watcher(asyncio.Event):
    """Set at each wake-up. `seq` and `state` are what its watcher has seen."""

    seq: int = 0
    state: str | None = None


class Wakeups:
    """Wake-ups within one process."""

    def __init__(self) -> None:
        self._watchers: defaultdict[str, set[Watcher]] = defaultdict(set)

    async def start(self) -> None:
        """Nothing is needed within one process."""

    async def stop(self) -> None:
        """Nothing is needed within one process."""

    def wake(self, conversation_id: str) -> None:
        """Tell everyone watching this conversation to look again."""
        self.wake_here(conversation_id)

    def wake_here(self, conversation_id: str) -> None:
        """Tell those who watch it in this process."""
        for watcher in self._watchers.get(conversation_id, ()):
            watcher.set()

    def catch_up(self, conversation_id: str, seq: int, state: str) -> None:
        """Wake those in this process who have not seen this much of the conversation: a wake-up was lost."""
        for watcher in self._watchers.get(conversation_id, ()):
            if watcher.seq < seq or watcher.state != state:
                watcher.set()

    def wake_all(self) -> None:
        """Tell everyone to look again: something may have been missed."""
        for conversation_id in list(self._watchers):
            self.wake_here(conversation_id)

    @contextmanager
    def watch(self, conversation_id: str) -> Iterator[Watcher]:
        """An event that is set at each wake-up, for as long as one watches."""
        watcher = Watcher()
        self._watchers[conversation_id].add(watcher)
        try:
            yield watcher
        finally:
            self._watchers[conversation_id].discard(watcher)
            if not self._watchers[conversation_id]:
                del self._watchers[conversation_id]


class SharedWakeups(Wakeups):
    """Wake-ups between processes, over PostgreSQL's LISTEN and NOTIFY."""

    CHANNEL = "askelmerkki"
    PAUSE_SECONDS = 1.0

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url.replace("postgresql+psycopg://", "postgresql://")
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to listen and to tell."""
        self._tasks = [asyncio.create_task(self._for_ever(work)) for work in (self._listen, self._tell)]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def wake(self, conversation_id: str) -> None:
        """Tell those who watch here at once, and those of other processes as soon as may be."""
        self.wake_here(conversation_id)
        self._outbox.put_nowait(conversation_id)

    async def _for_ever(self, work) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await work(connection)
            except psycopg.Error as error:
                log.warning("wakeups_put_off", reason=type(error).__name__)
            await asyncio.sleep(self.PAUSE_SECONDS)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {self.CHANNEL}")
        self.wake_all()
        async for told in connection.notifies():
            self.wake_here(told.payload)

    async def _tell(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            conversation_id = await self._outbox.get()
            await connection.execute("SELECT pg_notify(%s, %s)", (self.CHANNEL, conversation_id))


def make_wakeups(database_url: str) -> Wakeups:
    """Those that fit the database: SQLite serves one process, PostgreSQL many."""
    return Wakeups() if database_url.startswith("sqlite") else SharedWakeups(database_url)
