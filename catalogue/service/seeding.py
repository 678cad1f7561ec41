"""Seed content comes in like any other import; what an editor wrote is spared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.model import DEFAULTS, Outcome, Row
from catalogue.service.importing import run_import

SEED = "seed"


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
    plan = await run_import(session, _rows(raw_entries), SEED, SEED, now)
    bad = [
        (row.label, "; ".join(f"{fault.field}: {fault.code}" for fault in row.faults))
        for row in plan.rows
        if row.outcome == Outcome.REJECTED
    ]
    kept = sum(bool(row.kept) for row in plan.rows)
    return Loaded(plan.count(Outcome.NEW), plan.count(Outcome.CHANGED), plan.count(Outcome.SAME), kept, bad)


def _rows(raw_entries: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    """A seed speaks of every field: what it no longer says is no longer so."""
    for number, raw in enumerate(raw_entries, start=1):
        yield Row(number, str(raw.get("key")), {**DEFAULTS, **raw, "sample": True})
