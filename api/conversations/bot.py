"""The way to Rasa: one call for a turn, one to forget. Everything that may go wrong has a name."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from api.conversations.model import ReadAct
from api.conversations.service import Lease, MessageReading, Reply
from api.platform.replies import from_rasa

PROBE_SECONDS = 2.0


class BotAway(Exception):
    """Rasa or its actions cannot answer now; the same turn may be tried again."""


class Forgotten(Exception):
    """Rasa has deleted this conversation."""


class BotPort(Protocol):
    """What the service needs of a bot."""

    async def answer(self, lease: Lease) -> Reply: ...

    async def read(self, text: str) -> MessageReading: ...

    async def forget(self, conversation_id: str) -> None: ...

    async def missing(self) -> list[str]: ...

    async def close(self) -> None: ...


@dataclass
class Bot:
    """Rasa's own channel (`bot/channel.py`) as seen from here."""

    client: httpx.AsyncClient
    actions_url: str

    @classmethod
    def at(cls, url: str, actions_url: str, token: str, timeout_seconds: float) -> "Bot":
        headers = {"Authorization": f"Bearer {token}"}
        limits = httpx.Limits(max_keepalive_connections=32, keepalive_expiry=60)
        client = httpx.AsyncClient(
            base_url=f"{url}/webhooks/askelmerkki",
            headers=headers,
            timeout=timeout_seconds,
            limits=limits,
            trust_env=False,
        )
        return cls(client, actions_url)

    async def answer(self, lease: Lease) -> Reply:
        """Rasa's answer to the turn; the same at every try. Raises BotAway or Forgotten."""
        asked: dict[str, Any] = {
            "conversation_id": lease.conversation_id,
            "message_id": lease.message_id,
            "text": lease.text,
            **lease.beside,
            "masked": list(lease.masked),
        }
        if lease.payload is not None:
            asked["payload"] = lease.payload
        answer = await self._ask("POST", "/turn", json=asked)
        try:
            return _read(answer.json())
        except (KeyError, ValueError) as error:
            raise BotAway(f"unreadable reply: {type(error).__name__}") from error

    async def read(self, text: str) -> MessageReading:
        """How Rasa understands a message that it is not to answer; nothing is kept there. Raises BotAway."""
        answer = (await self._ask("POST", "/read", json={"text": text})).json()
        return MessageReading(answer["intent"], answer["confidence"])

    async def forget(self, conversation_id: str) -> None:
        """Delete the conversation from Rasa's tracker store. Raises BotAway."""
        try:
            await self._ask("DELETE", f"/conversation/{conversation_id}")
        except Forgotten:
            return

    async def missing(self) -> list[str]:
        """What keeps the bot from answering, by name: 'rasa' or its 'model', 'actions'."""
        parts = await asyncio.gather(self._rasa_missing(), self._actions_missing())
        return [part for part in parts if part]

    async def close(self) -> None:
        await self.client.aclose()

    async def _rasa_missing(self) -> str | None:
        try:
            answer = await self.client.get("/status", timeout=PROBE_SECONDS)
            return None if answer.is_success and answer.json()["model"] else "model"
        except httpx.HTTPError:
            return "rasa"

    async def _actions_missing(self) -> str | None:
        try:
            answer = await self.client.get(f"{self.actions_url}/health", timeout=PROBE_SECONDS)
            return None if answer.is_success else "actions"
        except httpx.HTTPError:
            return "actions"

    async def _ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        try:
            answer = await self.client.request(method, path, **body)
        except httpx.HTTPError as error:
            raise BotAway(type(error).__name__) from error
        if answer.status_code == 410:
            raise Forgotten
        if not answer.is_success:
            raise BotAway(f"status {answer.status_code}")
        return answer


def _read(answer: Mapping[str, Any]) -> Reply:
    messages = [from_rasa(reply["kind"], reply["body"]) for reply in answer["replies"]]
    acts = tuple(ReadAct(act["intent"], act["confidence"], act["from"]) for act in answer.get("acts") or [])
    return Reply(messages, MessageReading(answer.get("intent"), answer.get("confidence"), acts))
