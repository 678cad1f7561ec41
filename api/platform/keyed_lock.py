"""One at a time: those who want the same thing wait in the process, and not for a lock of the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class KeyedLock:
    """A fair queue for each name. What other processes do is held apart by the database."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, name: object) -> AsyncIterator[None]:
        """Wait for the turn and hold it."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock:
            yield
