"""Structured log lines, JSON, with a request id and never with a message's text.

Of an error its kinds and the places it came through are told: its words and the values there may be a person's own.
"""

import logging
import sys
from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.processors import ExceptionRenderer, JSONRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import ExcInfo, Processor

from api.platform.metrics import REQUESTS

log = structlog.get_logger()


def set_up(level: str) -> None:
    """Let structlog write JSON lines to the standard error, from this level up; warnings of libraries are such too."""
    lines: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        ExceptionRenderer(_course_of),
    ]
    as_json = JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*lines, as_json],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    of_libraries = logging.StreamHandler()
    of_libraries.setFormatter(
        ProcessorFormatter(foreign_pre_chain=lines, processors=[ProcessorFormatter.remove_processors_meta, as_json])
    )
    logging.basicConfig(level=logging.WARNING, handlers=[of_libraries])


def reason_of(error: Exception) -> str:
    """What a database's driver says: its first line, as what follows may show the values of a row."""
    return str(getattr(error, "orig", error)).partition("\n")[0]


_ERRORS = ExceptionDictTransformer(show_locals=False)
_VALUES = ("exc_value", "exc_notes", "syntax_error")


def _course_of(exc_info: ExcInfo) -> list[dict[str, Any]]:
    return [_without_values(error) for error in _ERRORS(exc_info)]


def _without_values(error: dict[str, Any]) -> dict[str, Any]:
    of_group = [[_without_values(each) for each in errors] for errors in error["exceptions"]]
    return {name: value for name, value in error.items() if name not in _VALUES} | {"exceptions": of_group}


class RequestLog:
    """Middleware: gives each request an id, logs how it went, and times it by its route."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid4().hex
        began = perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", request_id.encode())]
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            seconds = perf_counter() - began
            REQUESTS.labels(scope["method"], route, str(status)).observe(seconds)
            log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))
