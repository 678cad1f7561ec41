"""Fixtures of the service: in one process, on either database, with a fake in the place of Rasa."""

import asyncio
import importlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr

from api.launch import seed
from api.platform import migrate
from api.platform.database import Database
from api.settings import Settings
from finnish.words import Words
from tests.support.bot import FakeBot
from tests.support.postgres import Postgres
from tests.support.shared_service import SharedService
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


@pytest.fixture(scope="session")
def service_on_sqlite(seeded: Path, words: Words, tmp_path_factory: pytest.TempPathFactory) -> SharedService:
    folder = tmp_path_factory.mktemp("service")
    return SharedService(small(folder), lambda: shutil.copy(seeded, folder / "askelmerkki.db"), words)


@pytest.fixture(scope="session")
def service_on_postgresql(
    postgres: Postgres, seeded_postgres: str, words: Words, tmp_path_factory: pytest.TempPathFactory
) -> SharedService:
    name = postgres.create(seeded_postgres)
    settings = small(tmp_path_factory.mktemp("service"), database_url=postgres.url(name))
    return SharedService(settings, postgres.remember(name), words)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a small service, on either database: what uses them is tested on both.

    A test that asks for the app gets those of the shared service, whose database has the content that ships; any
    other gets an empty database of its own.
    """
    if "app" in request.fixturenames:
        yield request.getfixturevalue(f"service_on_{request.param}").settings
    elif request.param == "sqlite":
        (tmp_path / "askelmerkki.db").write_bytes(request.getfixturevalue("migrated").read_bytes())
        yield small(tmp_path)
    else:
        server = request.getfixturevalue("postgres")
        name = server.create(request.getfixturevalue("migrated_postgres"))
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
        turn_pause_seconds=0,
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
def shared_service(request: pytest.FixtureRequest, settings: Settings) -> SharedService:
    return request.getfixturevalue(f"service_on_{'postgresql' if settings.database_url else 'sqlite'}")


@pytest.fixture
async def app(shared_service: SharedService, bot: FakeBot) -> AsyncIterator[FastAPI]:
    """The service with its worker running, and a fake in the place of Rasa."""
    async with shared_service.started(bot) as app:
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
