"""Recommendations over HTTP: what one may leave out, what is refused, and what no answer can break."""

import httpx
import pytest
from fastapi import FastAPI

from tests.support.talk import Talk, assert_problem
from tests.support.turns import Dialogue

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

CALL = "/api/recommendations"


async def advice(client: httpx.AsyncClient, **told) -> dict:
    answer = await client.post(CALL, json=told)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def dialogue(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Dialogue:
    return Dialogue(app, client, talk)


async def test_a_recommendation_tells_entry_score_reasons_hindrances_and_a_pathway(client: httpx.AsyncClient) -> None:
    told = {"competences": [{"text": "trukin käyttö", "level": 2}], "situation": "unemployed", "wants": "varastotyö"}
    found = await advice(client, **told, place="Pirkkala", hours=40)
    assert found["handover"] == {"advised": False, "why": None}
    first = found["items"][0]
    assert first["entry"]["id"] in {"varasto-rekry", "varaosavarasto", "trukinkuljettaja", "naytto-varasto"}
    assert first["reasons"]
    assert first["entry"]["reasons"] == first["reasons"]
    assert set(first["parts"]) == {"recognition", "growth", "wants", "fit", "step"}
    scores = [item["score"] for item in found["items"]]
    assert scores == sorted(scores, reverse=True)
    step = found["pathway"][0]
    assert all(step[name] for name in ("title", "why", "size", "time", "by_then", "helper"))
    assert step["entry"]["id"]


async def test_one_who_tells_nothing_is_asked_what_work_they_want(client: httpx.AsyncClient) -> None:
    found = await advice(client)
    assert found["asks_next"]["key"] == "wants"
    assert found["items"]
    assert found["notes"]


async def test_wishes_may_come_as_a_list(client: httpx.AsyncClient) -> None:
    found = await advice(client, wants=["siivous", "laitoshuoltaja"])
    assert "siivo" in found["items"][0]["entry"]["name"].lower()


async def test_a_refused_entry_is_gone_at_once(client: httpx.AsyncClient) -> None:
    before = await advice(client, wants="siivooja")
    refused = before["items"][0]["entry"]["id"]
    after = await advice(client, wants="siivooja", refused=[{"entry": refused, "why": "length"}])
    assert refused not in [item["entry"]["id"] for item in after["items"]]
    unknown = await advice(client, wants="siivooja", refused=[{"entry": "ei-ole", "why": "other"}])
    assert unknown["items"] == before["items"]


@pytest.mark.parametrize("text", ["en tykkää toimistohommista", "en haluu enää siivota, jotain muuta"])
@pytest.mark.parametrize("intent", ["ask_recommendation", "find_unit"])
async def test_who_says_only_what_they_do_not_want_is_asked_what_they_want(
    dialogue: Dialogue, intent: str, text: str
) -> None:
    (reply,) = await dialogue.say(text, intent)
    assert reply["text"].startswith("Selvä, jätetään tämä pois: ")
    assert "Millaista työtä haluaisit tehdä?" in reply["text"]
    assert dialogue.open_question == {"kind": "wish"}


async def test_a_wish_that_is_taken_back_holds_no_longer(dialogue: Dialogue) -> None:
    await dialogue.say("siivousta", "find_unit")
    await dialogue.say("en haluu enää siivota", "ask_recommendation")
    asked = (await dialogue.say("jotain muuta", "ask_recommendation"))[0]
    assert asked["text"] == "Millaista työtä haluaisit tehdä?"


async def test_who_has_told_nothing_is_not_said_to_have_told(dialogue: Dialogue) -> None:
    first = (await dialogue.say("hei minä en keksi mitään", "ask_recommendation"))[0]
    assert first["text"] == "Millaista työtä haluaisit tehdä?"
    told = (await dialogue.say("siivoustyö", "ask_recommendation"))[0]
    assert told["text"].startswith("Näitä ehdotan")


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"situation": "astronaut"}, "body.situation"),
        ({"competences": [{"text": "x", "level": 4}]}, "body.competences.0.level"),
        ({"hours": -1}, "body.hours"),
        ({"way": "kotona"}, "body.way"),
        ({"age": 17}, "body.age"),
    ],
)
async def test_what_cannot_be_is_refused_by_its_name(client: httpx.AsyncClient, told: dict, where: str) -> None:
    answer = await client.post(CALL, json=told)
    assert_problem(answer, 422, "invalid-request")
    assert where in answer.json()["detail"]
