import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from api.app import create_app
from api.conversations.bot import Bot
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.talk import PASSWORD, assert_problem, hire


async def test_ready_names_what_is_missing(client: httpx.AsyncClient, bot: FakeBot) -> None:
    bot.away = True
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "missing", "missing": ["rasa"]})
    assert (await client.get("/health/live")).json() == {"status": "ok"}


async def test_of_the_bot_both_rasa_and_its_actions_are_named() -> None:
    nobody = "http://127.0.0.1:9"
    bot = Bot.at(nobody, nobody, "token", 1.0)
    assert await bot.missing() == ["rasa", "actions"]
    await bot.close()


FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


async def metrics(settings: Settings, address: str, **headers: str) -> int:
    """The status of /metrics for a caller of this address."""
    app = create_app(settings, FakeBot())
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return (await client.get("/metrics", headers=headers)).status_code


async def test_metrics_are_closed_unless_a_token_or_a_setting_opens_them(settings: Settings) -> None:
    assert await metrics(settings, "127.0.0.1") == 403
    here = settings.model_copy(update={"metrics_without_token": True})
    for address, status in (("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 403)):
        assert await metrics(here, address) == status
    token = settings.model_copy(update={"metrics_token": SecretStr("mittarit")})
    assert await metrics(token, "10.0.0.7", Authorization="Bearer mittarit") == 200
    assert await metrics(token, "10.0.0.7", Authorization="Bearer toinen") == 403


async def test_metrics_are_never_open_behind_a_proxy_without_the_token(settings: Settings) -> None:
    here = settings.model_copy(update={"metrics_without_token": True})
    for name in FORWARDED:
        assert await metrics(here, "127.0.0.1", **{name: "8.8.8.8"}) == 403
    for closing in ({"metrics_token": SecretStr("mittarit")}, {"trusted_proxies": ["127.0.0.1"]}):
        assert await metrics(here.model_copy(update=closing), "127.0.0.1") == 403


async def test_a_name_that_is_not_ours_is_refused_before_anything_is_done(settings: Settings) -> None:
    own = settings.model_copy(update={"allowed_hosts": ["neuvonta.example"], "host": "10.1.2.3"})
    transport = httpx.ASGITransport(create_app(own, FakeBot()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for name in ("localhost", "localhost:8000", "127.0.0.1:1", "[::1]:1", "10.1.2.3", "Neuvonta.Example.", "::1"):
            status = 421 if name == "::1" else 200
            assert (await client.get("/health/live", headers={"Host": name})).status_code == status, name
        for name in ("evil.example", "neuvonta.example.evil.example", "neuvonta.example@evil.example", ""):
            assert_problem(await client.get("/health/live", headers={"Host": name}), 421, "unknown-host")


@pytest.mark.parametrize("token", ["", "wrong", "ä"])
async def test_internal_calls_need_the_token_and_loopback(app: FastAPI, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.post("/internal/catalogue/search", json={"text": "x"}, headers=headers)
        assert answer.status_code == 403
    right = {"Authorization": "Bearer test-internal-token"}
    transport = httpx.ASGITransport(app, client=("192.168.0.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.post("/internal/catalogue/search", json={"text": "x"}, headers=right)
        assert answer.status_code == 403


async def test_unknown_addresses_and_methods_have_finnish_titles(client: httpx.AsyncClient) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/api/conversations", 405)):
        answer = await client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["title"]


async def test_the_catalogue_is_searched_and_read(client: httpx.AsyncClient) -> None:
    found = (await client.get("/api/catalogue/search", params={"q": "hygieniasta", "limit": 2})).json()
    assert found["total"] >= 1
    first = found["items"][0]
    assert "ygieni" in first["name"]
    assert first["sample"] is True
    assert (await client.get(f"/api/catalogue/{first['id']}")).json()["id"] == first["id"]
    missing = await client.get("/api/catalogue/nothing-here")
    assert (missing.status_code, missing.json()["type"].rsplit("/", 1)[1]) == (404, "unknown-entry")


@pytest.mark.parametrize("query", [{"kind": "course"}, {"limit": 0}, {"limit": "x"}, {"q": "x" * 201}])
async def test_a_bad_search_is_named(client: httpx.AsyncClient, query: dict) -> None:
    answer = await client.get("/api/catalogue/search", params=query)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/invalid-request")


async def test_the_page_has_the_chat_on_it(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    assert "<askelmerkki-chat " in page
    assert "näytesisältöä" in page
    assert "customElements.define('askelmerkki-chat'" in (await client.get("/widget.js")).text


async def test_only_the_chat_is_shown_within_the_pages_of_the_cities_that_may_use_it(settings: Settings) -> None:
    """There its token is of our own origin, and out of reach of the city's scripts."""
    own = settings.model_copy(update={"allowed_origins": ["https://kaupunki.example"]})
    transport = httpx.ASGITransport(create_app(own, FakeBot()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        page = await client.get("/chat", params={"place": '"><script>x</script>', "language": "sv"})
        assert page.headers["content-security-policy"].endswith("frame-ancestors 'self' https://kaupunki.example")
        assert "<script>x" not in page.text
        assert 'language="sv"' in page.text
        for other in ("/", "/kirjaudu", "/tietosuoja", "/api/docs"):
            assert (await client.get(other)).headers["content-security-policy"].endswith("frame-ancestors 'none'")


async def test_a_staff_cookie_on_https_is_tied_to_this_host(app: FastAPI, client: httpx.AsyncClient) -> None:
    await hire(app, client, "aino", "coach")
    credentials = {"username": "aino", "password": PASSWORD}
    transport = httpx.ASGITransport(app)
    for scheme, begins in (("https", "__Host-askel_staff="), ("http", "askel_staff=")):
        async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://test") as browser:
            cookie = (await browser.post("/kirjaudu", data=credentials)).headers["set-cookie"]
            assert cookie.startswith(begins)
            assert ("Secure" in cookie) == (scheme == "https")
            assert "Path=/" in cookie
            assert "Domain" not in cookie
            assert (await browser.get("/coach")).status_code == 200
    stolen = {"Cookie": cookie.partition(";")[0]}  # one that a page on plain http may have set
    async with httpx.AsyncClient(transport=transport, base_url="https://test") as browser:
        assert (await browser.get("/coach", headers=stolen)).status_code == 401
