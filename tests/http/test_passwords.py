"""Hashing a password is slow on purpose: nobody else waits for it, and only so many are hashed at once."""

import asyncio
import importlib
import threading
import time

import httpx
import pytest
from fastapi import FastAPI

from tests.support.talk import PASSWORD, hire


class Watched:
    """A hasher that tells how many hash at once, and whether a transaction was open meanwhile."""

    def __init__(self, app: FastAPI, real) -> None:
        self._app, self._real = app, real
        self._lock = threading.Lock()
        self.now = self.most = self.calls = 0
        self.in_transaction = False

    def hash(self, password: str) -> str:
        return self._slowly(self._real.hash, password)

    def verify(self, password: str, password_hash: str) -> bool:
        return self._slowly(self._real.verify, password, password_hash)

    def _slowly(self, work, *given):
        with self._lock:
            self.calls += 1
            self.now += 1
            self.most = max(self.most, self.now)
        # Others write for an instant now and then: a transaction of ours would be open all the time.
        held = []
        for _ in range(5):
            time.sleep(0.02)
            held.append(self._app.state.database._turn_to_write.locked())
        self.in_transaction = self.in_transaction or all(held)
        done = work(*given)
        with self._lock:
            self.now -= 1
        return done


@pytest.fixture
def watched(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Watched:
    accounts = importlib.import_module("api.staff.service.accounts")
    sessions = importlib.import_module("api.staff.service.sessions")
    watched = Watched(app, accounts.HASHER)
    monkeypatch.setattr(accounts, "HASHER", watched)
    monkeypatch.setattr(sessions, "HASHER", watched)
    return watched


async def form(client: httpx.AsyncClient, path: str, **written: str) -> httpx.Response:
    page = (await client.get("/oma-tili")).text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    return await client.post(path, data={**written, "csrf": csrf})


@pytest.mark.sqlite_only
async def test_no_password_is_hashed_while_a_transaction_is_open(
    app: FastAPI, client: httpx.AsyncClient, watched: Watched
) -> None:
    await hire(app, client, "paula", "admin")
    assert (await client.post("/kirjaudu", data={"username": "paula", "password": PASSWORD})).status_code == 303
    before, watched.in_transaction = watched.calls, False  # the test's own hiring holds the loop
    made = await form(client, "/yllapito/tilit", username="uusi", name="Uusi", roles="coach")
    assert made.status_code == 200, made.text
    account = made.text.rpartition("/salasana")[0].rpartition("/")[2]
    assert (await form(client, f"/yllapito/tilit/{account}/salasana")).status_code == 200
    new = "ihan toinen sana viela"
    assert (await form(client, "/oma-tili", old=PASSWORD, new=new, again=new)).status_code == 303
    assert watched.calls >= before + 4
    assert not watched.in_transaction


@pytest.mark.sqlite_only
async def test_a_crowd_that_signs_in_is_checked_a_few_at_a_time_and_holds_nobody_up(
    app: FastAPI, client: httpx.AsyncClient, watched: Watched
) -> None:
    signing = [
        asyncio.create_task(client.post("/api/staff/session", json={"username": f"kuka{n}", "password": "arvaus" * 3}))
        for n in range(20)
    ]
    await asyncio.sleep(0.05)
    assert (await client.get("/health/live")).status_code == 200
    assert not all(each.done() for each in signing)
    assert {answer.status_code for answer in await asyncio.gather(*signing)} == {401}
    assert watched.most == app.state.settings.password_checks
