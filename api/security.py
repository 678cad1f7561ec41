"""Tokens: how they are made, kept and compared; and who may make internal calls."""

import hashlib
import hmac
import ipaddress
import secrets

from fastapi import Request


class Forbidden(Exception):
    """The caller may not do this."""


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token. Tokens are random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(token: str, stored_fingerprint: str) -> bool:
    """Whether the token is the one that was stored, compared in constant time."""
    return hmac.compare_digest(fingerprint(token), stored_fingerprint)


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
