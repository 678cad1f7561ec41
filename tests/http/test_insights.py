"""What insights tell, and what they leave untold."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from api import clock
from api.conversations.service import Reading
from api.handover import service as handover
from api.insights import service as insights
from api.insights.model import Measured, by_team_and_hour, kept
from tests.support.bot import FakeBot
from tests.support.talk import Talk, Worker, hire


def test_fewer_than_five_waits_are_not_told() -> None:
    four = [Measured("A", 9, minutes) for minutes in (1, 2, 3, 4)]
    assert by_team_and_hour(four) == []
    told = by_team_and_hour([*four, Measured("A", 9, 100), Measured("B", 9, 1)])
    assert [(each.team, each.hour, each.median, each.count) for each in told] == [("A", 9, 3, 5)]


def test_promises_are_held_to_what_came_of_them() -> None:
    assert kept([(5, 5)] * 4) is None
    found = kept([(5, 6), (5, 3), (10, 10), (10, 14), (1, 2)])
    assert found is not None
    assert (found.median_error, found.count) == (1, 5)


@pytest.fixture
async def unclear(talk: Talk, bot: FakeBot) -> Talk:
    bot.reading = Reading("greet", 0.2)
    await talk.handover(urgent=True)
    await talk.post(client_id="a", text="mites se sellanen juttu, soita 040 123 4567")
    await talk.until(3)
    for _ in range(200):
        if any(message["intent"] for message in (await talk.read())["messages"]):
            break
    return talk


async def test_an_unclear_message_is_shown_masked_and_its_meaning_becomes_training_data(
    unclear: Talk, coach: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    page = (await coach.get("/coach/insights")).text
    assert "mites se sellanen juttu" in page
    assert "123 4567" not in page
    seq = next(m["seq"] for m in (await unclear.read())["messages"] if m["author"] == "jobseeker")
    said = {"conversation_id": unclear.id, "seq": str(seq), "intent": "find_unit"}
    answer = await client.post("/coach/insights", data=said, headers=coach.headers)
    assert answer.status_code == 303
    wrong = await client.post("/coach/insights", data={**said, "intent": "ei_ole"}, headers=coach.headers)
    assert wrong.status_code == 404
    async with app.state.database.read() as session:
        exported = await insights.training_data(session)
    assert "intent: find_unit" in exported
    assert "- mites se sellanen juttu, soita [puhelinnumero poistettu]" in exported


async def test_editors_see_insights_too_and_coaches_only_their_own_page(
    coach: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    editor = await hire(app, client, "eeva", "editor")
    assert (await editor.get("/editor/insights")).status_code == 200
    assert (await coach.get("/editor/insights")).status_code == 403


async def test_waits_are_told_by_team_and_hour(app: FastAPI, client: httpx.AsyncClient, coach: Worker) -> None:
    for _ in range(5):
        await Talk(client, (await client.post("/api/conversations")).json()).handover(urgent=True)
    now = clock.now()
    async with app.state.database.write() as session:
        for row in await handover.queue(session, coach.id, None):
            await handover.claim(session, row.id, coach.id, "Nimi", now + timedelta(minutes=4))
    async with app.state.database.read() as session:
        told = (await insights.seen(session, now)).waits
    assert [(each.team, round(each.median), each.count) for each in told] == [("Työllisyyspalvelut", 4, 5)]
