"""Bodies with a limit of their own go on piece by piece, and are stopped where they are read."""

import asyncio
import re

import pytest

from api.platform import errors
from api.platform.limits import BodyLimit, BodyRule, TooLarge, TooSlow

PIECE = b"x" * 100


class Reader:
    """An app that reads the whole body, and a sender that has so many pieces for it."""

    def __init__(self, pieces: int, told: int | None = None) -> None:
        self.left = pieces
        self.read = 0
        self.headers = [] if told is None else [(b"content-length", str(told).encode())]

    async def __call__(self, _scope, receive, _send) -> None:
        while True:
            message = await receive()
            self.read += len(message.get("body", b""))
            if not message.get("more_body"):
                return

    async def receive(self) -> dict:
        if not self.left:
            await asyncio.sleep(60)
        self.left -= 1
        return {"type": "http.request", "body": PIECE, "more_body": True}

    async def run(self) -> None:
        rules = [BodyRule(re.compile("POST /suuri"), 1000, streamed=True), BodyRule(re.compile(""), 100)]
        limit = BodyLimit(self, rules, most_of_refused=100, within_seconds=0.05, answer=errors.told)
        scope = {"type": "http", "method": "POST", "path": "/suuri", "headers": self.headers}
        await limit(scope, self.receive, self.receive)


async def test_a_body_is_stopped_at_its_limit_whatever_it_told_of_its_size() -> None:
    for told in (None, 500):
        reader = Reader(pieces=50, told=told)
        with pytest.raises(TooLarge):
            await reader.run()
        assert (reader.read, reader.left) == (1000, 39)


async def test_a_body_that_tells_too_large_a_size_is_not_read_at_all() -> None:
    reader = Reader(pieces=50, told=1001)
    with pytest.raises(TooLarge):
        await reader.run()
    assert (reader.read, reader.left) == (0, 50)


async def test_a_body_whose_next_piece_does_not_come_is_given_up() -> None:
    with pytest.raises(TooSlow):
        await Reader(pieces=3).run()


async def test_each_piece_has_its_own_time_and_after_the_end_one_may_wait() -> None:
    class Slow(Reader):
        async def receive(self) -> dict:
            await asyncio.sleep(0.03)
            self.left -= 1
            return {"type": "http.request", "body": PIECE, "more_body": self.left > 0}

    reader = Slow(pieces=5)
    await reader.run()
    assert reader.read == 500
