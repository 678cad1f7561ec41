"""Live streams by the thousand: a socket each, and no more than that."""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import urlsplit


class Stream:
    """One stream that remembers the last seq and calls back for each message."""

    def __init__(self, url: str, token: str, heard: Callable[[dict], None] = lambda message: None) -> None:
        self._parts = urlsplit(url)
        self._token = token
        self._heard = heard
        self.after = 0
        self.status = 0
        self.seqs: list[int] = []
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> int:
        """Connect and begin to listen. Returns the status."""
        host, port = self._parts.hostname, self._parts.port
        self._reader, self._writer = await asyncio.open_connection(host, port)
        request = (
            f"GET {self._parts.path} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {self._token}\r\n"
            f"Last-Event-ID: {self.after}\r\n\r\n"
        )
        self._writer.write(request.encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        self.status = int(head.split(b" ", 2)[1])
        if self.status == 200:
            self._reading = asyncio.create_task(self._listen())
        else:
            self._writer.close()
        return self.status

    async def _listen(self) -> None:
        try:
            async for line in self._reader:
                if line.startswith(b"data: {") and b'"seq"' in line:
                    message = json.loads(line[6:])
                    self.after = message["seq"]
                    self.seqs.append(message["seq"])
                    self._heard(message)
        except (ConnectionError, asyncio.IncompleteReadError):
            return

    def pause(self) -> None:
        """Stop reading without closing, as a phone that fell asleep."""
        if self._reading:
            self._reading.cancel()

    def close(self) -> None:
        self.pause()
        self._writer.close()
