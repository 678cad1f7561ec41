"""A stand-in for Rasa's channel. What it stands for is tested for real in tests/conversations."""

import asyncio

from api.conversations.bot import BotAway
from api.conversations.service import Lease, MessageReading, Reply
from api.platform.replies import Choice, means, message


class FakeBot:
    """Answers every turn with an echo; can be away, slow, and remembers what it was asked."""

    def __init__(self) -> None:
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked: list[Lease] = []
        self.was_asked = asyncio.Event()
        self.forgotten: list[str] = []
        self.reply: Reply | None = None
        self.reading = MessageReading("greet", 0.9)
        self.read_texts: list[str] = []

    async def answer(self, lease: Lease) -> Reply:
        self.asked.append(lease)
        self.was_asked.set()
        await self.gate.wait()
        if self.away:
            raise BotAway("away")
        echo = message(f"kuulin: {lease.text}", [Choice("Lisää", means("ask_more"))])
        return self.reply or Reply([echo], MessageReading("greet", 0.9))

    async def read(self, text: str) -> MessageReading:
        if self.away:
            raise BotAway("away")
        self.read_texts.append(text)
        return self.reading

    async def forget(self, conversation_id: str) -> None:
        if self.away:
            raise BotAway("away")
        self.forgotten.append(conversation_id)

    async def missing(self) -> list[str]:
        return ["rasa"] if self.away else []

    async def close(self) -> None:
        pass
