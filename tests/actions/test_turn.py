"""What the one action carries to the service, and what it says back."""

import json
from typing import Any, Dict, List

import httpx
import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.turn import TakeTurn


class Tracker:
    sender_id = "c1"

    def __init__(self, text: str, intent: str, **more: object) -> None:
        read = {"name": intent, "confidence": 0.8}
        self.latest_message = {"text": text, "intent": read, "entities": [], "message_id": "c1:7", **more}


class Service:
    """The service, played at its HTTP edge."""

    def __init__(self) -> None:
        self.requests: List[httpx.Request] = []
        self.status = 200
        self.replies = [{"kind": "text", "text": "hei", "easy": "moi"}]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, json={"replies": self.replies, "open_question": {"kind": "wish"}})

    def body(self) -> Dict[str, Any]:
        return json.loads(self.requests[-1].content)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Service:
    played = Service()
    client = httpx.AsyncClient(transport=httpx.MockTransport(played.answer), base_url="http://service")
    monkeypatch.setattr(service, "_client", client)
    return played


async def run(tracker: Tracker) -> "tuple[List[Dict[str, Any]], List[Dict[str, Any]]]":
    dispatcher = CollectingDispatcher()
    events = await TakeTurn().run(dispatcher, tracker, {})
    return dispatcher.messages, events


async def test_what_the_service_says_is_said_and_nothing_is_kept_here(asked: Service) -> None:
    messages, events = await run(Tracker("kurssi hygieniasta", "find_unit"))
    assert [(each["text"], each["custom"]) for each in messages] == [("hei", {"kind": "text", "easy": "moi"})]
    assert events == []


async def test_a_message_is_carried_as_it_was_read(asked: Service) -> None:
    ranking = [{"name": "find_unit", "confidence": 0.8}, {"name": "greet", "confidence": 0.1}]
    await run(Tracker("kurssi", "find_unit", intent_ranking=ranking))
    assert asked.requests[0].url.path == "/internal/conversations/c1/turn"
    assert asked.body() == {
        "message_id": "c1:7",
        "text": "kurssi",
        "acts": [{"intent": "find_unit", "confidence": 0.8, "from": 0, "to": 6}],
        "chosen": None,
        "ranking": ["find_unit", "greet"],
        "answer": None,
    }


async def test_acts_that_were_read_go_as_they_are(asked: Service) -> None:
    acts = [{"intent": "myth_cost", "confidence": 0.7, "from": 0, "to": 6}]
    await run(Tracker("maksaa ja kurssi", "find_unit", acts=acts))
    assert asked.body()["acts"] == acts


async def test_a_single_meaning_that_was_doubted_is_told_as_such(asked: Service) -> None:
    acts = [{"intent": "myth_cost", "confidence": 0.3, "from": 0, "to": 6}]
    await run(Tracker("maksaa", "nlu_fallback", acts=acts))
    assert [act["intent"] for act in asked.body()["acts"]] == ["nlu_fallback"]
    await run(Tracker("maksaa ja vie vuosia", "nlu_fallback", acts=[*acts, {**acts[0], "intent": "myth_takes_years"}]))
    assert [act["intent"] for act in asked.body()["acts"]] == ["myth_cost", "myth_takes_years"]


async def test_a_button_is_carried_with_what_it_means_and_not_as_words(asked: Service) -> None:
    entities = [{"entity": "entry", "value": "x"}, {"entity": "why", "value": "place"}]
    await run(Tracker("Liian kaukana", "refuse_entry", chosen=True, entities=entities))
    assert asked.body()["chosen"] == {"intent": "refuse_entry", "entities": {"entry": "x", "why": "place"}}


async def test_what_is_read_in_a_written_message_is_no_button(asked: Service) -> None:
    await run(Tracker("englanniksi", "change_language", entities=[{"entity": "language", "value": "en"}]))
    assert asked.body()["chosen"] is None


async def test_a_call_that_fails_raises_so_that_the_turn_is_put_off(asked: Service) -> None:
    asked.status = 503
    with pytest.raises(httpx.HTTPStatusError):
        await run(Tracker("x", "find_unit"))


async def test_a_turn_is_the_same_at_every_try(asked: Service) -> None:
    for _ in range(2):
        await run(Tracker("ihminen", "request_human"))
    first, second = asked.requests
    assert first.content == second.content
