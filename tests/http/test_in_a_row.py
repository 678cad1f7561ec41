"""People send three short messages where another writes one: what waits is heard together, each message once."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from api.conversations.bot import BotAway
from api.conversations.model import Event, ReadAct
from api.conversations.service import Lease, MessageReading, Reply, change_state, tell_those_who_wait
from api.conversations.tables import TurnRow
from api.platform.clock import now, utc
from api.platform.replies import TextMessage
from tests.support.bot import FakeBot
from tests.support.talk import Talk
from tests.support.turns import INTERNAL, turn_of
from tests.support.waiting import eventually

ROW = ("oon 45", "asun tampereella", "etsin töitä")


async def write(talk: Talk, *texts: str) -> list[int]:
    """One message after another; their places."""
    begin = (await talk.read())["messages"]
    answers = [await talk.post(client_id=f"m{len(begin)}-{at}", text=text) for at, text in enumerate(texts)]
    return [answer.json()["seq"] for answer in answers]


async def while_answering(talk: Talk, bot: FakeBot, *texts: str) -> list[int]:
    """What is written while the bot still thinks about an earlier message; their places."""
    bot.gate.clear()
    await talk.post(client_id="first", text="moi")
    await asyncio.wait_for(bot.was_asked.wait(), 10)
    return await write(talk, *texts)


async def answered(talk: Talk, seq: int) -> list[dict]:
    async def come() -> list[dict]:
        messages: list[dict] = (await talk.read())["messages"]
        said = [message["in_reply_to"] for message in messages if message["author"] == "bot"]
        return messages if seq in said else []

    return await eventually(come)


async def test_what_is_written_before_the_answer_is_heard_as_one(talk: Talk, bot: FakeBot) -> None:
    seqs = await while_answering(talk, bot, *ROW)
    bot.gate.set()
    messages = await answered(talk, seqs[-1])
    assert [lease.text for lease in bot.asked] == ["moi", "oon 45\nasun tampereella\netsin töitä"]
    assert bot.asked[1].message_id == f"{talk.id}:{seqs[-1]}"
    assert [message["in_reply_to"] for message in messages if message["author"] == "bot"] == [1, seqs[-1]]
    own = [message["intent"] for message in messages if message["author"] == "jobseeker"]
    assert own == ["greet"] * 4, "each message tells how it was understood"


async def test_each_message_of_a_row_keeps_its_own_reading(talk: Talk, bot: FakeBot) -> None:
    seqs = await while_answering(talk, bot, *ROW)
    acts = (ReadAct("tell_age", 0.8, 0), ReadAct("tell_place", 0.7, 7), ReadAct("find_unit", 0.9, 24))
    bot.reply = Reply([TextMessage(text="Kuulin.")], MessageReading("find_unit", 0.5, acts))
    bot.gate.set()
    messages = await answered(talk, seqs[-1])
    read = [(each["intent"], each["confidence"]) for each in messages if each["seq"] in seqs]
    assert read == [("tell_age", 0.8), ("tell_place", 0.7), ("find_unit", 0.9)]


async def test_a_press_is_heard_alone_and_keeps_its_place(talk: Talk, bot: FakeBot) -> None:
    await talk.post(client_id="a", text="moi")
    choice = (await talk.until(2))[1]["body"]["choices"][0]["id"]
    bot.gate.clear()
    await talk.post(client_id="b", text="hetki")
    await write(talk, "oon 45", "asun tampereella")
    await talk.post(client_id="press", choice_id=choice)
    (last,) = await write(talk, "kiitos")
    bot.gate.set()
    await answered(talk, last)
    assert [lease.text for lease in bot.asked] == ["moi", "hetki", "oon 45\nasun tampereella", "Lisää", "kiitos"]
    assert [lease.payload is not None for lease in bot.asked] == [False, False, False, True, False]


async def test_a_row_that_was_tried_once_is_never_grouped_anew(
    talk: Talk, bot: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, tried, later = bot.answer, [], []

    async def away_at_first(lease: Lease) -> Reply:
        if len(lease.said) > 1:
            tried.append((lease.message_id, lease.text))
        if len(tried) == 1 and not later:
            later.extend(await write(talk, "vielä yks juttu"))
            raise BotAway("away")
        return await answer(lease)

    monkeypatch.setattr(bot, "answer", away_at_first)
    seqs = await while_answering(talk, bot, "oon 45", "etsin töitä")
    bot.gate.set()
    await eventually(lambda: asyncio.sleep(0, later))
    messages = await answered(talk, later[0])
    assert tried == [(f"{talk.id}:{seqs[-1]}", "oon 45\netsin töitä")] * 2
    assert bot.asked[-1].text == "vielä yks juttu"
    assert [message["in_reply_to"] for message in messages if message["author"] == "bot"] == [1, seqs[-1], *later]


async def test_one_who_goes_on_writing_is_let_finish(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    app.state.leasing = replace(app.state.leasing, pause=timedelta(seconds=2))
    seqs = await while_answering(talk, bot, "oon 45")
    bot.gate.set()
    await answered(talk, 1)
    seqs += await write(talk, "asun tampereella", "etsin töitä")
    await answered(talk, seqs[-1])
    assert bot.asked[-1].text == "oon 45\nasun tampereella\netsin töitä"


async def test_a_message_that_comes_alone_waits_for_nothing(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    app.state.leasing = replace(app.state.leasing, pause=timedelta(seconds=60))
    for text in ("moi", "oon 45"):
        (seq,) = await write(talk, text)
        await answered(talk, seq)
    assert [lease.text for lease in bot.asked] == ["moi", "oon 45"]


async def test_a_message_that_breaks_off_waits_for_its_end(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    app.state.leasing = replace(app.state.leasing, pause=timedelta(seconds=2))
    seqs = await write(talk, "mä haluaisin", "hoitoalan koulutuksen")
    await answered(talk, seqs[-1])
    assert [lease.text for lease in bot.asked] == ["mä haluaisin hoitoalan koulutuksen"]


async def test_a_sign_of_typing_lets_a_person_finish(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    app.state.leasing = replace(app.state.leasing, pause=timedelta(seconds=30))
    await write(talk, "mä haluaisin")
    written = await due_at(app)
    assert (await talk.client.post(f"{talk.url}/typing", headers=talk.headers)).status_code == 204
    assert await due_at(app) > written
    assert bot.asked == []


async def test_one_who_is_let_finish_is_not_told_that_the_answer_is_late(talk: Talk, app: FastAPI) -> None:
    app.state.leasing = replace(app.state.leasing, pause=timedelta(seconds=30))
    await write(talk, "mä haluaisin")
    due, patience = utc(await due_at(app)), timedelta(seconds=4)
    for after, told in ((timedelta(seconds=3), []), (timedelta(seconds=5), [talk.id])):
        async with app.state.database.write() as session:
            assert await tell_those_who_wait(session, due + after, patience) == told


async def due_at(app: FastAPI) -> datetime:
    async with app.state.database.read() as session:
        due: datetime | None = await session.scalar(select(TurnRow.due_at))
        assert due is not None
        return due


async def test_a_sign_of_typing_holds_up_nothing_when_nothing_waits(talk: Talk, bot: FakeBot) -> None:
    assert (await talk.client.post(f"{talk.url}/typing", headers=talk.headers)).status_code == 204
    assert (await talk.client.post(f"{talk.url}/typing")).status_code == 401
    (seq,) = await write(talk, "moi")
    await answered(talk, seq)
    assert (await talk.client.post(f"{talk.url}/typing", headers=talk.headers)).status_code == 204
    assert len(bot.asked) == 1


async def test_beside_a_person_each_message_is_read_alone(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    seqs = await while_answering(talk, bot, *ROW)
    async with app.state.database.write() as session:
        await change_state(session, talk.id, Event.ASKED_FOR_HUMAN, "waiting", now())
    bot.gate.set()

    async def all_read() -> bool:
        return len(bot.read_texts) == len(seqs)

    await eventually(all_read)
    assert bot.read_texts == list(ROW)


async def test_what_is_told_in_a_row_is_remembered_by_its_own_message(talk: Talk, bot: FakeBot) -> None:
    seqs = await while_answering(talk, bot, "oon 45", "asun tampereella")
    bot.gate.set()
    await answered(talk, seqs[-1])
    turn = {"message_id": bot.asked[1].message_id, **turn_of(bot.asked[1].text, "tell_age")}
    answer = await talk.client.post(f"/internal/conversations/{talk.id}/turn", json=turn, headers=INTERNAL)
    assert answer.status_code == 200, answer.text
    facts = (await talk.client.get(f"{talk.url}/person", headers=talk.headers)).json()["facts"]
    assert {(fact["kind"], fact["said_in"]) for fact in facts} == {("age", seqs[0]), ("place", seqs[1])}
