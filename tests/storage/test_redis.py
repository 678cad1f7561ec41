"""Limits are counted in a real Redis, as the README's setting says: by many processes together."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager

from api.app import create_app
from api.platform.limits import Limits, TooMany
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.stack import free_ports
from tests.support.waiting import eventually

SERVER = shutil.which("redis-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="Debian's redis-server is not installed")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (port,) = free_ports(1)
    command = [str(SERVER), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    yield f"async+redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


@pytest.fixture
async def counted(settings: Settings, address: str) -> Settings:
    host, port = address.removeprefix("async+redis://").removesuffix("/0").split(":")

    async def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((host, int(port))) == 0

    await eventually(answers)
    return settings.model_copy(update={"limits_storage": address, "asks_per_address": "3 per minute"})


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_two_processes_count_together(counted: Settings) -> None:
    one, other = Limits(counted), Limits(counted)
    await one.hit(asks_of_address="a")
    await other.hit(asks_of_address="a")
    await one.hit(asks_of_address="a")
    with pytest.raises(TooMany) as refused:
        await other.hit(asks_of_address="a")
    assert 1 <= refused.value.retry_after_seconds <= 60
    await other.hit(asks_of_address="b")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_the_service_starts_and_counts_with_the_setting_of_the_readme(counted: Settings) -> None:
    app = create_app(counted, FakeBot())

    async def when_asked(_session) -> None:
        """Nothing is asked of the catalogue here."""

    app.state.adviser.warm = when_asked
    transport = httpx.ASGITransport(app)
    async with (
        LifespanManager(app, startup_timeout=60),
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        statuses = [(await client.get("/api/catalogue/search?q=hoiva")).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
