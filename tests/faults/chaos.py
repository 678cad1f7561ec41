"""`make chaos`: kill -9 a hundred times while people write and coaches answer; then count what was lost.

Everything is judged by what the public API gives out at the end, against what each person knows to have sent.
"""

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from api.platform import clock
from tests.support.stack import UNLIMITED, Stack, Talk, add_staff

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
PEOPLE = 20
COACHES = 3
PASSWORD = "neljä outoa sanaa tässä"
# Each is answered with exactly one message, so that a second one is a doubled answer.
SAID = ("kiitos", "moikka", "mitä sä osaat tehdä", "löytyykö hygieniakoulutusta", "oletko sä kone")
PATIENCE_SECONDS = 120.0
# The chat has a stream; to ask ten times a second for twenty people took the processor from what is to come back.
LOOKS_SECONDS = 0.5


@dataclass
class Book:
    """What a person knows of one talk: what they sent, in order, and what the coaches sent them."""

    talk: Talk
    sent: list[tuple[str, int]] = field(default_factory=list)
    unanswered: int = 0
    longest_wait: float = 0.0


class Chaos:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.over = threading.Event()
        self.books: list[Book] = []
        self.coach_sent: dict[str, list[str]] = {}
        self.lock = threading.Lock()
        self.recoveries: dict[str, list[float]] = {"rasa": [], "actions": [], "service": []}
        self.faults: Counter[str] = Counter()

    def insist(self, do, give_up=lambda error: False):
        """Do it again until the service takes it, as a widget does; None when the answer is a refusal."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            try:
                return do()
            except httpx.HTTPStatusError as error:
                if error.response.status_code < 500:
                    if give_up(error):
                        return None
                    raise
            except httpx.HTTPError:
                pass
            time.sleep(LOOKS_SECONDS)
        raise AssertionError("the service did not come back")

    def person(self, number: int) -> None:
        chance = random.Random(number)
        while not self.over.is_set():
            book = Book(self.insist(lambda: Talk(self.stack.url)))
            with self.lock:
                self.books.append(book)
            for step in range(chance.randint(4, 10)):
                if self.over.is_set():
                    break
                self.say(book, f"{chance.choice(SAID)}", f"m{step}", wait=chance.random() < 0.8)
                if step >= 2 and chance.random() < 0.3:
                    self.insist(lambda book=book: book.talk.ask_person())
                    self.with_a_coach(book, chance)
                time.sleep(chance.random() * 0.5)

    def say(self, book: Book, text: str, client_id: str, wait: bool) -> None:
        seq = self.insist(lambda: book.talk.send(text, client_id))
        book.sent.append((client_id, seq))
        began = time.monotonic()
        while wait and not self.over.is_set() and time.monotonic() - began < PATIENCE_SECONDS:
            found = self.insist(book.talk.read)
            if found["state"] != "bot" or any(
                m["in_reply_to"] == seq and m["author"] == "bot" for m in found["messages"]
            ):
                book.longest_wait = max(book.longest_wait, time.monotonic() - began)
                return
            time.sleep(LOOKS_SECONDS)
        if wait and not self.over.is_set():
            book.unanswered += 1

    def with_a_coach(self, book: Book, chance: random.Random) -> None:
        ends = time.monotonic() + 20
        step = 0
        while time.monotonic() < ends and not self.over.is_set():
            state = self.insist(book.talk.read)["state"]
            if state in ("bot", "closed"):
                return
            if chance.random() < 0.3 and step < 4:
                self.say(book, f"valmentajalle {step}", f"h{len(book.sent)}-{step}", wait=False)
                step += 1
            time.sleep(LOOKS_SECONDS)

    def coach(self, number: int) -> None:
        chance = random.Random(1000 + number)
        client = httpx.Client(trust_env=False, timeout=30, base_url=self.stack.url)
        credentials = {"username": f"valmentaja{number}", "password": PASSWORD}
        token = self.insist(
            lambda: client.post("/api/staff/session", json=credentials).raise_for_status().json()["token"]
        )
        client.headers["Authorization"] = f"Bearer {token}"

        def call(method: str, path: str, **body) -> dict | None:
            return self.insist(
                lambda: client.request(method, f"/api/coach{path}", json=body or None).raise_for_status().json(),
                give_up=lambda error: error.response.status_code in (403, 404, 409),
            )

        def end(conversation: str, way: str) -> None:
            """By the page's form, which leads on when it was done."""
            path, form = f"/coach/keskustelut/{conversation}/{way}", {"outcome": "other"}

            def press() -> bool:
                answer = client.post(path, data=form)
                return answer.status_code == 303 or bool(answer.raise_for_status())

            self.insist(press, give_up=lambda error: error.response.status_code in (403, 404, 422))

        while not self.over.is_set():
            found = call("GET", "/queue") or {"waiting": [], "yours": []}
            for row in found["waiting"][:3]:
                call("POST", f"/handovers/{row['id']}/claim")
            # A claim whose answer was lost in a kill is found again among one's own.
            for mine in (call("GET", "/queue") or {"yours": []})["yours"]:
                conversation = mine["conversation_id"]
                for step in range(chance.randint(1, 3)):
                    # A talk may come back to the same coach: the same words again are the same message.
                    client_id = f"{mine['id']}-{step}"
                    text = f"valmentaja {number}: {client_id}"
                    if call("POST", f"/conversations/{conversation}/messages", client_id=client_id, text=text):
                        with self.lock:
                            told = self.coach_sent.setdefault(conversation, [])
                            if text not in told:
                                told.append(text)
                    time.sleep(0.1)
                end(conversation, chance.choice(("paata", "botille", "palauta", "botille")))
            time.sleep(0.3)

    def kill(self) -> None:
        chance = random.Random(7)
        victims = [("rasa", "actions", "service")[number % 3] for number in range(KILLS)]
        chance.shuffle(victims)
        for number, victim in enumerate(victims):
            time.sleep(chance.random() * 2)
            began = time.monotonic()
            self.stack.kill(victim)
            self.stack.start_one(victim)
            self.stack.wait_until_ready()
            self.recoveries[victim].append(time.monotonic() - began)
            if (number + 1) % 10 == 0:
                print(f"  {number + 1} kills, {len(self.books)} talks", flush=True)

    def run(self) -> None:
        workers = [threading.Thread(target=self.watched, args=(self.person, n)) for n in range(PEOPLE)]
        workers += [threading.Thread(target=self.watched, args=(self.coach, n)) for n in range(COACHES)]
        for worker in workers:
            worker.start()
        self.kill()
        time.sleep(15)
        self.over.set()
        for worker in workers:
            worker.join()

    def watched(self, work, number: int) -> None:
        try:
            work(number)
        except Exception as error:  # counted and told: a thread that died silently would hide a loss
            self.faults[f"{work.__name__} stopped: {type(error).__name__}: {error}"] += 1

    def judge(self) -> Counter[str]:
        found: Counter[str] = Counter(
            dict.fromkeys(("lost", "doubled", "out of order", "unanswered", "bot after a claim"), 0)
        )
        for book in self.books:
            messages = self.settled(book.talk)
            found["unanswered"] += book.unanswered
            own = [m["seq"] for m in messages if m["author"] == "jobseeker"]
            sent = [seq for _, seq in book.sent]
            found["lost"] += len(set(sent) - set(own))
            found["doubled"] += len(own) - len(set(sent) & set(own))
            found["out of order"] += sent != sorted(sent) or [m["seq"] for m in messages] != list(
                range(1, len(messages) + 1)
            )
            answered = sorted({m["in_reply_to"] for m in messages if m["author"] == "bot"})
            # What was written in a row is heard as one, and answered with as many messages at most.
            heard = Counter(next((seq for seq in answered if seq >= each), 0) for each in own)
            state, replied = "bot", Counter[int]()
            for message in messages:
                found["bot after a claim"] += message["author"] == "bot" and state == "human"
                state = message["body"].get("state", state) if message["author"] == "system" else state
                if message["author"] == "bot":
                    replied[message["in_reply_to"]] += 1
            found["doubled"] += sum(max(0, count - heard[seq]) for seq, count in replied.items())
            answered_in_order = [m["in_reply_to"] for m in messages if m["author"] == "bot"]
            found["out of order"] += answered_in_order != sorted(answered_in_order)
            told = [m["body"]["text"] for m in messages if m["author"] == "coach"]
            for text in self.coach_sent.get(book.talk.id, []):
                found["lost"] += text not in told
            found["doubled"] += len(told) - len(set(told))
            found["unanswered"] += self.left_open(book.talk)
        return found

    def settled(self, talk: Talk) -> list[dict]:
        """Every message, page by page, once no turn is open any more."""
        ends = time.monotonic() + 30
        while time.monotonic() < ends and self.left_open(talk):
            time.sleep(0.2)
        messages: list[dict] = []
        while page := talk.read(messages[-1]["seq"] if messages else 0)["messages"]:
            messages += page
        return messages

    def left_open(self, talk: Talk) -> int:
        turns = talk.export()["turns"]
        return sum(turn["state"] in ("due", "leased") for turn in turns)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), **UNLIMITED)
        stack.start()
        try:
            for number in range(COACHES):
                add_staff(stack, f"valmentaja{number}", PASSWORD, "coach")
            began = clock.now()
            chaos = Chaos(stack)
            chaos.run()
            found = chaos.judge()
        finally:
            stack.stop()
    sent = sum(len(book.sent) for book in chaos.books)
    coached = sum(len(told) for told in chaos.coach_sent.values())
    minutes = (clock.now() - began).total_seconds() / 60
    print(f"\n{KILLS} kills -9 in {minutes:.0f} min, {PEOPLE} people, {COACHES} coaches, {len(chaos.books)} talks")
    print(f"  jobseekers' messages {sent}, coaches' messages {coached}")
    for what, count in found.items():
        print(f"  {what:20}{count}")
    for name, seconds in chaos.recoveries.items():
        if seconds:
            print(f"  {name + ' ready again':20}at most {max(seconds):.1f} s ({len(seconds)} kills)")
    print(f"  longest wait for an answer {max((book.longest_wait for book in chaos.books), default=0):.1f} s")
    for fault, count in chaos.faults.items():
        print(f"  {fault}: {count}")
    sys.exit(1 if sum(found.values()) or chaos.faults else 0)


if __name__ == "__main__":
    main()
