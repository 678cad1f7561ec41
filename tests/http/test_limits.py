"""Too much, too fast, too slow, broken: named errors, nothing lost."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import event, text

from api.app import create_app
from api.conversations.stream import follow
from api.platform import clock
from api.platform.limits import Limits, TooManyStreams
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.talk import Talk, assert_problem
from tests.support.waiting import eventually

ON_POSTGRES = pytest.mark.parametrize("settings", ["postgresql"], indirect=True)


async def test_a_flood_in_one_talk_is_stopped_in_clear_words_but_a_person_can_be_asked_for(talk: Talk) -> None:
    answers = [await talk.post(client_id=f"c{number}", text=f"viesti {number}") for number in range(45)]
    assert Counter(answer.status_code for answer in answers) == {202: 40, 429: 5}
    assert_problem(answers[-1], 429, "too-many")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert "Ihmisen voit pyytää" in answers[-1].json()["title"]
    await talk.until(80)
    assert (await talk.handover(urgent=True))["state"] == "waiting"
    cancelled = await talk.press("Peru pyyntö ja jatka botin kanssa")
    assert_problem(cancelled, 429, "too-many")


async def test_a_press_that_asks_for_a_person_is_never_refused(talk: Talk, bot: FakeBot) -> None:
    bot.away = True
    await talk.post(client_id="a", text="moi")
    await talk.until(2)
    for number in range(45):
        await talk.post(client_id=f"c{number}", text="lisää")
    assert (await talk.press("Pyydä ihminen mukaan")).status_code == 202
    assert (await talk.read())["state"] == "waiting"


async def test_a_library_full_of_people_shares_an_address(client: httpx.AsyncClient) -> None:
    talks = [Talk(client, (await client.post("/api/conversations")).json()) for _ in range(60)]
    answers = [await talk.post(client_id=f"c{n}", text="moi") for n in range(5) for talk in talks]
    assert {answer.status_code for answer in answers} == {202}


async def test_one_address_cannot_open_talks_without_end(client: httpx.AsyncClient) -> None:
    statuses = Counter([(await client.post("/api/conversations")).status_code for _ in range(310)])
    assert statuses == {201: 300, 429: 10}


async def test_what_costs_much_and_needs_no_talk_is_limited_by_address(settings: Settings, bot: FakeBot) -> None:
    few = settings.model_copy(update={"asks_per_address": "3 per minute"})
    app = create_app(few, bot)
    async with (
        LifespanManager(app, startup_timeout=60),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        for _ in range(2):
            assert (await client.get("/api/catalogue/search?q=hoiva")).status_code == 200
        assert (await client.post("/api/recommendations", json={})).status_code == 200
        for call in ("/api/recommendations", "/api/assessment/arki/next", "/api/assessment/arki/profile"):
            assert_problem(await client.post(call, json={}), 429, "too-many")


def test_streams_are_counted_and_let_go(settings: Settings) -> None:
    limits = Limits(settings)
    held = [limits.stream(conversation="c", address="a") for _ in range(settings.streams_per_conversation)]
    for each in held:
        each.__enter__()
    with pytest.raises(TooManyStreams), limits.stream(conversation="c", address="a"):
        pass
    with limits.stream(conversation="d", address="a"):
        pass
    held[0].__exit__(None, None, None)
    with limits.stream(conversation="c", address="a"):
        pass


async def test_a_body_of_10_mb_is_refused_before_it_is_read(talk: Talk) -> None:
    huge = b'{"client_id": "a", "text": "' + b"x" * 10_000_000 + b'"}'

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(huge), 65536):
            yield huge[start : start + 65536]

    for content in (huge, in_pieces()):
        headers = {**talk.headers, "content-type": "application/json"}
        answer = await talk.client.post(f"{talk.url}/messages", content=content, headers=headers)
        assert_problem(answer, 413, "too-large")
    assert (await talk.read())["messages"] == []


async def sent_as(app: FastAPI, talk: Talk, *pieces: dict, pause: float = 0.0) -> list[dict]:
    """The app's answer to a body that comes in these pieces, as a server would hand them on."""
    waiting = list(pieces)
    answered: list[dict] = []

    async def receive() -> dict:
        await asyncio.sleep(pause)
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message) -> None:
        answered.append(message)

    headers = [
        (b"host", b"test"),
        (b"authorization", talk.headers["Authorization"].encode()),
        (b"content-type", b"application/json"),
    ]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": f"{talk.url}/messages", "raw_path": f"{talk.url}/messages".encode(), "query_string": b"",
        "headers": headers, "client": ("127.0.0.1", 1), "server": ("test", 80), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return answered


async def test_a_body_that_comes_too_slowly_or_half_is_given_up(talk: Talk, settings: Settings, bot: FakeBot) -> None:
    app = create_app(settings.model_copy(update={"body_timeout_seconds": 0.1}), bot)
    half = {"type": "http.request", "body": b'{"client_id": "a", "te', "more_body": True}
    async with LifespanManager(app, startup_timeout=60):
        answered = await sent_as(app, talk, half)
        assert answered[0]["status"] == 408
        assert "liian kauan" in answered[1]["body"].decode()
        assert await sent_as(app, talk, half, {"type": "http.disconnect"}) == []
    assert (await talk.read())["messages"] == []


@pytest.mark.sqlite_only
async def test_a_full_disk_is_named_and_the_service_comes_back_by_itself(talk: Talk, app: FastAPI) -> None:
    database = app.state.database
    await talk.post(client_id="a", text="ennen")
    await talk.until(2)

    def full(connection, _record) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        cursor.close()

    event.listen(database.engine.sync_engine, "connect", full)
    await database.engine.dispose()
    answers = [await talk.post(client_id=f"f{number}", text="ä" * 1500) for number in range(30)]
    refused = [answer for answer in answers if answer.status_code != 202]
    assert refused
    for answer in refused:
        assert_problem(answer, 503, "storage-full")
    stored = [m for m in (await talk.read())["messages"] if m["author"] == "jobseeker"]
    assert len(stored) == 1 + len(answers) - len(refused), "what was accepted is there, and nothing else"
    event.remove(database.engine.sync_engine, "connect", full)
    await database.engine.dispose()
    assert (await talk.post(client_id="g", text="taas tilaa")).status_code == 202
    own = len(stored) + 1
    messages = await talk.until(2 * own)
    assert [m["author"] for m in messages].count("bot") == own


@ON_POSTGRES
async def test_a_database_that_answers_slowly_is_named_and_nothing_is_lost(talk: Talk, app: FastAPI) -> None:
    async with app.state.database.engine.connect() as other:
        await other.execute(text("SELECT * FROM conversations FOR UPDATE"))
        assert_problem(await talk.post(client_id="a", text="moi"), 503, "database-busy")
        await other.rollback()
    assert (await talk.post(client_id="a", text="moi")).status_code == 202
    assert len(await talk.until(2)) == 2


@ON_POSTGRES
async def test_a_database_that_restarts_breaks_no_stream_and_loses_nothing(talk: Talk, app: FastAPI) -> None:
    state, heard = app.state, []

    async def listen() -> None:
        async for news in follow(state.database, state.wakeups, talk.id, 0):
            heard.extend(message.seq for message in news.messages)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.2)
    async with state.database.engine.connect() as other:
        await other.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                 "WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )  # fmt: skip
    await talk.post(client_id="a", text="moi")
    await talk.until(2)

    async def both_heard() -> bool:
        return len(heard) == 2

    await eventually(both_heard)
    listening.cancel()
    assert heard == [1, 2]


@ON_POSTGRES
async def test_a_message_to_one_process_wakes_the_watchers_of_another(
    talk: Talk, settings: Settings, bot: FakeBot
) -> None:
    other = create_app(settings, bot)
    async with LifespanManager(other, startup_timeout=60):
        heard = asyncio.Event()

        async def listen() -> None:
            async for news in follow(other.state.database, other.state.wakeups, talk.id, 0):
                if news.messages:
                    heard.set()

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0.3)
        await talk.post(client_id="a", text="moi")
        await asyncio.wait_for(heard.wait(), 5)
        listening.cancel()


@pytest.mark.parametrize("jump", [timedelta(hours=3), timedelta(hours=-3)])
async def test_a_clock_that_jumps_delays_no_answer(
    talk: Talk, bot: FakeBot, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    real = clock.now
    bot.away = True
    monkeypatch.setattr(clock, "now", lambda: real() + jump)
    await talk.post(client_id="a", text="moi")
    await asyncio.sleep(0.2)
    monkeypatch.setattr(clock, "now", real)
    bot.away = False
    assert [m["author"] for m in await talk.until_answered()].count("bot") == 1


async def test_late_and_out_of_order_messages_of_a_client_are_each_stored_once(talk: Talk) -> None:
    order = ["c3", "c1", "c2", "c1", "c3", "c2", "c4", "c1"]
    seqs = {client_id: (await talk.post(client_id=client_id, text=client_id)).json()["seq"] for client_id in order}
    messages = await talk.until(8)
    own = [m["body"]["text"] for m in messages if m["author"] == "jobseeker"]
    assert own == ["c3", "c1", "c2", "c4"]
    assert len(set(seqs.values())) == 4


@pytest.mark.sqlite_only
async def test_a_stopped_worker_gives_its_turns_back_at_once(settings: Settings, bot: FakeBot) -> None:
    app = create_app(settings, bot)
    bot.gate.clear()
    async with LifespanManager(app, startup_timeout=60):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            talk = Talk(client, (await client.post("/api/conversations")).json())
            await talk.post(client_id="a", text="moi")
            await bot.was_asked.wait()
    with sqlite3.connect(settings.var_dir / "askelmerkki.db") as database:
        assert database.execute("SELECT state, lease FROM turns").fetchall() == [("due", None)]
    due = datetime.fromisoformat(
        sqlite3.connect(settings.var_dir / "askelmerkki.db").execute("SELECT due_at FROM turns").fetchone()[0]
    )
    assert clock.utc(due) <= clock.now()
