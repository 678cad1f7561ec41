import asyncio
import json
import sqlite3
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text, update

from api.conversations.model import Event
from api.conversations.service import MessageReading, Reply, change_state
from api.conversations.tables import TurnRow
from api.platform.clock import now
from api.platform.replies import Choice, means, payload_of
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.messages import raw
from tests.support.talk import Talk, assert_problem
from tests.support.turns import INTERNAL, turn_of
from tests.support.waiting import eventually


async def test_a_message_is_answered_in_order(talk: Talk) -> None:
    answer = await talk.post(client_id="a", text="moi")
    assert (answer.status_code, answer.json()) == (202, {"seq": 1})
    own, reply = await talk.until(2)
    assert (own["author"], own["body"]["text"], own["intent"], own["confidence"]) == ("jobseeker", "moi", "greet", 0.9)
    assert (reply["seq"], reply["author"], reply["in_reply_to"]) == (2, "bot", 1)
    assert reply["created_at"].endswith("Z")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", None), (b"{}", None), (b"null", None), (b'{"place": ""}', None), (b'{"place": " \\u0007 "}', None),
        ('{"place": " Ylöjärvi "}'.encode(), "Ylöjärvi"), (b'{"place": "' + b"x" * 100 + b'"}', "x" * 100),
    ],
)  # fmt: skip
async def test_a_talk_begins_with_or_without_the_place_of_its_page(
    client: httpx.AsyncClient, content: bytes, place: str | None
) -> None:
    answer = await client.post("/api/conversations", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 201
    assert set(answer.json()) == {"id", "token", "state"}
    begun = Talk(client, answer.json())
    assert (await client.get(f"{begun.url}/export", headers=begun.headers)).json()["place"] == place


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        (b'{"place": "' + b"x" * 101 + b'"}', 422, "invalid-request"),
        (b'{"place": 5}', 422, "invalid-request"),
        (b'{"place": null}', 422, "invalid-request"),
        (b'{"places": "Tampere"}', 422, "invalid-request"),
        (b"[]", 422, "invalid-request"),
        (b'"Tampere"', 422, "invalid-request"),
        (b'{"place": ', 400, "broken-json"),
    ],
)
async def test_a_talk_does_not_begin_with_a_bad_body(
    client: httpx.AsyncClient, app: FastAPI, content: bytes, status: int, kind: str
) -> None:
    answer = await client.post("/api/conversations", content=content, headers={"content-type": "application/json"})
    assert_problem(answer, status, kind)
    async with app.state.database.read() as session:
        assert (await session.execute(text("SELECT count(*) FROM conversations"))).scalar() == 0


async def test_the_same_client_id_stores_nothing_and_gets_the_same_answer(talk: Talk, bot: FakeBot) -> None:
    answers = await asyncio.gather(*(talk.post(client_id="a", text="moi") for _ in range(8)))
    assert {answer.json()["seq"] for answer in answers} == {1}
    assert len(await talk.until(2)) == 2
    assert len(bot.asked) == 1


async def test_the_same_client_id_with_another_text_is_an_error(talk: Talk) -> None:
    await talk.post(client_id="a", text="moi")
    assert_problem(await talk.post(client_id="a", text="eri"), 409, "client-id-reused")


async def test_seq_has_no_holes_when_messages_and_replies_race(talk: Talk, bot: FakeBot) -> None:
    async def send(number: int) -> int:
        """As a page does: when the database is too busy, the same message comes again."""
        answer = await talk.post(client_id=f"c{number}", text=f"viesti {number}")
        if answer.status_code == 503:
            return await send(number)
        assert answer.status_code == 202, answer.text
        seq: int = answer.json()["seq"]
        return seq

    last = max(await asyncio.gather(*map(send, range(20))))
    messages = await until_answered_to(talk, last)
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    replied = [message["in_reply_to"] for message in messages if message["author"] == "bot"]
    assert replied == sorted(set(replied)), "turns run oldest first, and each once"
    assert [said.seq for lease in bot.asked for said in lease.said] == [
        message["seq"] for message in messages if message["author"] == "jobseeker"
    ], "each message is heard once, in its order"


async def until_answered_to(talk: Talk, seq: int) -> list[dict]:
    """The messages, as soon as the bot has answered to this one."""

    async def answered() -> list[dict]:
        messages: list[dict] = (await talk.read())["messages"]
        return messages if seq in [message["in_reply_to"] for message in messages] else []

    return await eventually(answered)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"client_id": "a", "text": ""}, 422, "empty-message"),
        ({"client_id": "a", "text": " \u200b "}, 422, "empty-message"),
        ({"client_id": "a", "text": "x" * 2001}, 422, "too-long-message"),
        ({"client_id": "a", "choice_id": "not-offered"}, 422, "unknown-choice"),
        ({"client_id": "a"}, 422, "invalid-request"),
        ({"client_id": "a", "text": "x", "choice_id": "y"}, 422, "invalid-request"),
        ({"client_id": "", "text": "x"}, 422, "invalid-request"),
        ({"client_id": "a" * 65, "text": "x"}, 422, "invalid-request"),
        ({"client_id": "a", "text": 5}, 422, "invalid-request"),
        ({"client_id": "a", "text": "x", "seq": 3}, 422, "invalid-request"),
        ([], 422, "invalid-request"),
    ],
)
async def test_a_bad_message_gets_a_named_error_and_changes_nothing(talk: Talk, body, status: int, kind: str) -> None:
    answer = await talk.client.post(f"{talk.url}/messages", json=body, headers=talk.headers)
    assert_problem(answer, status, kind)
    assert (await talk.read())["messages"] == []


async def test_broken_json_is_named(talk: Talk) -> None:
    for content in (b'{"client_id": ', b"\xff\xfe", b""):
        answer = await talk.client.post(
            f"{talk.url}/messages", content=content, headers={**talk.headers, "content-type": "application/json"}
        )
        assert answer.status_code in (400, 422)
        assert answer.json()["title"]


async def test_a_talk_cannot_be_read_without_its_token(talk: Talk, client: httpx.AsyncClient) -> None:
    other = (await client.post("/api/conversations")).json()["token"]
    for path in ("messages", "stream", "export"):
        assert_problem(await client.get(f"{talk.url}/{path}"), 401, "wrong-token")
        answer = await client.get(f"{talk.url}/{path}", headers={"Authorization": f"Bearer {other}"})
        assert_problem(answer, 401, "wrong-token")
        unknown = await client.get(f"/api/conversations/nobody/{path}", headers=talk.headers)
        assert_problem(unknown, 404, "unknown-conversation")


@pytest.mark.parametrize(("after", "kind"), [(5, "seq-beyond-end"), (-1, "invalid-request"), ("x", "invalid-request")])
async def test_after_must_be_a_place_in_the_talk(talk: Talk, after, kind: str) -> None:
    for path in ("messages", "stream"):
        answer = await talk.client.get(f"{talk.url}/{path}", params={"after": after}, headers=talk.headers)
        assert_problem(answer, 422, kind)


async def test_a_choice_is_sent_by_its_id_and_its_meaning_stays_in_the_service(talk: Talk, bot: FakeBot) -> None:
    await talk.post(client_id="a", text="moi")
    choice = (await talk.until(2))[1]["body"]["choices"][0]
    assert set(choice) == {"id", "label"}
    assert (await talk.post(client_id="b", choice_id=choice["id"])).status_code == 202
    own = (await talk.until(4))[2]
    assert own["body"]["text"] == "Lisää"
    assert bot.asked[1].payload == {"intent": "ask_more", "entities": {}}


async def test_a_press_tells_which_choice_it_was_and_a_written_label_is_no_press(talk: Talk, bot: FakeBot) -> None:
    await talk.post(client_id="a", text="moi")
    choice = (await talk.until(2))[1]["body"]["choices"][0]
    await talk.post(client_id="b", choice_id=choice["id"])
    await talk.until(4)
    await talk.post(client_id="c", text=choice["label"])
    messages = await talk.until(6)
    own = [message["body"] for message in messages if message["author"] == "jobseeker"]
    assert own == [{"text": "moi"}, {"text": "Lisää", "choice_id": choice["id"]}, {"text": "Lisää"}]
    assert [lease.payload for lease in bot.asked] == [None, {"intent": "ask_more", "entities": {}}, None]
    exported = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    assert [message["body"] for message in exported["messages"] if message["author"] == "jobseeker"] == own
    for form in ("text", "pdf"):
        kept = await talk.client.get(f"{talk.url}/export", params={"format": form}, headers=talk.headers)
        assert kept.status_code == 200
        assert choice["id"].encode() not in kept.content


async def test_a_choice_of_another_talk_is_not_offered_here(talk: Talk, client: httpx.AsyncClient) -> None:
    await talk.post(client_id="a", text="moi")
    choice = (await talk.until(2))[1]["body"]["choices"][0]["id"]
    other = Talk(client, (await client.post("/api/conversations")).json())
    assert_problem(await other.post(client_id="a", choice_id=choice), 422, "unknown-choice")


@pytest.mark.sqlite_only
async def test_an_identifier_is_masked_everywhere_and_the_person_is_told(
    talk: Talk, bot: FakeBot, app: FastAPI, settings
) -> None:
    await talk.post(client_id="a", text="soita 040 123 4567, hetu 131052-308T")
    messages = await talk.until(3)
    assert "[puhelinnumero poistettu]" in messages[0]["body"]["text"]
    assert messages[1]["kind"] == "notice"
    assert messages[1]["body"]["choices"][0]["label"]
    assert "123" not in bot.asked[0].text
    await app.state.database.close()
    assert not [path for path in settings.var_dir.iterdir() if b"308T" in path.read_bytes()]


async def test_the_bot_reads_what_was_said_without_the_words_of_placeholders(talk: Talk, bot: FakeBot) -> None:
    await talk.post(client_id="a", text="etsin siivoustöitä, soittakaa 040‑123 4567 tai matti(a)gmail.com")
    await talk.until(3)
    assert bot.asked[0].text == "etsin siivoustöitä, soittakaa tai"
    assert bot.asked[0].masked == ("email", "phone")
    await talk.post(client_id="b", text="0401234567")
    await talk.until(6)
    assert (bot.asked[1].text, bot.asked[1].masked) == ("", ("phone",))
    assert (await talk.read())["messages"][3]["body"]["text"] == "[puhelinnumero poistettu]"


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "hetu131052‑308T, tili FI21 1234\u200b5600 0007 85",
            "hetu[henkilötunnus poistettu], tili [tilinumero poistettu]",
        ),
        ("Kurssi 15.1.–20.2.2027 klo 9–15, 1\u00a0234,50 €", "Kurssi 15.1.–20.2.2027 klo 9–15, 1\u00a0234,50 €"),
        ("👍", "👍"),
    ],
)
async def test_what_is_written_is_kept_as_it_was_written_but_for_identifiers(talk: Talk, text: str, kept: str) -> None:
    assert (await talk.post(client_id="a", text=text)).status_code == 202
    assert (await talk.read())["messages"][0]["body"]["text"] == kept


@pytest.mark.sqlite_only
@pytest.mark.parametrize("text", ["\u200b\u2060", "\u3164", "a" * 2001, "a" + "\u0301" * 8000])
async def test_what_cannot_be_seen_or_is_too_long_is_told_and_nothing_is_stored(talk: Talk, text: str) -> None:
    assert (await talk.post(client_id="a", text=text)).status_code == 422
    assert (await talk.read())["messages"] == []


async def test_when_rasa_is_away_the_person_is_told_and_may_ask_for_a_human(talk: Talk, bot: FakeBot) -> None:
    bot.away = True
    await talk.post(client_id="a", text="moi")
    notice = (await talk.until(2))[1]
    assert (notice["author"], notice["kind"]) == ("system", "notice")
    await talk.post(client_id="b", choice_id=notice["body"]["choices"][0]["id"])
    assert (await talk.read())["state"] == "waiting"


async def test_a_message_of_an_outage_is_answered_once_when_rasa_is_back(talk: Talk, bot: FakeBot) -> None:
    bot.away = True
    await talk.post(client_id="a", text="moi")
    await talk.until(2)
    bot.away = False
    messages = await talk.until(3)
    await asyncio.sleep(0.3)
    assert [message["author"] for message in (await talk.read())["messages"]].count("bot") == 1
    assert messages[0]["intent"] == "greet"


async def test_a_service_that_starts_tries_at_once_what_was_put_off(
    talk: Talk, bot: FakeBot, app: FastAPI, settings: Settings
) -> None:
    if settings.database_url:
        pytest.skip("on PostgreSQL other services may be running: their pauses hold")
    bot.away = True
    await talk.post(client_id="a", text="moi")
    await asyncio.wait_for(bot.was_asked.wait(), 5)
    await app.state.worker.stop()
    async with app.state.database.write() as session:
        await session.execute(update(TurnRow).values(due_at=now() + timedelta(seconds=9), state="due", lease=None))
    bot.away = False
    await app.state.worker.start()
    await talk.until_answered(seconds=5)


async def test_when_rasa_is_back_all_who_wait_are_served_at_once(
    client: httpx.AsyncClient, talk: Talk, bot: FakeBot, app: FastAPI
) -> None:
    bot.away = True
    other = Talk(client, (await client.post("/api/conversations")).json())
    await other.post(client_id="a", text="moi")
    await asyncio.wait_for(bot.was_asked.wait(), 5)
    await asyncio.sleep(0.1)
    async with app.state.database.write() as session:
        later = now() + timedelta(seconds=9)
        await session.execute(update(TurnRow).values(due_at=later, state="due", lease=None))
    bot.away = False
    await talk.post(client_id="a", text="moi")
    await other.until_answered(seconds=5)


async def test_in_any_state_but_bot_the_bot_is_silent(talk: Talk, bot: FakeBot) -> None:
    await talk.client.post(f"{talk.url}/handover", json={"urgent": True}, headers=talk.headers)
    await talk.post(client_id="a", text="haloo")
    await asyncio.sleep(0.2)
    assert bot.asked == []
    messages = (await talk.read())["messages"]
    assert "bot" not in [message["author"] for message in messages]


async def test_a_bot_reply_that_comes_after_a_claim_is_not_shown(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    bot.gate.clear()
    await talk.post(client_id="a", text="moi")
    await bot.was_asked.wait()
    async with app.state.database.write() as session:
        await change_state(session, talk.id, Event.ASKED_FOR_HUMAN, "waiting", now())
        await change_state(session, talk.id, Event.CLAIMED, "human", now(), name="Aino")
    bot.gate.set()
    await asyncio.sleep(0.2)
    found = await talk.read()
    assert found["state"] == "human"
    assert "bot" not in {message["author"] for message in found["messages"]}
    everything = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    assert everything["replies_never_shown"][0]["body"]["text"] == "kuulin: moi"


async def test_a_human_can_be_asked_for_with_a_slip_and_cancelled(talk: Talk) -> None:
    opened = await talk.client.post(f"{talk.url}/handover", headers=talk.headers)
    assert opened.json()["state"] == "bot"
    assert set(opened.json()) >= {"slip", "consents"}
    sent = await talk.client.post(
        f"{talk.url}/handover",
        json={"slip": {"wants_to_talk": "opinnoista"}, "consents": {"transcript": True}},
        headers=talk.headers,
    )
    assert sent.json()["state"] == "waiting"
    everything = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    assert everything["handovers"][0]["slip"]["wants_to_talk"] == "opinnoista"
    consents = everything["handovers"][0]["consents"]
    assert [name for name, given in consents.items() if given] == ["transcript"]
    notice = (await talk.read())["messages"][-1]
    assert notice["body"]["state"] == "waiting"
    await talk.post(client_id="b", choice_id=notice["body"]["choices"][0]["id"])
    assert (await talk.read())["state"] == "bot"


async def forgotten(bot: FakeBot, talk: Talk) -> None:
    """Until the bot has been told to forget the conversation, and nothing else."""

    async def told() -> bool:
        return bool(bot.forgotten)

    await eventually(told)
    assert set(bot.forgotten) == {talk.id}  # told once more when the answer was late, which changes nothing


async def test_deleted_is_deleted_everywhere(talk: Talk, bot: FakeBot, app: FastAPI) -> None:
    await talk.post(client_id="a", text="salaisuus")
    await talk.until(2)
    assert (await talk.client.delete(talk.url, headers=talk.headers)).status_code == 204
    assert_problem(await talk.client.get(f"{talk.url}/messages", headers=talk.headers), 404, "unknown-conversation")
    await forgotten(bot, talk)
    for table in ("conversations", "messages", "turns", "choices", "handovers", "internal_calls"):
        assert await _count(app, table) == 0, table

    async def none_is_due() -> bool:
        return await _count(app, "forgettings") == 0

    await eventually(none_is_due)


async def _count(app: FastAPI, table: str) -> int:
    async with app.state.database.read() as session:
        return (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar()


async def test_a_deletion_reaches_rasa_when_it_is_back(talk: Talk, bot: FakeBot) -> None:
    bot.away = True
    await talk.client.delete(talk.url, headers=talk.headers)
    await asyncio.sleep(0.1)
    assert bot.forgotten == []
    bot.away = False
    await forgotten(bot, talk)


async def test_the_worker_goes_on_after_any_failure(
    talk: Talk, bot: FakeBot, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrub, failed = app.state.database.scrub, 0

    async def fails_at_first() -> bool:
        nonlocal failed
        failed += 1
        if failed <= 3:
            raise OSError("the disk is full")
        return await scrub()

    monkeypatch.setattr(app.state.database, "scrub", fails_at_first)
    await talk.client.delete(talk.url, headers=talk.headers)
    await forgotten(bot, talk)
    assert failed > 3


@pytest.mark.sqlite_only
async def test_a_locked_database_is_named_and_nothing_is_lost(talk: Talk, settings) -> None:
    other = sqlite3.connect(settings.var_dir / "askelmerkki.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert_problem(await talk.post(client_id="a", text="moi"), 503, "database-busy")
    other.execute("ROLLBACK")
    assert (await talk.post(client_id="a", text="moi")).status_code == 202
    assert len(await talk.until(2)) == 2


@pytest.mark.sqlite_only
async def test_a_read_only_database_is_named(talk: Talk, app: FastAPI) -> None:
    async with app.state.database.engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA query_only=ON")
    answer = await talk.post(client_id="a", text="moi")
    assert_problem(answer, 503, "database-unavailable")


async def test_the_stream_resumes_after_the_last_event(app: FastAPI, talk: Talk) -> None:
    from api.conversations.stream import follow

    await talk.post(client_id="a", text="moi")
    await talk.until(2)
    state = app.state
    heard = []
    async for news in follow(state.database, state.wakeups, talk.id, 1):
        heard += [message.seq for message in news.messages]
        if heard and heard[-1] == 2:
            await talk.post(client_id="b", text="vielä")
        if heard and heard[-1] == 4:
            break
    assert heard == [2, 3, 4]


async def test_a_wake_up_that_is_lost_delays_a_message_and_loses_none(
    app: FastAPI, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.conversations.stream import follow

    state = app.state
    monkeypatch.setattr(state.wakeups, "wake", lambda conversation_id: None)
    heard: list[int] = []
    async for news in follow(state.database, state.wakeups, talk.id, 0):
        heard += [message.seq for message in news.messages]
        if not heard:
            await talk.post(client_id="a", text="moi")
        if len(heard) == 2:
            break
    assert heard == [1, 2]


async def test_an_internal_call_is_done_once(talk: Talk, app: FastAPI) -> None:
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    turn = {"message_id": f"{talk.id}:1", **turn_of("ihminen tänne", "request_human")}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as actions:
        for _ in range(2):
            answer = await actions.post(f"/internal/conversations/{talk.id}/turn", json=turn, headers=INTERNAL)
            assert answer.json() == {"replies": [], "open_question": None}
    assert (await talk.read())["state"] == "waiting"
    assert len((await talk.read())["messages"]) == 1


async def test_the_log_has_a_request_id_and_no_text(talk: Talk, app: FastAPI, capsys) -> None:
    from api.platform import logs

    logs.set_up("INFO")
    await talk.post(client_id="a", text="salaisuuteni")
    await talk.until(2)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert any(line.get("request_id") and line["event"] == "request" for line in lines)
    assert "salaisuuteni" not in json.dumps(lines)


async def test_of_an_unexpected_error_the_log_tells_the_course_and_no_text(
    talk: Talk, app: FastAPI, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.platform import logs

    async def fails(_session: object, _conversation: str, _client: str, words: str, *_others: object) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_within(words))

    async def fails_within(words: str) -> None:
        raise ValueError(words)

    monkeypatch.setattr("api.conversations.service.receive_text", fails)
    logs.set_up("INFO")
    assert_problem(await talk.post(client_id="a", text="salaisuuteni"), 500, "internal-error")
    written = capsys.readouterr().err
    (line,) = (json.loads(line) for line in written.splitlines() if "unexpected_error" in line)
    (together,) = line["exception"]
    assert "fails" in [frame["name"] for frame in together["frames"]]
    assert [error["exc_type"] for error in together["exceptions"][0]] == ["ValueError"]
    assert "salaisuuteni" not in written


async def test_a_choice_on_a_card_is_offered_by_id_and_its_meaning_stays_here(talk: Talk, bot: FakeBot) -> None:
    details = Choice("Lisätietoja", means("ask_details", entry="x"), role="details")
    bot.reply = Reply(
        [raw("course_cards", {"text": "Tällaista löytyi.", "cards": [{"id": "x", "choices": [details]}]})],
        MessageReading(),
    )
    await talk.post(client_id="a", text="moi")
    card = (await talk.until(2))[1]["body"]["cards"][0]
    assert set(card["choices"][0]) == {"id", "label", "role"}
    await talk.post(client_id="b", choice_id=card["choices"][0]["id"])
    await talk.until(4)
    assert bot.asked[-1].payload == payload_of(details.meaning)


async def test_a_reply_with_choices_on_its_cards_is_kept_for_the_record_after_a_claim(
    app: FastAPI, talk: Talk, bot: FakeBot
) -> None:
    bot.gate.clear()
    card = {"id": "x", "choices": [Choice("Ei minulle", means("deny"))]}
    bot.reply = Reply([raw("course_cards", {"text": "Tällaista löytyi.", "cards": [card]})], MessageReading())
    await talk.post(client_id="a", text="moi")
    await bot.was_asked.wait()
    async with app.state.database.write() as session:
        await change_state(session, talk.id, Event.CLOSED, "closed", now())
    bot.gate.set()

    async def never_shown() -> list[dict]:
        exported = await talk.client.get(f"{talk.url}/export", headers=talk.headers)
        return exported.json()["replies_never_shown"]

    kept = await eventually(never_shown)
    assert kept[0]["body"]["cards"][0]["choices"] == [{"label": "Ei minulle"}]
