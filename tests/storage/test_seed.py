from collections import Counter
from pathlib import Path

import yaml
from fastapi import FastAPI
from sqlalchemy import select, text

from api import seed
from catalogue.model import entry_from
from catalogue.tables import EntryRow


def test_the_sample_catalogue_has_forty_entries_of_four_kinds_and_all_are_good() -> None:
    entries = [entry_from(raw) for raw in seed.entries_in(seed.SEED)]
    assert len(entries) >= 40
    assert len({entry.key for entry in entries}) == len(entries)
    assert len(Counter(entry.kind for entry in entries)) >= 4


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
