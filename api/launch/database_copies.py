"""Copies of the two databases as of one moment, while both are in use; and how copies take their place again.

The moment is that of the service: for an instant nobody may write, its picture is fixed, and the time is taken. The
tracker is copied after that, and what Rasa has written since is cut off by whole turns. A turn that is cut off is not
done in the service's copy either, so it is sent again after a restore; a turn that is done there is whole in the
tracker, since Rasa stores before it answers.
"""

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import errors, sql
from sqlalchemy import URL, make_url

BUSY_SECONDS = 5.0
# Shorter than PostgreSQL's own patience with those who wait for each other: we step back, never a jobseeker.
LOCK_MILLISECONDS, LOCK_TRIES = 500, 40
# As the channel writes it (bot/channel.py): nothing of a deleted talk but that it was one.
DELETED = "conversation_deleted"


class CannotCopy(Exception):
    """A database could not be copied or brought back. Its words say why."""


def copy_service(url: str, target: Path) -> float:
    """Copy the service's database into the file. Returns the moment of the copy, in seconds since 1970."""
    address = make_url(url)
    return _copy_sqlite(str(address.database), target) if _is_sqlite(address) else _dump(address, target)


def restore_service(url: str, source: Path) -> None:
    """Put the copy in the place of the service's database. Nothing may use it meanwhile. Raises CannotCopy."""
    address = make_url(url)
    if _is_sqlite(address):
        put_in_place(source, Path(str(address.database)))
    else:
        _empty(address)
        _run("pg_restore", address, "--no-owner", "--single-transaction", "--exit-on-error", str(source))


def copy_tracker(tracker: Path, target: Path, moment: float) -> None:
    """Copy Rasa's tracker store into the file, as it was at the moment."""
    with _opened(tracker) as source, _opened(target) as copy:
        source.backup(copy)
        _cut_after(copy, moment)


def put_in_place(source: Path, target: Path) -> None:
    """Let the file be the database; what the old one had in its log goes with it."""
    with _opened(source) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
    for log in ("-wal", "-shm"):
        target.with_name(target.name + log).unlink(missing_ok=True)
    os.replace(source, target)


def forget_in_tracker(tracker: Path, remains: Callable[[str], bool]) -> list[str]:
    """Delete the talks of the tracker that do not remain, and mark them so. Returns them."""
    with _opened(tracker) as store:
        senders = store.execute("SELECT DISTINCT sender_id FROM events WHERE type_name <> ?", (DELETED,))
        gone = [sender for (sender,) in senders.fetchall() if not remains(sender)]
        for sender in gone:
            store.execute("DELETE FROM events WHERE sender_id = ?", (sender,))
            store.execute("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, '{}')", (sender, DELETED))
    return gone


def check_whole(file: Path) -> None:
    """Raises CannotCopy when the SQLite file is broken."""
    with _opened(file) as copy:
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise CannotCopy(f"{file.name}: {found}")


def _is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


@contextmanager
def _opened(file: Path | str) -> Iterator[sqlite3.Connection]:
    """A connection whose work is committed at the end; deleted pages are overwritten."""
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        with connection:
            yield connection


def _copy_sqlite(source: str, target: Path) -> float:
    with _opened(source) as writer, _opened(source) as reader, _opened(target) as copy:
        writer.execute("BEGIN IMMEDIATE")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        moment = time.time()
        writer.rollback()
        reader.backup(copy)
    return moment


def _cut_after(tracker: sqlite3.Connection, moment: float) -> None:
    late = tracker.execute("SELECT DISTINCT sender_id FROM events WHERE timestamp > ?", (moment,)).fetchall()
    for (sender,) in late:
        events = tracker.execute(
            "SELECT id, type_name, timestamp FROM events WHERE sender_id = ? ORDER BY id", (sender,)
        ).fetchall()
        tracker.execute("DELETE FROM events WHERE sender_id = ? AND id >= ?", (sender, _first_to_cut(events, moment)))


def _first_to_cut(events: list[tuple[int, str, float | None]], moment: float) -> int:
    """The event that begins the turn in which the moment lies, or the first turn after it."""
    first = next(at for at, (_, _, timestamp) in enumerate(events) if (timestamp or 0) > moment)
    begins = [id for id, kind, _ in events[: first + 1] if kind == "user"]
    return begins[-1] if begins else events[0][0]


def _dump(address: URL, target: Path) -> float:
    with _connected(address) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with _nobody_writes(address):
            ((snapshot,),) = reader.execute("SELECT pg_export_snapshot()").fetchall()
            moment = time.time()
        _run("pg_dump", address, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return moment


@contextmanager
def _nobody_writes(address: URL) -> Iterator[None]:
    """For an instant: those who would write wait. Raises CannotCopy."""
    with _connected(address) as holder:
        for _ in range(LOCK_TRIES):
            try:
                holder.execute(f"SET lock_timeout = {LOCK_MILLISECONDS}")
                holder.execute("LOCK TABLE conversations, turns IN SHARE MODE")
            except errors.LockNotAvailable:
                holder.rollback()
                continue
            yield
            holder.rollback()
            return
    raise CannotCopy("others wrote all the time")


def _empty(address: URL) -> None:
    """Drop every table, so that none of a later schema stays beside those of the copy."""
    with _connected(address) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        for (name,) in tables:
            owner.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))


def _connected(address: URL) -> psycopg.Connection:
    return psycopg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False))


def _run(program: str, address: URL, *arguments: str) -> None:
    """One of PostgreSQL's own programs. The password goes by the environment: a command line is seen by all."""
    named: Iterable[tuple[str, str | int | None]] = (
        ("--host", address.host), ("--port", address.port), ("--username", address.username),
        ("--dbname", address.database),
    )  # fmt: skip
    where = [f"{name}={value}" for name, value in named if value]
    password = {"PGPASSWORD": str(address.password)} if address.password else {}
    try:
        done = subprocess.run(
            [program, *where, *arguments], env={**os.environ, **password}, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise CannotCopy(f"{program} is missing: it comes with PostgreSQL's client") from None
    if done.returncode:
        raise CannotCopy(f"{program}: {done.stderr.strip()[-500:]}")
