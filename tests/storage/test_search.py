"""The search over both databases: the same order, and every change in the next search."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from api.platform.database import Database
from catalogue import service as catalogue
from catalogue.model import Status
from catalogue.search.synonyms import BadSynonym
from catalogue.service import Catalogue, Wish
from catalogue.tables import EntryRow
from finnish.words import Words

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
# What every database must answer, in this order.
ORDERED = {
    "lampaan kerintä": ["k-b", "k-a", "k-c"],
    "lampaat": ["k-b", "k-a", "k-c"],
    "ääkköset": ["k-z"],
    "aakkoset": ["k-y"],
}


def raw(key: str, name: str, **more: object) -> dict:
    return {
        "key": key, "kind": "unit", "name": name, "summary": "Näyte.", "way": "contact", "status": "published",
        "provider": "Malliopisto", "place": "Tampere", **more,
    }  # fmt: skip


@pytest.fixture
def database(app: FastAPI) -> Database:
    return app.state.database


async def keep(database: Database, *entries: dict) -> None:
    async with database.write() as session:
        for content in entries:
            await catalogue.create(session, catalogue.Edit(content, 0), "toimittaja", NOW)


async def save(database: Database, content: dict, began_from: int) -> None:
    async with database.write() as session:
        await catalogue.save(session, content["key"], catalogue.Edit(content, began_from), "toimittaja", NOW)


async def keys(database: Database, index: Catalogue, text: str, limit: int = 20) -> list[str]:
    async with database.read() as session:
        return [entry.key for entry in (await index.search(session, Wish(text), TODAY, limit)).items]


async def test_the_order_is_the_same_on_every_database(database: Database, words: Words) -> None:
    """The index of one process has grown entry by entry, the other reads the database whole."""
    grown = Catalogue(words)
    await keys(database, grown, "siivous")
    for key, name in (("k-a", "Lampaan kerintä"), ("k-b", "Lampaan kerintä"), ("k-c", "Lampaiden paimennus")):
        await keep(database, raw(key, name, code=key, keywords=["lammas"] if key == "k-b" else []))
        await keys(database, grown, "lammas")
    await keep(database, raw("k-y", "Aakkoset"), raw("k-z", "Ääkköset"))
    for text, expected in ORDERED.items():
        for worker in (grown, Catalogue(words)):
            assert [key for key in await keys(database, worker, text) if key.startswith("k-")] == expected, text
    everything = await keys(database, grown, "", 1000)
    assert everything == await keys(database, Catalogue(words), "", 1000)
    assert (everything[0], everything[-1]) == ("k-y", "k-z")


async def test_an_edit_is_found_in_the_next_search_of_every_worker(database: Database, words: Words) -> None:
    workers = [Catalogue(words), Catalogue(words)]
    content = raw("keritsija", "Lampaankeritsijä")
    assert [await keys(database, worker, "lampaankeritsijää") for worker in workers] == [[], []]
    await keep(database, content)
    assert [await keys(database, worker, "lampaankeritsijää") for worker in workers] == [["keritsija"]] * 2
    await save(database, {**content, "name": "Villankehrääjä"}, began_from=1)
    assert [await keys(database, worker, "lampaankeritsijää") for worker in workers] == [[], []]
    assert [await keys(database, worker, "villankehrääjäksi") for worker in workers] == [["keritsija"]] * 2
    await save(database, {**content, "name": "Villankehrääjä", "status": Status.ARCHIVED}, began_from=2)
    assert [await keys(database, worker, "villankehrääjäksi") for worker in workers] == [[], []]


async def test_a_row_that_cannot_be_read_hides_no_other(database: Database, words: Words) -> None:
    await keep(database, raw("ehja", "Lampaankeritsijä"), raw("rikki", "Lampaankeritsijä"))
    async with database.write() as session:
        row = await session.get(EntryRow, "rikki")
        assert row is not None
        row.content = {**row.content, "kind": "?"}
    assert await keys(database, Catalogue(words), "lampaankeritsijää") == ["ehja"]


async def test_one_edit_reads_no_other_entry_anew(database: Database, words: Words) -> None:
    worker = Catalogue(words)
    async with database.read() as session:
        before = (await worker.search(session, Wish("siivous"), TODAY)).items
    await keep(database, raw("uusi", "Uusi"))
    async with database.read() as session:
        after = (await worker.search(session, Wish("siivous"), TODAY)).items
    assert all(one is other for one, other in zip(before, after, strict=True))


async def test_a_synonym_is_in_use_in_the_next_search_and_out_of_it(database: Database, words: Words) -> None:
    worker = Catalogue(words)
    await keep(database, raw("keritsija", "Lampaankeritsijä"))
    assert await keys(database, worker, "bäähommii") == []
    async with database.write() as session:
        await catalogue.put_synonym(session, "Bää", ["lampaankeritsijä"], "toimittaja", NOW)
    assert await keys(database, worker, "bää") == ["keritsija"]
    async with database.write() as session:
        await catalogue.remove_synonym(session, "bää", "toimittaja", NOW)
    assert await keys(database, worker, "bää") == []


async def test_an_editors_synonyms_outlive_the_next_seed(database: Database) -> None:
    seed = {"lähäri": ["lähihoitaja"], "duuni": ["työ"], "aspa": ["asiakaspalvelu"]}
    async with database.write() as session:
        await catalogue.load_synonyms(session, seed, "seed", NOW)
        await catalogue.put_synonym(session, "lähäri", ["vanhustyö"], "toimittaja", NOW)
        await catalogue.remove_synonym(session, "duuni", "toimittaja", NOW)
    async with database.write() as session:
        changed = await catalogue.load_synonyms(session, seed | {"aspa": ["palvelu"]}, "seed", NOW)
    async with database.read() as session:
        means = {row.word: row.means for row in await catalogue.synonyms(session)}
    assert changed == 1
    assert (means["lähäri"], means["aspa"]) == (["vanhustyö"], ["palvelu"])
    assert "duuni" not in means


async def test_a_bad_synonym_changes_nothing(database: Database) -> None:
    async with database.read() as session:
        before = len(await catalogue.synonyms(session))
    with pytest.raises(BadSynonym):
        async with database.write() as session:
            await catalogue.put_synonym(session, " ", ["työ"], "toimittaja", NOW)
    async with database.read() as session:
        assert len(await catalogue.synonyms(session)) == before


async def unfound(database: Database) -> dict[str, int]:
    async with database.read() as session:
        return {row.text: row.count for row in await catalogue.unfound(session)}


async def test_what_nobody_finds_is_counted_and_the_most_asked_is_first(
    database: Database, client: httpx.AsyncClient
) -> None:
    for text in ("astronautti", "Astronautti ", "mehiläisparantaja"):
        assert (await client.get("/api/catalogue/search", params={"q": text})).json()["total"] == 0
    assert (await client.get("/api/catalogue/search", params={"q": "siivous", "place": "Oulu"})).json()["total"] == 0
    assert list((await unfound(database)).items()) == [("astronautti", 2), ("mehiläisparantaja", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "zorgwort 040 123 4567",
        "zorgwort 131052-308T",
        "zorgwort zz@example.org",
        "zorgwort 31.12.1980",
        "zorgwort 77 88 99",
    ],
)
async def test_what_may_be_personal_is_not_counted(database: Database, client: httpx.AsyncClient, text: str) -> None:
    assert (await client.get("/api/catalogue/search", params={"q": text})).json()["total"] == 0
    assert await unfound(database) == {}


async def test_two_searches_in_vain_at_once_are_both_counted(database: Database) -> None:
    async def note() -> None:
        async with database.write() as session:
            await catalogue.note_unfound(session, "astronautti", NOW)

    await asyncio.gather(note(), note(), note())
    assert await unfound(database) == {"astronautti": 3}


async def test_what_is_kept_of_searches_in_vain_has_an_end(database: Database, monkeypatch) -> None:
    monkeypatch.setattr("catalogue.service.words.MOST_UNFOUND", 2)
    async with database.write() as session:
        for number, text in enumerate(("a", "b", "b", "c", "x" * 300)):
            await catalogue.note_unfound(session, text, NOW + timedelta(minutes=number))
    assert await unfound(database) == {"b": 2, "x" * 200: 1}
    async with database.write() as session:
        await catalogue.forget_unfound(session, NOW + timedelta(minutes=3))
    assert await unfound(database) == {"x" * 200: 1}


async def test_filters_narrow_the_public_search(database: Database, client: httpx.AsyncClient) -> None:
    await keep(
        database,
        raw("k1", "Lampaankeritsijä", fee_eur=0, starts=["2027-03-01"], place="Nokia"),
        raw("k2", "Lampaankeritsijä", fee_eur=90, language="sv", continuous=True),
    )

    async def found(**more: str) -> list[str]:
        answer = (await client.get("/api/catalogue/search", params={"q": "lampaankeritsijä", **more})).json()
        return [item["id"] for item in answer["items"]]

    assert await found() == ["k1", "k2"]
    assert await found(fee="free") == ["k1"]
    assert await found(language="sv") == ["k2"]
    assert await found(starts_by="2027-02-01") == ["k2"]
    assert await found(starts_from="2027-02-01", place="nokia") == ["k1"]


async def test_the_chat_reads_a_start_from_the_sentence(app: FastAPI, database: Database) -> None:
    await keep(
        database,
        raw("kevaalla", "Lampaankeritsijä", starts=["2090-03-01"]),
        raw("avoin", "Lampaankeritsijä", code="2"),
        raw("syksylla", "Lampaankeritsijä", code="3", starts=["2090-09-01"]),
    )
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    headers = {"Authorization": "Bearer test-internal-token"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        asked = {"text": "lampaankeritsijäksi 1.2.–30.4.2090"}
        found = (await client.post("/internal/catalogue/search", json=asked)).json()
    assert [item["id"] for item in found["items"]] == ["kevaalla", "avoin"]
    understood = found["understood"]
    assert (understood["text"], found["let_go"]) == ("lampaankeritsijäksi", [])
    assert (understood["starts_from"], understood["starts_by"]) == ("2090-02-01", "2090-04-30")


@pytest.mark.parametrize(
    "query", [{"fee": "cheap"}, {"language": "suomi"}, {"starts_by": "1.1.2027"}, {"way": "x"}, {"starts_from": "soon"}]
)
async def test_a_bad_wish_is_named(client: httpx.AsyncClient, query: dict) -> None:
    answer = await client.get("/api/catalogue/search", params=query)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/invalid-request")
    assert next(iter(query)) in answer.json()["detail"]


async def test_the_chat_is_told_what_was_let_go(app: FastAPI, database: Database) -> None:
    await keep(database, raw("keritsija", "Lampaankeritsijä"), raw("muu", "Kehrääjä", place="Nokia"))
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    headers = {"Authorization": "Bearer test-internal-token"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        asked = {"text": "mä haluisin lampaankeritsijäks nokialle"}
        found = (await client.post("/internal/catalogue/search", json=asked)).json()
    assert [item["id"] for item in found["items"]] == ["keritsija"]
    assert (found["let_go"], found["understood"]["place"]) == (["place"], "Nokia")
