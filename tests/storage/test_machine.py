"""A conversation goes through everything that can happen to it, in any order, on the real verbs and a real database."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.app import FEATURES
from api.conversations import service
from api.conversations.model import ClientIdReused, Mode, NotAllowed, State, UnknownChoice
from api.conversations.service import Lease, Leasing, MessageReading, Reply
from api.dialogue import service as dialogue
from api.handover import service as handover
from api.handover import store
from api.handover.model import AlreadyClaimed, NotYours, Reason, Slip
from api.handover.seal import Seal
from api.platform.database import Base, Database
from api.platform.replies import TextMessage

# The state, what was said (seq, author, in reply to, the state it tells), and who has the open requests.
Seen = tuple[str, list[tuple[int, str, int | None, str]], list[str | None]]

EXAMPLES = int(os.environ.get("ASKEL_EXAMPLES", "150"))
LASTS = timedelta(seconds=25)
PAUSE = timedelta(seconds=1)
REFUSALS = (NotAllowed, AlreadyClaimed, NotYours, ClientIdReused, UnknownChoice)
SEAL = Seal([Fernet.generate_key().decode()])
COACHES = st.sampled_from(["aino", "eero"])
INTENTS = st.sampled_from(["greet", "find_unit", "distress", "ask_opening_hours", "cancel_request"])


class Conversation(RuleBasedStateMachine):
    """What must hold is said in the invariants; the rules only act, and a refusal must change nothing."""

    loop: ClassVar[asyncio.AbstractEventLoop]
    database: ClassVar[Database]

    @initialize()
    def begin(self) -> None:
        self.seen: Seen = ("bot", [], [])
        self.now = datetime(2026, 5, 4, 9, tzinfo=UTC)
        self.leasing = Leasing(LASTS, PAUSE, 100, handover.in_distress, dialogue.awaited, dialogue.unsay)
        self.leases: list[Lease] = []
        self.heard: list[int] = []
        self.rows: dict[str, list[int]] = {}
        self.accepted: list[tuple[str, int]] = []
        self.taken_since: dict[str, bool] = {}
        self.count = 0
        self.did(_empty)
        self.id = self.did(lambda session: service.start(session, self.now)).id

    def did(self, verb: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
        """The verb in a transaction of its own; None when it was refused, and then nothing has changed."""

        async def run() -> Any:
            async with self.database.write() as session:
                return await verb(session)

        try:
            return self.loop.run_until_complete(run())
        except REFUSALS:
            assert self.read() == self.seen
            return None

    def read(self) -> Seen:
        async def run() -> Seen:
            async with self.database.read() as session:
                state, rows = await service.messages_after(session, self.id, 0)
                asked = await store.handovers_of(session, self.id)
                told = [(row.seq, row.author, row.in_reply_to, row.body.get("state", "")) for row in rows]
                return state, told, [row.claimed_by for row in asked if row.ended_at is None]

        return self.loop.run_until_complete(run())

    @property
    def state(self) -> str:
        """The state before the step."""
        return self.seen[0]

    @rule(repeated=st.booleans(), seconds=st.integers(0, 40))
    def write(self, repeated: bool, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        if not (repeated and self.accepted):
            self.count += 1
        name = f"c{self.count}"
        got = self.did(lambda session: service.receive_text(session, self.id, name, name, 100, self.now, self.leasing))
        if name in dict(self.accepted):
            assert got.seq == dict(self.accepted)[name], "the same client_id gets the same answer"
        else:
            self.accepted.append((name, got.seq))
        if got.lease:
            self.begun(got.lease)

    def begun(self, lease: Lease) -> None:
        self.leases.append(lease)
        row = [said.seq for said in lease.said]
        assert self.rows.setdefault(lease.turn_id, row) == row, "what is heard together stays together at every try"
        self.taken_since[lease.token] = False

    @rule(intent=INTENTS, which=st.integers(0, 3))
    def finish(self, intent: str, which: int) -> None:
        """Any try may come back, also one whose lease ran out and was taken by another."""
        if not self.leases:
            return
        lease = self.leases.pop(which % len(self.leases))
        said = [TextMessage(text="vastaus")] if lease.mode is Mode.ANSWER else []
        reply = Reply(said, MessageReading(intent, 0.9))
        before = len(self.seen[1])
        done = self.did(lambda session: service.finish(session, lease, reply, FEATURES.verbs, self.now, self.leasing))
        if self.taken_since[lease.token] and lease.mode is Mode.ANSWER:
            assert len(self.read()[1]) == before, "after a claim or a close the reply is never shown"
        if done.by_us:
            self.heard += [said.seq for said in lease.said]
            assert self.heard == sorted(set(self.heard)), "each message is heard once, in its order"
        if done.next:
            self.begun(done.next)

    @rule(which=st.integers(0, 3))
    def give_back(self, which: int) -> None:
        """The bot is away, or the worker stops."""
        if self.leases:
            lease = self.leases.pop(which % len(self.leases))
            self.did(lambda session: service.release(session, lease, self.now))

    @rule(seconds=st.integers(0, 60))
    def sweep(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        lease = self.did(lambda session: service.lease_next(session, self.id, self.now, self.leasing))
        if lease:
            self.begun(lease)

    @rule(reason=st.sampled_from([Reason.REQUEST, Reason.URGENT, Reason.DISTRESS]))
    def ask(self, reason: Reason) -> None:
        self.did(lambda session: handover.ask(session, self.id, reason, Slip(), {}, self.now))

    @rule()
    def cancel(self) -> None:
        self.did(lambda session: handover.cancel(session, self.id, {}, self.now))

    @rule()
    def ask_call(self) -> None:
        self.did(lambda session: handover.ask_callback(session, self.id, "0401234567", "", SEAL, self.now))
        assert self.read()[0] == State.CALLBACK, "a call can be asked for from any state"

    @rule(coach=COACHES)
    def claim(self, coach: str) -> None:
        async def take(session: AsyncSession) -> bool:
            waiting = await handover.queue(session, coach, None)
            return bool(waiting) and bool(await handover.claim(session, waiting[0].id, coach, coach, self.now))

        if self.did(take):
            self.taken()

    @rule(coach=COACHES, way=st.sampled_from(["write", "return", "give", "close"]))
    def coach_acts(self, coach: str, way: str) -> None:
        self.count += 1
        verbs: dict[str, Callable[[AsyncSession], Awaitable[Any]]] = {
            "write": lambda session: handover.write(
                session, self.id, coach, coach, f"k{self.count}", "hei", 100, self.now
            ),
            "return": lambda session: handover.return_claim(session, self.id, coach, self.now),
            "give": lambda session: handover.give_to_bot(session, self.id, coach, self.now),
            "close": lambda session: handover.end_talk(session, self.id, coach, self.now),
        }
        self.did(verbs[way])
        if way == "close" and self.state == State.HUMAN and self.read()[0] == State.CLOSED:
            self.taken()

    @rule(minutes=st.integers(0, 30))
    def forget_claims(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.did(lambda session: handover.return_forgotten_claims(session, self.now, timedelta(minutes=10)))

    @rule()
    def close(self) -> None:
        was = self.state
        self.did(lambda session: handover.close(session, self.id, self.now))
        if was != State.CLOSED:
            self.taken()

    @rule()
    def reopen(self) -> None:
        self.did(lambda session: handover.reopen(session, self.id, {}, self.now))

    @rule(coach=COACHES, on=st.booleans())
    def duty(self, coach: str, on: bool) -> None:
        until = self.now + timedelta(minutes=15) if on else None
        self.did(lambda session: handover.set_duty(session, coach, until))

    def taken(self) -> None:
        for token in self.taken_since:
            self.taken_since[token] = True

    @invariant()
    def all_is_well(self) -> None:
        if hasattr(self, "id"):
            self.seen = self.read()
            self.nothing_is_lost_doubled_or_out_of_order()
            self.no_bot_speaks_while_a_coach_has_the_talk()
            self.the_last_notice_tells_the_state_and_one_request_at_most_is_open()

    def nothing_is_lost_doubled_or_out_of_order(self) -> None:
        _, messages, _ = self.seen
        assert [seq for seq, *_ in messages] == list(range(1, len(messages) + 1))
        own = [seq for seq, author, *_ in messages if author == "jobseeker"]
        assert own == [seq for _, seq in self.accepted]
        answered = [reply for _, author, reply, _ in messages if author == "bot"]
        assert len(answered) == len(set(answered)), "a message is answered once"
        assert answered == sorted(answered), "answers come in the order of the messages"

    def no_bot_speaks_while_a_coach_has_the_talk(self) -> None:
        state = "bot"
        for _, author, _, told in self.seen[1]:
            assert not (author == "bot" and state in ("human", "closed"))
            state = told or state

    def the_last_notice_tells_the_state_and_one_request_at_most_is_open(self) -> None:
        state, messages, claimed_by = self.seen
        told = [told for *_, told in messages if told]
        assert state == (told[-1] if told else "bot")
        assert len(claimed_by) == (state in ("waiting", "human", "callback"))
        assert all((coach is not None) == (state == "human") for coach in claimed_by)


async def _empty(session: AsyncSession) -> None:
    await session.execute(text("DELETE FROM conversations"))
    await session.execute(text("DELETE FROM duties"))


@pytest.fixture
def conversations() -> Iterator[type[Conversation]]:
    """The machine on one database in memory, which lives as long as its one connection."""

    async def create() -> None:
        async with Conversation.database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    Conversation.loop = asyncio.new_event_loop()
    Conversation.database = Database("sqlite+aiosqlite://")
    Conversation.loop.run_until_complete(create())
    yield Conversation
    Conversation.loop.run_until_complete(Conversation.database.close())
    Conversation.loop.close()


def test_whatever_happens_nothing_is_lost_doubled_or_said_over_a_coach(conversations: type[Conversation]) -> None:
    run_state_machine_as_test(
        conversations,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=EXAMPLES < 1000,
        ),
    )
