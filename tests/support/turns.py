"""The bot's turns, as Rasa's action carries them to the service; what is said is stored as at the end of a turn."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from fastapi import FastAPI

from api.conversations import service as conversations
from api.conversations.model import Author
from api.conversations.service import Draft
from api.platform import clock
from api.platform.replies import TextMessage, from_rasa
from finnish.texts import tree
from tests.support.fixtures import INTERNAL_TOKEN
from tests.support.talk import Talk

INTERNAL = {"Authorization": f"Bearer {INTERNAL_TOKEN}"}
SURE = 0.9


class Dialogue:
    """What one person says to the bot. `intent` is how the bot read it, and `more` what else it read in it."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> None:
        self.app, self.client, self.talk = app, client, talk
        self.open_question: dict[str, Any] | None = None

    async def say(self, text: str, intent: str, *more: str, ranking: Sequence[str] = ()) -> list[dict[str, Any]]:
        """A message that is written."""
        return await self.take(text, turn_of(text, intent, *more, ranking=ranking))

    async def press(self, payload: Mapping[str, Any], label: str = "Nappi") -> list[dict[str, Any]]:
        """A press of the button that means this."""
        return await self.take(label, pressed(payload, label))

    async def call(self, turn: Mapping[str, Any]) -> httpx.Response:
        """The call alone: nothing of it is stored as a message."""
        return await self.client.post(f"/internal/conversations/{self.talk.id}/turn", json=turn, headers=INTERNAL)

    async def take(self, text: str, turn: Mapping[str, Any]) -> list[dict[str, Any]]:
        """A turn from the message to the reply, both stored."""
        seq = await self.store(Draft(TextMessage(text=text), Author.JOBSEEKER))
        answer = await self.call({"message_id": f"{self.talk.id}:{seq}", **turn})
        assert answer.status_code == 200, answer.text
        said = answer.json()
        assert all(reply["text"] for reply in said["replies"])
        await self.store(*map(as_draft, said["replies"]))
        self.open_question = said["open_question"]
        return list(said["replies"])

    async def store(self, *drafts: Draft) -> int:
        """Messages put into the talk without a turn of their own; the place of the first, 0 when there are none."""
        async with self.app.state.database.write() as session:
            now = clock.now()
            rows = [await conversations.add_message(session, self.talk.id, draft, now) for draft in drafts]
            return rows[0].seq if rows else 0


def turn_of(text: str, intent: str, *more: str, ranking: Sequence[str] = ()) -> dict[str, Any]:
    """What the service is told of a message that is written."""
    acts = [{"intent": each, "confidence": SURE, "from": 0, "to": len(text)} for each in (intent, *more)]
    return {"text": text, "acts": acts, "chosen": None, "ranking": list(ranking)}


def pressed(payload: Mapping[str, Any], label: str = "Nappi") -> dict[str, Any]:
    """What the service is told of a press."""
    chosen = {"intent": payload["intent"], "entities": payload.get("entities") or {}}
    return {**turn_of(label, payload["intent"]), "chosen": chosen}


def button(intent: str, **carried: Any) -> dict[str, Any]:
    """What a button means."""
    return {"intent": intent, "entities": carried}


def as_draft(reply: Mapping[str, Any]) -> Draft:
    """A reply as the bot sends it back to be stored: its buttons keep their meaning."""
    return Draft(from_rasa(reply["kind"], {name: part for name, part in reply.items() if name != "kind"}), Author.BOT)


def texts_of(saying: str) -> list[str]:
    """Every way of the bot's own saying, as it is written."""
    return [row["text"] for row in tree("talk")["sayings"][saying]]


def labels(reply: Mapping[str, Any]) -> list[str]:
    """What is read on its buttons."""
    return [choice["label"] for choice in reply.get("choices", [])]


def meanings(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What its buttons mean."""
    return [choice["payload"] for choice in reply.get("choices", [])]


def payload_of(reply: Mapping[str, Any], label: str) -> dict[str, Any]:
    """What its button of this label means."""
    return next(choice["payload"] for choice in reply["choices"] if choice["label"] == label)
