"""What one caller may ask for: how often, how much at once, how slowly."""

import asyncio
import ipaddress
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from fastapi import Request
from limits import parse
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string
from starlette.responses import Response
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
            "signs_of_conversation": parse("120 per minute"),
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


# How an error is told to its caller.
Answer = Callable[[Request, Exception], Awaitable[Response]]
# Raises a Problem when the caller may not send a body; reads nothing but address and headers.
Right = Callable[[Request], Awaitable[object]]


@dataclass(frozen=True)
class BodyRule:
    """Which requests a rule is for, by method and address; who may send a body there, and of how many bytes at most.

    A `streamed` body goes on piece by piece, and TooLarge or TooSlow is raised where it is read.
    """

    requests: re.Pattern[str]
    most_bytes: int
    right: Right | None = None
    streamed: bool = False


class BodyLimit:
    """Middleware: who may not send a body hears so before any of it is read; another's is taken in whole, or refused.

    The first rule that fits the request is in force. What is too large is answered 413 and what comes too slowly 408.
    """

    METHODS = ("POST", "PUT", "PATCH", "DELETE")

    def __init__(
        self, app: ASGIApp, rules: Sequence[BodyRule], most_of_refused: int, within_seconds: float, answer: Answer
    ) -> None:
        self._app = app
        self._rules = rules
        self._most_of_refused = most_of_refused
        self._within_seconds = within_seconds
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in self.METHODS:
            await self._app(scope, receive, send)
            return
        rule = next(rule for rule in self._rules if rule.requests.match(f"{scope['method']} {scope['path']}"))
        # A form that was being written when a sign-in ended is still carried on, as far as this lets it be read.
        refused = Request(scope, self._piecewise(scope, receive, self._most_of_refused))
        try:
            if rule.right is not None:
                await rule.right(refused)
            given = await self._given(rule, scope, receive)
        except Problem as error:
            await (await self._told(refused, error))(scope, receive, send)
            return
        if given is not None:
            await self._app(scope, given, send)

    async def _told(self, request: Request, error: Problem) -> Response:
        """The answer to one who is refused; what is left of the body is not read."""
        try:
            answer = await self._answer(request, error)
        except Problem as worse:
            answer = await self._answer(request, worse)
        answer.headers["Connection"] = "close"
        return answer

    async def _given(self, rule: BodyRule, scope: Scope, receive: Receive) -> Receive | None:
        """What the app receives the body from. Raises TooLarge and TooSlow; None: the caller went away."""
        if rule.streamed:
            return self._piecewise(scope, receive, rule.most_bytes)
        try:
            async with asyncio.timeout(self._within_seconds):
                body = await _whole(scope, receive, rule.most_bytes)
        except TimeoutError:
            raise TooSlow from None
        return None if body is None else _replayed(body, receive)

    def _piecewise(self, scope: Scope, receive: Receive, most_bytes: int) -> Receive:
        """Gives the body on as it comes; each piece has its own time, the whole its limit."""
        taken, ended = 0, False

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


async def _whole(scope: Scope, receive: Receive, most_bytes: int) -> bytes | None:
    """The body; None when the caller went away before its end. Raises TooLarge."""
    _check_told_length(scope, most_bytes)
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > most_bytes:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


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
