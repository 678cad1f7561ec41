import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from api.platform.database import Database
from api.settings import Settings
from catalogue import store
from catalogue.model import (
    BadEntry,
    BadPublishTime,
    EditedMeanwhile,
    EntryExists,
    EntryKind,
    FieldChange,
    Status,
    StatusNotAllowed,
    UnknownEntry,
    UnknownRevision,
)
from catalogue.service import Edit, bring_back, compare, create, history, listed, publish_due, related, save, stale
from tests.support.entries import raw_entry

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database, 5)
    yield database
    await database.close()


async def new(database: Database, **more: Any) -> None:
    async with database.write() as session:
        await create(session, Edit(raw_entry(**more), 0), "eeva", NOW)


async def edit(database: Database, began_from: int, who: str = "eeva", when: datetime = NOW, **more: Any) -> int:
    """Save the entry `k` with these fields. Returns its revision."""
    publish_at = more.pop("publish_at", None)
    async with database.write() as session:
        row = await save(session, "k", Edit(raw_entry(**more), began_from, publish_at), who, when)
        return row.revision


async def test_every_save_is_a_revision_and_the_same_again_is_none(database: Database) -> None:
    await new(database)
    assert await edit(database, 1, name="Toinen") == 2
    assert await edit(database, 2, name="Toinen") == 2
    async with database.read() as session:
        kept = await store.revisions(session, "k")
        assert [(row.number, row.content["name"], row.saved_by) for row in kept] == [
            (2, "Toinen", "eeva"),
            (1, "Asiakaspalvelu", "eeva"),
        ]
        assert await compare(session, "k", 1, 2) == [FieldChange("name", "Asiakaspalvelu", "Toinen")]


async def test_the_second_of_two_editors_sees_what_the_first_changed_and_nothing_is_lost(database: Database) -> None:
    await new(database)
    await edit(database, 1, name="Eevan nimi")
    with pytest.raises(EditedMeanwhile) as caught:
        await edit(database, 1, who="outi", summary="Outin kuvaus.")
    error = caught.value
    assert (error.revision, error.saved_by) == (2, "eeva")
    assert [change.field for change in error.differences] == ["name", "summary"]
    assert (error.mine["summary"], error.theirs["name"]) == ("Outin kuvaus.", "Eevan nimi")
    assert await edit(database, error.revision, who="outi", name="Eevan nimi", summary="Outin kuvaus.") == 3


async def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(database: Database) -> None:
    await new(database)
    saves = (edit(database, 1, name=f"Nimi {number}") for number in range(8))
    done = await asyncio.gather(*saves, return_exceptions=True)
    assert [each for each in done if not isinstance(each, EditedMeanwhile)] == [2]


async def test_an_older_revision_is_brought_back_as_a_new_one_with_the_status_of_now(database: Database) -> None:
    await new(database, status="draft")
    await edit(database, 1, name="Toinen", status="published")
    async with database.write() as session:
        row = await bring_back(session, "k", 1, 2, "eeva", NOW)
    assert (row.revision, row.content["name"], row.status) == (3, "Asiakaspalvelu", "published")
    async with database.write() as session:
        with pytest.raises(UnknownRevision):
            await bring_back(session, "k", 9, 3, "eeva", NOW)


async def test_what_is_scheduled_is_published_when_its_time_comes_and_not_before(database: Database) -> None:
    await new(database, status="draft")
    tomorrow = NOW + timedelta(days=1)
    await edit(database, 1, status="scheduled", publish_at=tomorrow)
    async with database.write() as session:
        assert await publish_due(session, tomorrow - timedelta(seconds=1)) == []
        assert await publish_due(session, tomorrow) == ["k"]
        assert await publish_due(session, tomorrow) == []
    async with database.read() as session:
        row = await store.entry(session, "k")
        assert row is not None
        assert (row.status, row.content["status"], row.publish_at, row.revision) == ("published", "published", None, 3)


async def test_a_save_that_is_not_allowed_changes_nothing(database: Database) -> None:
    await new(database)
    async with database.read() as session:
        before = await store.change_count(session)
    for more, error in (
        ({"status": "scheduled", "publish_at": NOW + timedelta(days=1)}, StatusNotAllowed),
        ({"key": "toinen"}, BadEntry),
        ({"size_osp": -1}, BadEntry),
    ):
        with pytest.raises(error):
            await edit(database, 1, **more)
    with pytest.raises(BadPublishTime):
        await new(database, key="uusi", status="scheduled")
    with pytest.raises(EntryExists):
        await new(database)
    async with database.write() as session:
        with pytest.raises(UnknownEntry):
            await save(session, "poissa", Edit(raw_entry(key="poissa"), 0), "eeva", NOW)
    async with database.read() as session:
        assert await store.change_count(session) == before
        assert len(await store.revisions(session, "k")) == 1


async def test_an_index_can_ask_what_changed_since_it_looked(database: Database) -> None:
    await new(database)
    async with database.read() as session:
        seen = await store.change_count(session)
        assert await store.changed_since(session, seen) == []
    await new(database, key="toinen")
    async with database.read() as session:
        assert [row.key for row in await store.changed_since(session, seen)] == ["toinen"]


async def test_a_code_ties_the_unit_to_its_course_its_workshop_and_the_apprenticeship(database: Database) -> None:
    await new(database, key="osa", code="100832", qualification_code="371101")
    await new(database, key="kurssi", kind="hybrid_course", unit_codes=["100832", "100834"])
    await new(database, key="paja", kind="workshop", counts_towards={"units": ["100832"], "school": "Malliopisto"})
    await new(database, key="oppari", kind="apprenticeship", qualification_code="371101")
    await new(database, key="luonnos", kind="hybrid_course", unit_codes=["100832"], status="draft")
    async with database.read() as session:
        found = await related(session, "100832")
        whole = await related(session, "371101")
    parts = (found.units, found.courses, found.credited, found.apprenticeships)
    assert [[entry.key for entry in part] for part in parts] == [["osa"], ["kurssi"], ["paja"], ["oppari"]]
    assert [entry.key for entry in whole.apprenticeships] == ["oppari"]
    assert [entry.key for entry in whole.units] == ["osa"]


async def test_the_stale_are_those_that_nobody_has_checked_for_half_a_year(database: Database) -> None:
    today = date(2026, 11, 25)
    for key, checked_on in (("tuore", "2026-11-01"), ("vanha", "2026-05-01"), ("raja", "2026-05-29"), ("ei", None)):
        await new(database, key=key, checked_on=checked_on)
    await new(database, key="luonnos", status="draft")
    async with database.read() as session:
        assert [row.key for row in (await stale(session, today)).rows] == ["ei", "vanha"]
        assert (await stale(session, today, limit=1)).total == 2


async def test_an_editor_lists_entries_of_any_status_by_status_and_by_words(database: Database) -> None:
    await new(database, key="a", name="Siivous", status="draft")
    await new(database, key="b", name="Kotisiivous", provider="Toinen opisto")
    await new(database, key="c", name="Ääni", kind="badge")
    async with database.read() as session:
        assert {row.key for row in (await listed(session)).rows} == {"a", "b", "c"}
        for asked, key in (
            ({"status": Status.DRAFT}, "a"),
            ({"text": "TOINEN koti"}, "b"),
            ({"text": "ÄÄNI"}, "c"),
            ({"kind": EntryKind.BADGE}, "c"),
        ):
            assert [row.key for row in (await listed(session, **asked)).rows] == [key]
        pages = [await listed(session, limit=2, skip=skip) for skip in (0, 2, 4)]
        assert [(page.total, len(page.rows)) for page in pages] == [(3, 2), (3, 1), (3, 0)]
        assert [row.number for row in await history(session, "a")] == [1]
        with pytest.raises(UnknownEntry):
            await history(session, "poissa")
