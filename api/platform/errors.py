"""Named errors become RFC 9457 problem details, with the type that each carries and a Finnish title."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar, Protocol

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.platform.logs import reason_of
from api.platform.pages import is_page, templates
from finnish.texts import texts

Handler = Callable[[Request, Exception], Awaitable[Response]]

TYPES = "https://askelmerkki.fi/virheet/"

OF_STATUS = {404: "not-found", 405: "method-not-allowed", 403: "forbidden", 401: "wrong-token", 400: "broken-json"}
# The rest of a body that is refused is not read.
HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "30"},
    408: {"Connection": "close"},
    413: {"Connection": "close"},
}
# What drivers say when the disk is full: SQLite's SQLITE_FULL, PostgreSQL's 53100.
FULL = ("disk is full", "No space left")
BUSY = ("locked", "busy", "timeout")

log = structlog.get_logger()


def problem(status: int, kind: str, detail: str | None = None, headers: dict[str, str] | None = None) -> JSONResponse:
    """An answer in the form of RFC 9457."""
    body = {"type": TYPES + kind, "title": texts("problems")[kind], "status": status}
    if detail:
        body["detail"] = detail
    return JSONResponse(body, status, headers, media_type="application/problem+json")


class Named(Protocol):
    """What an error that is told by name carries."""

    status: ClassVar[int]
    kind: ClassVar[str]


def title_of(error: Named) -> str:
    """The Finnish sentence of a named error."""
    return texts("problems")[error.kind]


def refusal(status: int, kind: str) -> ASGIApp:
    """An app that answers everything with this problem and closes the connection: the rest of a body is not read."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await problem(status, kind, headers={"Connection": "close"})(scope, receive, send)

    return answer


def install(app: FastAPI, named: Sequence[type[Exception]], handlers: Mapping[type[Exception], Handler]) -> None:
    """Let every error leave as a problem: those of the `named` bases as they tell, the features' own by `handlers`."""
    for base in named:
        app.add_exception_handler(base, answer_named)
    for error, handler in handlers.items():
        app.add_exception_handler(error, handler)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(PoolTimeout, _database)
    app.add_exception_handler(Exception, _unexpected)


async def answer_named(request: Request, error: Exception) -> Response:
    """A page for a person in a browser, a problem for a program.

    What an error says of itself is told only where it is meant for the caller.
    """
    status, kind = error.status, error.kind  # type: ignore[attr-defined]
    headers = {**HEADERS.get(status, {}), **getattr(error, "headers", {})}
    detail = str(error) if getattr(error, "tells", False) else None
    return _for_reader(request, status, kind, detail or None, headers)


async def told(request: Request, error: Exception) -> Response:
    """The answer to a named error outside the routes: by a feature's own way to tell it, where it has one."""
    handlers = request.app.exception_handlers
    return await handlers.get(type(error), answer_named)(request, error)  # type: ignore[no-any-return]


def _for_reader(
    request: Request, status: int, kind: str, detail: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    if not is_page(request):
        return problem(status, kind, detail, headers)
    shown = {"title": texts("problems")[kind]}
    return templates.TemplateResponse(request, "problem.html", shown, status, headers)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] in ("json_invalid", "bytes_invalid") for fault in faults):
        return problem(400, "broken-json")
    where = ", ".join(sorted({".".join(str(part) for part in fault["loc"]) for fault in faults}))
    return problem(422, "invalid-request", detail=where)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    kind = OF_STATUS.get(error.status_code, "invalid-request")
    return _for_reader(request, error.status_code, kind, headers=dict(error.headers or {}))


async def _unstorable(request: Request, error: Exception) -> Response:
    """Words with a sign of nothing in them, or numbers beyond a column: the caller's, on PostgreSQL alone."""
    log.info("unstorable_value", error=type(error).__name__)
    return _for_reader(request, 422, "invalid-request")


async def _database(request: Request, error: Exception) -> Response:
    reason = reason_of(error)
    log.error("database_error", error=type(error).__name__, reason=reason)
    return _for_reader(request, 503, _kind_of_fault(error, reason), headers={"Retry-After": "2"})


def _kind_of_fault(error: Exception, reason: str) -> str:
    if any(sign in reason for sign in FULL):
        return "storage-full"
    if isinstance(error, PoolTimeout) or any(sign in reason for sign in BUSY):
        return "database-busy"
    return "database-unavailable"


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected_error", error=type(error).__name__, exc_info=error)
    return _for_reader(request, 500, "internal-error")
