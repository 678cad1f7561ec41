"""What one caller may ask for: how often, how much at once, how slowly."""

import asyncio
import ipaddress
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil

from fastapi import Request
from limits import parse
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.platform.problem import Problem
from api.settings import Settings


class TooMany(Problem):
    """More requests in a while than are allowed. Asking for a person is never counted."""

    status, kind = 429, "too-many"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds

    @property
    def headers(self) -> Mapping[str, str]:
        return {"Retry-After": str(self.retry_after_seconds)}


class TooManyCodes(TooMany):
    """So many codes were tried from one address, or asked for in one talk, that one must wait."""

    status, kind = 429, "too-many-codes"


class TooManySignIns(TooMany):
    """So many were tried with one account or from one address that one must wait."""

    status, kind = 429, "too-many-sign-ins"


class TooManyStreams(Problem):
    """One address or conversation holds as many live streams as it may."""

    status, kind = 429, "too-many-streams"


class TooLarge(Problem):
    """A body is larger than it may be."""

    status, kind = 413, "too-large"


class TooSlow(Problem):
    """A body comes too slowly."""

    status, kind = 408, "too-slow"


def address_of(request: Request) -> str:
    """The caller's address; of IPv6 the network of a home (/64), since a home has them all."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


async def count_ask(request: Request) -> None:
    """For routes that anyone may call and that cost something to answer. Raises TooMany."""
    await request.app.state.limits.hit(asks_of_address=address_of(request))


class Limits:
    """Counts requests by kind and caller in a moving window, and the live streams of each."""

    def __init__(self, settings: Settings) -> None:
        storage = storage_from_string(settings.limits_storage)
        self._counted = MovingWindowRateLimiter(storage)  # type: ignore[arg-type]
        self._rules = {
            "messages_of_conversation": parse(settings.messages_per_conversation),
            "messages_of_address": parse(settings.messages_per_address),
            "conversations_of_address": parse(settings.conversations_per_address),
            "asks_of_address": parse(settings.asks_per_address),
            "shared_profiles_of_address": parse("60 per minute"),
            "exports_of_conversation": parse("20 per minute"),
            "codes_of_conversation": parse("10 per 15 minute"),
            "codes_of_address": parse("10 per 15 minute"),
            "sign_ins_to_account": parse("10 per 15 minute"),
            "sign_ins_of_address": parse("100 per 15 minute"),
        }
        self._streams: Counter[str] = Counter()
        self._most_streams = {
            "conversation": settings.streams_per_conversation,
            "address": settings.streams_per_address,
        }

    async def hit(self, **callers: str) -> None:
        """Count a request for each kind and its caller. Raises TooMany."""
        for kind, caller in callers.items():
            if not await self._counted.hit(self._rules[kind], kind, caller):
                stats = await self._counted.get_window_stats(self._rules[kind], kind, caller)
                raise TooMany(max(1, ceil(stats.reset_time - time.time())))

    async def clear(self, kind: str, caller: str) -> None:
        """Forget what was counted: the caller has shown to be right."""
        await self._counted.clear(self._rules[kind], kind, caller)

    @contextmanager
    def stream(self, **callers: str) -> Iterator[None]:
        """Hold a place for a live stream. Raises TooManyStreams."""
        keys = [f"{kind}:{caller}" for kind, caller in callers.items()]
        if any(self._streams[f"{kind}:{caller}"] >= self._most_streams[kind] for kind, caller in callers.items()):
            raise TooManyStreams
        self._streams.update(keys)
        try:
            yield
        finally:
            self._streams.subtract(keys)
            for key in keys:
                if not self._streams[key]:
                    del self._streams[key]


class BodyLimit:
    """Middleware: a request's body is taken in whole before anything is done, or refused.

    What is too large is answered 413 and what comes too slowly 408, by the app given for each. The paths of
    `streamed` have a limit of their own; their bodies go on piece by piece, and TooLarge or TooSlow is raised
    where they are read, which is after the guard.
    """

    METHODS = ("POST", "PUT", "PATCH", "DELETE")

    def __init__(
        self,
        app: ASGIApp,
        most_bytes: int,
        within_seconds: float,
        too_large: ASGIApp,
        late: ASGIApp,
        streamed: Mapping[str, int],
    ) -> None:
        self._app = app
        self._streamed = streamed
        self._most_bytes = most_bytes
        self._within_seconds = within_seconds
        self._too_large = too_large
        self._late = late

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in self.METHODS:
            await self._app(scope, receive, send)
            return
        if scope["path"] in self._streamed:
            await self._app(scope, self._piecewise(scope, receive), send)
            return
        try:
            async with asyncio.timeout(self._within_seconds):
                body = await self._whole(scope, receive)
        except TimeoutError:
            await self._late(scope, receive, send)
            return
        except TooLarge:
            await self._too_large(scope, receive, send)
            return
        if body is not None:
            await self._app(scope, _replayed(body, receive), send)

    async def _whole(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body; None when the caller went away before its end."""
        _check_told_length(scope, self._most_bytes)
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > self._most_bytes:
                raise TooLarge
            if not message.get("more_body"):
                return bytes(body)

    def _piecewise(self, scope: Scope, receive: Receive) -> Receive:
        """Gives the body on as it comes; each piece has its own time, the whole its limit."""
        most_bytes, taken, ended = self._streamed[scope["path"]], 0, False

        async def piece() -> Message:
            nonlocal taken, ended
            if ended:
                return await receive()
            _check_told_length(scope, most_bytes)
            try:
                async with asyncio.timeout(self._within_seconds):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            taken += len(message.get("body", b""))
            if taken > most_bytes:
                raise TooLarge
            ended = not message.get("more_body")
            return message

        return piece


def _check_told_length(scope: Scope, most_bytes: int) -> None:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if told.isdigit() and int(told) > most_bytes:
        raise TooLarge


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
