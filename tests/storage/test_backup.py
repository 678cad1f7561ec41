"""Back-ups are of one moment, are sealed, and bring no deleted talk back."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import text

from api.app import create_app
from api.launch import backup_archive as archive
from api.launch import database_copies as copies
from api.launch.backup import backup, restore
from api.platform import clock
from api.platform.database import Database
from api.platform.deletion_ledger import DeletionLedger
from api.settings import Settings
from finnish.words import Words
from tests.support.stack import UNLIMITED
from tests.support.talk import Talk
from tests.support.tracker import EVENTS, TrackingBot, messages_in
from tests.support.waiting import eventually

TALKS, DELETED_LATER, DELETED_BEFORE = 50, 10, 3
SECRET = "vain minun asiani"


@asynccontextmanager
async def serving(settings: Settings, words: Words) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings.model_copy(update=UNLIMITED), TrackingBot(settings.tracker_file), words)

    async def when_asked(_session) -> None:
        """Nothing is asked of the catalogue here."""

    app.state.adviser.warm = when_asked
    transport = httpx.ASGITransport(app)
    async with (
        LifespanManager(app, startup_timeout=60),
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield client


async def begin(client: httpx.AsyncClient, count: int) -> list[Talk]:
    talks = [Talk(client, (await client.post("/api/conversations")).json()) for _ in range(count)]
    for talk in talks:
        await talk.post(client_id="a", text=SECRET)
    for talk in talks:
        await talk.until_answered(60)
    return talks


async def remove(settings: Settings, talks: list[Talk]) -> None:
    """Delete them as their owners do, and wait until that is in the ledger."""
    ledger = DeletionLedger(settings.backups)
    for talk in talks:
        assert (await talk.client.delete(talk.url, headers=talk.headers)).status_code == 204

    async def noted() -> bool:
        return len(ledger.deleted(talk.id for talk in talks)) == len(talks)

    await eventually(noted)


async def done_messages(settings: Settings) -> dict[str, set[str]]:
    """The messages of each talk that the service holds for answered; of those that were heard as one, the last."""
    database = Database(settings.database)
    async with database.read() as session:
        talks = (await session.scalars(text("SELECT id FROM conversations"))).all()
        done = text("SELECT conversation_id, message_seq FROM turns WHERE state = 'done' AND heard_with IS NULL")
        rows = (await session.execute(done)).all()
    await database.close()
    found: dict[str, set[str]] = {talk: set() for talk in talks}
    for talk, seq in rows:
        found[talk].add(f"{talk}:{seq}")
    return found


async def assert_agree(settings: Settings) -> None:
    """Every talk of the tracker is one of the service, and every answered message is in both."""
    service, tracker = await done_messages(settings), messages_in(settings.tracker_file)
    assert set(tracker) <= set(service)
    for talk, messages in service.items():
        assert messages <= set(tracker.get(talk, [])), talk


async def test_a_restore_brings_no_deleted_talk_back_and_both_databases_agree(
    settings: Settings, words: Words, tmp_path: Path
) -> None:
    sealed = settings.model_copy(update={"backup_keys": [SecretStr(Fernet.generate_key().decode())]})
    async with serving(sealed, words) as client:
        talks = await begin(client, TALKS)
        await remove(sealed, talks[:DELETED_BEFORE])
        file = await asyncio.to_thread(backup, sealed, sealed.backups, clock.now())
        later = talks[DELETED_BEFORE : DELETED_BEFORE + DELETED_LATER]
        await remove(sealed, later)
        await begin(client, 2)
    assert SECRET.encode() not in file.read_bytes()

    done = await asyncio.to_thread(restore, sealed, file, clock.now())
    left = talks[DELETED_BEFORE + DELETED_LATER :]
    assert (done.talks, done.kept_away) == (len(left), DELETED_LATER)
    assert set(await done_messages(sealed)) == {talk.id for talk in left}
    assert set(messages_in(sealed.tracker_file)) == {talk.id for talk in left}
    await assert_agree(sealed)
    async with serving(sealed, words) as client:
        for talk in later:
            assert (await client.get(f"{talk.url}/messages", headers=talk.headers)).status_code == 404
        said = (await client.get(f"{left[0].url}/messages", headers=left[0].headers)).json()["messages"]
        assert [message["body"]["text"] for message in said] == [SECRET, f"kuulin: {SECRET}"]


async def test_a_backup_taken_while_people_write_is_of_one_moment(settings: Settings, words: Words) -> None:
    async with serving(settings, words) as client:
        talks = [Talk(client, (await client.post("/api/conversations")).json()) for _ in range(8)]

        async def write(talk: Talk) -> None:
            for number in range(15):
                await talk.post(client_id=f"c{number}", text=f"viesti {number}")
                await asyncio.sleep(0.01)

        writing = [asyncio.create_task(write(talk)) for talk in talks]
        await talks[0].until(8)
        file = await asyncio.to_thread(backup, settings, settings.backups, clock.now())
        await asyncio.gather(*writing)
        ended = sum(map(len, (await done_messages(settings)).values()))
    await asyncio.to_thread(restore, settings, file, clock.now())
    await assert_agree(settings)
    assert 0 < sum(map(len, (await done_messages(settings)).values())) < ended
    async with serving(settings, words):  # what was not answered at that moment is answered now

        async def all_answered() -> bool:
            database = Database(settings.database)
            async with database.read() as session:
                waiting = (await session.scalars(text("SELECT id FROM turns WHERE state <> 'done'"))).all()
            await database.close()
            return not waiting

        await eventually(all_answered)
    await assert_agree(settings)


def tracker_with(file: Path, *events: tuple[str, str, float | None]) -> None:
    with sqlite3.connect(file) as store:
        store.execute(EVENTS)
        store.executemany("INSERT INTO events (sender_id, type_name, timestamp) VALUES (?, ?, ?)", events)


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (9.0, []),
        (11.5, ["action"]),
        (12.0, ["action"]),
        (14.0, ["action", "user", "bot", "action"]),
        (15.5, ["action", "user", "bot", "action"]),
        (99.0, ["action", "user", "bot", "action", "user", "bot"]),
    ],
)
def test_the_tracker_is_cut_at_the_moment_by_whole_turns(tmp_path: Path, moment: float, left: list[str]) -> None:
    """A turn in the midst of which the moment lies was not done in the service, so it must not be half done here."""
    tracker_with(
        tmp_path / "tracker.db",
        ("a", "action", 10.0), ("a", "user", 11.0), ("a", "bot", 13.0), ("a", "action", 13.5),
        ("a", "user", 15.0), ("a", "bot", 16.0), ("b", copies.DELETED, None),
    )  # fmt: skip
    copies.copy_tracker(tmp_path / "tracker.db", tmp_path / "copy.db", moment)
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        rows = copy.execute("SELECT sender_id, type_name FROM events ORDER BY id").fetchall()
    assert [kind for sender, kind in rows if sender == "a"] == left
    assert ("b", copies.DELETED) in rows


KEYS = [Fernet.generate_key().decode() for _ in range(3)]


@pytest.fixture
def part(tmp_path: Path) -> Path:
    part = tmp_path / "part"
    part.write_bytes(b"".join(bytes([number % 251]) * 977 for number in range(4000)))
    return part


def test_a_backup_opens_with_any_of_the_keys_and_with_no_other(tmp_path: Path, part: Path) -> None:
    file = tmp_path / "x.backup"
    archive.write(file, {"service": part}, {"moment": "nyt"}, KEYS[:1])
    (tmp_path / "out").mkdir()
    told = archive.read(file, tmp_path / "out", [KEYS[1], KEYS[0]])
    assert told["moment"] == "nyt"
    assert (tmp_path / "out" / "service").read_bytes() == part.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    for keys in ([], KEYS[1:]):
        with pytest.raises(archive.BadBackup):
            archive.read(file, tmp_path / "out", keys)


@pytest.mark.parametrize("keys", [[], KEYS[:1]])
@pytest.mark.parametrize("broken", ["cut", "changed", "ended", "foreign"])
def test_a_backup_that_is_not_whole_is_refused(tmp_path: Path, part: Path, keys: list[str], broken: str) -> None:
    file = tmp_path / "x.backup"
    archive.write(file, {"service": part}, {}, keys)
    data = bytearray(file.read_bytes())
    if broken == "cut":
        data = data[: len(data) // 2]
    elif broken == "changed":
        data[len(data) // 2] ^= 0xFF
    elif broken == "ended":
        data = data[: -len(data) // 10]
    else:
        data = bytearray(b"PK\x03\x04" + bytes(data))
    file.write_bytes(data)
    (tmp_path / "out").mkdir()
    with pytest.raises(archive.BadBackup):
        archive.read(file, tmp_path / "out", keys)


def test_the_ledger_holds_no_id_and_each_deletion_once(tmp_path: Path) -> None:
    ledger = DeletionLedger(tmp_path / "backups")
    assert ledger.deleted(["a"]) == []
    for _ in range(3):
        ledger.append(["salainen-tunnus", "toinen"], clock.now())
    written = (tmp_path / "backups" / "deletions.log").read_text()
    assert len(written.splitlines()) == 2
    assert "salainen" not in written
    assert (tmp_path / "backups" / "deletions.log").stat().st_mode & 0o077 == 0
    again = DeletionLedger(tmp_path / "backups")
    assert again.deleted(["toinen", "kolmas", "salainen-tunnus"]) == ["toinen", "salainen-tunnus"]


def test_old_backups_are_deleted(tmp_path: Path, migrated: Path) -> None:
    (tmp_path / "askelmerkki.db").write_bytes(migrated.read_bytes())
    settings = Settings(_env_file=None, var_dir=tmp_path, keep_backup_days=2)
    first = backup(settings, settings.backups, clock.now())
    assert first.exists()
    backup(settings, settings.backups, clock.now() + timedelta(days=1))
    assert first.exists()
    backup(settings, settings.backups, clock.now() + timedelta(days=3))
    assert not first.exists()


def test_what_comes_back_is_as_old_as_the_backup_says(tmp_path: Path, migrated: Path) -> None:
    (tmp_path / "askelmerkki.db").write_bytes(migrated.read_bytes())
    settings = Settings(_env_file=None, var_dir=tmp_path)
    before = time.time()
    done = restore(settings, backup(settings, settings.backups, clock.now()), clock.now())
    assert before <= done.moment.timestamp() <= time.time()
    assert (done.talks, done.kept_away) == (0, 0)
