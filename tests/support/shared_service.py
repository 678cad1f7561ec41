"""One service for all tests on a kind of database: what is slow to make is kept, what remembers is new for each."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from api.app import create_app
from api.conversations.bot import BotPort
from api.platform.database import Database
from api.settings import Settings
from catalogue import store
from catalogue.service import Catalogue
from catalogue.service.recommending import Adviser
from finnish.words import Words


class SharedService:
    """Kept are the routes, the compiled statements, and what was read of the catalogue as it ships.

    Limits, known tokens, claims, presence, wake-ups, the worker and its tasks, connections: all that a service
    remembers is made anew for each test, its files are cleared away, and `restore` brings the first rows back.
    """

    def __init__(self, settings: Settings, restore: Callable[[], object], words: Words) -> None:
        self.settings = settings
        self._restore = restore
        self._words = words
        self._database = Database(settings.database, settings.busy_timeout_seconds)
        self._app: FastAPI | None = None
        self._unread()

    @asynccontextmanager
    async def started(self, bot: BotPort) -> AsyncIterator[FastAPI]:
        """The service as after its first start, with this bot and its worker running."""
        self._begin_anew()
        others = asyncio.all_tasks()
        app = self._with_new_state(bot)
        async with LifespanManager(app, startup_timeout=60):
            shipped = await self._change_count()
            yield app
            if await self._change_count() != shipped:
                self._unread()
        await _end(asyncio.all_tasks() - others)

    def _begin_anew(self) -> None:
        shutil.rmtree(self.settings.var_dir, ignore_errors=True)
        self.settings.var_dir.mkdir()
        self._restore()

    def _with_new_state(self, bot: BotPort) -> FastAPI:
        """Routes are compiled at the first request that meets them: those of the first app serve all tests."""
        made = create_app(self.settings, bot, self._words, self._database)
        made.state.catalogue, made.state.adviser = self._catalogue, self._adviser
        self._app = self._app or made
        self._app.state = made.state
        return self._app

    def _unread(self) -> None:
        """A catalogue that nothing is read of. Most tests ask nothing of it: it is read for those that do."""

        async def when_asked(_session: AsyncSession) -> None:
            pass

        self._catalogue = Catalogue(self._words)
        self._adviser = Adviser(self._catalogue)
        self._adviser.warm = when_asked  # type: ignore[method-assign]

    async def _change_count(self) -> int:
        async with self._database.read() as session:
            return await store.change_count(session)


async def _end(tasks: set[asyncio.Task]) -> None:
    """What a test began and left running must not go on beside the next."""
    left = tasks - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
