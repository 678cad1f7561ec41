"""Ready means: a message can be stored now, in the schema of this release, with room left on the disk."""

import asyncio
import sqlite3
from contextlib import closing

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.platform.health import Readiness
from api.settings import Settings


async def test_a_service_that_can_store_is_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "missing": []})


@pytest.mark.sqlite_only
async def test_a_database_that_can_be_read_and_not_written_is_not_ready(app: FastAPI, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.var_dir / "askelmerkki.db", check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        async with app.state.database.read() as session:
            assert await session.scalar(text("SELECT count(*) FROM conversations")) == 0
        assert await Readiness(app.state.database, settings).missing() == ["database"]
        other.rollback()
    assert await Readiness(app.state.database, settings).missing() == []


async def test_a_schema_of_another_release_is_named(app: FastAPI, settings: Settings) -> None:
    async with app.state.database.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert await Readiness(app.state.database, settings).missing() == ["schema"]


@pytest.mark.sqlite_only
async def test_a_disk_that_is_nearly_full_is_named(app: FastAPI, settings: Settings) -> None:
    least = settings.model_copy(update={"least_free_megabytes": 10**9})
    assert await Readiness(app.state.database, least).missing() == ["disk"]


@pytest.mark.sqlite_only
async def test_asking_often_writes_once_a_second_at_most(app: FastAPI, settings: Settings) -> None:
    asked = []
    readiness = Readiness(app.state.database, settings)
    real = readiness._database_missing

    async def counted() -> list[str]:
        asked.append(1)
        return await real()

    readiness._database_missing = counted  # type: ignore[method-assign]
    for _ in range(50):
        assert await readiness.missing() == []
    assert len(asked) <= 2
