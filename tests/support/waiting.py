"""Waiting in tests for what comes in its own time, for as long as a busy machine may need."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def eventually(look: Callable[[], Awaitable[T]], seconds: float = 10) -> T:
    """What `look` finds, as soon as it finds anything. Raises AssertionError when it has found nothing in time."""
    ends = asyncio.get_running_loop().time() + seconds
    while not (found := await look()):
        assert asyncio.get_running_loop().time() < ends, f"not within {seconds} seconds: last was {found!r}"
        await asyncio.sleep(0.02)
    return found
