"""What a body costs before it is known who sends it: nothing of it is read."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.platform.limits import BodyLimit
from tests.http.test_guards import guards_of, routes_of

PIECE = b"a=" + b"x" * 65_534


class Sender:
    """Sends pieces without end, and counts how much was taken."""

    def __init__(self) -> None:
        self.taken = 0
        self.answered: list[dict] = []

    async def receive(self) -> dict:
        self.taken += len(PIECE)
        assert self.taken < 10_000_000, "read without end"
        return {"type": "http.request", "body": PIECE, "more_body": True}

    async def send(self, message) -> None:
        self.answered.append(message)

    async def ask(self, app: FastAPI, method: str, path: str, *more: tuple[bytes, bytes]) -> int:
        headers = [
            (b"host", b"test"), (b"content-type", b"application/x-www-form-urlencoded"),
            (b"accept", b"text/html"), *more,
        ]  # fmt: skip
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers,
            "client": ("127.0.0.1", 1), "server": ("test", 80), "root_path": "",
        }  # fmt: skip
        await app(scope, self.receive, self.send)
        return self.answered[0]["status"]

    @property
    def answer(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.answered)


def guarded(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and address that takes a body and is not for everyone."""
    for route in routes_of(app):
        if isinstance(route, APIRoute) and guards_of(route.dependant):
            for method in route.methods & set(BodyLimit.METHODS):
                yield method, route.path.replace("{handover_id}", "1").replace("{", "").replace("}", "")


@pytest.mark.sqlite_only
async def test_no_body_is_read_before_the_right_to_send_it_is_known(app: FastAPI) -> None:
    found = list(guarded(app))
    assert len(found) > 60
    for method, path in found:
        sender = Sender()
        assert await sender.ask(app, method, path) in (401, 403, 404), path
        assert sender.taken == 0, f"{method} {path}: {sender.taken} bytes were read"
        assert b"xxxx" not in sender.answer


@pytest.mark.sqlite_only
@pytest.mark.parametrize("path", ["/editor/tuonti", "/editor/uusi", "/kirjaudu", "/api/recommendations"])
async def test_what_a_stranger_sends_is_bounded_and_is_not_given_back(app: FastAPI, path: str) -> None:
    """One whose cookie is no longer good may carry a form on, and no more than a form."""
    sender = Sender()
    assert await sender.ask(app, "POST", path, (b"cookie", b"askel_staff=vanha")) == 413
    assert sender.taken <= 262_144 + 2 * len(PIECE)
    assert len(sender.answer) < 10_000
