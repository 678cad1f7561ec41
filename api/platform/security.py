"""Tokens: how they are made, kept and compared; who may make internal calls; what browsers are told."""

import hashlib
import hmac
import ipaddress
import secrets

from fastapi import Request
from starlette.datastructures import MutableHeaders
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


def from_loopback(request: Request) -> bool:
    """Whether the caller is on this machine. A forwarded request is not, wherever its proxy is."""
    if request.client is None or "x-forwarded-for" in request.headers or "forwarded" in request.headers:
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
    """Guard of the metrics: loopback, or the metrics token. Raises Forbidden."""
    wanted = request.app.state.settings.metrics_token.get_secret_value()
    by_token = wanted and hmac.compare_digest(bearer(request).encode(), wanted.encode())
    if not (by_token or from_loopback(request)):
        raise Forbidden


POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
# What a city's own page loads from here: the chat's script, its parts and its looks.
FOR_OTHER_SITES = ("/widget.js", "/static/widget/", "/static/tokens.css")


class SecurityHeaders:
    """Middleware: tells browsers what our pages may do, which is little."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = POLICY
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
