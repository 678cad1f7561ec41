"""Named errors become RFC 9457 problem details in one table, with a stable type and a Finnish title."""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException as StarletteHTTPException

from api.catalogue.schemas import UnknownEntry
from api.conversations import model as conversations
from api.handover import model as handover
from api.security import Forbidden
from api.texts import texts

TYPES = "https://askelmerkki.fi/virheet/"

# Error class → (HTTP status, problem type). The Finnish title of a type is in data/texts/problems.yml.
TABLE: dict[type[Exception], tuple[int, str]] = {
    conversations.UnknownConversation: (404, "unknown-conversation"),
    conversations.WrongToken: (401, "wrong-token"),
    conversations.EmptyMessage: (422, "empty-message"),
    conversations.TooLongMessage: (422, "too-long-message"),
    conversations.UnknownChoice: (422, "unknown-choice"),
    conversations.ClientIdReused: (409, "client-id-reused"),
    conversations.SeqBeyondEnd: (422, "seq-beyond-end"),
    conversations.NotAllowed: (409, "not-allowed"),
    handover.SlipTooLong: (422, "too-long-message"),
    UnknownEntry: (404, "unknown-entry"),
    Forbidden: (403, "forbidden"),
}
OF_STATUS = {404: "not-found", 405: "method-not-allowed", 403: "forbidden", 401: "wrong-token"}

log = structlog.get_logger()


def problem(status: int, kind: str, detail: str | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """An answer in the form of RFC 9457."""
    body = {"type": TYPES + kind, "title": texts("problems")[kind], "status": status}
    if detail:
        body["detail"] = detail
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Let every error of the table, and every other one, leave as a problem."""
    for error, (status, kind) in TABLE.items():
        app.add_exception_handler(error, _named(status, kind))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(Exception, _unexpected)


def _named(status: int, kind: str):
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None

    async def answer(_request: Request, _error: Exception) -> JSONResponse:
        return problem(status, kind, headers=headers)

    return answer


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] in ("json_invalid", "bytes_invalid") for fault in faults):
        return problem(400, "broken-json")
    where = ", ".join(sorted({".".join(str(part) for part in fault["loc"]) for fault in faults}))
    return problem(422, "invalid-request", detail=where)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    kind = OF_STATUS.get(error.status_code, "broken-json" if error.status_code == 400 else "invalid-request")
    return problem(error.status_code, kind, headers=dict(error.headers or {}))


async def _database(_request: Request, error: Exception) -> JSONResponse:
    reason = str(getattr(error, "orig", error))
    log.error("database_error", reason=reason)
    kind = "database-busy" if "locked" in reason or "busy" in reason else "database-unavailable"
    return problem(503, kind, headers={"Retry-After": "2"})


async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected_error", error=type(error).__name__, exc_info=error)
    return problem(500, "internal-error")
