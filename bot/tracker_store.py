"""Rasa's own tracker store, in which the hundredth turn of a talk costs what the first does.

Of a talk only the last session is read, found by the order of its rows and not by their times, as a clock may go back;
a message is found by its id in whatever session it was said.
"""

import json
from typing import Any, Iterator

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from sqlalchemy.orm import Query, Session

DELETED = "conversation_deleted"
# The id of a message within the data of its event.
MESSAGE_ID = {"sqlite": "json_extract(data, '$.message_id')", "postgresql": "(data::json ->> 'message_id')"}


class TalkStore(SQLTrackerStore):
    """The store of `bot/endpoints.yml`: SQL, with its two indexes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message_id = MESSAGE_ID[self.engine.dialect.name]
        self._message_id: Any = sa.literal_column(message_id)
        with self.engine.begin() as connection:
            for index in (
                "ix_events_of_kind ON events (sender_id, type_name, id)",
                f"ix_events_message ON events (({message_id})) WHERE type_name = 'user'",
            ):
                connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {index}")

    def events_from(self, sender_id: str, message_id: str) -> Iterator[Event]:
        """The events of this message's turn and those after it, in whatever session; none when it was never heard."""
        row = self.SQLEvent
        with self.session_scope() as session:
            first = session.query(sa.func.max(row.id)).filter(
                row.type_name == UserUttered.type_name, self._message_id == message_id, row.sender_id == sender_id
            )
            begins = first.scalar()
            if begins is None:
                return
            after = session.query(row.data).filter(row.sender_id == sender_id, row.id >= begins).order_by(row.id)
            for (data,) in after.yield_per(20):
                yield Event.from_parameters(json.loads(data))

    def is_deleted(self, sender_id: str) -> bool:
        """Whether the talk is to be answered no more."""
        with self.session_scope() as session:
            return self._last_of(session, sender_id, DELETED).scalar() is not None

    def forget(self, sender_id: str) -> None:
        """Delete every event, and leave a mark that holds nothing but the id."""
        row = self.SQLEvent
        with self.session_scope() as session:
            session.query(row).filter(row.sender_id == sender_id).delete()
            session.add(row(sender_id=sender_id, type_name=DELETED, data="{}"))
            session.commit()
        if self.engine.dialect.name == "sqlite":
            # SQLite's log still holds what was deleted until it is written over.
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        row = self.SQLEvent
        of_talk = session.query(row).filter(row.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            begins = self._last_of(session, sender_id, SessionStarted.type_name).scalar_subquery()
            of_talk = of_talk.filter(row.id >= sa.func.coalesce(begins, 0))
        return of_talk.order_by(row.id)

    def _last_of(self, session: Session, sender_id: str, kind: str) -> Query:
        row = self.SQLEvent
        return session.query(sa.func.max(row.id)).filter(row.sender_id == sender_id, row.type_name == kind)


@sa.event.listens_for(sa.engine.Engine, "connect")
def _erase_for_good(connection: Any, _record: Any) -> None:
    """SQLite: deleted pages are overwritten, and readers do not wait for the writer."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA busy_timeout=5000")
