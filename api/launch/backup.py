"""`python -m api backup` and `restore`: both databases as of one moment, and no deleted talk comes back."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from api.app import FEATURES
from api.conversations import service as conversations
from api.launch import backup_archive as archive
from api.launch import database_copies as copies
from api.platform import migrate
from api.platform.clock import iso
from api.platform.database import Database
from api.platform.deletion_ledger import DeletionLedger
from api.settings import Settings

SERVICE, TRACKER = "service", "tracker.db"
NAMED = "askelmerkki-*.backup"
AT_ONCE = 50


@dataclass(frozen=True)
class Restored:
    """How many talks there are after a restore, and how many were kept from coming back."""

    moment: datetime
    talks: int
    kept_away: int


def backup(settings: Settings, folder: Path, now: datetime) -> Path:
    """Write a back-up of the running service into the folder, and delete those that are too old.

    Raises CannotCopy.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"askelmerkki-{now:%Y-%m-%dT%H%M%SZ}.backup"
    with TemporaryDirectory(dir=folder) as making:
        parts = {SERVICE: Path(making) / SERVICE}
        moment = copies.copy_service(settings.database, parts[SERVICE])
        if settings.tracker_file.exists():
            parts[TRACKER] = Path(making) / TRACKER
            copies.copy_tracker(settings.tracker_file, parts[TRACKER], moment)
        told = {"moment": iso(datetime.fromtimestamp(moment, UTC)), "database": _kind(settings)}
        archive.write(file, parts, told, _keys(settings))
    _drop_old(folder, now - timedelta(days=settings.keep_backup_days))
    return file


def restore(settings: Settings, file: Path, now: datetime) -> Restored:
    """Put the back-up in the place of both databases; nothing may use them meanwhile.

    What the ledger of deletions names is deleted again before anyone can read it. Raises BadBackup and CannotCopy.
    """
    settings.var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=settings.var_dir) as unpacked:
        parts = Path(unpacked)
        told = archive.read(file, parts, _keys(settings))
        if told["database"] != _kind(settings):
            raise archive.BadBackup(f"it is of {told['database']}, and ASKEL_DATABASE_URL names {_kind(settings)}")
        talks, gone = _restore_service(settings, parts / SERVICE, now)
        if (parts / TRACKER).exists():
            copies.check_whole(parts / TRACKER)
            copies.forget_in_tracker(parts / TRACKER, talks.__contains__)
            copies.put_in_place(parts / TRACKER, settings.tracker_file)
    return Restored(datetime.fromisoformat(told["moment"]), len(talks), len(gone))


def _restore_service(settings: Settings, copy: Path, now: datetime) -> tuple[set[str], list[str]]:
    """The talks that are there, and those that the ledger has deleted again."""
    if _kind(settings) == "sqlite":
        # Mended beside its place: a deleted talk is never in the database that the service reads.
        copies.check_whole(copy)
        found = _mended(settings, f"sqlite+aiosqlite:///{copy}", now)
        copies.restore_service(settings.database, copy)
        return found
    copies.restore_service(settings.database, copy)
    return _mended(settings, settings.database, now)


def _mended(settings: Settings, url: str, now: datetime) -> tuple[set[str], list[str]]:
    migrate.upgrade(url)
    return asyncio.run(_delete_again(url, DeletionLedger(settings.backups), now))


async def _delete_again(url: str, ledger: DeletionLedger, now: datetime) -> tuple[set[str], list[str]]:
    database = Database(url)
    try:
        async with database.read() as session:
            talks = set(await conversations.ids(session))
        gone = ledger.deleted(sorted(talks))
        for start in range(0, len(gone), AT_ONCE):
            async with database.write() as session:
                for talk in gone[start : start + AT_ONCE]:
                    await conversations.delete(session, talk, FEATURES.personal_data, now)
        async with database.write() as session:
            # Whoever held a turn at that moment is not here any more.
            await conversations.take_over_from_the_dead(session, now)
        await database.scrub()
    finally:
        await database.close()
    return talks - set(gone), gone


def _kind(settings: Settings) -> str:
    return settings.database.partition(":")[0].partition("+")[0]


def _keys(settings: Settings) -> list[str]:
    return [key.get_secret_value() for key in settings.backup_keys]


def _drop_old(folder: Path, before: datetime) -> None:
    for file in folder.glob(NAMED):
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
            file.unlink()
