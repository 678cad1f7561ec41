"""Whether the service lives, and which part keeps it from answering."""

import asyncio
import shutil
from time import monotonic

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.platform import migrate
from api.platform.database import Database
from api.platform.security import require_metrics
from api.settings import Settings

router = APIRouter(tags=["health"])
log = structlog.get_logger()


@router.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/health/ready")
async def ready(request: Request) -> JSONResponse:
    """200 when a message can be stored and answered; else 503 with the names of the missing parts."""
    state = request.app.state
    of_service, of_bot = await asyncio.gather(state.readiness.missing(), state.bot.missing())
    parts = [*of_service, *of_bot]
    body = {"status": "missing" if parts else "ok", "missing": parts}
    return JSONResponse(body, 503 if parts else 200)


@router.get("/metrics", dependencies=[Depends(require_metrics)])
async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


class Readiness:
    """Whether a message could be stored now. To know it one must write, so it is asked once a second at most."""

    EVERY_SECONDS, PATIENCE_SECONDS = 1.0, 4.0

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._folder, self._least_free = settings.var_dir, settings.least_free_megabytes * 1024 * 1024
        self._newest = migrate.newest(settings.database)
        self._asking = asyncio.Lock()
        self._asked, self._found = -self.EVERY_SECONDS, [""]

    async def missing(self) -> list[str]:
        """'database' that cannot be written, 'schema' of another release, 'disk' that is nearly full."""
        async with self._asking:
            if monotonic() - self._asked >= self.EVERY_SECONDS:
                self._found = [*await self._database_missing(), *self._disk_missing()]
                self._asked = monotonic()
            return self._found

    async def _database_missing(self) -> list[str]:
        try:
            async with asyncio.timeout(self.PATIENCE_SECONDS), self._database.write() as session:
                # Changes nothing, and is written to the disk all the same.
                await session.execute(text("UPDATE alembic_version SET version_num = version_num"))
                revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
        except (DBAPIError, PoolTimeout, TimeoutError) as error:
            log.warning("not_ready", reason=type(error).__name__)
            return ["database"]
        return [] if revision == self._newest else ["schema"]

    def _disk_missing(self) -> list[str]:
        return [] if shutil.disk_usage(self._folder).free >= self._least_free else ["disk"]
