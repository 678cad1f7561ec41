"""The three real processes on free ports of loopback, started, killed and stopped by their ids."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from api.launch import run
from api.launch.processes import Process, all_processes, environment_of
from api.launch.training import train
from api.platform.private_files import UMASK
from api.settings import ROOT, Settings

READY_SECONDS = 120.0
# How long a stream is listened to before one looks whether a turn ended without a word.
SILENT_SECONDS = 0.5
# What is chance, in the texts and in who says what, begins from this: the same twice, another with another seed.
SEED = os.environ.get("ASKEL_TEXT_SEED", "1")
# One machine plays many people here; the limits themselves are tested in tests/http/test_limits.py.
UNLIMITED: dict[str, object] = {
    "messages_per_conversation": "1000000 per minute",
    "messages_per_address": "1000000 per minute",
    "conversations_per_address": "1000000 per minute",
    "asks_per_address": "1000000 per minute",
}
# What is played is the same each time: who writes in a row is not waited for, and a busy machine's delay is not told.
SAME_EACH_TIME = UNLIMITED | {"text_seed": SEED, "turn_pause_seconds": 0.0, "outage_notice_seconds": 600.0}


class Stack:
    def __init__(self, folder: Path, credentials: Path | None = None, **settings: object) -> None:
        ports = free_ports(3)
        self.settings = run.with_secrets(
            Settings(
                _env_file=None, var_dir=folder, port=ports[0], rasa_port=ports[1], actions_port=ports[2],
                internal_token=SecretStr("stack-internal-token"), **settings,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        self.url = self.settings.base_url
        # The model lives in the project's own var: trained once for `make run` and all tests.
        self.model = train(Settings(_env_file=None, var_dir=ROOT / "var"))
        self._processes = {process.name: process for process in all_processes(self.settings, self.model)}
        if credentials is not None:
            self._processes["rasa"] = _with(self._processes["rasa"], "--credentials", str(credentials))
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        run.prepare(self.settings)
        for name in self._processes:
            self.start_one(name)
        self.wait_until_ready()

    def start_one(self, name: str, model: Path | None = None) -> None:
        process = self._processes[name]
        if model is not None:
            process = _with(process, "--model", str(model))
        log = (self.settings.var_dir / "log" / f"{name}.log").open("ab")
        self._running[name] = subprocess.Popen(
            process.command, cwd=process.directory, env={**os.environ, **process.environment},
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, umask=UMASK,
        )  # fmt: skip

    def kill(self, name: str) -> None:
        """kill -9, as a crash would."""
        process = self._running.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def ended(self, name: str) -> bool:
        return self._running[name].poll() is not None

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def wait_until_ready(self) -> None:
        ends = time.monotonic() + READY_SECONDS
        while time.monotonic() < ends:
            try:
                if httpx.get(f"{self.url}/health/ready", timeout=5, trust_env=False).is_success:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        logs = "\n".join(
            f"{name}: {(self.settings.var_dir / 'log' / f'{name}.log').read_text()[-800:]}" for name in self._processes
        )
        raise AssertionError(f"not ready after {READY_SECONDS} s\n{logs}")

    def stop(self) -> None:
        for process in self._running.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()


def _with(process: Process, option: str, value: str) -> Process:
    command = list(process.command)
    command[command.index(option) + 1] = value
    return replace(process, command=tuple(command))


class Talk:
    """One conversation over the public API, as a person's browser holds it."""

    def __init__(self, url: str, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(trust_env=False, timeout=30)
        started = self._client.post(f"{url}/api/conversations").raise_for_status().json()
        self.id, self.token = started["id"], started["token"]
        self.url = f"{url}/api/conversations/{self.id}"
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self._count = 0

    def send(self, text: str = "", client_id: str = "", choice_id: str = "") -> int:
        self._count += 1
        body = {"client_id": client_id or f"c{self._count}"}
        body |= {"choice_id": choice_id} if choice_id else {"text": text}
        answer = self._client.post(f"{self.url}/messages", json=body, headers=self.headers)
        return int(answer.raise_for_status().json()["seq"])

    def read(self, after: int = 0) -> dict:
        answer = self._client.get(f"{self.url}/messages", params={"after": after}, headers=self.headers)
        return answer.raise_for_status().json()

    def replies_to(self, seq: int, within: float = 30.0) -> list[dict]:
        """The bot's messages that answer this one; waits for the first."""
        return self.wait_for(lambda message: message["in_reply_to"] == seq and message["author"] == "bot", within)

    def wait_for(self, wanted, within: float = 30.0) -> list[dict]:
        ends = time.monotonic() + within
        while time.monotonic() < ends:
            found = [message for message in self.read()["messages"] if wanted(message)]
            if found:
                return found
            time.sleep(0.02)
        raise AssertionError(f"nothing came within {within} s: {self.read()}")

    def when_answered(self, seq: int, within: float = 60.0) -> dict:
        """This message and all after it, as soon as its turn has ended: replies and reading are stored at once.

        Raises TimeoutError.
        """
        page = self.read(after=seq - 1)
        if "choice_id" in page["messages"][0]["body"] and len(page["messages"]) > 1:
            return page  # A press that needs no turn: what it does was stored with it.
        ends = time.monotonic() + within
        while not _answered(page["messages"]):
            if time.monotonic() > ends:
                raise TimeoutError(f"no answer within {within} s")
            self._await_news(page["messages"][-1]["seq"])
            page = self.read(after=seq - 1)
        return page

    def _await_news(self, after: int) -> None:
        """Until something comes after this, at most for as long as a turn that says nothing may take."""
        headers = {**self.headers, "Last-Event-ID": str(after)}
        with (
            contextlib.suppress(httpx.ReadTimeout),
            self._client.stream("GET", f"{self.url}/stream", headers=headers, timeout=SILENT_SECONDS) as stream,
        ):
            next((line for line in stream.iter_lines() if line.startswith("id:")), None)

    def person(self) -> dict:
        return self._client.get(f"{self.url}/person", headers=self.headers).raise_for_status().json()

    def erase(self) -> None:
        self._client.delete(self.url, headers=self.headers).raise_for_status()

    def wait_for_state(self, state: str, within: float = 30.0) -> None:
        ends = time.monotonic() + within
        while (now := self.read()["state"]) != state:
            assert time.monotonic() < ends, f"still {now}"
            time.sleep(0.02)

    def ask_person(self) -> None:
        self._client.post(f"{self.url}/handover", json={"urgent": True}, headers=self.headers).raise_for_status()

    def export(self) -> dict:
        return self._client.get(f"{self.url}/export", headers=self.headers).raise_for_status().json()

    def ask(self, text: str) -> list[dict]:
        return self.replies_to(self.send(text))


def _answered(messages: list[dict]) -> bool:
    """Whether the turn of the first message has ended: it was read, or answered, or both."""
    own = messages[0]
    replies = [message for message in messages if message["author"] == "bot" and message["in_reply_to"] == own["seq"]]
    return own["intent"] is not None or bool(replies)


def choices_in(part: Any) -> list[dict[str, str]]:
    """Choices of a body at any depth."""
    if isinstance(part, list):
        return [choice for each in part for choice in choices_in(each)]
    if not isinstance(part, dict):
        return []
    own = part.get("choices", [])
    return own + [choice for name, value in part.items() if name != "choices" for choice in choices_in(value)]


def add_staff(stack: Stack, username: str, password: str, role: str, team: str = "") -> None:
    """Open an account as an administrator does, from the command line."""
    command = [sys.executable, "-m", "api", "staff", "add", username, "--name", username, "--role", role]
    subprocess.run(
        [*command, "--team", team],
        input=f"{password}\n", text=True, check=True, capture_output=True, cwd=ROOT,
        env={**os.environ, **environment_of(stack.settings)},
    )  # fmt: skip


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
