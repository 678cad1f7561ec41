"""Fixtures of the service's environment."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from api import migrate, seed
from api.app import create_app
from api.settings import Settings
from finnish.words import Words
from tests.support.bot import FakeBot
from tests.support.stack import Stack

INTERNAL_TOKEN = "test-internal-token"


@pytest.fixture(scope="session")
def words() -> Words:
    return Words()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "askelmerkki.db"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    (tmp_path / "askelmerkki.db").write_bytes(migrated.read_bytes())
    return Settings(
        _env_file=None,
        var_dir=tmp_path,
        internal_token=SecretStr(INTERNAL_TOKEN),
        turn_sweep_seconds=0.05,
        outage_notice_seconds=1.0,
        busy_timeout_seconds=0.5,
        stream_poll_seconds=0.2,
        rasa_port=1,
        actions_port=2,
        log_level="CRITICAL",
    )


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture
async def app(settings: Settings, bot: FakeBot) -> AsyncIterator[FastAPI]:
    """The service with its worker running, and a fake in the place of Rasa."""
    app = create_app(settings, bot)
    await seed.load(app.state.database)
    async with LifespanManager(app):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Real Rasa, real actions, real service, on one trained model."""
    stack = Stack(tmp_path_factory.mktemp("stack"))
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
