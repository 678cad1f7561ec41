import httpx
import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.courses import ShowCourses
from actions.people import RequestHuman


class Tracker:
    sender_id = "c1"

    def __init__(self, text: str, intent: str = "find_unit", **more: object) -> None:
        self.latest_message = {"text": text, "intent": {"name": intent}, "entities": [], "message_id": "c1:7", **more}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list:
    """The service, played at its HTTP edge."""
    requests: list = []
    answers = {"status": 200, "json": {"total": 1, "items": [{"id": "a", "name": "Hygienia"}]}}

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(answers["status"], json=answers["json"])

    client = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://service")
    monkeypatch.setattr(service, "_client", client)
    requests.append(answers)
    return requests


async def test_found_courses_become_cards(asked: list) -> None:
    dispatcher = CollectingDispatcher()
    await ShowCourses().run(dispatcher, Tracker("kurssi hygieniasta"), {})
    said = dispatcher.messages[0]
    assert said["response"] == "utter_courses_all"
    assert said["custom"]["kind"] == "course_cards"
    assert said["custom"]["cards"][0]["name"] == "Hygienia"


async def test_nothing_found_is_said(asked: list) -> None:
    asked[0]["json"] = {"total": 0, "items": []}
    dispatcher = CollectingDispatcher()
    await ShowCourses().run(dispatcher, Tracker("avaruuslento"), {})
    assert dispatcher.messages[0]["response"] == "utter_courses_none"


async def test_a_button_looks_for_its_subject_and_not_for_its_label(asked: list) -> None:
    tracker = Tracker("Etsi lyhyt opinto", chosen=True, entities=[{"entity": "subject", "value": "siivous"}])
    await ShowCourses().run(CollectingDispatcher(), tracker, {})
    assert b'"text": "siivous"' in asked[1].content or b'"text":"siivous"' in asked[1].content


@pytest.mark.parametrize("action", [ShowCourses(), RequestHuman()])
async def test_a_call_that_fails_raises_so_that_the_turn_is_put_off(asked: list, action) -> None:
    asked[0]["status"] = 503
    with pytest.raises(httpx.HTTPStatusError):
        await action.run(CollectingDispatcher(), Tracker("x"), {})


async def test_a_changing_call_carries_the_same_key_at_every_try(asked: list) -> None:
    for _ in range(2):
        await RequestHuman().run(CollectingDispatcher(), Tracker("ihminen"), {})
    assert [request.headers["idempotency-key"] for request in asked[1:]] == ["c1:7:handover:1"] * 2
