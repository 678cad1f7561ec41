"""A self-assessment that a coach and a person make together: pages that keep nothing until the result is sent."""

import html
import re

import httpx
import pytest
from fastapi import FastAPI

from api.staff import service as staff
from tests.support.talk import Talk, Worker, hire


@pytest.fixture
async def aino(talk: Talk, app: FastAPI, client: httpx.AsyncClient) -> Worker:
    """A coach who has the talk."""
    aino = await hire(app, client, "aino", "coach")
    await talk.handover(urgent=True)
    await aino.claim_first()
    return aino


async def post(worker: Worker, talk: Talk, path: str = "", **fields: object) -> httpx.Response:
    address = f"/coach/keskustelut/{talk.id}/arvio{path}"
    return await worker.client.post(address, data={"instrument": "arki", **fields}, headers=worker.headers)


def item_of(page: httpx.Response) -> str:
    """The key of the item that the page asks."""
    assert page.status_code == 200, page.text
    found = re.search(r'name="answer" value="([^"=]+)=0"', page.text)
    assert found is not None
    return found[1]


async def test_items_are_asked_one_at_a_time_until_it_is_enough_and_strengths_come_first(
    talk: Talk, aino: Worker
) -> None:
    given: list[str] = []
    page = await post(aino, talk)
    for _ in range(30):
        if "Lähetä tulos keskusteluun" in page.text:
            break
        assert "En tiedä / en halua sanoa" in page.text
        answer = f"{item_of(page)}={2 if len(given) % 2 else ''}"
        page = await post(aino, talk, given=given, answer=answer)
        given.append(answer)
    assert 3 < len(given) < 30
    text = html.unescape(page.text)
    assert text.index("Vahvuudet") < text.index("Mihin tämä perustuu")
    assert "Tästä tiedetään vielä vähän" in text


async def test_the_last_answer_is_taken_back_and_one_may_stop_at_any_time(talk: Talk, aino: Worker) -> None:
    first = item_of(await post(aino, talk))
    second = item_of(await post(aino, talk, answer=f"{first}=2"))
    assert second != first
    assert item_of(await post(aino, talk, given=[f"{first}=2"], step="undo")) == first
    stopped = await post(aino, talk, given=[f"{first}=2"], step="stop")
    assert "Lähetä tulos keskusteluun" in stopped.text
    assert "Jatka kysymyksiä" in stopped.text
    nothing = await post(aino, talk, given=[f"{first}="], step="stop")
    assert "Lähetä tulos keskusteluun" not in nothing.text


async def test_the_result_is_a_message_that_names_the_coach_and_changes_no_profile_of_the_person(
    talk: Talk, aino: Worker, app: FastAPI
) -> None:
    first = item_of(await post(aino, talk))
    before = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    for _ in range(2):
        answer = await post(aino, talk, "/laheta", given=[f"{first}=2"], client_id="x")
        assert answer.headers["location"] == f"/coach/keskustelut/{talk.id}"
    sent = [m for m in (await talk.read())["messages"] if m["author"] == "coach"]
    assert len(sent) == 1
    assert sent[0]["kind"] == "profile"
    body = sent[0]["body"]
    assert body["text"].startswith("Teimme tämän yhdessä: Arjen taidot.")
    assert body["name"] == "Nimi aino"
    assert "Nimi aino" in body["note"]
    assert body["strengths"]
    assert [each["level"] for each in body["competences"]] == [2]
    assert "choices" not in body
    assert "choices" not in body["competences"][0]
    after = (await talk.client.get(f"{talk.url}/export", headers=talk.headers)).json()
    ours = ("messages", "changed_at", "audit", "internal_calls", "handovers", "state")
    assert {key: kept for key, kept in after.items() if key not in ours} == {
        key: kept for key, kept in before.items() if key not in ours
    }
    assert (await talk.client.get(f"{talk.url}/profile", headers=talk.headers)).status_code == 404
    async with app.state.database.read() as session:
        assert len(await staff.audit(session, action="talk_written", conversation_id=talk.id)) >= 1


async def test_telling_and_a_field_come_before_the_items(talk: Talk, aino: Worker) -> None:
    told = await post(aino, talk, instrument="tyossa-tehtya", telling="olin kaupassa kassalla neljä vuotta")
    assert 'name="told" value="kassatyo"' in told.text
    result = await post(aino, talk, instrument="tyossa-tehtya", told=["kassatyo"], step="stop")
    assert "Kassatyö" in result.text
    assert "””" not in result.text, "what was told is not kept, so nothing is quoted"
    field = await post(aino, talk, instrument="ala", about="siivous")
    assert 'name="about" value="siivous"' in field.text
    assert item_of(field)
    nothing = await post(aino, talk, instrument="ala", about="qwxzvbnm")
    assert "ei löytynyt" in nothing.text


async def test_only_the_coach_who_has_the_talk_may(
    talk: Talk, aino: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    other = await hire(app, client, "liisa", "coach")
    editor = await hire(app, client, "kaisu", "editor")
    address = f"/coach/keskustelut/{talk.id}/arvio"
    for worker in (other, editor):
        assert (await worker.get(address)).status_code == 403
        assert (await post(worker, talk)).status_code == 403
        assert (await post(worker, talk, "/laheta", given=["arki-budjetti=2"], client_id="x")).status_code == 403
    assert (await client.get(address)).status_code == 401
    assert [m for m in (await talk.read())["messages"] if m["author"] == "coach"] == []
    assert (await aino.get(address)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"instrument": "olematon"}, 404),
        ({"given": ["olematon=2"]}, 422),
        ({"given": ["arki-budjetti=7"]}, 422),
        ({"given": ["arki-budjetti"]}, 422),
        ({"told": ["olematon"]}, 422),
        ({"given": [f"x{n}=1" for n in range(101)]}, 422),
    ],
)
async def test_what_makes_no_sense_is_refused_and_sends_nothing(
    talk: Talk, aino: Worker, fields: dict[str, object], status: int
) -> None:
    assert (await post(aino, talk, **fields)).status_code == status
    assert (await post(aino, talk, "/laheta", client_id="x", **fields)).status_code == status
    assert (await post(aino, talk, "/laheta", client_id="x", given=["arki-budjetti="])).status_code == 422
    assert [m for m in (await talk.read())["messages"] if m["author"] == "coach"] == []
