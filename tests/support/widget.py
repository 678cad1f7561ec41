"""A service with a scripted bot, for a browser to talk to: every kind of message on demand, without Rasa."""

import asyncio
import threading
import time
from pathlib import Path

import httpx
import uvicorn

from api.app import create_app
from api.conversations.bot import BotAway
from api.conversations.service import Lease, MessageReading, Reply
from api.platform import migrate
from api.platform.replies import Message, TextMessage
from api.settings import Settings
from tests.support.fixtures import small
from tests.support.stack import free_ports


class ScriptedBot:
    """Answers by the first word of a message: `kortit` shows cards. Anything else is echoed."""

    def __init__(self, script: dict[str, list[Message]]) -> None:
        self.script = script
        self.away = False
        self.slow = 0.0  # seconds before each answer

    async def answer(self, lease: Lease) -> Reply:
        if self.away:
            raise BotAway("away")
        await asyncio.sleep(self.slow)
        word = lease.text.lower().split()[0]
        return Reply(self.script.get(word) or [TextMessage(text=f"Kuulin: {lease.text}")], MessageReading("x", 0.9))

    async def read(self, text: str) -> MessageReading:
        return MessageReading("x", 0.9)

    async def forget(self, conversation_id: str) -> None:
        pass

    async def missing(self) -> str | None:
        return None

    async def close(self) -> None:
        pass


class Service:
    """The real service on a port of loopback, in a thread of the test; it can be stopped and started again."""

    def __init__(self, settings: Settings, bot: ScriptedBot) -> None:
        self.settings, self.bot = settings, bot
        self.url = settings.base_url
        migrate.upgrade(settings.database)

    def start(self) -> None:
        app = create_app(self.settings, self.bot)
        config = uvicorn.Config(
            app, host="127.0.0.1", port=self.settings.port, log_level="error", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        for _ in range(400):
            try:
                httpx.get(f"{self.url}/health/live", trust_env=False)
                return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("the service did not start")

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(15)


def settings_at(folder: Path, **more: object) -> Settings:
    """Settings of a small service on free ports."""
    port = free_ports(1)[0]
    return small(folder, port=port, **more)
