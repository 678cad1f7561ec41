"""Whether the service lives, and which part keeps it from answering."""

import asyncio

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.platform.security import require_metrics

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/health/ready")
async def ready(request: Request) -> JSONResponse:
    """200 when a message can be answered; else 503 with the names of the missing parts."""
    state = request.app.state
    of_database, of_bot = await asyncio.gather(_database_missing(state), state.bot.missing())
    parts = [*of_database, *of_bot]
    body = {"status": "missing" if parts else "ok", "missing": parts}
    return JSONResponse(body, 503 if parts else 200)


@router.get("/metrics", dependencies=[Depends(require_metrics)])
async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _database_missing(state) -> list[str]:
    try:
        async with state.database.read() as session:
            await session.execute(text("SELECT count(*) FROM conversations WHERE id = ''"))
    except DBAPIError:
        return ["database"]
    return []
