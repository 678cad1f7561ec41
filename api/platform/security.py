"""Tokens: how they are made, kept and compared; who may make internal calls; what browsers are told."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable, Sequence

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.platform.problem import Problem


class Forbidden(Problem):
    """The caller may not do this."""

    status, kind = 403, "forbidden"


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token. Tokens are random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(token: str, stored_fingerprint: str) -> bool:
    """Whether the token is the one that was stored, compared in constant time."""
    return hmac.compare_digest(fingerprint(token), stored_fingerprint)


def csrf_of(token: str) -> str:
    """What a page must send with each change, beside the cookie that holds this token."""
    return fingerprint(f"csrf:{token}")


def from_own_page(request: Request) -> bool:
    """Whether a browser sent the request from a page of ours, as far as it tells."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    host = origin.partition("://")[2] if origin else request.headers.get("host")
    return site in ("same-origin", "none") and host == request.headers.get("host")


def bearer(request: Request) -> str:
    """The bearer token of a request; empty when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


# What proxies add; a request that was forwarded is not of this machine, wherever its proxy is.
FORWARDED = ("forwarded", "via", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def from_loopback(request: Request) -> bool:
    """Whether the caller is on this machine and nobody has forwarded the request."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def require_internal(request: Request) -> None:
    """Guard of internal calls: loopback and the shared token. Raises Forbidden."""
    wanted = request.app.state.settings.internal_token.get_secret_value()
    given = bearer(request)
    if not (wanted and from_loopback(request) and hmac.compare_digest(given.encode(), wanted.encode())):
        raise Forbidden


async def require_metrics(request: Request) -> None:
    """Guard of the metrics: the metrics token; without one a caller here, where a setting allows it. Raises Forbidden.

    A proxy on this machine that adds no header cannot be told from a caller here: so a setting, and not on by itself.
    """
    settings = request.app.state.settings
    wanted = settings.metrics_token.get_secret_value()
    if wanted:
        allowed = hmac.compare_digest(bearer(request).encode(), wanted.encode())
    else:
        allowed = settings.metrics_without_token and not settings.trusted_proxies and from_loopback(request)
    if not allowed:
        raise Forbidden


class KnownHosts:
    """Middleware: a request for another name than ours is refused, so that no page or link is made with that name."""

    def __init__(self, app: ASGIApp, names: Iterable[str], stranger: ASGIApp) -> None:
        self._app = app
        self._names = frozenset(name.casefold() for name in (*LOOPBACK_NAMES, *names))
        self._stranger = stranger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = scope["type"] != "http" or _name_in(Headers(scope=scope).get("host", "")) in self._names
        await (self._app if known else self._stranger)(scope, receive, send)


def _name_in(host: str) -> str:
    """The name without its port; an address of IPv6 without its brackets."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    return name.casefold().rstrip(".")


POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    )
)  # fmt: skip
# The one page that a city may show within its own: there the chat's token is out of reach of the city's scripts.
IN_A_FRAME = "/chat"
# What a city's own page loads from here: the chat's script, its parts and its looks.
FOR_OTHER_SITES = ("/widget.js", "/static/widget/", "/static/tokens.css")


class SecurityHeaders:
    """Middleware: tells browsers what our pages may do, which is little."""

    def __init__(self, app: ASGIApp, may_frame_chat: Sequence[str]) -> None:
        self._app = app
        self._framers = " ".join(("'self'", *may_frame_chat))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                framers = self._framers if path == IN_A_FRAME else "'none'"
                headers["content-security-policy"] = f"{POLICY}; frame-ancestors {framers}"
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()"
                shared = path.startswith(FOR_OTHER_SITES)
                headers["cross-origin-resource-policy"] = "cross-origin" if shared else "same-origin"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers.setdefault("cache-control", "no-cache" if path.startswith("/static/") else "no-store")
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        await self._app(scope, receive, sending)
