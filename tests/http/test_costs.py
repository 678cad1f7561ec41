"""Cost comes after the limit: whatever is sent has a size before anything is made of it."""

import asyncio
import time

import httpx
import pytest
from fastapi import FastAPI

from tests.support.talk import Talk, hire
from tests.support.wire import bodies, described, filled, operations, unbound


@pytest.mark.sqlite_only
async def test_every_string_and_list_that_any_route_takes_has_a_length(app: FastAPI) -> None:
    description = described(app)
    without: list[str] = []
    seen = 0
    for method, path, operation in operations(description):
        for parameter in operation.get("parameters", []):
            seen += 1
            without += unbound(parameter["schema"], description, f"{method} {path} {parameter['name']}")
        for _, schema in bodies(operation):
            seen += 1
            without += unbound(schema, description, f"{method} {path} body")
    assert seen > 150
    assert not without


# One letter with marks without end; marks alone; signs that open into many; two scripts; what folds.
WORST = ("\u0301", "a\u0301\u0323", "\ufdfa", "ﬁ", "\u1100\u1161\u11a8", "İ")
# What people write: words. One endless word of plain letters is passed over, and costs less than any text.
PLAIN = "siivoojan kurssi "
# Streams do not end; signing out closes what comes after.
LEFT_OUT = ("/stream", "/ulos", "/session", "/health/ready", "/metrics", "/tuonti", "/export")
HELD_UP_SECONDS = 1.5


def _takes_something(operation: dict) -> bool:
    return "requestBody" in operation or any(each["in"] == "query" for each in operation.get("parameters", []))


class Caller:
    """Sends to every route what it takes at most, as one who may."""

    def __init__(self, client: httpx.AsyncClient, talk: Talk, token: str) -> None:
        self._client, self._talk, self._token = client, talk, token

    async def send(self, method: str, path: str, operation: dict, description: dict, sign: str) -> tuple[int, float]:
        """The status, and the processor's time that it took."""
        asked = self._asked(path, operation, description, sign)
        url = path.replace("{conversation_id}", self._talk.id).replace("{handover_id}", "1").replace("{koppi_id}", "1")
        url = url.replace("{number}", "1").replace("{instrument}", "arki").replace("{", "").replace("}", "")
        began = time.process_time()
        answer = await self._client.request(method, url, headers=self._headers(path), **asked)
        return answer.status_code, time.process_time() - began

    def _headers(self, path: str) -> dict[str, str]:
        if path.startswith("/internal/"):
            return {"Authorization": "Bearer test-internal-token", "Idempotency-Key": "a"}
        return (
            self._talk.headers if path.startswith("/api/conversations") else {"Authorization": f"Bearer {self._token}"}
        )

    def _asked(self, path: str, operation: dict, description: dict, sign: str) -> dict:
        asked: dict = {"params": {}}
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                value = filled(parameter["schema"], description, sign)
                asked["params"][parameter["name"]] = value[:500] if isinstance(value, str) else value
        for media_type, schema in bodies(operation):
            body = filled(schema, description, sign)
            asked["json" if media_type == "application/json" else "data"] = body
        return asked


@pytest.mark.sqlite_only
async def test_the_worst_signs_cost_no_more_than_plain_letters_of_that_length_and_hold_nobody_up(
    app: FastAPI, client: httpx.AsyncClient, talk: Talk
) -> None:
    """At most three times the processor's time of plain words, on every route; others are answered meanwhile."""
    worker = await hire(app, client, "kaikki", "coach", "editor", "admin")
    caller, description = Caller(client, talk, worker.token), described(app)
    slow: list[str] = []
    longest_wait, tried = 0.0, 0
    stop = asyncio.Event()

    async def others() -> None:
        nonlocal longest_wait
        while not stop.is_set():
            began = time.monotonic()
            assert (await client.get("/health/live")).status_code == 200
            longest_wait = max(longest_wait, time.monotonic() - began)
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(others())
    for method, path, operation in operations(description):
        if method in ("DELETE", "HEAD") or path.endswith(LEFT_OUT) or not _takes_something(operation):
            continue
        tried += 1
        plain = min([(await caller.send(method, path, operation, description, PLAIN))[1] for _ in range(2)])
        for sign in WORST:
            status, spent = await caller.send(method, path, operation, description, sign)
            assert status < 500, (method, path, sign, status)
            if spent > 3 * plain + 0.05:  # less than that is the machine's own noise
                _, spent = await caller.send(method, path, operation, description, sign)
            if spent > 3 * plain + 0.05:
                slow.append(f"{method} {path} {sign!r}: {spent:.3f} s, plain {plain:.3f} s")
    stop.set()
    await watching
    assert tried > 50
    assert not slow
    assert longest_wait < HELD_UP_SECONDS
