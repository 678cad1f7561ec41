"""A person's rights: all of it found, given out, deleted; nothing kept too long or in the wrong place."""

import logging
import random
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    select,
    text,
    update,
)

import catalogue.tables
from api.app import FEATURES
from api.conversations.tables import ConversationRow, SuppressedReplyRow, TurnRow
from api.conversations.upkeep import age_out
from api.handover.tables import ContactRow
from api.platform import clock, logs
from api.platform.database import Base
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.talk import Talk, Worker
from tests.support.waiting import eventually

# What is read back as a member of a list has to be one.
NAMED = {("person_facts", "kind"): "place", ("person_facts", "status"): "told"}
BASES: list[MetaData] = [Base.metadata, catalogue.tables.Base.metadata]


def tables_of_persons() -> list[Table]:
    """Parents first."""
    found = [table for base in BASES for table in base.sorted_tables]
    return [table for table in found if table.name == "conversations" or "conversation_id" in table.columns]


def test_each_table_with_a_conversation_id_is_in_exactly_one_part() -> None:
    held = sorted(name for part in FEATURES.personal_data for name in part.tables)
    assert held == sorted(table.name for table in tables_of_persons())


def filled(table: Table, conversation_id: str) -> dict:
    """A row with something in every column, and the table's own name wherever a text may stand."""
    row: dict = {}
    for column in table.columns:
        if column.name == "conversation_id" or (table.name == "conversations" and column.name == "id"):
            row[column.name] = conversation_id
        elif (table.name, column.name) in NAMED:
            row[column.name] = NAMED[table.name, column.name]
        elif isinstance(column.type, JSON):
            row[column.name] = {"text": f"merkki-{table.name}"}
        elif isinstance(column.type, DateTime):
            row[column.name] = clock.now()
        elif isinstance(column.type, Boolean):
            row[column.name] = False
        elif isinstance(column.type, LargeBinary):
            row[column.name] = b"merkki"
        elif isinstance(column.type, String):
            row[column.name] = f"merkki-{table.name}"[: column.type.length or 50]
        elif column.primary_key and isinstance(column.type, Integer) and column.autoincrement is True:
            continue
        else:
            row[column.name] = 1
    return row


async def test_whatever_is_stored_is_given_out_and_deleted(app: FastAPI, client: httpx.AsyncClient) -> None:
    started = (await client.post("/api/conversations")).json()
    tables = tables_of_persons()
    async with app.state.database.write() as session:
        await session.execute(update(ConversationRow).values(seq=1))
        for table in tables:
            if table.name not in ("conversations", "forgettings"):
                await session.execute(table.insert().values(**filled(table, started["id"])))
    headers = {"Authorization": f"Bearer {started['token']}"}
    url = f"/api/conversations/{started['id']}"
    everything = (await client.get(f"{url}/export", headers=headers)).text
    # What is kept as a fingerprint, a number to call and a rating are given out by their own names.
    told = {
        "continue_codes": '"continue_code_until":"2',
        "device_tokens": '"continued_on_devices_at":["2',
        "contacts": '"has_contact":true',
        "profile_shares": '"profile_shared_until":"2',
        "ratings": '"rating":1',
        "conversations": started["id"],
    }
    for table in tables:
        if table.name != "forgettings":
            assert told.get(table.name, f"merkki-{table.name}") in everything, table.name
    assert (await client.delete(url, headers=headers)).status_code == 204
    await app.state.worker._forget_the_deleted()
    outlive = {name for part in FEATURES.personal_data for name in part.outlives}
    async with app.state.database.read() as session:
        for table in tables:
            left = await session.scalar(select(func.count()).select_from(table))
            assert left == (table.name in outlive), table.name


async def test_before_a_deletion_is_told_what_remains_and_until_when(talk: Talk, coach: Worker) -> None:
    async def told() -> dict:
        return (await talk.client.get(f"{talk.url}/deletion", headers=talk.headers)).json()

    assert (await told())["remains"] == []
    await talk.handover(urgent=True)
    await coach.claim_first()
    remains = (await told())["remains"]
    assert len(remains) == 1
    assert remains[0]["what"].startswith("Merkintä")
    assert remains[0]["why"]
    assert remains[0]["until"][:4] == str((clock.now() + timedelta(days=730)).year)


async def test_the_talk_is_given_out_as_text_and_as_a_pdf(talk: Talk) -> None:
    await talk.post(client_id="a", text="Äitini hoitaja 👍 oli öinen")
    await talk.until(2)
    for form, kind in (("text", "text/plain"), ("pdf", "application/pdf"), ("json", "application/json")):
        answer = await talk.client.get(f"{talk.url}/export", params={"format": form}, headers=talk.headers)
        assert answer.headers["content-type"].startswith(kind)
        assert "attachment" in answer.headers["content-disposition"]
        if form == "text":
            assert "Sinä\nÄitini hoitaja 👍 oli öinen" in answer.text
            assert "klo" in answer.text
        if form == "pdf":
            assert answer.content.startswith(b"%PDF-")
    refused = await talk.client.get(f"{talk.url}/export", params={"format": "docx"}, headers=talk.headers)
    assert refused.status_code == 422


async def aged(app: FastAPI, settings: Settings, days: float) -> list[str]:
    async with app.state.database.write() as session:
        return await age_out(session, FEATURES, settings, clock.now() + timedelta(days=days))


async def test_each_kind_of_data_ages_out_by_its_own_setting(
    talk: Talk, app: FastAPI, settings: Settings, bot: FakeBot, client: httpx.AsyncClient
) -> None:
    empty = (await client.post("/api/conversations")).json()["id"]
    await talk.post(client_id="a", text="moi")
    await talk.until(2)
    await client.post(f"{talk.url}/callback", json={"phone": "0401234567"}, headers=talk.headers)
    async with app.state.database.write() as session:
        session.add(
            SuppressedReplyRow(
                conversation_id=talk.id, in_reply_to=1, kind="text", body={"text": "x"}, created_at=clock.now()
            )
        )
    assert await aged(app, settings, 0.9) == []
    assert await aged(app, settings, 1.1) == [empty]

    async def counted(table: type[Base]) -> int:
        async with app.state.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0

    assert await counted(TurnRow) == 1
    await aged(app, settings, 2.1)
    assert await counted(TurnRow) == 0
    assert (await counted(SuppressedReplyRow), await counted(ContactRow)) == (1, 1)
    await aged(app, settings, 30.1)
    assert (await counted(SuppressedReplyRow), await counted(ContactRow)) == (0, 0)
    assert await aged(app, settings, 89) == []
    assert await aged(app, settings, 90.1) == [talk.id]
    await app.state.worker._forget_the_deleted()
    assert set(bot.forgotten) == {empty, talk.id}


async def test_the_privacy_page_tells_the_ages_in_force(client: httpx.AsyncClient) -> None:
    page = (await client.get("/tietosuoja")).text
    for age in ("90 päivää", "1 päivä<", "30 päivää", "2 päivää", "730 päivää"):
        assert age in page


def identifiers(count: int) -> list[str]:
    """Made-up identity codes, phones, e-mails and accounts, each written in one of the ways people write them."""
    chance = random.Random(20260504)
    signs = "0123456789ABCDEFHJKLMNPRSTUVWXY"
    found = []
    for number in range(count):
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(40, 99)
        order = chance.randint(2, 899)
        digits = f"{day:02}{month:02}{year:02}{order:03}"
        code = f"{digits[:6]}-{digits[6:]}{signs[int(digits) % 31]}"
        line = f"{chance.randint(1000000, 9999999)}"
        phone = chance.choice(
            [f"040{line}", f"+35850{line}", f"045 {line[:3]} {line[3:]}", f"+358 44 {line[:3]} {line[3:]}"]
        )
        mail = f"henkilo{number}.x{chance.randint(100, 999)}@posti{number % 7}.example.fi"
        bban = f"{chance.randint(10**13, 10**14 - 1)}"
        account = f"FI{98 - int(bban + '151800') % 97:02}{bban}"
        found.append(chance.choice([code, phone, mail, account, " ".join(account[i : i + 4] for i in range(0, 18, 4))]))
    return found


async def test_of_1000_planted_identifiers_none_is_in_the_database_files_or_the_log(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings, capsys, request: pytest.FixtureRequest
) -> None:
    logs.set_up("DEBUG")
    logging.getLogger().setLevel(logging.DEBUG)
    planted, began = identifiers(1000), time.time()
    frames = ("hei mun tiedot on {}", "{}", "soita {} kiitos", "laitoin jo: {}, riittääkö", "mää oon ({}) täs")
    async with app.state.database.write() as session:
        await session.execute(text("DELETE FROM conversations"))
    talks = [Talk(client, (await client.post("/api/conversations")).json()) for _ in range(50)]
    for number, identifier in enumerate(planted):
        await _sent_until_taken(
            talks[number // 20], client_id=f"i{number}", text=frames[number % len(frames)].format(identifier)
        )
    logging.getLogger().setLevel(logging.WARNING)
    files = [settings.var_dir]
    if settings.database_url:
        files.append(request.getfixturevalue("postgres").folder)
        async with app.state.database.engine.connect() as connection:
            await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("CHECKPOINT"))
    written = capsys.readouterr()
    kept = written.out.encode() + written.err.encode() + b"".join(content_of(folder, since=began) for folder in files)
    assert b"poistettu]" in kept, "the files searched are those that are written"
    assert [identifier for identifier in planted if identifier.encode() in kept] == []


async def _sent_until_taken(talk: Talk, **body: str) -> None:
    """As the chat does it: a database that is busy for a moment is asked again with the same client_id."""

    async def is_taken() -> bool:
        answer = await talk.post(**body)
        assert answer.status_code in (202, 503), answer.text
        return answer.status_code == 202

    await eventually(is_taken)


def content_of(folder: Path, since: float = 0.0) -> bytes:
    """All files below the folder; with a moment, those that were written since."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime >= since - 1]
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.sqlite_only
async def test_after_a_deletion_no_file_holds_a_word_of_the_talk(
    talk: Talk, coach: Worker, app: FastAPI, settings: Settings
) -> None:
    await talk.post(client_id="a", text="sanoin Kvarkkinen täällä")
    await talk.until(2)
    await talk.handover(slip={"wants_to_talk": "Kvarkkinen asia"}, consents={})
    await coach.claim_first()
    await coach.post(f"/api/coach/conversations/{talk.id}/messages", client_id="1", text="Hei Kvarkkinen")
    assert b"Kvarkkinen" in content_of(settings.var_dir)
    await talk.client.delete(talk.url, headers=talk.headers)
    await app.state.worker._forget_the_deleted()
    assert b"Kvarkkinen" not in content_of(settings.var_dir)
