"""The way to Rasa: what it gives back is read into messages, or named as what cannot be used."""

from typing import Any

import httpx
import pytest

from api.conversations.bot import Bot, BotAway
from api.conversations.model import Mode, Said
from api.conversations.service import Lease, MessageReading
from api.platform.replies import Choice, means, message

LEASE = Lease("turn", "token", "talk", [Said(1, "moi")], None, 1, Mode.ANSWER, 0)
REPLY = {
    "kind": "choices",
    "body": {"text": "Moi!", "choices": [{"label": "Etsi", "payload": {"intent": "find_unit", "entities": {}}}]},
}


def bot(*replies: dict[str, Any]) -> Bot:
    answer = {"replies": replies, "intent": "greet", "confidence": 0.9}
    client = httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _request: httpx.Response(200, json=answer)), base_url="http://rasa"
    )
    return Bot(client, "http://actions")


async def test_a_reply_is_read_into_a_message_and_how_the_person_was_read_comes_with_it() -> None:
    reply = await bot(REPLY).answer(LEASE)
    assert reply.messages == [message("Moi!", [Choice("Etsi", means("find_unit"))])]
    assert reply.reading == MessageReading("greet", 0.9)


@pytest.mark.parametrize(
    "reply",
    [
        {"kind": "weather", "body": {"text": "Sataa."}},
        {"kind": "text", "body": {}},
        {"kind": "text", "body": {"text": "Moi!", "mood": "good"}},
        {"kind": "choices", "body": {"text": "Moi!", "choices": [{"label": "Etsi", "payload": {}}]}},
    ],
)
async def test_what_cannot_be_read_is_put_off_and_never_half_shown(reply: dict[str, Any]) -> None:
    with pytest.raises(BotAway):
        await bot(REPLY, reply).answer(LEASE)
