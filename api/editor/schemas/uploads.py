"""Files between an import's dry run and the import: one editor's, for an hour, under an unguessable name."""

import re
import secrets
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.datastructures import UploadFile

from api.platform.problem import Problem

KEPT = timedelta(hours=1)
NAME = re.compile(r"[A-Za-z0-9_-]{43}")


class UploadGone(Problem):
    """The files are not this editor's, or their hour is over."""

    status, kind = 410, "upload-gone"


def keep(folder: Path, staff_id: str, files: Sequence[UploadFile]) -> str:
    """Keep the files of an editor and give the name under which they are found again."""
    name = secrets.token_urlsafe(32)
    place = folder / staff_id / name
    place.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files):
        with (place / f"{number:03}-{_plain(file.filename or '')}").open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
    return name


def kept(folder: Path, staff_id: str, name: str, now: datetime) -> list[tuple[str, bytes]]:
    """The names and bytes of the editor's files. Raises UploadGone."""
    place = folder / staff_id / name
    if not NAME.fullmatch(name) or not place.is_dir() or _is_over(place, now):
        raise UploadGone
    return [(path.name[4:], path.read_bytes()) for path in sorted(place.iterdir())]


def drop(folder: Path, staff_id: str, name: str) -> None:
    """Delete the editor's files of this name, if they are there."""
    if NAME.fullmatch(name):
        shutil.rmtree(folder / staff_id / name, ignore_errors=True)


def drop_old(folder: Path, now: datetime) -> None:
    """Delete every file whose hour is over."""
    for place in folder.glob("*/*"):
        if _is_over(place, now):
            shutil.rmtree(place, ignore_errors=True)


def _is_over(place: Path, now: datetime) -> bool:
    return now - datetime.fromtimestamp(place.stat().st_mtime, UTC) > KEPT


def _plain(filename: str) -> str:
    """The name of a file as people know it, without what a path or a terminal would take for something else."""
    return re.sub(r"[^\w. -]", "_", re.split(r"[/\\]", filename)[-1])[-100:]
