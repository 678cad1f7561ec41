"""kill -9 at any moment: every message is answered, once, in order."""

import json
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.support.stack import Stack, Talk

TEXTS = ("moi", "löytyskö joku lyhyt kurssi hygieniasta", "kiitos", "etsin siivousalan koulutusta")
KILLS = {"rasa": 6, "actions": 12, "service": 12}


@pytest.mark.parametrize("victim", KILLS)
def test_a_killed_process_loses_nothing_and_doubles_nothing(stack: Stack, victim: str) -> None:
    chance = random.Random(victim)
    for round_number in range(KILLS[victim]):
        talk = Talk(stack.url)
        talk.ask("moi")
        crash = threading.Thread(target=crash_and_return, args=(stack, victim, chance.uniform(0.0, 0.12)))
        crash.start()
        sent = [send_until_taken(talk, text, f"r{round_number}-{at}") for at, text in enumerate(TEXTS)]
        crash.join()
        stack.wait_until_ready()
        talk.replies_to(sent[-1], within=60)
        time.sleep(0.3)
        assert_whole(talk, sent)
        assert heard(stack, talk) == ["moi", *TEXTS], "each message is heard once, alone or with others"


def crash_and_return(stack: Stack, victim: str, after: float) -> None:
    time.sleep(after)
    stack.kill(victim)
    stack.start_one(victim)


def send_until_taken(talk: Talk, text: str, client_id: str) -> int:
    """As the widget does: the same client_id until the service has it."""
    ends = time.monotonic() + 60
    while True:
        try:
            return talk.send(text, client_id=client_id)
        except httpx.HTTPError:
            assert time.monotonic() < ends
            time.sleep(0.05)


def assert_whole(talk: Talk, sent: list[int]) -> None:
    messages = talk.read()["messages"]
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    assert [message["seq"] for message in messages if message["author"] == "jobseeker"][1:] == sent
    answered = [(message["in_reply_to"], message["body"]["text"]) for message in messages if message["author"] == "bot"]
    turns = [seq for seq, _ in answered]
    assert turns == sorted(turns), "answers come in the order of the messages"
    assert len(answered) == len(set(answered)), "no message is answered twice"
    assert all(message["intent"] for message in messages if message["author"] == "jobseeker")


def heard(stack: Stack, talk: Talk) -> list[str]:
    """What Rasa has heard of the talk, one message after another."""
    with closing(sqlite3.connect(stack.settings.tracker_file)) as tracker:
        said = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
        return [line for (data,) in tracker.execute(said, (talk.id,)) for line in json.loads(data)["text"].split("\n")]


def test_actions_that_answer_with_an_error_put_the_turn_off_and_nothing_is_saved(stack: Stack) -> None:
    talk = Talk(stack.url)
    body = {"conversation_id": talk.id, "message_id": f"{talk.id}:1", "text": "etsi kurssi hygieniasta"}
    stack.kill("actions")
    try:
        url = f"{stack.settings.rasa_url}/webhooks/askelmerkki/turn"
        headers = {"Authorization": "Bearer stack-internal-token"}
        for answer in (BrokenActions(500), BrokenActions(200, b"no json"), BrokenActions(400, b'{"action_name": "x"}')):
            with answer.on(stack.settings.actions_port):
                assert httpx.post(url, json=body, headers=headers, timeout=30, trust_env=False).status_code == 503
    finally:
        stack.start_one("actions")
        stack.wait_until_ready()
    answer = httpx.post(url, json=body, headers=headers, timeout=30, trust_env=False).json()
    assert answer["replies"][0]["kind"] == "course_cards"
    assert not answer.get("repeated")


class BrokenActions:
    """An action server that answers every call in the same wrong way."""

    def __init__(self, status: int, body: bytes = b"{}") -> None:
        self.status, self.body = status, body

    @contextmanager
    def on(self, port: int) -> Iterator[None]:
        broken = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                self.send_response(broken.status)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(broken.body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
