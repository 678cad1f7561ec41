from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from api.platform.database import Database
from api.settings import Settings
from catalogue import store
from catalogue.importers import read_paths
from catalogue.model import BadRow, Fault, Outcome, Row
from catalogue.service import Edit, Plan, UnknownDifference, as_published, choose, plan_import, run_import, save
from catalogue.tables import EntryRow
from tests.support.entries import raw_entry

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the real data is not there: {SHARED}")


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database, 5)
    yield database
    await database.close()


def a_row(number: int = 1, **more: Any) -> Row:
    raw = {name: value for name, value in raw_entry(**more).items() if name != "status" or "status" in more}
    return Row(number, str(raw["name"]), raw)


async def bring_in(database: Database, *rows: Row | BadRow, source: str = "table") -> Plan:
    async with database.write() as session:
        return await run_import(session, rows, source, "tuoja", NOW)


async def look(database: Database, rows: Iterable[Row | BadRow], source: str = "table") -> Plan:
    async with database.read() as session:
        return await plan_import(session, rows, source)


async def the_entry(database: Database, key: str = "k") -> EntryRow:
    async with database.read() as session:
        row = await store.entry(session, key)
        assert row is not None
        return row


async def by_hand(database: Database, **more: Any) -> None:
    row = await the_entry(database)
    async with database.write() as session:
        await save(session, "k", Edit({**row.content, **more}, row.revision), "eeva", NOW)


def outcomes(plan: Plan) -> list[Outcome]:
    return [row.outcome for row in plan.rows]


async def test_a_new_row_becomes_a_draft_and_the_same_again_changes_nothing(database: Database) -> None:
    assert outcomes(await bring_in(database, a_row())) == [Outcome.NEW]
    row = await the_entry(database)
    assert (row.status, row.revision, row.origin, row.content["sample"]) == ("draft", 1, "table", False)
    async with database.read() as session:
        count = await store.change_count(session)
    assert outcomes(await bring_in(database, a_row())) == [Outcome.SAME]
    async with database.read() as session:
        assert await store.change_count(session) == count
        assert len(await store.revisions(session, "k")) == 1


async def test_a_dry_run_says_what_the_real_run_does_and_changes_nothing(database: Database) -> None:
    rows = [a_row(1), a_row(2, key="toinen", size_osp=-1), BadRow(3, "", (Fault("row", "unreadable"),)), a_row(4)]
    planned = await look(database, rows)
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(EntryRow)) == 0
    done = await bring_in(database, *rows)
    assert planned == done
    assert outcomes(done) == [Outcome.NEW, Outcome.REJECTED, Outcome.REJECTED, Outcome.REJECTED]
    assert [row.faults[0].code for row in done.rows[1:]] == ["out-of-range", "unreadable", "twice-in-source"]


async def test_a_key_with_spaces_around_it_is_the_same_key(database: Database) -> None:
    plan = await bring_in(database, a_row(), a_row(2, key=" k "))
    assert outcomes(plan) == [Outcome.NEW, Outcome.REJECTED]
    assert outcomes(await bring_in(database, a_row(key="k "))) == [Outcome.SAME]


async def test_a_changed_row_tells_what_changes_and_is_a_revision(database: Database) -> None:
    await bring_in(database, a_row())
    plan = await bring_in(database, a_row(name="Uusi nimi"))
    assert [(change.field, change.before, change.after) for change in plan.rows[0].changes] == [
        ("name", "Asiakaspalvelu", "Uusi nimi")
    ]
    row = await the_entry(database)
    assert (row.revision, row.changed_by, row.content["name"]) == (2, "tuoja", "Uusi nimi")


async def test_publishing_an_import_publishes_its_drafts_and_a_later_import_leaves_them_published(
    database: Database,
) -> None:
    await bring_in(database, a_row())
    assert outcomes(await bring_in(database, *as_published([a_row()]))) == [Outcome.CHANGED]
    assert (await the_entry(database)).status == "published"
    assert outcomes(await bring_in(database, a_row())) == [Outcome.SAME]


async def test_what_an_editor_wrote_is_kept_and_the_difference_waits_to_be_chosen(database: Database) -> None:
    await bring_in(database, a_row())
    await by_hand(database, summary="Käsin kirjoitettu.")
    assert outcomes(await bring_in(database, a_row())) == [Outcome.SAME]
    for _ in range(2):
        plan = await bring_in(database, a_row(summary="Lähteen uusi.", size_osp=15))
        assert plan.rows[0].kept[0].after == "Lähteen uusi."
    row = await the_entry(database)
    assert (row.content["summary"], row.content["size_osp"]) == ("Käsin kirjoitettu.", 15)
    async with database.read() as session:
        (difference,) = await store.open_differences(session)
    assert (difference.field, difference.ours, difference.theirs) == ("summary", "Käsin kirjoitettu.", "Lähteen uusi.")


@pytest.mark.parametrize(
    ("decision", "now", "later"),
    [("theirs", "Lähteen uusi.", Outcome.CHANGED), ("ours", "Käsin kirjoitettu.", Outcome.KEPT)],
)
async def test_a_chosen_difference_is_not_asked_again_until_the_source_says_something_new(
    database: Database, decision: str, now: str, later: Outcome
) -> None:
    await bring_in(database, a_row())
    await by_hand(database, summary="Käsin kirjoitettu.")
    await bring_in(database, a_row(summary="Lähteen uusi."))
    async with database.write() as session:
        (difference,) = await store.open_differences(session)
        await choose(session, difference.id, decision, "outi", NOW)
    assert (await the_entry(database)).content["summary"] == now
    assert outcomes(await bring_in(database, a_row(summary="Lähteen uusi."))) == [Outcome.SAME]
    assert outcomes(await bring_in(database, a_row(summary="Vielä uudempi."))) == [later]
    async with database.write() as session:
        with pytest.raises(UnknownDifference):
            await choose(session, difference.id, decision, "outi", NOW)


async def test_a_difference_is_gone_when_the_editor_writes_what_the_source_says(database: Database) -> None:
    await bring_in(database, a_row())
    await by_hand(database, name="Käsin")
    await bring_in(database, a_row(name="Uusi"))
    await by_hand(database, name="Uusi")
    await bring_in(database, a_row(name="Uusi"))
    async with database.read() as session:
        assert await store.open_differences(session) == []


async def test_another_source_never_writes_over_what_one_brought(database: Database) -> None:
    await bring_in(database, a_row(), source="eperusteet")
    assert outcomes(await bring_in(database, a_row(name="Taulukon nimi"))) == [Outcome.KEPT]
    row = await the_entry(database)
    assert (row.content["name"], row.origin) == ("Asiakaspalvelu", "eperusteet")


async def test_an_import_of_many_rows_keeps_their_number_and_order(database: Database) -> None:
    rows = [a_row(number, key=f"k{number}", code=str(number)) for number in range(1, 1202)]
    plan = await bring_in(database, *rows)
    assert [row.number for row in plan.rows] == list(range(1, 1202))
    assert (await bring_in(database, *rows)).count(Outcome.SAME) == 1201


@real
async def test_the_real_files_come_in_once_and_the_second_run_changes_nothing(database: Database) -> None:
    units, badges = "eperusteet/*-perustutkinto.json.gz", "eperusteet/osaamismerkit.json.gz"
    paths = [path for kind in (units, badges, "kouta/*.ndjson") for path in sorted(SHARED.glob(kind))]
    first = [await bring_in(database, *each.reads, source=each.source) for each in read_paths(paths)]
    assert sum(plan.count(Outcome.NEW) for plan in first) == 206 + 3 + 5
    assert {fault.code for plan in first for row in plan.rows for fault in row.faults} == {
        "has-offerings",
        "whole-qualification",
        "not-public-at-source",
        "other-level",
        "twice-in-source",
    }
    async with database.read() as session:
        count = await store.change_count(session)
    for each in read_paths(paths):
        plan = await bring_in(database, *each.reads, source=each.source)
        assert {row.outcome for row in plan.rows} <= {Outcome.SAME, Outcome.REJECTED}
    async with database.read() as session:
        assert await store.change_count(session) == count
