from collections import Counter
from datetime import date
from pathlib import Path

import yaml
from fastapi import FastAPI
from sqlalchemy import select, text

from api.launch import seed
from catalogue.model import EntryKind, entry_from, warnings
from catalogue.tables import EntryRow
from catalogue.texts import plain_language
from finnish.words import Words


def test_the_sample_catalogue_has_five_good_entries_of_each_kind_and_none_looks_real() -> None:
    entries = [entry_from(raw) for raw in seed.entries_in(seed.SEED)]
    assert len({entry.key for entry in entries}) == len(entries) >= 55
    assert min(Counter(entry.kind for entry in entries)[kind] for kind in EntryKind) >= 5
    assert all(entry.provider.startswith("Malli") for entry in entries)
    assert all(entry.competences_gained for entry in entries)


def test_the_samples_employers_tell_their_needs_and_their_tasks_count_towards_units_that_are_there() -> None:
    entries = [entry_from(raw) for raw in seed.entries_in(seed.SEED)]
    paths = [entry.employer for entry in entries if entry.kind == EntryKind.EMPLOYER_PATH]
    assert all(
        employer and employer.must_have and employer.learnt_at_work and employer.open_places for employer in paths
    )
    credited = [entry.counts_towards for entry in entries if entry.counts_towards]
    assert all(counts.units and counts.school for counts in credited)
    assert len(credited) >= 4


def test_the_samples_are_plain_and_current(words: Words) -> None:
    entries = [entry_from(raw) for raw in seed.entries_in(seed.SEED)]
    language, today = plain_language(words.bases), date(2026, 11, 25)
    assert {found.code for entry in entries for found in warnings(entry, today, language)} == {"size-missing"}


async def test_loading_twice_changes_nothing_and_spares_what_an_editor_wrote(app: FastAPI, tmp_path: Path) -> None:
    database = app.state.database
    again = await seed.load(database)
    assert (again.added, again.changed, again.bad) == (0, 0, [])
    async with database.write() as session:
        row = (await session.scalars(select(EntryRow).limit(1))).one()
        key = row.key
        row.content = {**row.content, "name": "Toimittajan nimi"}
    again = await seed.load(database)
    assert (again.added, again.changed, again.kept_by_hand, again.bad) == (0, 0, 0, [])
    first = next(raw for raw in seed.entries_in(seed.SEED) if raw["key"] == key)
    (tmp_path / "x.yml").write_text(yaml.safe_dump([{**first, "name": "Uusi nimi"}]))
    assert (await seed.load(database, tmp_path)).kept_by_hand == 1
    async with database.read() as session:
        row = await session.get(EntryRow, key)
        assert row is not None
        assert row.content["name"] == "Toimittajan nimi"


async def test_a_bad_row_is_told_and_the_good_ones_are_kept(app: FastAPI, tmp_path: Path) -> None:
    good = "{key: uusi, kind: unit, name: Uusi, summary: S, way: contact, status: published, provider: P, place: T}"
    bad = "{key: huono, kind: course, name: Huono, summary: S, way: contact, status: published, provider: P, place: T}"
    (tmp_path / "x.yml").write_text(f"- {good}\n- {bad}\n")
    loaded = await seed.load(app.state.database, tmp_path)
    assert loaded.added == 1
    assert [key for key, _ in loaded.bad] == ["huono"]
    async with app.state.database.read() as session:
        assert (await session.execute(text("SELECT count(*) FROM catalogue_entries WHERE key = 'uusi'"))).scalar() == 1


async def test_an_edit_is_found_at_once(app: FastAPI, client, tmp_path: Path) -> None:
    assert (await client.get("/api/catalogue/search", params={"q": "lampaankeritsijä"})).json()["total"] == 0
    (tmp_path / "x.yml").write_text(
        "- {key: k, kind: unit, name: Lampaankeritsijä, summary: S, way: contact, status: published, "
        "provider: P, place: T}"
    )
    await seed.load(app.state.database, tmp_path)
    assert (await client.get("/api/catalogue/search", params={"q": "lampaankeritsijää"})).json()["total"] == 1
