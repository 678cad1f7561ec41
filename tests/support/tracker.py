"""A stand-in for Rasa and its tracker store: the same table, and an event for what is said."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from api.conversations.service import Lease, MessageReading, Reply
from api.platform.replies import TextMessage
from tests.support.bot import FakeBot

# As Rasa 3.6's SQLTrackerStore makes it.
EVENTS = """CREATE TABLE IF NOT EXISTS events (
    id INTEGER NOT NULL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT NULL,
    timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"""


class TrackingBot(FakeBot):
    """Keeps each turn in a tracker store before it answers, as Rasa does."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        with closing(sqlite3.connect(file)) as store, store:
            store.execute("PRAGMA journal_mode=WAL")
            store.execute(EVENTS)

    async def answer(self, lease: Lease) -> Reply:
        with closing(sqlite3.connect(self.file)) as store, store:
            for kind, data in (("user", {"message_id": lease.message_id, "text": lease.text}), ("bot", {})):
                row = (lease.conversation_id, kind, time.time(), json.dumps(data))
                store.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", row)
        return Reply([TextMessage(text=f"kuulin: {lease.text}")], MessageReading("greet", 0.9))


def messages_in(file: Path) -> dict[str, list[str]]:
    """The ids of the messages that the tracker has of each talk; a talk that was forgotten has none."""
    with closing(sqlite3.connect(file)) as store:
        rows = store.execute("SELECT sender_id, type_name, data FROM events ORDER BY id").fetchall()
    found: dict[str, list[str]] = {}
    for sender, kind, data in rows:
        if kind == "user":
            found.setdefault(sender, []).append(json.loads(data)["message_id"])
    return found
