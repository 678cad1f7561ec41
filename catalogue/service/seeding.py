"""Seed content comes in: good rows are kept, bad ones told, an editor's own work is spared."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import store
from catalogue.model import BadEntry, Entry, entry_from
from catalogue.tables import EntryRow


@dataclass(frozen=True)
class Loaded:
    """What became of a seed: how many rows were new, changed and the same, and the bad ones."""

    added: int
    changed: int
    same: int
    kept_by_hand: int
    bad: Sequence[tuple[str, str]]


async def load_seed(session: AsyncSession, raw_entries: Sequence[Mapping[str, Any]], now: datetime) -> Loaded:
    """Bring seed content in. Good rows are kept, bad ones told, an editor's own work is spared."""
    added = changed = same = kept = 0
    change = await store.next_change(session)
    bad: list[tuple[str, str]] = []
    for raw in raw_entries:
        try:
            content = _plain(entry_from({**raw, "sample": True}))
        except BadEntry as error:
            bad.append((str(raw.get("key")), str(error)))
            continue
        row = await store.entry(session, content["key"])
        if row is None:
            row = EntryRow(key=content["key"], origin="seed", revision=0, changed_by="seed")
            session.add(row)
            added += 1
        elif row.origin != "seed" or row.content != row.imported:
            kept += 1
            continue
        elif row.imported == content:
            same += 1
            continue
        else:
            changed += 1
        row.kind, row.status, row.content = content["kind"], content["status"], content
        row.imported, row.changed_at, row.change, row.revision = content, now, change, row.revision + 1
    return Loaded(added, changed, same, kept, bad)


def _plain(entry: Entry) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(entry)))  # type: ignore[no-any-return]
