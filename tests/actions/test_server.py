"""The action server answers nobody who does not know the token."""

import httpx
import pytest
from sanic import Sanic

from actions.server import HOST, guarded

TOKEN = "salaisuus"
CALL = {"next_action": "action_unknown", "tracker": {}, "domain": {}}


@pytest.fixture
def server() -> Sanic:
    Sanic.test_mode = True
    Sanic._app_registry.clear()
    return guarded(TOKEN)


async def served(server: Sanic, method: str, path: str, **asked):
    """The answer over a real socket of loopback."""
    running = await server.create_server(HOST, 0, return_asyncio_server=True)
    await running.startup()
    port = running.server.sockets[0].getsockname()[1]
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.request(method, f"http://{HOST}:{port}{path}", **asked)
    finally:
        running.close()
        await running.wait_closed()


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer toinen", f"Basic {TOKEN}", TOKEN])
@pytest.mark.parametrize(("method", "path"), [("POST", "/webhook"), ("GET", "/actions"), ("GET", "/health")])
async def test_nobody_without_the_token_lets_an_action_run(server: Sanic, method: str, path: str, given: str) -> None:
    answer = await served(
        server, method, path, headers={"authorization": given}, json=CALL if method == "POST" else None
    )
    assert (answer.status_code, answer.json()) == (403, {"error": "forbidden"})


async def test_the_token_opens_the_server(server: Sanic) -> None:
    right = {"authorization": f"Bearer {TOKEN}"}
    assert (await served(server, "GET", "/health", headers=right)).json() == {"status": "ok"}


async def test_the_token_lets_an_action_run(server: Sanic) -> None:
    right = {"authorization": f"Bearer {TOKEN}"}
    answer = await served(server, "POST", "/webhook", headers=right, json=CALL)
    assert (answer.status_code, answer.json()["action_name"]) == (404, "action_unknown")


async def test_a_server_without_a_token_is_closed() -> None:
    Sanic._app_registry.clear()
    answer = await served(guarded(""), "GET", "/health", headers={"authorization": "Bearer"})
    assert answer.status_code == 403
