"""SQLite with one hop to its thread for each statement.

aiosqlite runs a connection in a thread of its own, and SQLAlchemy asks it for a cursor, the execution, the rows and the
cursor's end one by one: four hops, of which each costs more than the statement. Results here are small and are read
whole, so one hop can do all four.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite


class Connection(aiosqlite.Connection):
    """A connection whose cursors need one hop."""

    def cursor(self) -> "Cursor":  # type: ignore[override]
        return Cursor(self)


class Cursor:
    """What SQLAlchemy needs of a cursor; the rows are here once it has executed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.arraysize = -1, 1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "Cursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] | None = None) -> "Cursor":
        await self._connection._execute(self._run, sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> "Cursor":
        await self._connection._execute(self._run_many, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = []

    def _run(self, sql: str, parameters: Sequence[Any]) -> None:
        self._keep(self._connection._conn.execute(sql, parameters))

    def _run_many(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._keep(self._connection._conn.executemany(sql, parameters))

    def _keep(self, done: sqlite3.Cursor) -> None:
        self.description = done.description
        self._rows = done.fetchall() if done.description else []
        # What RETURNING changed is counted once its rows have been read.
        self.rowcount, self.lastrowid = done.rowcount, done.lastrowid
        done.close()


def connect(path: str, timeout: float) -> Connection:
    """A connection, to be awaited."""
    connection = Connection(lambda: sqlite3.connect(path, timeout=timeout), iter_chunk_size=64)
    # A process that ends does not wait for it.
    connection._thread.daemon = True
    return connection
