"""What insights tell, and what they leave untold."""

from datetime import timedelta

import httpx
import pytest
import yaml
from fastapi import FastAPI

from api.conversations.service import MessageReading
from api.handover import service as handover
from api.insights import service as insights
from api.insights.model import Measured, by_team_and_hour, kept
from api.platform import clock
from api.settings import ROOT
from api.staff import service as staff
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
    bot.reading = MessageReading("greet", 0.2)
    await talk.handover(urgent=True)
    await talk.post(client_id="a", text="mites se sellanen juttu, soita 040 123 4567")
    await talk.until(3)
    await read_by_bot(talk)
    return talk


async def read_by_bot(talk: Talk) -> list[int]:
    """The seqs of the person's messages, once the bot has read each."""
    for _ in range(200):
        own = [message for message in (await talk.read())["messages"] if message["author"] == "jobseeker"]
        if all(message["intent"] for message in own):
            return [message["seq"] for message in own]
    raise AssertionError(f"not read: {own}")


async def tell(coach: Worker, talk: Talk, seq: int, intent: str) -> int:
    """Say what a message meant. Returns the status of the answer."""
    said = {"conversation_id": talk.id, "seq": str(seq), "intent": intent}
    return (await coach.client.post("/coach/insights", data=said, headers=coach.headers)).status_code


async def test_an_unclear_message_is_shown_masked_and_its_meaning_becomes_training_data(
    unclear: Talk, coach: Worker, app: FastAPI
) -> None:
    page = (await coach.get("/coach/insights")).text
    assert "mites se sellanen juttu" in page
    assert "123 4567" not in page
    (seq,) = await read_by_bot(unclear)
    assert await tell(coach, unclear, seq, "find_unit") == 303
    assert await tell(coach, unclear, seq, "ei_ole") == 404
    async with app.state.database.read() as session:
        exported = await insights.training_data(session)
    assert "intent: find_unit" in exported
    assert "- mites se sellanen juttu, soita [puhelinnumero poistettu]" in exported


async def test_what_may_be_meant_is_all_that_the_bot_can_be_taught() -> None:
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "data" / "nlu").glob("*.yml")]
    taught = {each["intent"] for file in files for each in file.get("nlu", ()) if "intent" in each}
    assert {intent for group in insights.intents().values() for intent in group} == taught


async def test_nothing_is_chosen_for_the_one_who_tells_and_what_is_told_makes_way(
    unclear: Talk, coach: Worker, app: FastAPI
) -> None:
    page = (await coach.get("/coach/insights")).text
    assert '<option value="find_unit">etsii lyhyttä opintoa</option>' in page
    assert " selected" not in page
    await unclear.post(client_id="b", text="toinen epäselvä")
    _, second = await read_by_bot(unclear)
    for intent, status in (("", 422), ("ei_ole", 404), ("deny", 303)):
        assert await tell(coach, unclear, second, intent) == status
    page = (await coach.get("/coach/insights")).text
    assert '<option value="deny" selected>vastaa ei</option>' in page
    assert page.index("mites se sellanen") < page.index("toinen epäselvä")


async def test_who_read_what_was_not_understood_and_who_told_its_meaning_is_kept(
    unclear: Talk, coach: Worker, app: FastAPI
) -> None:
    await coach.get("/coach/insights")
    (seq,) = await read_by_bot(unclear)
    assert await tell(coach, unclear, seq, "thank") == 303
    async with app.state.database.read() as session:
        lines = [line for line in await staff.audit(session, staff_id=coach.id) if line.action != "signed_in"]
    assert [(line.action, line.conversation_id, line.detail) for line in lines] == [
        ("meaning_told", unclear.id, ""),
        ("insights_read", None, ""),
    ]


async def test_what_is_older_than_a_month_is_not_shown(unclear: Talk, app: FastAPI) -> None:
    async with app.state.database.read() as session:
        assert len((await insights.seen(session, clock.now())).unclear) == 1
        assert (await insights.seen(session, clock.now() + timedelta(days=31))).unclear == []


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
