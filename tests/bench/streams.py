"""`make bench-streams`: 2,000 idle streams and 50 talking pairs on one service.

Real processes, real sockets. The people write at the pace of people: each side of a pair every four
seconds. Delivery is the time from the moment one begins to send until the other's stream has it.
"""

import asyncio
import platform
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from tests.bench.turn import family, p95
from tests.support.stack import UNLIMITED, Stack, add_staff
from tests.support.streams import Stream

IDLE = 2000
PAIRS = 50
SECONDS = 60
PACE = 4.0
PASSWORD = "neljä outoa sanaa tässä"
AT_ONCE = 50


class Pair:
    """A jobseeker and a coach, each with a stream, writing to each other."""

    def __init__(self, url: str, client: httpx.AsyncClient, coach_token: str) -> None:
        self.url, self.client, self.coach_token = url, client, coach_token
        self.sent_at: dict[str, float] = {}
        self.delays: list[float] = []

    async def open(self) -> None:
        started = (await self.client.post(f"{self.url}/api/conversations")).raise_for_status().json()
        self.id, token = started["id"], started["token"]
        self.own = f"{self.url}/api/conversations/{self.id}"
        self.theirs = f"{self.url}/api/coach/conversations/{self.id}"
        self.headers = {self.own: f"Bearer {token}", self.theirs: f"Bearer {self.coach_token}"}
        await self.post(f"{self.own}/handover", self.own, urgent=True)
        answer = await self.client.get(
            f"{self.url}/api/coach/queue", headers={"Authorization": self.headers[self.theirs]}
        )
        first = answer.raise_for_status().json()["waiting"][0]
        await self.post(f"{self.url}/api/coach/handovers/{first['id']}/claim", self.theirs)
        self.streams = [
            Stream(f"{self.own}/stream", token, lambda message: self.heard(message, "coach")),
            Stream(f"{self.theirs}/stream", self.coach_token, lambda message: self.heard(message, "jobseeker")),
        ]
        for stream in self.streams:
            assert await stream.open() == 200

    async def post(self, path: str, side: str, **body: object) -> None:
        answer = await self.client.post(path, json=body or None, headers={"Authorization": self.headers[side]})
        answer.raise_for_status()

    def heard(self, message: dict, other: str) -> None:
        if message["author"] == other and message["body"]["text"] in self.sent_at:
            self.delays.append(time.perf_counter() - self.sent_at[message["body"]["text"]])

    async def talk(self, number: int) -> None:
        await asyncio.sleep(random.random() * PACE)
        ends, count = time.monotonic() + SECONDS, 0
        while time.monotonic() < ends:
            for side in (self.own, self.theirs):
                text = f"viesti {number}/{count}"
                self.sent_at[text] = time.perf_counter()
                await self.post(f"{side}/messages", side, client_id=f"c{count}", text=text)
                count += 1
                await asyncio.sleep(PACE / 2)


async def measure(stack: Stack) -> None:
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(trust_env=False, timeout=60, limits=limits) as client:
        credentials = {"username": "aino", "password": PASSWORD}
        signed = (await client.post(f"{stack.url}/api/staff/session", json=credentials)).raise_for_status().json()
        before = memory(stack)
        idle = [await idle_stream(stack, client) for _ in range(IDLE)]
        await in_groups([stream.open() for _, stream in idle])
        assert all(stream.status == 200 for _, stream in idle)
        pairs = [Pair(stack.url, client, signed["token"]) for _ in range(PAIRS)]
        for pair in pairs:
            await pair.open()
        held = memory(stack)
        await asyncio.gather(*(pair.talk(number) for number, pair in enumerate(pairs)))
        await asyncio.sleep(2)
        peak = max(held, memory(stack))
        delays = [delay for pair in pairs for delay in pair.delays]
        sent = sum(len(pair.sent_at) for pair in pairs)
        print(f"memory of the service: {before:.0f} MB before, {peak:.0f} MB with {IDLE + 2 * PAIRS} streams")
        print(
            f"delivery between coach and jobseeker, {sent} messages: median {1000 * statistics.median(delays):.1f} ms, "
            f"p95 {1000 * p95(delays):.1f} ms; not delivered {sent - len(delays)}"
        )
        await reconnect(stack, client, idle, pairs)


async def reconnect(
    stack: Stack, client: httpx.AsyncClient, idle: list[tuple[dict, Stream]], pairs: list[Pair]
) -> None:
    """The service dies under all; something is said to some; all come back at once."""
    streams = [stream for _, stream in idle] + [stream for pair in pairs for stream in pair.streams]
    stack.kill("service")
    for stream in streams:
        stream.close()
    stack.start_one("service")
    stack.wait_until_ready()
    for number, (started, _) in enumerate(idle[:200]):
        url = f"{stack.url}/api/conversations/{started['id']}/messages"
        headers = {"Authorization": f"Bearer {started['token']}"}
        (
            await client.post(url, json={"client_id": "r", "text": f"poissa {number}"}, headers=headers)
        ).raise_for_status()
    for number, pair in enumerate(pairs):
        await pair.post(f"{pair.theirs}/messages", pair.theirs, client_id="poissa", text=f"poissa ollessa {number}")
    began = time.perf_counter()
    await in_groups([stream.open() for stream in streams], size=len(streams))
    opened = time.perf_counter() - began
    await asyncio.sleep(10)
    missed = sum(1 for _, stream in idle[:200] if 1 not in stream.seqs)
    missed += sum(1 for pair in pairs for stream in pair.streams if stream.seqs[-1] < 3)
    holes = sum(1 for stream in streams if sorted(set(stream.seqs)) != stream.seqs)
    print(
        f"all {len(streams)} streams came back at once: open again after {opened:.1f} s, "
        f"missed {missed}, doubled or out of order {holes}"
    )


async def idle_stream(stack: Stack, client: httpx.AsyncClient) -> tuple[dict, Stream]:
    started = (await client.post(f"{stack.url}/api/conversations")).raise_for_status().json()
    return started, Stream(f"{stack.url}/api/conversations/{started['id']}/stream", started["token"])


async def in_groups(work: list, size: int = AT_ONCE) -> None:
    for start in range(0, len(work), size):
        await asyncio.gather(*work[start : start + size])


def memory(stack: Stack) -> float:
    return sum(process.memory_info().rss for process in family(stack.pid("service"))) / 1e6


def main() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"\n{IDLE} idle streams, {PAIRS} pairs; {psutil.cpu_count()} cores, {platform.machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), **UNLIMITED)
        stack.start()
        try:
            add_staff(stack, "aino", PASSWORD, "coach")
            asyncio.run(measure(stack))
        finally:
            stack.stop()


if __name__ == "__main__":
    main()
