"""What is written is for the user of the process alone: databases, logs, models, uploads and secrets."""

import os
from pathlib import Path

UMASK = 0o077


def write_privately() -> None:
    """From here on no file that this process makes can be read by another user."""
    os.umask(UMASK)


def make_private(folder: Path) -> None:
    """Take from others the right to what is in the folder already, and to the folder. Links are not followed."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~UMASK)
