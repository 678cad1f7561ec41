"""`make run`: what is restarted, what is said, and what is left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from api.launch.processes import environment_of
from api.launch.run import START_SECONDS
from api.settings import ROOT, Settings
from tests.support.stack import Stack, Talk, free_ports


def run(settings: Settings, log: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "api", "run"],
        cwd=ROOT, env={**os.environ, **environment_of(settings)}, stdin=subprocess.DEVNULL,
        stdout=log.open("wb"), stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    ports = free_ports(3)
    return Settings(_env_file=None, var_dir=tmp_path, port=ports[0], rasa_port=ports[1], actions_port=ports[2])


@pytest.fixture
def running(own: Settings, stack: Stack, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    (tmp_path / "models").mkdir()
    shutil.copy(stack.model, tmp_path / "models")
    log = tmp_path / "run.log"
    process = run(own, log)
    wait(lambda: "Ctrl-C stops all" in log.read_text() or process.poll() is not None, START_SECONDS + 60)
    assert process.poll() is None, log.read_text()
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def wait(until, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.1)


def ready(settings: Settings) -> bool:
    try:
        return httpx.get(f"{settings.base_url}/health/ready", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def test_a_dead_process_is_started_again_and_ctrl_c_leaves_nothing(
    running: subprocess.Popen[bytes], own: Settings
) -> None:
    everyone = psutil.Process(running.pid).children(recursive=True)
    assert Talk(own.base_url).ask("moi")
    victims = [process for process in everyone if listens(process, {own.actions_port, own.port})]
    assert len(victims) >= 2
    for victim in victims:
        victim.kill()
    wait(lambda: ready(own), 60)
    assert Talk(own.base_url).ask("löytyykö siivouskurssia")[0]["kind"] == "course_cards"
    everyone += psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    _, alive = psutil.wait_procs(everyone, timeout=10)
    assert alive == []


def test_a_taken_port_is_said_before_anything_starts(own: Settings, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", own.rasa_port))
        taken.listen()
        process = run(own, tmp_path / "run.log")
        assert process.wait(30) == 1
    said = " ".join((tmp_path / "run.log").read_text().split())
    assert f"Port {own.rasa_port} is taken" in said
    assert "ASKEL_RASA_PORT" in said
    assert not (tmp_path / "askelmerkki.db").exists()


def test_without_a_model_the_part_is_named_and_the_person_told_and_nothing_lost(stack: Stack) -> None:
    stack.kill("rasa")
    try:
        stack.start_one("rasa", model=Path("/nonexistent/model.tar.gz"))
        # Rasa either gives up without a model or answers that it has none.
        wait(lambda: stack.ended("rasa") or missing(stack) == ["model"], 60)
        assert missing(stack) in (["rasa"], ["model"])
        talk = Talk(stack.url)
        seq = talk.send("moi")
        notice = talk.wait_for(lambda message: message["kind"] == "notice")[0]
        assert notice["body"]["choices"]
        stack.kill("rasa")
    finally:
        stack.start_one("rasa")
        stack.wait_until_ready()
    assert len(talk.replies_to(seq)) == 1


def listens(process: psutil.Process, ports: set[int]) -> bool:
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port in ports for each in process.net_connections())


def missing(stack: Stack) -> list[str]:
    return httpx.get(f"{stack.url}/health/ready", timeout=10, trust_env=False).json()["missing"]
