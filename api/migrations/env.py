"""Alembic over both bases: the service's and the catalogue's."""

import asyncio

from alembic import context
from sqlalchemy import Connection

import api.assessment.tables
import api.conversations.tables
import api.device_linking.tables
import api.dialogue.tables
import api.guidance.tables
import api.handover.tables
import api.insights.tables
import api.person.tables
import api.staff.tables
import api.suggestions.tables  # noqa: F401 - the mappings are known by being imported
import catalogue.tables
from api.platform.database import Base, make_engine

METADATA = [Base.metadata, catalogue.tables.Base.metadata]


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run() -> None:
    engine = make_engine(context.config.attributes["url"], busy_timeout_seconds=30)
    async with engine.connect() as connection:
        await connection.run_sync(_migrate)
        await connection.commit()
    await engine.dispose()


asyncio.run(_run())
