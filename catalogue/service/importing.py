"""Rows of a source come in: first planned row by row, then done by the same plan."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import store
from catalogue.model import (
    DEFAULTS,
    UNSAID,
    BadEntry,
    BadRow,
    Fault,
    FieldChange,
    Outcome,
    PlannedRow,
    Row,
    Status,
    entry_from,
    merge,
    plain,
)
from catalogue.problem import CatalogueProblem
from catalogue.service.editing import revision_of
from catalogue.tables import DifferenceRow
from finnish.plain import one_line

AT_ONCE = 500
OURS, THEIRS, GONE = "ours", "theirs", "gone"

Read = Row | BadRow


class UnknownDifference(CatalogueProblem):
    """There is no such difference, or it has been chosen already."""

    status, kind = 404, "unknown-difference"


@dataclass(frozen=True)
class Plan:
    """What an import would do, or did, row by row."""

    source: str
    rows: Sequence[PlannedRow]

    def count(self, outcome: Outcome) -> int:
        return Counter(row.outcome for row in self.rows)[outcome]


async def plan_import(session: AsyncSession, reads: Iterable[Read], source: str) -> Plan:
    """What these rows would change. Changes nothing. A row without a status would become a draft."""
    rows: list[PlannedRow] = []
    taken: set[str] = set()
    for some in _in_batches(reads):
        rows += await _plan_some(session, some, source, taken)
    return Plan(source, rows)


async def run_import(session: AsyncSession, reads: Iterable[Read], source: str, who: str, now: datetime) -> Plan:
    """Bring the rows in, by the same plan. Good rows are kept, bad ones told."""
    await store.lock(session)
    plan = await plan_import(session, reads, source)
    todo = [row for row in plan.rows if row.content]
    if todo:
        change = await store.next_change(session)
        for start in range(0, len(todo), AT_ONCE):
            await _apply_some(session, todo[start : start + AT_ONCE], source, change, who, now)
    kept = [row for row in plan.rows if row.outcome not in (Outcome.NEW, Outcome.REJECTED)]
    for start in range(0, len(kept), AT_ONCE):
        await _keep_differences(session, kept[start : start + AT_ONCE], source, now)
    return plan


def as_published(reads: Iterable[Read]) -> Iterator[Read]:
    """The same rows, to be published at once."""
    for read in reads:
        status = {"status": Status.PUBLISHED}
        yield replace(read, fields={**read.fields, **status}) if isinstance(read, Row) else read


async def choose(session: AsyncSession, number: int, decision: str, who: str, now: datetime) -> DifferenceRow:
    """Take the source's words (`theirs`) into the entry, or let the editor's own stand (`ours`).

    Raises UnknownDifference, and BadEntry when the source's words no longer fit the entry.
    """
    await store.lock(session)
    difference = await store.difference(session, number)
    if difference is None or difference.decision is not None:
        raise UnknownDifference
    if decision == THEIRS:
        await _take(session, difference, who, now)
    difference.decision, difference.decided_at, difference.decided_by = decision, now, who
    return difference


async def _take(session: AsyncSession, difference: DifferenceRow, who: str, now: datetime) -> None:
    row = await store.entry(session, difference.entry_key)
    assert row is not None
    said = {difference.field: difference.theirs}
    content = plain(entry_from({**row.content, **said}))
    imported = {**(row.imported or {}), **said} if row.origin == difference.source else row.imported
    planned = PlannedRow(0, "", Outcome.CHANGED, row.key, content=content, imported=imported or {})
    await _apply_some(session, [planned], row.origin, await store.next_change(session), who, now)
    await session.refresh(row)


def _in_batches(reads: Iterable[Read]) -> Iterable[list[Read]]:
    batch: list[Read] = []
    for read in reads:
        batch.append(read)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


async def _plan_some(session: AsyncSession, reads: Sequence[Read], source: str, taken: set[str]) -> list[PlannedRow]:
    keys = [_key(read) for read in reads if isinstance(read, Row)]
    known = await store.known(session, keys)
    chosen = defaultdict(set)
    for difference in await store.differences_of(session, list(known)):
        if difference.decision == OURS and difference.source == source:
            chosen[difference.entry_key].add((difference.field, repr(difference.theirs)))
    return [_plan_row(read, known, chosen, source, taken) for read in reads]


def _key(row: Row) -> str:
    return one_line(str(row.fields.get("key") or ""))


def _plan_row(
    read: Read,
    known: Mapping[str, store.Known],
    chosen: Mapping[str, set[tuple[str, str]]],
    source: str,
    taken: set[str],
) -> PlannedRow:
    if isinstance(read, BadRow):
        return PlannedRow(read.number, read.label, Outcome.REJECTED, faults=read.faults)
    key = _key(read)
    if key in taken:
        fault = Fault("key", "twice-in-source", key)
        return PlannedRow(read.number, read.label, Outcome.REJECTED, key, faults=(fault,))
    try:
        planned = _plan_known(read, known[key], chosen[key], source) if key in known else _plan_new(read)
    except BadEntry as error:
        return PlannedRow(read.number, read.label, Outcome.REJECTED, key, faults=error.faults)
    taken.add(key)
    return planned


def _plan_new(row: Row) -> PlannedRow:
    content = plain(entry_from({**DEFAULTS, "status": Status.DRAFT, **row.fields}))
    imported = {name: content[name] for name in {*row.fields, "status"}}
    return PlannedRow(row.number, row.label, Outcome.NEW, content["key"], content=content, imported=imported)


def _plan_known(row: Row, ours: store.Known, chosen: set[tuple[str, str]], source: str) -> PlannedRow:
    said = plain(entry_from({**ours.content, **row.fields}))
    theirs = {name: said[name] for name in row.fields}
    base = {**UNSAID, **(ours.imported or {})} if ours.origin == source else {}
    merged = merge(ours.content, base, theirs)
    kept = tuple(change for change in merged.kept if (change.field, repr(change.after)) not in chosen)
    outcome = Outcome.CHANGED if merged.changes else Outcome.KEPT if kept else Outcome.SAME
    # A kept field keeps what its source said before, so that it stays known as written by hand.
    imported = {
        **(ours.imported or {}),
        **{name: theirs[name] for name in theirs if name not in {each.field for each in merged.kept}},
    }
    planned = PlannedRow(row.number, row.label, outcome, ours.key, merged.changes, kept)
    return replace(planned, content=merged.content, imported=imported) if merged.changes else planned


async def _apply_some(
    session: AsyncSession, rows: Sequence[PlannedRow], source: str, change: int, who: str, now: datetime
) -> None:
    known = await store.known(session, [row.key for row in rows])
    numbers = {row.key: known[row.key].revision + 1 if row.key in known else 1 for row in rows}
    stored = [_stored(row, numbers[row.key], source, change, who, now) for row in rows]
    await store.add_entries(session, [each for each in stored if each["key"] not in known])
    await store.change_entries(session, [each for each in stored if each["key"] in known])
    await store.add_revisions(
        session, [revision_of(row.key, numbers[row.key], row.content, who, now, source) for row in rows]
    )
    await store.name_codes(session, [entry_from(row.content) for row in rows])


def _stored(row: PlannedRow, revision: int, source: str, change: int, who: str, now: datetime) -> dict[str, Any]:
    content = row.content
    return {
        "key": row.key,
        "kind": content["kind"],
        "status": content["status"],
        "content": content,
        "origin": source,
        "imported": row.imported,
        "revision": revision,
        "change": change,
        "changed_at": now,
        "changed_by": who,
    }


async def _keep_differences(session: AsyncSession, rows: Sequence[PlannedRow], source: str, now: datetime) -> None:
    """Store what is new, bring up to date what is open, and close what is a difference no more."""
    found: defaultdict[str, dict[str, DifferenceRow]] = defaultdict(dict)
    for difference in await store.differences_of(session, [row.key for row in rows]):
        if difference.decision is None and difference.source == source:
            found[difference.entry_key][difference.field] = difference
    for row in rows:
        open_ones = found[row.key]
        for kept in row.kept:
            _keep_difference(session, open_ones.pop(kept.field, None), row.key, kept, source, now)
        for gone in open_ones.values():
            gone.decision, gone.decided_at, gone.decided_by = GONE, now, source
    await session.flush()


def _keep_difference(
    session: AsyncSession, known: DifferenceRow | None, key: str, kept: FieldChange, source: str, now: datetime
) -> None:
    if known is None:
        known = DifferenceRow(entry_key=key, field=kept.field, source=source, found_at=now)
        session.add(known)
    known.ours, known.theirs = kept.before, kept.after
