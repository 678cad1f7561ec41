import re
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.platform import clock
from api.staff import service as staff
from api.staff.model import Ends
from tests.support.talk import PASSWORD, Talk, Worker, assert_problem, hire

BROWSER = {"Accept": "text/html", "Origin": "http://test", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def admin(app: FastAPI, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser in which an admin is signed in."""
    await hire(app, client, "paula", "admin")
    answer = await client.post(
        "/kirjaudu", data={"username": "Paula", "password": PASSWORD, "next": "/yllapito"}, headers=BROWSER
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/yllapito")
    return client


def csrf(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found, page.text
    return found[1]


async def test_signing_in_by_the_api_and_out_again(app: FastAPI, client: httpx.AsyncClient) -> None:
    worker = await hire(app, client, "aino", "coach", "editor")
    who = (await worker.get("/api/staff/session")).json()
    assert (who["name"], who["roles"], who["must_change_password"]) == ("Nimi aino", ["coach", "editor"], False)
    assert (await client.delete("/api/staff/session", headers=worker.headers)).status_code == 204
    assert_problem(await worker.get("/api/staff/session"), 401, "not-signed-in")


@pytest.mark.parametrize(("username", "password"), [("aino", "väärä salasana ihan"), ("kukaan", PASSWORD), ("", "")])
async def test_wrong_credentials_are_all_told_the_same(
    app: FastAPI, client: httpx.AsyncClient, username: str, password: str
) -> None:
    await hire(app, client, "aino", "coach")
    answer = await client.post("/api/staff/session", json={"username": username, "password": password})
    assert_problem(answer, 401, "wrong-credentials")


async def test_guessing_is_stopped_for_that_address_only(app: FastAPI, client: httpx.AsyncClient) -> None:
    await hire(app, client, "aino", "coach")
    wrong = {"username": "aino", "password": "arvaus numero yksi"}
    statuses = [(await client.post("/api/staff/session", json=wrong)).status_code for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    right = {"username": "aino", "password": PASSWORD}
    assert_problem(await client.post("/api/staff/session", json=right), 429, "too-many-sign-ins")
    page = await client.post("/kirjaudu", data=right, headers={"Origin": "http://test", "Host": "test"})
    assert page.status_code == 429
    assert 0 < int(page.headers["retry-after"]) <= 15 * 60
    assert "Odota 15 minuuttia" in page.text
    elsewhere = httpx.ASGITransport(app, client=("10.9.8.7", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url="http://test") as owner:
        assert (await owner.post("/api/staff/session", json=right)).status_code == 201


async def test_a_sign_in_ends_when_idle_and_at_the_latest_after_its_time(app: FastAPI, coach: Worker) -> None:
    for ends in (Ends(timedelta(0), timedelta(hours=1)), Ends(timedelta(hours=1), timedelta(0))):
        app.state.sign_ins_end = ends
        assert_problem(await coach.get("/api/coach/queue"), 401, "not-signed-in")
    app.state.sign_ins_end = Ends(timedelta(hours=1), timedelta(hours=1))
    assert (await coach.get("/api/coach/queue")).status_code == 200


async def test_a_page_that_needs_a_sign_in_leads_there_and_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/yllapito", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kirjaudu?next=/yllapito")
    for trap in ("https://paha.example", "//paha.example", "/\\paha.example"):
        assert "paha" not in (await client.get("/kirjaudu", params={"next": trap}, headers=BROWSER)).text


async def test_the_cookie_is_kept_from_scripts_and_a_wrong_password_is_told_on_the_page(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    await hire(app, client, "aino", "coach")
    wrong = {"username": "aino", "password": "ei ole tämä"}
    refused = await client.post("/kirjaudu", data=wrong, headers=BROWSER)
    assert refused.status_code == 401
    assert "salasana on väärä" in refused.text
    answer = await client.post("/kirjaudu", data={"username": "aino", "password": PASSWORD}, headers=BROWSER)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


async def test_a_change_by_cookie_needs_the_token_of_our_own_page(admin: httpx.AsyncClient) -> None:
    page = await admin.get("/yllapito", headers=BROWSER)
    body = {"csrf": csrf(page), "name": "Tampereen valmentajat"}
    for data, headers in (
        ({**body, "csrf": "x"}, BROWSER),
        ({"name": "Paha"}, BROWSER),
        (body, {**BROWSER, "Origin": "https://paha.example"}),
        (body, {**BROWSER, "Sec-Fetch-Site": "cross-site"}),
    ):
        assert (await admin.post("/yllapito/tiimit", data=data, headers=headers)).status_code == 403
    assert "Tampereen" not in (await admin.get("/yllapito", headers=BROWSER)).text
    assert (await admin.post("/yllapito/tiimit", data=body, headers=BROWSER)).status_code == 303
    assert "Tampereen valmentajat" in (await admin.get("/yllapito", headers=BROWSER)).text


async def test_the_admin_opens_an_account_whose_owner_must_change_the_password(
    admin: httpx.AsyncClient, app: FastAPI
) -> None:
    page = await admin.get("/yllapito", headers=BROWSER)
    made = await admin.post(
        "/yllapito/tilit",
        data={"csrf": csrf(page), "username": "Matti.V", "name": "Matti V", "roles": ["coach", "editor"]},
        headers=BROWSER,
    )
    password = re.search(r"<code>([^<]+)</code>", made.text)
    assert password
    assert password[1] not in (await admin.get("/yllapito", headers=BROWSER)).text
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as matti:
        signed = await matti.post(
            "/kirjaudu", data={"username": "matti.v", "password": password[1], "next": "/x"}, headers=BROWSER
        )
        assert signed.headers["location"] == "/oma-tili"
        assert_problem(await matti.get("/api/coach/queue"), 403, "password-must-change")
        token = csrf(await matti.get("/oma-tili", headers=BROWSER))
        for new, again, said in (
            ("lyhyt", "lyhyt", "12 merkkiä"),
            ("matti.v on paras kaikista", "matti.v on paras kaikista", "käyttäjätunnusta"),
            ("aivan uusi salasana", "aivan uusi salainen", "eivät ole samat"),
        ):
            form = {"csrf": token, "old": password[1], "new": new, "again": again}
            answer = await matti.post("/oma-tili", data=form, headers=BROWSER)
            assert answer.status_code == 422
            assert said in answer.text
        form = {"csrf": token, "old": password[1], "new": "aivan uusi salasana", "again": "aivan uusi salasana"}
        assert (await matti.post("/oma-tili", data=form, headers=BROWSER)).status_code == 303
        assert (await matti.get("/api/coach/queue")).status_code == 200


async def test_a_closed_account_is_out_at_once_and_the_last_admin_stays(
    admin: httpx.AsyncClient, app: FastAPI, coach: Worker
) -> None:
    page = await admin.get("/yllapito", headers=BROWSER)
    form: dict = {"csrf": csrf(page), "name": "Aino A", "roles": ["coach"]}
    assert (await admin.post(f"/yllapito/tilit/{coach.id}", data=form, headers=BROWSER)).status_code == 303
    assert_problem(await coach.get("/api/coach/queue"), 401, "not-signed-in")
    async with app.state.database.read() as session:
        own = next(row.id for row in await staff.accounts(session) if row.username == "paula")
    form = {"csrf": csrf(page), "name": "Paula", "roles": ["coach"], "is_open": "true"}
    refused = await admin.post(f"/yllapito/tilit/{own}", data=form, headers=BROWSER)
    assert (refused.status_code, "Ainakin yhden ylläpitäjän" in refused.text) == (422, True)
    assert (await admin.get("/yllapito", headers=BROWSER)).status_code == 200


@pytest.mark.parametrize(
    "form", [{"username": "", "name": "X"}, {"username": "uusi", "name": " "}, {"username": "a b", "name": "X"}]
)
async def test_a_bad_account_is_told_and_not_opened(admin: httpx.AsyncClient, form: dict) -> None:
    page = await admin.get("/yllapito", headers=BROWSER)
    answer = await admin.post("/yllapito/tilit", data={"csrf": csrf(page), "roles": "coach", **form}, headers=BROWSER)
    assert answer.status_code == 422
    no_role = {"csrf": csrf(page), "username": "uusi", "name": "Uusi"}
    assert (await admin.post("/yllapito/tilit", data=no_role, headers=BROWSER)).status_code == 422
    taken = {"csrf": csrf(page), "username": "PAULA", "name": "Toinen", "roles": "coach"}
    assert "jo käytössä" in (await admin.post("/yllapito/tilit", data=taken, headers=BROWSER)).text


async def test_the_admin_sees_who_did_what_and_nothing_of_what_was_said(
    admin: httpx.AsyncClient, coach: Worker, talk: Talk, app: FastAPI
) -> None:
    await talk.post(client_id="a", text="salainen asia")
    await talk.handover(urgent=True)
    await coach.claim_first()
    await coach.get(f"/api/coach/conversations/{talk.id}/messages")
    await coach.post(f"/api/coach/conversations/{talk.id}/messages", client_id="1", text="hei sinä")
    page = (await admin.get("/yllapito/loki", params={"talk": talk.id}, headers=BROWSER)).text
    for word in ("otti keskustelun", "luki keskustelua", "kirjoitti keskusteluun", "Nimi aino", talk.id):
        assert word in page
    assert "salainen" not in page
    assert "hei sinä" not in page
    only = (await admin.get("/yllapito/loki", params={"action": "talk_claimed"}, headers=BROWSER)).text
    assert "<td>otti keskustelun" in only
    assert "<td>luki keskustelua" not in only
    async with app.state.database.read() as session:
        looked = await session.scalar(text("SELECT count(*) FROM audit WHERE action = 'audit_read'"))
    assert looked == 2


async def test_reading_again_and_again_is_one_line_of_the_audit(coach: Worker, talk: Talk, app: FastAPI) -> None:
    await talk.handover(urgent=True)
    await coach.claim_first()
    for _ in range(5):
        await coach.get(f"/api/coach/conversations/{talk.id}/messages")
    async with app.state.database.read() as session:
        lines = await staff.audit(session, conversation_id=talk.id, action="talk_read")
    assert len(lines) == 1


async def test_old_audit_lines_and_sign_ins_age_out(app: FastAPI, coach: Worker) -> None:
    later = clock.now() + timedelta(days=800)
    async with app.state.database.write() as session:
        await staff.age_out(session, later, later, later)
    async with app.state.database.read() as session:
        for table in ("audit", "staff_sessions"):
            assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 0


async def test_every_page_tells_browsers_to_run_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    for path in ("/", "/kirjaudu", "/tietosuoja", "/api/docs", "/widget.js", "/api/catalogue/search", "/nowhere"):
        headers = (await client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == ("cross-origin" if path == "/widget.js" else "same-origin")


@pytest.mark.parametrize("path", ["/", "/kirjaudu", "/tietosuoja", "/api/docs"])
async def test_no_page_has_a_script_or_style_within_it(client: httpx.AsyncClient, path: str) -> None:
    page = (await client.get(path)).text
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|https?://(?!test)[^\"]*\.js", page)
