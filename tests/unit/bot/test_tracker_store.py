"""The tracker store: only the last session is read, and every message is found, also one of a session before."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel import answer_to
from bot.tracker_store import TalkStore


@pytest.fixture
def store(tmp_path: Path) -> TalkStore:
    return TalkStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"))


def turn(number: int) -> list[Event]:
    return [UserUttered(f"viesti {number}", message_id=f"t:{number}"), BotUttered(f"vastaus {number}")]


async def say(store: TalkStore, *events: Event, talk: str = "t") -> None:
    tracker = await store.retrieve(talk) or DialogueStateTracker(talk, [])
    for event in events:
        tracker.update(event)
    await store.save(tracker)


def begin() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


async def test_only_the_last_session_is_read_and_goes_on(store: TalkStore) -> None:
    await say(store, *begin(), *turn(1))
    await say(store, *begin(), *turn(2))
    await say(store, *turn(3))
    read = await store.retrieve("t")
    assert read is not None
    assert [event.text for event in read.events if isinstance(event, UserUttered)] == ["viesti 2", "viesti 3"]
    whole = await store.retrieve_full_tracker("t")
    assert whole is not None
    assert len([event for event in whole.events if isinstance(event, UserUttered)]) == 3


async def test_a_message_of_a_session_before_gets_the_same_answer(store: TalkStore) -> None:
    await say(store, *begin(), *turn(1), *turn(2))
    await say(store, *begin(), *turn(3))
    for number in (1, 2, 3):
        answer = answer_to(f"t:{number}", store.events_from("t", f"t:{number}"))
        assert answer is not None
        assert [reply["body"]["text"] for reply in answer["replies"]] == [f"vastaus {number}"]
    assert answer_to("t:4", store.events_from("t", "t:4")) is None
    assert answer_to("t:1", store.events_from("another", "t:1")) is None


async def test_a_clock_that_goes_back_loses_and_doubles_nothing(store: TalkStore) -> None:
    await say(store, *begin(), *turn(1))
    late = turn(2)
    for event in late:
        event.timestamp = 1.0
    await say(store, *late)
    await say(store, *turn(3))
    read = await store.retrieve("t")
    assert read is not None
    assert [event.text for event in read.events if isinstance(event, UserUttered)] == [
        "viesti 1",
        "viesti 2",
        "viesti 3",
    ]


async def test_a_talk_that_was_forgotten_leaves_nothing_but_its_mark(store: TalkStore) -> None:
    await say(store, *begin(), *turn(1))
    await say(store, *begin(), *turn(1), talk="another")
    assert not store.is_deleted("t")
    store.forget("t")
    assert store.is_deleted("t")
    assert not list(store.events_from("t", "t:1"))
    assert not store.is_deleted("another")
    assert await store.retrieve("another") is not None


def test_what_a_turn_asks_of_a_long_table_goes_by_an_index(store: TalkStore, tmp_path: Path) -> None:
    """The questions as they are sent; none of them goes through all that was said in a talk."""
    asked: list[tuple[str, tuple[str, ...]]] = []
    sa.event.listen(store.engine, "before_cursor_execute", lambda _c, _k, sql, values, *_: asked.append((sql, values)))
    store.is_deleted("t")
    list(store.events_from("t", "t:1"))
    with store.session_scope() as session:
        store._event_query(session, "t", False).all()
    with closing(sqlite3.connect(tmp_path / "tracker.db")) as connection:
        for sql, values in asked:
            plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
            assert "SCAN" not in plan, plan
            assert "USING" in plan, plan
    assert len(asked) == 3
