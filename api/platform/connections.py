"""What one may do with a connection before a request is there: how long, how much, and how many of them."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.settings import Settings

TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


def watched_by(settings: Settings) -> Callable[..., asyncio.Protocol]:
    """Makes the server's connections, each with a limit for its head and those of an address with a number.

    All that comes through a trusted proxy has its address, so a proxy is not counted.
    """
    held: Counter[str] = Counter()

    def make(*given: Any, **named: Any) -> asyncio.Protocol:
        return _Watched(settings, held, *given, **named)

    return make


class _Watched(HttpToolsProtocol):
    """uvicorn's protocol waits for a request's head for ever and takes as much of it as comes."""

    def __init__(self, settings: Settings, held: Counter[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._settings, self._held = settings, held
        self._address = ""
        self._head_bytes = 0
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = (transport.get_extra_info("peername") or ("",))[0]
        self._held[self._address] += 1
        counted = self._address not in self._settings.trusted_proxies
        if counted and self._held[self._address] > self._settings.connections_per_address:
            transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._held[self._address] -= 1
        if not self._held[self._address]:
            del self._held[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._patience is not None:
            self._head_bytes += len(data)
            # A body may have come along with the end of its head.
            if self._head_bytes > self._settings.max_head_bytes + len(data):
                self._give_up(TOO_LARGE)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._patience is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._patience = self.loop.call_later(self._settings.head_timeout_seconds, self._give_up, TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self, answer: bytes) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
