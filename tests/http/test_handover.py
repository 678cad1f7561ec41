"""What becomes of a talk whose person asks for a human."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from cryptography.fernet import Fernet
from fastapi import FastAPI
from sqlalchemy import text

from api.conversations.model import UnknownConversation
from api.conversations.service import MessageReading
from api.conversations.stream import follow
from api.handover import service as handover
from api.handover import service as handovers
from api.handover.model import NotYours
from api.handover.seal import Seal
from api.handover.tables import ContactRow
from api.platform import clock
from api.platform.texts import say
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.talk import Talk, Worker, assert_problem, assert_refused, hire
from tests.support.waiting import eventually

# What the settings of a small service say of claims that nobody answered.
PATIENCE = timedelta(minutes=Settings(_env_file=None).claim_answer_minutes)


async def start(client: httpx.AsyncClient) -> Talk:
    return Talk(client, (await client.post("/api/conversations")).json())


async def settled(talk: Talk, count: int) -> None:
    """Until the bot has read so many messages."""

    async def read() -> bool:
        messages = (await talk.read())["messages"]
        return sum(bool(m["author"] == "jobseeker" and m["intent"]) for m in messages) >= count

    await eventually(read)


async def test_a_coach_takes_a_talk_and_both_write(talk: Talk, coach: Worker, bot: FakeBot) -> None:
    await talk.post(client_id="a", text="aiempaa puhetta")
    await talk.until(2)
    await talk.handover(slip={"wants_to_talk": "alanvaihdosta"}, consents={})
    waiting = await coach.queue()
    told = {"id", "reason", "distress", "asked_at", "team_id", "wanted_coach", "reminded", "seen_at"}
    assert set(waiting[0]) == told, "the queue tells nothing of what was said"
    taken = await coach.claim_first()
    assert taken["slip"]["wants_to_talk"] == "alanvaihdosta"
    base = f"/api/coach/conversations/{talk.id}"
    assert (await coach.post(f"{base}/messages", client_id="1", text="Hei, luin lappusi.")).json() == {"seq": 5}
    assert (await coach.post(f"{base}/messages", client_id="1", text="Hei, luin lappusi.")).json() == {"seq": 5}
    assert_problem(await coach.post(f"{base}/messages", client_id="1", text="muuta"), 409, "client-id-reused")
    await talk.post(client_id="b", text="moi vaan")
    messages = (await talk.read())["messages"]
    assert [m["author"] for m in messages] == ["jobseeker", "bot", "system", "system", "coach", "jobseeker"]
    assert messages[3]["body"]["text"].startswith("Nimi aino tuli mukaan")
    assert (await talk.read())["state"] == "human"
    seen = (await coach.get(f"{base}/messages")).json()["messages"]
    assert [m["seq"] for m in seen] == [3, 4, 5, 6], "without consent a coach reads from the asking on"
    await settled(talk, 2)
    assert len(bot.asked) == 1, "the bot reads beside a coach and does not answer"


async def test_with_consent_the_coach_sees_the_whole_talk(talk: Talk, coach: Worker) -> None:
    await talk.post(client_id="a", text="aiempaa")
    await talk.until(2)
    await talk.handover(slip={}, consents={"transcript": True})
    await coach.claim_first()
    seen = (await coach.get(f"/api/coach/conversations/{talk.id}/messages")).json()["messages"]
    assert seen[0]["body"]["text"] == "aiempaa"


async def test_a_talk_is_its_coachs_alone(talk: Talk, coach: Worker, app: FastAPI, client: httpx.AsyncClient) -> None:
    other = await hire(app, client, "toinen", "coach")
    base = f"/api/coach/conversations/{talk.id}"
    for worker in (coach, other):
        assert_problem(await worker.get(f"{base}/messages"), 403, "not-yours")
    await talk.handover(urgent=True)
    taken = await coach.claim_first()
    assert_problem(await other.post(f"/api/coach/handovers/{taken['id']}/claim"), 409, "already-claimed")
    for path in ("messages", "stream"):
        assert_problem(await other.get(f"{base}/{path}"), 403, "not-yours")
    for path in ("numero", "palauta", "botille", "paata"):
        answer = await other.press(f"keskustelut/{talk.id}/{path}", outcome="advised")
        assert_refused(answer, 403, "not-yours")
    assert_problem(await other.post(f"{base}/messages", client_id="x", text="hei"), 403, "not-yours")
    assert_problem(await coach.post("/api/coach/handovers/999/claim"), 404, "unknown-handover")


async def test_a_cancelled_request_cannot_be_claimed(talk: Talk, coach: Worker) -> None:
    await talk.handover(urgent=True)
    first = (await coach.queue())[0]
    await talk.press("Peru pyyntö ja jatka botin kanssa")
    assert_problem(await coach.post(f"/api/coach/handovers/{first['id']}/claim"), 409, "already-claimed")
    assert await coach.queue() == []


async def test_a_returned_talk_waits_again_at_its_old_place(
    talk: Talk, coach: Worker, client: httpx.AsyncClient
) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    later = await start(client)
    await later.handover(urgent=True)
    await coach.press(f"keskustelut/{talk.id}/palauta")
    assert (await talk.read())["state"] == "waiting"
    assert (await coach.claim_first())["conversation_id"] == talk.id


async def test_a_claim_that_nobody_answers_goes_back_to_the_queue(talk: Talk, coach: Worker, app: FastAPI) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    later = clock.now() + timedelta(minutes=11)
    async with app.state.database.write() as session:
        assert await handovers.return_forgotten_claims(session, clock.now(), PATIENCE) == []
        assert await handovers.return_forgotten_claims(session, later, PATIENCE) == [talk.id]
    assert (await talk.read())["state"] == "waiting"
    assert "taas jonossa" in (await talk.read())["messages"][-1]["body"]["text"]
    await coach.claim_first()
    await coach.post(f"/api/coach/conversations/{talk.id}/messages", client_id="1", text="Hei")
    async with app.state.database.write() as session:
        assert await handovers.return_forgotten_claims(session, later + timedelta(hours=9), PATIENCE) == []


async def test_given_back_to_the_bot_it_answers_again(talk: Talk, coach: Worker) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    await coach.press(f"keskustelut/{talk.id}/botille")
    await talk.post(client_id="a", text="moi")
    assert (await talk.until(5))[-1]["author"] == "bot"


async def test_after_a_close_the_person_rates_and_can_go_on(talk: Talk, coach: Worker) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    await coach.press(f"keskustelut/{talk.id}/paata", outcome="other")
    found = await talk.read()
    assert found["state"] == "closed"
    assert found["messages"][-1]["kind"] == "rating_request"
    assert (await talk.press("4 – hyvin")).status_code == 202
    exported = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    assert exported["rating"] == 4
    await talk.post(client_id="b", text="yks juttu vielä")
    found = (await talk.until(8))[-1]
    assert (await talk.read())["state"] == "bot"
    assert found["author"] == "bot"


async def test_a_closed_talk_is_reopened_by_a_press_or_a_call(talk: Talk) -> None:
    async def call(verb: str) -> dict:
        return (await talk.client.post(f"{talk.url}/{verb}", headers=talk.headers)).json()

    assert await call("close") == {"state": "closed"}
    assert await call("close") == {"state": "closed"}
    await talk.press("Jatka keskustelua")
    assert (await talk.read())["state"] == "bot"
    await call("close")
    assert await call("reopen") == {"state": "bot"}
    assert await call("reopen") == {"state": "bot"}
    await call("close")
    assert (await talk.handover(urgent=True))["state"] == "waiting"


@pytest.mark.parametrize("state", ["bot", "waiting", "human", "callback", "closed"])
async def test_a_call_can_be_asked_for_from_any_state(talk: Talk, coach: Worker, state: str) -> None:
    async def call_me(phone: str) -> dict:
        body = {"phone": phone, "when": "iltapäivällä"}
        return (await talk.client.post(f"{talk.url}/callback", json=body, headers=talk.headers)).json()

    if state in ("waiting", "human"):
        await talk.handover(urgent=True)
    if state == "human":
        await coach.claim_first()
    if state == "callback":
        await call_me("050 111 2222")
    if state == "closed":
        await talk.client.post(f"{talk.url}/close", headers=talk.headers)
    assert (await talk.read())["state"] == state
    assert await call_me("040 123 4567") == {"state": "callback"}
    taken = await coach.claim_first()
    assert taken["slip"]["wants_to_talk"] == "iltapäivällä"
    seen = (await coach.press(f"keskustelut/{talk.id}/numero")).text
    assert 'href="tel:+358401234567"' in seen
    assert "040 1234567" in seen


async def test_a_number_is_encrypted_and_gone_when_the_call_is_handled(talk: Talk, coach: Worker, app: FastAPI) -> None:
    body = {"phone": "+358 40 765 4321"}
    await talk.client.post(f"{talk.url}/callback", json=body, headers=talk.headers)
    async with app.state.database.read() as session:
        row = await session.get(ContactRow, talk.id)
        assert row is not None
        assert b"765" not in row.sealed
    await coach.claim_first()
    await coach.press(f"keskustelut/{talk.id}/paata", outcome="other")
    async with app.state.database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM contacts")) == 0


@pytest.mark.parametrize("looked_at", [True, False])
async def test_who_has_looked_at_the_number_has_answered_and_keeps_the_talk(
    talk: Talk, coach: Worker, app: FastAPI, looked_at: bool
) -> None:
    await talk.client.post(f"{talk.url}/callback", json={"phone": "0401234567"}, headers=talk.headers)
    await coach.claim_first()
    if looked_at:
        await coach.press(f"keskustelut/{talk.id}/numero")
    async with app.state.database.write() as session:
        later = clock.now() + timedelta(hours=9)
        returned = await handovers.return_forgotten_claims(session, later, PATIENCE)
    assert returned == ([] if looked_at else [talk.id])
    assert len(await coach.queue()) == (0 if looked_at else 1)


@pytest.mark.parametrize(
    "phone",
    ["", "soita mulle", "12", "040-123-x567", "0" * 16, "+", "131052‑308T", "0" + "\u0308" * 199],
)
async def test_a_number_that_cannot_be_called_is_told_and_nothing_changes(talk: Talk, phone: str) -> None:
    answer = await talk.client.post(f"{talk.url}/callback", json={"phone": phone}, headers=talk.headers)
    assert_problem(answer, 422, "bad-contact")
    assert (await talk.read()) == {"state": "bot", "messages": []}


async def test_without_a_key_a_call_is_refused_rather_than_kept_in_the_clear(talk: Talk, app: FastAPI) -> None:
    app.state.seal = Seal([])
    answer = await talk.client.post(f"{talk.url}/callback", json={"phone": "0401234567"}, headers=talk.headers)
    assert_problem(answer, 503, "callback-closed")


async def test_keys_can_be_changed(talk: Talk, app: FastAPI) -> None:
    await talk.client.post(f"{talk.url}/callback", json={"phone": "0401234567"}, headers=talk.headers)
    old, new = app.state.settings.contact_keys[0].get_secret_value(), Fernet.generate_key().decode()
    async with app.state.database.write() as session:
        assert await handover.renew_contacts(session, Seal([new, old])) == 1
    async with app.state.database.read() as session:
        row = await session.get(ContactRow, talk.id)
        assert row is not None
        assert Seal([new]).open(row.sealed) == "+358401234567"


async def test_waiting_the_bot_tells_hours_and_cancels_but_does_not_answer(talk: Talk, bot: FakeBot) -> None:
    await talk.handover(urgent=True)
    bot.reading = MessageReading("find_unit", 0.95)
    await talk.post(client_id="a", text="etsi kurssi")
    await settled(talk, 1)
    told = (await talk.read())["messages"]
    assert [m["author"] for m in told[:2]] == ["system", "jobseeker"]
    assert all(m["author"] == "system" and m["kind"] == "notice" for m in told[2:])
    bot.reading = MessageReading("ask_opening_hours", 0.9)
    await talk.post(client_id="b", text="mihin asti ootte auki")
    told = (await talk.until_answered())[-1]["body"]["text"]
    assert told.startswith("Valmentajat vastaavat chatissa arkisin klo 9–15. ")
    assert "Nyt on" in told or "Tänään on kiinni" in told
    assert "soitetaan" in told
    bot.reading = MessageReading("cancel_request", 0.9)
    await talk.post(client_id="c", text="no ei sittenkään tarvi")

    async def is_back() -> bool:
        return bool((await talk.read())["state"] == "bot")

    await eventually(is_back)


async def test_who_writes_while_nobody_is_there_is_told_once_that_it_is_kept(talk: Talk, bot: FakeBot) -> None:
    await talk.handover(urgent=True)
    bot.reading = MessageReading("find_unit", 0.95)
    for number in range(3):
        await talk.post(client_id=f"c{number}", text="etsin töitä")
    await asyncio.sleep(0.3)
    notices = [m for m in (await talk.read())["messages"] if m["author"] == "system"]
    assert [m["body"]["text"].startswith(say("wait_receipt")) for m in notices] == [False, True]
    assert {choice["label"] for choice in notices[1]["body"]["choices"]} == {say("ask_callback"), say("cancel_waiting")}


async def test_danger_while_waiting_takes_the_first_place(talk: Talk, coach: Worker, client: httpx.AsyncClient) -> None:
    earlier = await start(client)
    await earlier.handover(urgent=True)
    await talk.handover(urgent=True)
    await talk.post(client_id="a", text="en jaksa enää elää")
    assert (await coach.queue())[0]["distress"] is True
    assert (await coach.claim_first())["conversation_id"] == talk.id


async def test_one_in_danger_is_not_left_alone_before_a_coach_has_come(talk: Talk, coach: Worker) -> None:
    await coach.post("/api/coach/duty", on=True)
    await talk.handover(urgent=True)
    await talk.post(client_id="a", text="haluan kuolla")
    await settled(talk, 1)
    await talk.post(client_id="b", text="oletko siinä")
    await settled(talk, 2)
    assert (await talk.read())["messages"][-1]["body"]["text"] == "kuulin: oletko siinä"
    await coach.claim_first()
    await talk.post(client_id="c", text="entä nyt")
    await settled(talk, 3)
    assert (await talk.read())["messages"][-1]["author"] == "jobseeker"


async def test_a_coachs_stream_ends_when_the_talk_is_not_theirs_any_more(
    talk: Talk, coach: Worker, app: FastAPI
) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    state = app.state
    heard: list[int] = []
    async for news in follow(
        state.database, state.wakeups, talk.id, 0, 5.0,
        allowed=lambda session: handover.held(session, talk.id, coach.id), ends=(UnknownConversation, NotYours),
    ):  # fmt: skip
        heard += [message.seq for message in news.messages]
        if len(heard) == 2:
            await coach.press(f"keskustelut/{talk.id}/palauta")
    assert heard == [1, 2]


async def test_a_coachs_number_is_kept_but_an_identity_code_is_masked(talk: Talk, coach: Worker) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    wrote = "Soita minulle 03 565 611. Hetusi 131052-308T on jo tiedossa."
    await coach.post(f"/api/coach/conversations/{talk.id}/messages", client_id="1", text=wrote)
    said = (await talk.read())["messages"][-1]["body"]["text"]
    assert "03 565 611" in said
    assert "308T" not in said


async def test_what_a_person_writes_on_the_slip_is_masked_too(talk: Talk, coach: Worker) -> None:
    slip = {"summary": "soita 040 123 4567", "wants_to_talk": "hetu 131052-308T", "does_not_want": "a@b.fi\x00"}
    await talk.handover(slip=slip, consents={})
    taken = (await coach.claim_first())["slip"]
    assert taken == {
        "summary": "soita [puhelinnumero poistettu]",
        "wants_to_talk": "hetu [henkilötunnus poistettu]",
        "does_not_want": "[sähköpostiosoite poistettu]",
        "own_coach": "",
    }


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("puh. +358 (0)40‑123\u200b4567 (iltaisin)", "+358401234567", "040 1234567"),
        ("+46 70 123 45 67", "+46701234567", "+46 70 123 45 67"),
    ],
)
async def test_a_number_in_any_writing_reaches_the_coach_as_one_that_can_be_dialled(
    talk: Talk, coach: Worker, written: str, kept: str, shown: str
) -> None:
    answer = await talk.client.post(f"{talk.url}/callback", json={"phone": written}, headers=talk.headers)
    assert answer.json() == {"state": "callback"}
    await coach.claim_first()
    seen = (await coach.press(f"keskustelut/{talk.id}/numero")).text
    assert f'href="tel:{kept}"' in seen
    assert f">{shown}<" in seen
