"""`make bench-turn`: a turn over the public API against the same message straight to Rasa's REST channel.

The same model, the same action server, conversations that exist already; rounds alternate, so that
a busy machine slows both alike. The result is a ratio within one run, never a time.
"""

import asyncio
import platform
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from api.settings import ROOT
from tests.support.stack import UNLIMITED, Stack

TURNS = 200
ROUNDS = 5
CLIENTS = (1, 8)
PROCESSES = ("rasa", "actions", "service")
# A talk as it begins, and one that has gone on for long, in turns.
YOUNG, OLD = 10, 400
MESSAGES = ("moi", "etsin siivousalan koulutusta", "kiitos avusta", "löytyskö joku lyhyt kurssi hygieniasta")

Turn = Callable[[httpx.AsyncClient, str], Awaitable[None]]


class Public:
    """A conversation as the widget holds it: an open stream, and messages posted beside it."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._answered: set[int] = set()
        self._count = 0

    async def open(self, client: httpx.AsyncClient) -> None:
        started = (await client.post(f"{self._stack.url}/api/conversations")).raise_for_status().json()
        self._url = f"{self._stack.url}/api/conversations/{started['id']}"
        self._headers = {"Authorization": f"Bearer {started['token']}"}
        self._listener = asyncio.create_task(self._listen(client))
        await self.turn(client, "moi")

    async def turn(self, client: httpx.AsyncClient, text: str) -> None:
        self._count += 1
        body = {"client_id": f"b{self._count}", "text": text}
        answer = await client.post(f"{self._url}/messages", json=body, headers=self._headers)
        seq = answer.raise_for_status().json()["seq"]
        if seq not in self._answered:
            self._waiting[seq] = asyncio.get_running_loop().create_future()
            await asyncio.wait_for(self._waiting[seq], 30)

    async def _listen(self, client: httpx.AsyncClient) -> None:
        import json

        async with client.stream("GET", f"{self._url}/stream", headers=self._headers, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:") or '"bot"' not in line:
                    continue
                seq = json.loads(line[5:]).get("in_reply_to")
                self._answered.add(seq)
                if seq in self._waiting and not self._waiting[seq].done():
                    self._waiting[seq].set_result(None)

    def close(self) -> None:
        self._listener.cancel()


class Rest:
    """The same person straight at Rasa's own REST channel. Sender ids exist in the service too,
    so that the actions' calls do the same work."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._url = f"{stack.settings.rasa_url}/webhooks/rest/webhook"

    async def open(self, client: httpx.AsyncClient) -> None:
        started = (await client.post(f"{self._stack.url}/api/conversations")).raise_for_status().json()
        self._sender = started["id"]
        await self.turn(client, "moi")

    async def turn(self, client: httpx.AsyncClient, text: str) -> None:
        answer = await client.post(self._url, json={"sender": self._sender, "message": text}, timeout=30)
        assert answer.raise_for_status().json(), "Rasa answered nothing"

    def close(self) -> None:
        pass


async def measure(kind: type[Public] | type[Rest], stack: Stack, clients: int, turns: int) -> tuple[list[float], float]:
    """Seconds of each turn, and turns a second, with so many clients side by side."""
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=30) as client:
        talks = [kind(stack) for _ in range(clients)]
        for talk in talks:
            await talk.open(client)
        seconds: list[float] = []

        async def person(talk: Public | Rest) -> None:
            for number in range(turns // clients):
                began = time.perf_counter()
                await talk.turn(client, MESSAGES[number % len(MESSAGES)])
                seconds.append(time.perf_counter() - began)

        began = time.perf_counter()
        await asyncio.gather(*(person(talk) for talk in talks))
        throughput = len(seconds) / (time.perf_counter() - began)
        for talk in talks:
            talk.close()
        return seconds, throughput


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def measure_long_talk(stack: Stack) -> tuple[float, float]:
    """Median seconds of a turn in a young talk and in an old one, turn by turn beside each other."""
    young_turns: list[float] = []
    old_turns: list[float] = []
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        old = Public(stack)
        await old.open(client)
        for number in range(OLD):
            await old.turn(client, MESSAGES[number % len(MESSAGES)])
        for _ in range(ROUNDS):
            young = Public(stack)
            await young.open(client)
            for number in range(YOUNG):
                await young.turn(client, MESSAGES[number % len(MESSAGES)])
            for text in MESSAGES * 2:
                for talk, turns in ((young, young_turns), (old, old_turns)):
                    began = time.perf_counter()
                    await talk.turn(client, text)
                    turns.append(time.perf_counter() - began)
            young.close()
        old.close()
    return statistics.median(young_turns), statistics.median(old_turns)


def parts(stack: Stack) -> dict[str, tuple[float, float, float]]:
    """Mean of each part of a turn in the service, and the most that its median and p95 can be, in ms, by its own
    histograms. Of the writer: how long one transaction keeps others from writing."""
    text = httpx.get(f"{stack.url}/metrics", trust_env=False).text
    sums: dict[str, float] = {}
    counts: dict[str, float] = {}
    buckets: dict[str, list[tuple[float, float]]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            name = sample.labels.get("part")
            if sample.labels.get("route", "").endswith("/messages") and sample.labels.get("method") == "POST":
                name = "receive"
            if sample.name.startswith("askelmerkki_writer_seconds"):
                name = "writer"
            if name is None:
                continue
            if sample.name.endswith("_sum"):
                sums[name] = sample.value
            elif sample.name.endswith("_count"):
                counts[name] = sample.value
            elif sample.name.endswith("_bucket"):
                buckets.setdefault(name, []).append((float(sample.labels["le"]), sample.value))

    def at_most(name: str, share: float) -> float:
        return 1000 * next(le for le, n in buckets[name] if n >= share * counts[name])

    return {
        name: (1000 * sums[name] / counts[name], at_most(name, 0.5), at_most(name, 0.95))
        for name in sums
        if counts[name]
    }


def processor(stack: Stack) -> float:
    """Seconds that the three processes have had of the processors."""
    times = [each.cpu_times() for name in PROCESSES for each in family(stack.pid(name))]
    return sum(each.user + each.system for each in times)


def memory(stack: Stack) -> dict[str, float]:
    """Memory of each process with its children, in MB (proportional share, so shared pages count once)."""
    return {name: sum(each.memory_full_info().pss for each in family(stack.pid(name))) / 1e6 for name in PROCESSES}


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        credentials = Path(folder) / "credentials.yml"
        credentials.write_text((ROOT / "bot" / "credentials.yml").read_text() + "rest:\n")
        stack = Stack(Path(folder) / "var", credentials, metrics_without_token=True, **UNLIMITED)
        stack.start()
        try:
            report(stack)
        finally:
            stack.stop()


def report(stack: Stack) -> None:
    print(
        f"\n{TURNS} turns each way in {ROUNDS} alternating rounds; {psutil.cpu_count()} cores, {platform.machine()}\n"
    )
    print(f"{'':24}{'median ms':>11}{'p95 ms':>9}{'turns/s':>9}")
    for clients in CLIENTS:
        found: dict[type, tuple[list[float], list[float]]] = {Public: ([], []), Rest: ([], [])}
        worked = {Public: 0.0, Rest: 0.0}
        for number in range(ROUNDS):
            for kind in (Public, Rest) if number % 2 else (Rest, Public):
                worked[kind] -= processor(stack)
                seconds, throughput = asyncio.run(measure(kind, stack, clients, TURNS // ROUNDS))
                found[kind][0].extend(seconds)
                found[kind][1].append(throughput)
                worked[kind] += processor(stack)
        for kind, name in ((Public, "public API"), (Rest, "Rasa alone, REST")):
            seconds, throughputs = found[kind]
            line = f"{1000 * statistics.median(seconds):11.1f}{1000 * p95(seconds):9.1f}"
            line += f"{statistics.mean(throughputs):9.1f}"
            print(f"{name + f', {clients} client(s)':24}{line}")
        ours, theirs = found[Public], found[Rest]
        print(
            f"{'  ratio':24}{statistics.median(ours[0]) / statistics.median(theirs[0]):11.2f}"
            f"{p95(ours[0]) / p95(theirs[0]):9.2f}{statistics.mean(ours[1]) / statistics.mean(theirs[1]):9.2f}"
        )
        print(f"  processor time: {1000 * worked[Public] / TURNS:.1f} and {1000 * worked[Rest] / TURNS:.1f} ms a turn")
        if clients == 1:
            print("\n  the service's own parts (ms: mean, median and p95 at most; rasa: reading and what it asks for)")
            for name, (mean, median, upper) in sorted(parts(stack).items()):
                print(f"    {name:10}{mean:8.1f}{median:8.1f}{upper:8.1f}")
            print()
    young, old = asyncio.run(measure_long_talk(stack))
    print(
        f"\nturn {OLD} of one talk against turn {YOUNG} of another: {1000 * old:.1f} / {1000 * young:.1f} ms, ", end=""
    )
    print(f"ratio {old / young:.2f}")
    held = memory(stack)
    print(
        f"\nmemory MB: {', '.join(f'{name} {size:.0f}' for name, size in held.items())}; "
        f"together {sum(held.values()):.0f}"
    )


if __name__ == "__main__":
    main()
