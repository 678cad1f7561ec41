"""A talk goes on on another device by a short code."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from api.platform import clock
from tests.support.talk import Talk, assert_problem


async def offered(talk: Talk) -> str:
    answer = await talk.client.post(f"{talk.url}/continue", headers=talk.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def take_up(client: httpx.AsyncClient, code: str) -> httpx.Response:
    return await client.post("/api/continue", json={"code": code})


async def test_another_device_reads_and_writes_in_the_same_talk(talk: Talk, client: httpx.AsyncClient) -> None:
    await talk.post(client_id="a", text="moi")
    await talk.until(2)
    answer = await take_up(client, (await offered(talk)).lower())
    assert answer.status_code == 200
    other = Talk(client, answer.json())
    assert other.id == talk.id
    assert other.headers != talk.headers
    assert (await other.post(client_id="b", text="toiselta laitteelta")).status_code == 202
    for device in (talk, other, talk):
        texts = [message["body"]["text"] for message in (await device.read())["messages"]]
        assert {"moi", "toiselta laitteelta"} <= set(texts)
        assert any("toisella laitteella" in text for text in texts)


async def test_a_code_is_good_once(talk: Talk, client: httpx.AsyncClient) -> None:
    code = await offered(talk)
    answers = await asyncio.gather(take_up(client, code), take_up(client, code))
    assert sorted(answer.status_code for answer in answers) == [200, 404]
    assert_problem(await take_up(client, code), 404, "wrong-code")


async def test_a_new_code_takes_the_place_of_the_old(talk: Talk, client: httpx.AsyncClient) -> None:
    old, new = await offered(talk), await offered(talk)
    assert_problem(await take_up(client, old), 404, "wrong-code")
    assert (await take_up(client, new)).status_code == 200


async def test_a_code_is_good_for_a_quarter_of_an_hour(
    talk: Talk, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, begun = await offered(talk), clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=15, seconds=1))
    assert_problem(await take_up(client, code), 404, "wrong-code")


async def test_only_the_owner_gets_a_code(talk: Talk, client: httpx.AsyncClient) -> None:
    assert_problem(await client.post(f"{talk.url}/continue"), 401, "wrong-token")


async def test_codes_cannot_be_guessed_without_end(client: httpx.AsyncClient) -> None:
    answers = [await take_up(client, "ACDE-FGHJ") for _ in range(11)]
    assert {answer.status_code for answer in answers[:10]} == {404}
    assert_problem(answers[-1], 429, "too-many-codes")
    assert 840 < int(answers[-1].headers["retry-after"]) <= 900
    assert "retry-after" not in answers[0].headers


async def test_codes_are_not_made_without_end(talk: Talk) -> None:
    for _ in range(10):
        await offered(talk)
    refused = await talk.client.post(f"{talk.url}/continue", headers=talk.headers)
    assert_problem(refused, 429, "too-many-codes")
    assert 840 < int(refused.headers["retry-after"]) <= 900


async def test_a_token_of_one_talk_does_not_open_another(talk: Talk, client: httpx.AsyncClient) -> None:
    other = Talk(client, (await client.post("/api/conversations")).json())
    device = Talk(client, (await take_up(client, await offered(talk))).json())
    answer = await client.get(f"{other.url}/messages", headers=device.headers)
    assert_problem(answer, 401, "wrong-token")


async def test_a_deleted_talk_is_closed_on_every_device(talk: Talk, client: httpx.AsyncClient) -> None:
    other = Talk(client, (await take_up(client, await offered(talk))).json())
    waiting = await offered(talk)
    assert (await client.delete(talk.url, headers=other.headers)).status_code == 204
    for device in (talk, other):
        assert (await client.get(f"{talk.url}/messages", headers=device.headers)).status_code == 404
    assert_problem(await take_up(client, waiting), 404, "wrong-code")


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": "x" * 41}, {"code": 1}, {"code": "A", "more": 1}])
async def test_a_bad_request_is_named(client: httpx.AsyncClient, body: dict) -> None:
    assert_problem(await client.post("/api/continue", json=body), 422, "invalid-request")


async def test_neither_codes_nor_tokens_are_kept(app: FastAPI, talk: Talk, client: httpx.AsyncClient) -> None:
    device = (await take_up(client, await offered(talk))).json()
    code = await offered(talk)
    everything = (await client.get(f"{talk.url}/export", headers=talk.headers)).text
    assert code not in everything
    assert device["token"] not in everything
    assert "continued_on_devices_at" in everything
