"""A connection costs little until a request is there: its head has a time and a size, and an address a number."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import uvicorn

from api.platform.connections import watched_by
from api.settings import Settings

REQUEST = b"GET / HTTP/1.1\r\nhost: localhost\r\n"


async def hello(scope, _receive, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def server(tmp_path: Path, **limits: object) -> AsyncIterator[int]:
    settings = Settings(_env_file=None, var_dir=tmp_path, **limits)
    config = uvicorn.Config(
        hello, port=0, http=watched_by(settings), log_level="critical", lifespan="off", timeout_keep_alive=2
    )
    running = uvicorn.Server(config)
    serving = asyncio.create_task(running.serve())
    while not running.started:  # noqa: ASYNC110 - uvicorn tells it by an attribute
        await asyncio.sleep(0.01)
    yield running.servers[0].sockets[0].getsockname()[1]
    running.should_exit = True
    await serving


async def test_headers_that_trickle_in_are_given_up(tmp_path: Path) -> None:
    async with server(tmp_path, head_timeout_seconds=0.4) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        began = time.monotonic()
        writer.write(REQUEST)

        async def trickle() -> None:
            for _ in range(100):
                writer.write(b"x: y\r\n")
                await asyncio.sleep(0.05)

        trickling = asyncio.create_task(trickle())
        answer = await asyncio.wait_for(reader.read(), 3)
        trickling.cancel()
        assert answer.startswith(b"HTTP/1.1 408")
        assert time.monotonic() - began < 2


async def test_a_connection_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    async with server(tmp_path, head_timeout_seconds=0.2) as port:
        reader, _ = await asyncio.open_connection("127.0.0.1", port)
        assert (await asyncio.wait_for(reader.read(), 2)).startswith(b"HTTP/1.1 408")


async def test_headers_without_end_are_refused(tmp_path: Path) -> None:
    async with server(tmp_path, max_head_bytes=10_000) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        sent = 0
        try:
            for _ in range(200):
                writer.write(b"x: " + b"y" * 9_995 + b"\r\n")
                sent += 10_000
                await writer.drain()
                await asyncio.sleep(0.001)
        except ConnectionError:
            pass
        assert sent < 1_500_000, "taken without end"
        with suppress(ConnectionError):
            assert (await asyncio.wait_for(reader.read(), 2)).startswith(b"HTTP/1.1 431")


async def test_an_honest_connection_goes_on_from_request_to_request(tmp_path: Path) -> None:
    async with server(tmp_path, head_timeout_seconds=0.3) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            writer.write(REQUEST + b"\r\n")
            assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
            await asyncio.sleep(0.4)  # longer than a head may take: between requests one may wait


@pytest.mark.parametrize(("proxies", "served"), [([], 3), (["127.0.0.1"], 5)])
async def test_one_address_holds_so_many_connections_and_a_trusted_proxy_more(
    tmp_path: Path, proxies: list[str], served: int
) -> None:
    async with server(tmp_path, connections_per_address=3, trusted_proxies=proxies) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
        answered = 0
        for reader, writer in held:
            try:
                writer.write(REQUEST + b"\r\n")
                answered += (await asyncio.wait_for(reader.read(15), 2)).startswith(b"HTTP/1.1 200")
            except ConnectionError:
                continue
        assert answered == served
        for _, writer in held:
            writer.close()
        await asyncio.sleep(0.1)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST + b"\r\n")
        assert (await reader.read(15)).startswith(b"HTTP/1.1 200"), "a place that was left is free again"
