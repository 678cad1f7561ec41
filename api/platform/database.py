"""The engine and the two kinds of sessions: one that writes, one that only reads."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext
from typing import Any

from sqlalchemy import MetaData, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from api.platform.metrics import WRITER
from api.platform.sqlite import connect

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The mappings of the service; the catalogue has a base of its own."""

    metadata = MetaData(naming_convention=NAMING)


class Database:
    """One engine for a process. Sessions commit here, at the edge, and nowhere else."""

    def __init__(self, url: str, busy_timeout_seconds: float = 5.0) -> None:
        self.engine = make_engine(url, busy_timeout_seconds)
        # SQLite has one writer: a queue in the process is fair, polling for its lock is not. It has connections of
        # its own: when a thousand streams come back at once, a message does not queue for one behind them.
        # (One in memory lives in a single connection.)
        sqlite = url.startswith("sqlite")
        self._turn_to_write = asyncio.Lock() if sqlite else nullcontext()
        in_a_file = sqlite and bool(self.engine.url.database)
        self._reading = make_engine(url, busy_timeout_seconds) if in_a_file else self.engine
        self._writers = async_sessionmaker(self.engine, expire_on_commit=False)
        self._readers = async_sessionmaker(self._reading.execution_options(read_only=True), expire_on_commit=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that is committed at the end, or rolled back on any error."""
        async with self._turn_to_write:
            with WRITER.time():
                async with self._writers() as session, session.begin():
                    yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A short look at what is so now; it takes no lock that a writer would wait for."""
        async with self._readers() as session:
            yield session

    async def scrub(self) -> bool:
        """Let no file keep what was deleted: SQLite's log still holds it until it is written over. False: try again.

        What PostgreSQL keeps in its own log and free space is for its vacuum and its administrator.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        async with self._turn_to_write:
            return await asyncio.to_thread(_empty_log, str(self.engine.url.database))

    async def close(self) -> None:
        await self._reading.dispose()
        await self.engine.dispose()


def _empty_log(path: str) -> bool:
    with closing(sqlite3.connect(path, timeout=1.0)) as connection:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def make_engine(url: str, busy_timeout_seconds: float) -> AsyncEngine:
    """An engine whose writing transactions on SQLite begin IMMEDIATE.

    With the driver's own beginning two transactions can both read and then both write, and the
    later one stores what it decided on an old reading.
    """
    if not url.startswith("sqlite"):
        milliseconds = int(busy_timeout_seconds * 1000)
        patience = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"
        return create_async_engine(
            url,
            pool_pre_ping=True,
            pool_size=20,
            pool_timeout=max(10.0, busy_timeout_seconds),
            hide_parameters=True,
            connect_args={"connect_timeout": max(1, int(busy_timeout_seconds)), "options": patience},
        )
    path = make_url(url).database or ":memory:"
    engine = create_async_engine(url, hide_parameters=True, async_creator=lambda: connect(path, busy_timeout_seconds))
    sync = engine.sync_engine

    @event.listens_for(sync, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={int(busy_timeout_seconds * 1000)}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(sync, "begin")
    def _on_begin(connection: Any) -> None:
        read_only = connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
