"""Teams, the own coach, waiting, koppi, notes and cards: what the coach's room is made of."""

import asyncio
import html
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from api.coach_room import service as coaching
from api.conversations import service as conversations
from api.handover import service as handover
from api.handover import service as handovers
from api.handover import store
from api.handover.files import rota
from api.handover.model import Reason, Slip
from api.handover.tables import HandoverRow
from api.platform import clock
from api.settings import Settings
from api.staff import service as staff
from api.suggestions.tables import WishRow
from catalogue.tables import EntryRow
from tests.support.talk import PASSWORD, Talk, Worker, assert_problem, assert_refused, hire
from tests.support.waiting import eventually

# What the settings of a small service say of claims that nobody answered.
PATIENCE = timedelta(minutes=Settings(_env_file=None).claim_answer_minutes)

BROWSER = {"Accept": "text/html", "Origin": "http://test", "Sec-Fetch-Site": "same-origin"}
EMPLOYMENT, SCHOOL, YOUNG = "Työllisyyspalvelut", "Oppilaitos", "Ohjaamo"
ALL = "Sopii. Saavat nähdä myös keskustelun, ja lähettäjä saa tietää, mitä sovittiin"
TEXT_ONLY = "Sopii, mutta vain tämä teksti"
# Far ahead: who has waited since a past day is cared for by the app's own sweep, too, whenever it is office hours.
MONDAY_NOON = datetime(2036, 11, 24, 10, 0, tzinfo=UTC)
SUNDAY = datetime(2036, 11, 23, 10, 0, tzinfo=UTC)


async def start(client: httpx.AsyncClient) -> Talk:
    return Talk(client, (await client.post("/api/conversations")).json())


@pytest.fixture
async def aino(app: FastAPI, client: httpx.AsyncClient) -> Worker:
    return await hire(app, client, "aino", "coach", team=EMPLOYMENT)


@pytest.fixture
async def opo(app: FastAPI, client: httpx.AsyncClient) -> Worker:
    return await hire(app, client, "opo", "coach", team=SCHOOL)


async def teams(app: FastAPI) -> dict[str, int]:
    async with app.state.database.read() as session:
        return {name: key for key, name in (await handover.team_names(session)).items()}


async def last_text(talk: Talk) -> str:
    return (await talk.read())["messages"][-1]["body"]["text"]


async def taken(talk: Talk, coach: Worker, **asked: object) -> str:
    """The person asks, the coach takes the talk. Returns the talk's address on the coach's side."""
    await talk.handover(**(asked or {"urgent": True}))
    await coach.claim_first()
    return f"/api/coach/conversations/{talk.id}"


async def brief_of(app: FastAPI, talk: Talk, coach: Worker) -> coaching.Brief:
    async with app.state.database.read() as session:
        return await coaching.brief(session, app.state.catalogue, talk.id, coach.id, clock.now())


async def notes_of(app: FastAPI, talk: Talk, coach: Worker) -> list[tuple[str, str]]:
    async with app.state.database.read() as session:
        return [(row.name, row.text) for row in await handover.notes(session, talk.id, coach.id)]


# Teams and queues


async def test_a_request_goes_to_the_team_that_takes_requests_and_other_teams_do_not_see_it(
    talk: Talk, aino: Worker, opo: Worker, coach_without_team: Worker
) -> None:
    await talk.handover(urgent=True)
    assert len(await aino.queue()) == 1
    assert len(await coach_without_team.queue()) == 1
    assert await opo.queue() == []
    number = (await aino.queue())[0]["id"]
    assert_problem(await opo.post(f"/api/coach/handovers/{number}/claim"), 404, "unknown-handover")


@pytest.fixture
async def coach_without_team(app: FastAPI, client: httpx.AsyncClient) -> Worker:
    return await hire(app, client, "yksin", "coach")


async def test_distress_is_seen_by_every_team(talk: Talk, opo: Worker, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        await handover.ask(session, talk.id, Reason.DISTRESS, Slip(), {}, clock.now())
    assert [row["distress"] for row in await opo.queue()] == [True]


async def test_the_one_who_loses_a_claim_is_told_who_won(talk: Talk, aino: Worker, coach_without_team: Worker) -> None:
    await talk.handover(urgent=True)
    number = (await aino.claim_first())["id"]
    answer = await coach_without_team.post(f"/api/coach/handovers/{number}/claim")
    assert_problem(answer, 409, "already-claimed")
    assert answer.json()["detail"] == "Nimi aino"


async def test_the_own_coach_on_duty_is_asked_first(
    talk: Talk, aino: Worker, coach_without_team: Worker, app: FastAPI
) -> None:
    await aino.post("/api/coach/duty", on=True)
    await talk.handover(slip={"own_coach": "nimi aino"}, consents={})
    row = (await coach_without_team.queue())[0]
    assert row["wanted_coach"] == aino.id
    claim = f"/api/coach/handovers/{row['id']}/claim"
    assert_problem(await coach_without_team.post(claim), 409, "reserved")
    async with app.state.database.write() as session:
        await session.execute(update(HandoverRow).values(queued_at=clock.now() - timedelta(minutes=6)))
    assert (await coach_without_team.post(claim)).status_code == 200


async def test_an_own_coach_who_is_away_or_unknown_keeps_nobody_waiting(
    talk: Talk, aino: Worker, coach_without_team: Worker, client: httpx.AsyncClient
) -> None:
    await talk.handover(slip={"own_coach": "aino"}, consents={})
    other = await start(client)
    await other.handover(slip={"own_coach": "Joku Muu"}, consents={})
    for _ in range(2):
        await coach_without_team.claim_first()


# What the person sees


async def test_the_slip_says_that_a_coach_is_an_official_and_is_filled_from_the_talk(talk: Talk, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        session.add(WishRow(conversation_id=talk.id, text="siivousalan kurssi", total=1, created_at=clock.now()))
    opened = await talk.handover()
    assert "viranomainen" in opened["note"]
    assert opened["slip"]["summary"] == "Olen etsinyt: siivousalan kurssi."
    assert set(opened["consents"].values()) == {False}


async def test_consents_are_given_and_withdrawn_one_by_one(talk: Talk, aino: Worker, app: FastAPI) -> None:
    await talk.post(client_id="a", text="aiempaa")
    await talk.until(2)

    async def consent(**consents: bool) -> httpx.Response:
        return await talk.client.patch(f"{talk.url}/handover", json={"consents": consents}, headers=talk.headers)

    assert_problem(await consent(transcript=True), 404, "unknown-handover")
    base = await taken(talk, aino, slip={}, consents={})
    assert (await consent(transcript=True)).json()["consents"]["transcript"] is True
    assert (await aino.get(f"{base}/messages")).json()["messages"][0]["body"]["text"] == "aiempaa"
    brief = await brief_of(app, talk, aino)
    assert brief.worries is None
    assert brief.suggested is None
    await consent(transcript=False, worries=True)
    assert (await aino.get(f"{base}/messages")).json()["messages"][0]["seq"] == 3
    assert (await brief_of(app, talk, aino)).worries == []
    assert (await consent(everything=True)).status_code == 422


async def test_place_and_hours_are_told_and_nothing_is_promised_without_recent_claims(app: FastAPI) -> None:
    async with app.state.database.write() as session:
        rows = [await _asked(session, now=MONDAY_NOON + timedelta(seconds=number)) for number in range(3)]
        await handover.set_duty(session, "joku", MONDAY_NOON + timedelta(hours=1))
        wait = await handover.wait_of(session, rows[2], MONDAY_NOON + timedelta(minutes=1))
        assert (wait.place, wait.minutes, wait.is_open) == (3, None, True)
        assert wait.words.startswith("Olet jonossa sijalla 3. En osaa luvata")
        assert not wait.offers()


async def test_a_promise_comes_from_recent_claims(app: FastAPI) -> None:
    async with app.state.database.write() as session:
        await handover.set_duty(session, "joku", MONDAY_NOON + timedelta(hours=1))
        for number in range(6):
            row = await _asked(session, now=MONDAY_NOON + timedelta(minutes=number))
            await handover.claim(session, row.id, "joku", "Joku", MONDAY_NOON + timedelta(minutes=2 * number))
        row = await _asked(session, now=MONDAY_NOON + timedelta(minutes=12))
        wait = await handover.wait_of(session, row, MONDAY_NOON + timedelta(minutes=12))
        assert wait.minutes == 2
        assert "noin 5 minuutissa" in wait.words
        assert row.promised_minutes == 2


async def test_outside_hours_one_is_told_when_and_offered_a_call(app: FastAPI) -> None:
    async with app.state.database.write() as session:
        row = await _asked(session, now=SUNDAY)
        wait = await handover.wait_of(session, row, SUNDAY)
        assert wait.words.startswith("Valmentajat ovat paikalla taas huomenna klo 9.")
        assert [choice.shown["role"] for choice in wait.offers()] == ["callback"]


async def test_the_one_who_waits_can_ask_how_it_stands(talk: Talk, aino: Worker) -> None:
    async def standing() -> dict:
        return (await talk.client.get(f"{talk.url}/handover", headers=talk.headers)).json()

    assert (await standing())["wait"] is None
    await talk.handover(urgent=True)
    found = await standing()
    assert found["state"] == "waiting"
    assert found["wait"]["place"] == 1
    assert found["wait"]["words"]
    assert (await talk.read())["messages"][-1]["body"]["place"] == 1
    await aino.claim_first()
    assert (await standing())["wait"] is None


async def _asked(session: AsyncSession, now: datetime) -> HandoverRow:
    started = await conversations.start(session, now)
    await session.flush()
    await handover.ask(session, started.id, Reason.REQUEST, Slip(), {}, now)
    row = await store.open_handover(session, started.id)
    assert row is not None
    return row


async def test_when_nobody_takes_it_the_team_is_reminded_then_another_helps_then_a_call_is_offered(
    app: FastAPI, talk: Talk, aino: Worker, client: httpx.AsyncClient
) -> None:
    helper = await hire(app, client, "nuori", "coach", team=YOUNG)
    async with app.state.database.write() as session:
        row = await _asked(session, now=MONDAY_NOON)
        conversation_id = row.conversation_id

    async def care(minutes: int) -> list[str]:
        async with app.state.database.write() as session:
            return await handover.take_steps(session, MONDAY_NOON + timedelta(minutes=minutes))

    assert await care(2) == []
    assert await care(3) == [conversation_id]
    assert await care(4) == []
    assert (await aino.queue())[0]["reminded"] is True
    assert await helper.queue() == []
    assert await care(9) == [conversation_id]
    assert len(await helper.queue()) == 1
    assert await care(16) == [conversation_id]
    assert await care(500) == []
    async with app.state.database.read() as session:
        texts = [row.body["text"] for row in await conversations.all_messages(session, conversation_id)]
    assert ["toiselta tiimiltä" in texts[1], "valmentaja soittaa" in texts[2], len(texts)] == [True, True, 3]


async def test_nobody_is_hurried_at_night(app: FastAPI) -> None:
    async with app.state.database.write() as session:
        await _asked(session, now=SUNDAY)
        assert await handover.take_steps(session, SUNDAY + timedelta(hours=20)) == []
        opened = datetime(2036, 11, 24, 7, 0, tzinfo=UTC)
        assert await handover.take_steps(session, opened + timedelta(minutes=2)) == []
        assert len(await handover.take_steps(session, opened + timedelta(minutes=3))) == 1


async def test_a_coach_who_closes_the_browser_in_the_middle_loses_the_talk_to_the_queue(
    talk: Talk, aino: Worker, app: FastAPI
) -> None:
    await aino.post("/api/coach/duty", on=True)
    base = await taken(talk, aino)
    await aino.post(f"{base}/messages", client_id="1", text="Hei")
    async with app.state.database.write() as session:
        assert await handovers.return_forgotten_claims(session, clock.now() + timedelta(minutes=20), PATIENCE) == []
        gone = clock.now() + timedelta(minutes=26)
        assert await handovers.return_forgotten_claims(session, gone, PATIENCE) == [talk.id]
    assert (await talk.read())["state"] == "waiting"


# Transfers and koppi


async def test_a_transfer_keeps_the_place_and_gives_the_note_to_the_next_coach(
    talk: Talk, aino: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    young = await hire(app, client, "nuori", "coach", team=YOUNG)
    base = await taken(talk, aino)
    to = f"t{(await teams(app))[YOUNG]}"
    moved = await aino.press(f"keskustelut/{talk.id}/siirra", to=to, note="Alle 30, <b>kiire</b>")
    assert (moved.status_code, (await talk.read())["state"]) == (303, "waiting")
    assert_problem(await aino.get(f"{base}/messages"), 403, "not-yours")
    assert await aino.queue() == []
    await young.claim_first()
    assert await notes_of(app, talk, young) == [("Nimi aino", "Alle 30, <b>kiire</b>")]


async def test_a_transfer_to_a_coach_asks_them_first(
    talk: Talk, aino: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    other = await hire(app, client, "toinen", "coach", team=EMPLOYMENT)
    await taken(talk, aino)
    await aino.press(f"keskustelut/{talk.id}/siirra", to=f"c{other.id}", note="Sinun asiakkaasi")
    assert (await other.queue())[0]["wanted_coach"] == other.id


@pytest.mark.parametrize(
    ("to", "note", "kind"),
    [
        ("ei minnekään", "ei minnekään", "unknown-team"),
        ("t999", "x", "unknown-team"),
        ("cei-ole", "x", "unknown-team"),
        (YOUNG, "  ", "empty-note"),
        (YOUNG, "x" * 2001, "too-long-message"),
        (SCHOOL, "x", "needs-koppi"),
    ],
)
async def test_a_transfer_that_cannot_be_is_told_and_changes_nothing(
    talk: Talk, aino: Worker, app: FastAPI, to: str, note: str, kind: str
) -> None:
    await taken(talk, aino)
    if to in (YOUNG, SCHOOL):
        to = f"t{(await teams(app))[to]}"
    assert_refused(await aino.press(f"keskustelut/{talk.id}/siirra", to=to, note=note), 422, kind)
    assert (await talk.read())["state"] == "human"
    assert await notes_of(app, talk, aino) == []


async def test_a_koppi_goes_with_what_the_person_agrees_to_and_stays_with_both_until_caught(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI
) -> None:
    await talk.post(client_id="a", text="aiempaa puhetta")
    await talk.until(2)
    base = await taken(talk, aino, slip={"summary": "salaisuus"}, consents={})
    school = (await teams(app))[SCHOOL]
    sent = await aino.throw(talk.id, school, "Haluaa sähköalan osaksi")
    assert sent["state"] == "asked"
    async with app.state.database.read() as session:
        assert (await handover.reception(session, school, clock.now())).on_duty is False
    assert "Haluaa sähköalan osaksi" in await last_text(talk)
    assert (await opo.get("/api/coach/queue")).json()["to_catch"] == [], "nothing goes before the person says so"
    await talk.press(ALL)
    offered = (await opo.get("/api/coach/queue")).json()["to_catch"]
    assert [row["text"] for row in offered] == ["Haluaa sähköalan osaksi"]
    assert (await aino.post(f"{base}/messages", client_id="1", text="Odotellaan")).status_code == 202
    early = await aino.press(f"keskustelut/{talk.id}/paata", outcome="advised")
    assert_refused(early, 422, "koppi-unfinished")
    assert (await opo.press(f"kopit/{sent['id']}/ota")).status_code == 303
    caught = (await opo.room())["yours"][0]
    assert caught["slip"]["summary"] == "Haluaa sähköalan osaksi"
    assert (await talk.read())["state"] == "human"
    assert SCHOOL in await last_text(talk)
    assert (await opo.get(f"{base}/messages")).json()["messages"][0]["body"]["text"] == "aiempaa puhetta"
    assert_problem(await aino.get(f"{base}/messages"), 403, "not-yours")
    await opo.press(f"keskustelut/{talk.id}/paata", outcome="agreed")
    status = (await aino.get("/api/coach/queue")).json()["sent"][0]
    assert (status["state"], status["caught_name"], status["outcome"]) == ("caught", "Nimi opo", "agreed")


async def test_with_the_text_only_the_school_reads_from_its_own_coming_on_and_no_outcome_is_told(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI
) -> None:
    base = await taken(talk, aino, slip={"summary": "salaisuus"}, consents={"transcript": True, "worries": True})
    sent = await aino.throw(talk.id, (await teams(app))[SCHOOL], "Vain tämä")
    await talk.press(TEXT_ONLY)
    assert (await opo.press(f"kopit/{sent['id']}/ota")).status_code == 303
    caught = (await opo.room())["yours"][0]
    assert caught["slip"]["summary"] == "Vain tämä"
    assert set(caught["consents"].values()) == {False}
    seen = (await opo.get(f"{base}/messages")).json()["messages"]
    assert len(seen) == 1
    assert "otti kopin" in seen[0]["body"]["text"]
    await opo.press(f"keskustelut/{talk.id}/paata", outcome="agreed")
    assert (await aino.get("/api/coach/queue")).json()["sent"][0]["outcome"] is None


async def test_a_refused_or_withdrawn_koppi_takes_nothing_anywhere(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI
) -> None:
    await taken(talk, aino)
    school = (await teams(app))[SCHOOL]
    first = await aino.throw(talk.id, school, "yksi")
    another = await aino.press(f"keskustelut/{talk.id}/koppi", team=school, text="toinen")
    assert_refused(another, 422, "koppi-unfinished")
    await talk.press("En halua")
    assert_refused(await opo.press(f"kopit/{first['id']}/ota"), 409, "koppi-gone")
    second = await aino.throw(talk.id, school, "kaksi")
    assert (await aino.press(f"kopit/{second['id']}/peru")).status_code == 303
    assert (await aino.room())["sent"][0]["state"] == "withdrawn"
    await talk.press(ALL)
    assert (await opo.get("/api/coach/queue")).json()["to_catch"] == []
    own = (await teams(app))[YOUNG]
    assert_refused(await aino.press(f"keskustelut/{talk.id}/koppi", team=own, text="x"), 422, "same-house")
    assert_refused(await opo.press("kopit/999/ota"), 409, "unknown-koppi")


async def test_of_many_catches_exactly_one_wins(
    talk: Talk, aino: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    opos = [await hire(app, client, f"opo{number}", "coach", team=SCHOOL) for number in range(3)]
    await taken(talk, aino)
    sent = await aino.throw(talk.id, (await teams(app))[SCHOOL], "x")
    await talk.press(ALL)
    path = f"kopit/{sent['id']}/ota"
    answers = await asyncio.gather(*(opos[number % 3].press(path) for number in range(30)))
    of_each = [Counter(answer.status_code for answer in answers[number::3]) for number in range(3)]
    # Who has caught it is led to it however often the press is sent; all others are told.
    assert sorted(map(dict, of_each), key=str) == [{303: 10}, {409: 10}, {409: 10}]
    assert len([m for m in (await talk.read())["messages"] if "otti kopin" in m["body"]["text"]]) == 1
    async with app.state.database.read() as session:
        assert len(await staff.audit(session, action="koppi_caught", conversation_id=talk.id)) == 1


async def test_a_koppi_ends_when_the_person_ends_the_talk(talk: Talk, aino: Worker, opo: Worker, app: FastAPI) -> None:
    await taken(talk, aino)
    sent = await aino.throw(talk.id, (await teams(app))[SCHOOL], "x")
    await talk.press(ALL)
    await talk.client.post(f"{talk.url}/close", headers=talk.headers)
    assert_refused(await opo.press(f"kopit/{sent['id']}/ota"), 409, "koppi-gone")
    assert (await aino.get("/api/coach/queue")).json()["sent"][0]["state"] == "ended"


async def test_a_koppi_whose_sender_had_to_leave_is_caught_from_the_queue(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI
) -> None:
    await taken(talk, aino)
    sent = await aino.throw(talk.id, (await teams(app))[SCHOOL], "x")
    await talk.press(ALL)
    await aino.press(f"keskustelut/{talk.id}/palauta")
    assert (await opo.press(f"kopit/{sent['id']}/ota")).status_code == 303
    assert (await talk.read())["state"] == "human"


# Within a talk


async def test_notes_are_the_coachs_and_never_reach_the_talk_but_the_person_may_ask_for_them(
    talk: Talk, aino: Worker, opo: Worker
) -> None:
    await taken(talk, aino)
    path = f"keskustelut/{talk.id}/muistiinpano"
    await aino.press(path, text="Soita 040 123 4567 <script>alert(1)</script>")
    assert_refused(await opo.press(path, text="x"), 403, "not-yours")
    assert "script" not in str((await talk.read())["messages"])
    exported = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    assert exported["coach_notes"][0]["text"] == "Soita [puhelinnumero poistettu] <script>alert(1)</script>"


async def test_a_course_card_goes_with_an_own_line_once_and_without_buttons_to_the_silent_bot(
    talk: Talk, aino: Worker
) -> None:
    await taken(talk, aino)
    here = f"keskustelut/{talk.id}/opinto"
    key = (await aino.get("/api/catalogue/search?q=siivous")).json()["items"][0]["id"]
    for _ in range(2):
        answer = await aino.press(here, client_id="k", key=key, line="Tätä mietittiin")
        assert answer.status_code == 303
    message = (await talk.read())["messages"][-1]
    assert message["seq"] == 3
    assert (message["author"], message["kind"], message["body"]["text"]) == ("coach", "course_cards", "Tätä mietittiin")
    assert message["body"]["cards"][0]["id"] == key
    assert message["body"]["cards"][0]["choices"] == []
    await aino.press(here, client_id="l", key=key)
    assert (await last_text(talk)).startswith("Katso tämä: ")


async def test_a_card_that_was_archived_meanwhile_is_refused_with_clear_words(
    talk: Talk, aino: Worker, app: FastAPI
) -> None:
    await taken(talk, aino)
    key = (await aino.get("/api/catalogue/search?q=siivous")).json()["items"][0]["id"]
    async with app.state.database.write() as session:
        await session.execute(update(EntryRow).where(EntryRow.key == key).values(status="archived"))
    answer = await aino.press(f"keskustelut/{talk.id}/opinto", client_id="k", key=key)
    assert_refused(answer, 422, "card-gone")
    assert len((await talk.read())["messages"]) == 2


async def test_a_fact_card_says_what_editors_keep(talk: Talk, aino: Worker) -> None:
    await taken(talk, aino)
    here = f"keskustelut/{talk.id}/tieto"
    assert (await aino.press(here, client_id="f", key="myth_cost", line="Kysyit hinnasta.")).status_code == 303
    body = (await talk.read())["messages"][-1]["body"]
    assert body["text"].startswith("Kysyit hinnasta.\n\n")
    assert body["easy"]
    assert_refused(await aino.press(here, client_id="g", key="ei_ole"), 404, "unknown-card")


class Begun(NamedTuple):
    """A talk at the desk as the page shows it."""

    talk: str
    code: str


async def begin_together(coach: Worker, client_id: str) -> Begun:
    page = (await coach.press("yhteinen", client_id=client_id)).text
    talk = re.search(r"/coach/keskustelut/([0-9a-f-]{36})", page)
    code = re.search(r'class="code">([^<]+)<', page)
    assert talk is not None
    assert code is not None
    return Begun(talk[1], code[1])


async def test_a_joint_talk_is_started_by_a_coach_and_reached_by_a_code(
    aino: Worker, client: httpx.AsyncClient, app: FastAPI
) -> None:
    begun = await begin_together(aino, "a")
    continued = (await client.post("/api/continue", json={"code": begun.code})).json()
    assert continued["id"] == begun.talk
    person = Talk(client, continued)
    assert (await person.read())["state"] == "human"
    await person.post(client_id="a", text="Täällä ollaan")
    seen = (await aino.get(f"/api/coach/conversations/{person.id}/messages")).json()["messages"]
    assert seen[0]["body"]["text"].startswith("Tämä on yhteinen keskustelu")
    assert seen[-1]["body"]["text"] == "Täällä ollaan"
    async with app.state.database.write() as session:
        later = clock.now() + timedelta(hours=1)
        assert await handovers.return_forgotten_claims(session, later, PATIENCE) == []


async def shown_talks(coach: Worker, query: str = "") -> int:
    """How many talks the page of ended talks shows."""
    return (await coach.get(f"/coach/keskustelut{query}")).text.count("<li>\n    <p><strong>")


async def test_a_closed_talk_is_found_and_opened_again_only_by_its_coach(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    colleague = await hire(app, client, "kollega", "coach", team=EMPLOYMENT)
    await taken(talk, aino, slip={"wants_to_talk": "Hitsaajan kortista"}, consents={})
    again = f"keskustelut/{talk.id}/avaa"
    assert_refused(await aino.press(again), 409, "no-talk-to-reopen")
    await aino.press(f"keskustelut/{talk.id}/paata", outcome="advised")
    async with app.state.database.read() as session:
        had = await handover.had(session, aino.id)
    assert [(row.conversation_id, row.outcome) for row in had] == [(talk.id, "advised")]
    assert await shown_talks(aino) == 1
    for worker, count in ((aino, 1), (colleague, 1), (opo, 0)):
        assert await shown_talks(worker, "?q=hitsaajan nimi") == count
    assert await shown_talks(colleague) == 0
    assert_refused(await colleague.press(again), 409, "no-talk-to-reopen")
    assert (await aino.press(again)).status_code == 303
    assert (await aino.room())["yours"][0]["slip"]["wants_to_talk"] == "Hitsaajan kortista"
    assert (await talk.read())["state"] == "human"


async def test_a_callback_that_nobody_answered_goes_back_to_the_callback_queue(talk: Talk, aino: Worker) -> None:
    await talk.client.post(f"{talk.url}/callback", json={"phone": "0401234567"}, headers=talk.headers)
    await aino.claim_first()
    here = f"keskustelut/{talk.id}"
    await aino.press(f"{here}/palauta")
    assert (await talk.read())["state"] == "callback"
    await aino.claim_first()
    seen = (await aino.press(f"{here}/numero")).text
    assert 'href="tel:+358401234567"' in seen
    assert "040 1234567" in seen
    await aino.press(f"{here}/paata", outcome="called")
    assert (await talk.read())["state"] == "closed"


async def test_in_distress_the_coach_gets_a_guide(talk: Talk, aino: Worker, app: FastAPI) -> None:
    await taken(talk, aino)
    assert (await brief_of(app, talk, aino)).guide is None
    await talk.post(client_id="a", text="en jaksa enää elää")

    async def guide() -> str | None:
        return (await brief_of(app, talk, aino)).guide

    await eventually(guide)


async def test_a_coach_sees_the_canned_replies_of_their_own_team_and_those_for_everyone(
    aino: Worker, opo: Worker, coach_without_team: Worker, app: FastAPI
) -> None:
    school, own = (await teams(app))[SCHOOL], (await teams(app))[EMPLOYMENT]
    seen = {}
    async with app.state.database.read() as session:
        for who, team in ((aino, own), (opo, school), (coach_without_team, None)):
            seen[who.id] = [each.key for each in await coaching.canned(session, team)]
    for_school = [key for key in seen[opo.id] if key.startswith("koulu-")]
    assert len(for_school) == 3
    assert seen[aino.id] == seen[coach_without_team.id] == [key for key in seen[opo.id] if key not in for_school]
    assert "tervehdys" in seen[opo.id]


async def test_the_page_of_a_talk_offers_the_canned_replies_of_the_coachs_team(
    talk: Talk, aino: Worker, app: FastAPI
) -> None:
    await taken(talk, aino)
    page = html.unescape((await aino.get(f"/coach/keskustelut/{talk.id}")).text)
    async with app.state.database.read() as session:
        mine = await coaching.canned(session, (await teams(app))[EMPLOYMENT])
    for reply in coaching.all_canned():
        assert (f">{reply.title}</button>" in page) is (reply in mine)


def test_the_teams_of_canned_replies_are_teams_that_there_are() -> None:
    assert frozenset().union(*(each.teams for each in coaching.all_canned())) <= {team.name for team in rota().teams}


# What is kept of reading


async def read_lines(app: FastAPI, talk: Talk) -> int:
    async with app.state.database.read() as session:
        return len(await staff.audit(session, action="talk_read", conversation_id=talk.id))


@pytest.mark.parametrize(
    "path",
    [
        "/api/coach/conversations/{id}/messages",
        "/coach/keskustelut/{id}",
        "/coach/keskustelut/{id}/viestit?after=0",
    ],
)
async def test_whatever_way_a_coach_reads_a_talk_it_is_kept_once_for_a_while(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI, path: str
) -> None:
    await taken(talk, aino)
    address = path.format(id=talk.id)
    assert (await opo.get(address)).status_code == 403
    assert await read_lines(app, talk) == 0, "what was refused was not read"
    for _ in range(2):
        assert (await aino.get(address)).status_code == 200
    assert await read_lines(app, talk) == 1


@pytest.mark.parametrize("path", ["/api/coach/queue", "/coach", "/coach/jono"])
async def test_what_a_koppi_tells_in_the_queue_is_read_there_and_that_is_kept(
    talk: Talk, aino: Worker, opo: Worker, app: FastAPI, path: str
) -> None:
    await taken(talk, aino)
    await aino.throw(talk.id, (await teams(app))[SCHOOL], "Haluaa sähköalan osaksi")
    await opo.get(path)
    assert await read_lines(app, talk) == 0, "the person has not let it go yet"
    await talk.press(ALL)
    for _ in range(2):
        assert "Haluaa sähköalan osaksi" in (await opo.get(path)).text
    assert await read_lines(app, talk) == 1


@pytest.mark.parametrize("query", ["", "?q=jotain"])
async def test_looking_through_talks_that_have_ended_is_kept(aino: Worker, app: FastAPI, query: str) -> None:
    for _ in range(2):
        assert (await aino.get(f"/coach/keskustelut{query}")).status_code == 200
    async with app.state.database.read() as session:
        assert len(await staff.audit(session, staff_id=aino.id, action="talks_searched")) == 2


# What a page sends again, because its answer was lost


async def test_a_joint_talk_begun_twice_by_one_press_is_one_talk(aino: Worker, client: httpx.AsyncClient) -> None:
    page = (await aino.get("/coach")).text
    form = {"client_id": re.search(r'/coach/yhteinen.*?name="client_id" value="([^"]+)"', page)[1]}  # type: ignore[index]
    headers = aino.headers
    pages = await asyncio.gather(*(client.post("/coach/yhteinen", data=form, headers=headers) for _ in range(2)))
    assert [answer.status_code for answer in pages] == [200, 200]
    assert len((await aino.get("/api/coach/queue")).json()["yours"]) == 1
    begun = [await begin_together(aino, "a") for _ in range(2)]
    assert begun[0].talk == begun[1].talk
    assert (await client.post("/api/continue", json={"code": begun[0].code})).status_code == 404
    assert (await client.post("/api/continue", json={"code": begun[1].code})).status_code == 200
    assert (await begin_together(aino, "b")).talk != begun[0].talk


async def test_what_is_sent_twice_with_one_key_is_done_once(talk: Talk, aino: Worker, app: FastAPI) -> None:
    await taken(talk, aino)
    here = f"/coach/keskustelut/{talk.id}"

    async def press(path: str, key: str, **fields: object) -> int:
        headers = {**aino.headers, "Idempotency-Key": key}
        return (await aino.client.post(f"{here}/{path}", data=fields, headers=headers)).status_code

    assert [await press("muistiinpano", "a", text="kerran") for _ in range(2)] == [303, 303]
    assert await press("muistiinpano", "b", text="toinen") == 303
    assert [note for _, note in await notes_of(app, talk, aino)] == ["kerran", "toinen"]
    assert await press("muistiinpano", "c", text=" ") == 422, "what was refused may be sent again as it should be"
    assert await press("muistiinpano", "c", text="kolmas") == 303
    assert [await press("paata", "d", outcome="advised") for _ in range(2)] == [303, 303]
    asked = [m for m in (await talk.read())["messages"] if m["kind"] == "rating_request"]
    assert len(asked) == 1
    async with app.state.database.read() as session:
        assert len(await staff.audit(session, action="talk_closed", conversation_id=talk.id)) == 1
    assert await press("paata", "e", outcome="advised") == 403, "another press is another matter"


async def test_a_claim_and_a_catch_that_are_sent_again_lead_to_the_talk_that_one_has(
    talk: Talk, aino: Worker, opo: Worker, coach_without_team: Worker, app: FastAPI
) -> None:
    await talk.handover(urgent=True)
    claim = f"/coach/pyynnot/{(await aino.queue())[0]['id']}/ota"
    there = f"/coach/keskustelut/{talk.id}"
    for _ in range(2):
        assert (await aino.post(claim)).headers["location"] == there
    assert (await coach_without_team.post(claim)).status_code == 409
    school = (await teams(app))[SCHOOL]
    sent = await aino.throw(talk.id, school, "x")
    await talk.press(ALL)
    catch = f"/coach/kopit/{sent['id']}/ota"
    for _ in range(2):
        assert (await opo.post(catch)).headers["location"] == there
    assert (await coach_without_team.post(catch)).status_code == 409
    states = [m["body"]["text"] for m in (await talk.read())["messages"] if "tuli mukaan" in m["body"]["text"]]
    assert len(states) == 2
    async with app.state.database.read() as session:
        for action in ("talk_claimed", "koppi_caught"):
            assert len(await staff.audit(session, action=action, conversation_id=talk.id)) == 1


async def test_the_coach_sees_when_the_person_was_last_there(talk: Talk, aino: Worker, app: FastAPI) -> None:
    await talk.handover(urgent=True)

    async def seen_at() -> str | None:
        return (await aino.queue())[0]["seen_at"]

    assert await seen_at() is None
    with app.state.presence.at(talk.id):
        await eventually(seen_at)


@pytest.mark.parametrize(("seconds", "there"), [(30, True), (90, False), (600, False)])
async def test_the_person_is_at_the_talk_for_a_minute_or_so_after_they_were_seen(
    talk: Talk, aino: Worker, app: FastAPI, client: httpx.AsyncClient, seconds: int, there: bool
) -> None:
    await talk.handover(urgent=True)
    async with app.state.database.write() as session:
        await session.execute(update(HandoverRow).values(seen_at=clock.now() - timedelta(seconds=seconds)))
    await client.post("/kirjaudu", data={"username": "aino", "password": PASSWORD}, headers=BROWSER)
    page = (await client.get("/coach", headers=BROWSER)).text
    assert ("on paikalla</span>" in page) is there
    assert (f"nähty {seconds // 60} min sitten" in page) is not there
