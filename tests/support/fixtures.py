"""Fixtures of the service's environment."""

import asyncio
import importlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager
from cryptography.fernet import Fernet
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from api.app import create_app
from api.launch import seed
from api.platform import migrate
from api.platform.database import Database
from api.settings import Settings
from finnish.words import Words
from tests.support.bot import FakeBot
from tests.support.postgres import Postgres
from tests.support.stack import UNLIMITED, Stack
from tests.support.talk import Talk, Worker, hire

INTERNAL_TOKEN = "test-internal-token"


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """A password is made to be slow to try; hundreds of sign-ins of tests need not be."""
    # Its package has a verb of the same name.
    accounts = importlib.import_module("api.staff.service.accounts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "HASHER", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)))
        yield


@pytest.fixture(scope="session")
def words() -> Words:
    return Words()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "askelmerkki.db"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def seeded(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the content that ships."""
    path = tmp_path_factory.mktemp("seeded") / "askelmerkki.db"
    path.write_bytes(migrated.read_bytes())
    asyncio.run(_seed(f"sqlite+aiosqlite:///{path}"))
    return path


async def _seed(url: str) -> None:
    database = Database(url, busy_timeout_seconds=5)
    await seed.load(database)
    await database.scrub()
    await database.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Postgres) -> str:
    """The name of an empty, migrated PostgreSQL database, a template for each test's own."""
    name = postgres.create()
    migrate.upgrade(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def seeded_postgres(postgres: Postgres, migrated_postgres: str) -> str:
    """The same with the content that ships."""
    name = postgres.create(migrated_postgres)
    asyncio.run(_seed(postgres.url(name)))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a small service, on either database: what uses them is tested on both.

    The database of a whole service has the content that ships; that of a store or a verb alone is empty.
    """
    template = "seeded" if "app" in request.fixturenames else "migrated"
    if request.param == "sqlite":
        (tmp_path / "askelmerkki.db").write_bytes(request.getfixturevalue(template).read_bytes())
        yield small(tmp_path)
    else:
        server = request.getfixturevalue("postgres")
        name = server.create(request.getfixturevalue(f"{template}_postgres"))
        yield small(tmp_path, database_url=server.url(name))
        server.drop(name)


def small(folder: Path, **more: object) -> Settings:
    return Settings(
        _env_file=None,
        var_dir=folder,
        contact_keys=[SecretStr(Fernet.generate_key().decode())],
        internal_token=SecretStr(INTERNAL_TOKEN),
        allowed_hosts=["test", "testserver"],
        turn_sweep_seconds=0.1,
        outage_notice_seconds=1.0,
        busy_timeout_seconds=0.5,
        stream_poll_seconds=0.2,
        rasa_port=1,
        actions_port=2,
        log_level="CRITICAL",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture
async def app(settings: Settings, bot: FakeBot, words: Words) -> AsyncIterator[FastAPI]:
    """The service with its worker running, and a fake in the place of Rasa."""

    async def when_asked(_session: AsyncSession) -> None:
        """Most tests ask nothing of the catalogue: it is read for those that do."""

    app = create_app(settings, bot, words)
    app.state.adviser.warm = when_asked
    async with LifespanManager(app, startup_timeout=60):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
async def talk(client: httpx.AsyncClient) -> Talk:
    answer = await client.post("/api/conversations")
    assert answer.status_code == 201
    assert set(answer.json()) == {"id", "token", "state"}
    return Talk(client, answer.json())


@pytest.fixture
async def coach(app: FastAPI, client: httpx.AsyncClient) -> Worker:
    return await hire(app, client, "aino", "coach")


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Real Rasa, real actions, real service, on one trained model."""
    stack = Stack(tmp_path_factory.mktemp("stack"), **UNLIMITED)
    stack.start()
    yield stack
    stack.stop()


@pytest.fixture(scope="module")
def browser(stack: Stack) -> Iterator[Browser]:
    """Debian's Chromium. Root has no sandbox. Playwright holds an event loop while it is open."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()
