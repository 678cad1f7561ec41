"""The ledger of deletions: which talks must not come back, whatever back-up is restored.

It lies beside the back-ups and outside of every database, and only grows. Of a talk it holds a hash of its id, which
is random and long, so that nobody can tell from it who has been here.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from api.platform.clock import iso
from api.platform.security import fingerprint

NAME = "deletions.log"


class DeletionLedger:
    """A line for each deletion: when, and the hash of the id. One that is written twice counts once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._written: frozenset[str] = frozenset()

    def append(self, conversation_ids: Iterable[str], now: datetime) -> None:
        """Write those that are not there yet; they are on the disk when this returns."""
        found = {fingerprint(each) for each in conversation_ids} - self._written
        if not found:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as ledger:
            ledger.writelines(f"{iso(now)} {each}\n" for each in sorted(found))
            ledger.flush()
            os.fsync(ledger.fileno())
        self._written |= found

    def deleted(self, conversation_ids: Iterable[str]) -> list[str]:
        """Those of the conversations that have been deleted."""
        lines = self._file.read_text().splitlines() if self._file.exists() else []
        known = {line.rpartition(" ")[2] for line in lines}
        return [each for each in conversation_ids if fingerprint(each) in known]
