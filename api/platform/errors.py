"""Named errors become RFC 9457 problem details in one table, with a stable type and a Finnish title."""

from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from api.assessment.model import errors as assessment
from api.coach_room import model as coaching
from api.conversations import model as conversations
from api.device_linking import model as continuing
from api.editor.schemas.uploads import UploadGone
from api.guidance import model as guidance
from api.handover import model as handover
from api.insights.model import UnknownMeaning
from api.platform.limits import TooLarge, TooMany, TooManyCodes, TooManySignIns, TooManyStreams, TooSlow
from api.platform.logs import reason_of
from api.platform.security import Forbidden, from_own_page
from api.platform.texts import texts
from api.staff import model as staff
from api.web import templates
from catalogue import model as catalogue
from catalogue.search.synonyms import BadSynonym
from catalogue.service import UnknownDifference

TYPES = "https://askelmerkki.fi/virheet/"

# Error class → (HTTP status, problem type). The Finnish title of a type is in data/texts/problems.yml.
TABLE: dict[type[Exception], tuple[int, str]] = {
    continuing.WrongCode: (404, "wrong-code"),
    TooManyCodes: (429, "too-many-codes"),
    assessment.UnknownInstrument: (404, "unknown-instrument"),
    assessment.UnknownItem: (422, "unknown-item"),
    assessment.UnknownCompetence: (422, "unknown-competence"),
    assessment.BadLevel: (422, "bad-level"),
    assessment.NoProfile: (404, "no-profile"),
    assessment.UnknownShare: (404, "unknown-share"),
    assessment.ShareEnded: (410, "share-ended"),
    conversations.UnknownConversation: (404, "unknown-conversation"),
    conversations.WrongToken: (401, "wrong-token"),
    conversations.EmptyMessage: (422, "empty-message"),
    conversations.TooLongMessage: (422, "too-long-message"),
    conversations.UnknownChoice: (422, "unknown-choice"),
    conversations.ClientIdReused: (409, "client-id-reused"),
    conversations.SeqBeyondEnd: (422, "seq-beyond-end"),
    conversations.NotAllowed: (409, "not-allowed"),
    guidance.UnknownCard: (404, "unknown-card"),
    guidance.UnknownRevision: (404, "unknown-revision"),
    guidance.BadCard: (422, "bad-card"),
    guidance.EditedMeanwhile: (409, "edited-meanwhile"),
    guidance.NothingToApprove: (409, "nothing-to-approve"),
    guidance.OwnApproval: (403, "own-approval"),
    handover.SlipTooLong: (422, "too-long-message"),
    handover.UnknownHandover: (404, "unknown-handover"),
    handover.AlreadyClaimed: (409, "already-claimed"),
    handover.NotYours: (403, "not-yours"),
    handover.Reserved: (409, "reserved"),
    handover.NoTalkToReopen: (409, "no-talk-to-reopen"),
    handover.EmptyNote: (422, "empty-note"),
    handover.UnknownTeam: (404, "unknown-team"),
    handover.UnknownKoppi: (404, "unknown-koppi"),
    handover.KoppiGone: (409, "koppi-gone"),
    handover.KoppiUnfinished: (409, "koppi-unfinished"),
    handover.NeedsKoppi: (409, "needs-koppi"),
    handover.SameHouse: (409, "same-house"),
    coaching.CardGone: (409, "card-gone"),
    UnknownMeaning: (404, "unknown-meaning"),
    handover.BadContact: (422, "bad-contact"),
    handover.BadRating: (422, "bad-rating"),
    handover.CallbackClosed: (503, "callback-closed"),
    staff.NotSignedIn: (401, "not-signed-in"),
    staff.WrongCredentials: (401, "wrong-credentials"),
    staff.WrongRole: (403, "wrong-role"),
    staff.PasswordMustChange: (403, "password-must-change"),
    staff.ForgedRequest: (403, "forged-request"),
    staff.BadPassword: (422, "bad-password"),
    staff.PasswordsDiffer: (422, "passwords-differ"),
    staff.BadAccount: (422, "bad-account"),
    staff.NameTaken: (409, "name-taken"),
    staff.UnknownAccount: (404, "unknown-account"),
    staff.LastAdmin: (409, "last-admin"),
    UploadGone: (410, "upload-gone"),
    TooLarge: (413, "too-large"),
    TooSlow: (408, "too-slow"),
    TooMany: (429, "too-many"),
    TooManySignIns: (429, "too-many-sign-ins"),
    TooManyStreams: (429, "too-many-streams"),
    catalogue.UnknownEntry: (404, "unknown-entry"),
    catalogue.UnknownRevision: (404, "unknown-revision"),
    UnknownDifference: (404, "unknown-difference"),
    catalogue.EditedMeanwhile: (409, "edited-meanwhile"),
    catalogue.StatusNotAllowed: (409, "status-not-allowed"),
    catalogue.EntryExists: (409, "entry-exists"),
    catalogue.BadEntry: (422, "bad-entry"),
    catalogue.BadPublishTime: (422, "bad-publish-time"),
    catalogue.BadFile: (422, "bad-file"),
    BadSynonym: (422, "bad-synonym"),
    Forbidden: (403, "forbidden"),
}
# Errors whose own words are the name of the colleague who was faster.
TELLING = (handover.AlreadyClaimed, handover.KoppiGone)
OF_STATUS = {404: "not-found", 405: "method-not-allowed", 403: "forbidden", 401: "wrong-token", 400: "broken-json"}
# Pages on which one writes so long that a sign-in may end meanwhile.
WITH_LONG_FORMS = ("/editor/", "/coach/")
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


def title_of(error: Exception) -> str:
    """The Finnish sentence of a named error."""
    return texts("problems")[TABLE[type(error)][1]]


def refusal(status: int, kind: str) -> ASGIApp:
    """An app that answers everything with this problem and closes the connection: the rest of a body is not read."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await problem(status, kind, headers={"Connection": "close"})(scope, receive, send)

    return answer


def install(app: FastAPI) -> None:
    """Let every error of the table, and every other one, leave as a problem."""
    for error, (status, kind) in TABLE.items():
        app.add_exception_handler(error, _named(status, kind))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(PoolTimeout, _database)
    app.add_exception_handler(staff.NotSignedIn, _not_signed_in)
    app.add_exception_handler(staff.PasswordMustChange, _password_must_change)
    app.add_exception_handler(Exception, _unexpected)


def _named(status: int, kind: str):
    async def answer(request: Request, error: Exception) -> Response:
        headers = HEADERS.get(status)
        if isinstance(error, TooMany):
            headers = {"Retry-After": str(error.retry_after_seconds)}
        # What an error says of itself is told only where it is meant for the caller.
        detail = str(error) if isinstance(error, TELLING) else None
        return _for_reader(request, status, kind, detail or None, headers)

    return answer


def _for_reader(
    request: Request, status: int, kind: str, detail: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """A page for a person in a browser, a problem for a program."""
    if not _is_page(request):
        return problem(status, kind, detail, headers)
    shown = {"title": texts("problems")[kind]}
    return templates.TemplateResponse(request, "problem.html", shown, status, headers)


def _is_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(("/api/", "/internal/"))


async def _not_signed_in(request: Request, _error: Exception) -> Response:
    if _is_page(request) and request.method == "GET":
        return RedirectResponse(f"/kirjaudu?next={quote(request.url.path)}", 303)
    if _is_page(request) and request.url.path.startswith(WITH_LONG_FORMS) and from_own_page(request):
        shown = {"next": request.url.path, "kept": await _written(request), "ended": True}
        return templates.TemplateResponse(request, "staff/sign_in.html", shown, 401)
    return _for_reader(request, *TABLE[staff.NotSignedIn], headers={"WWW-Authenticate": "Bearer"})


async def _written(request: Request) -> list[tuple[str, str]]:
    """What was written in a form: the sign-in page carries it on. An attached file must be chosen again."""
    if "urlencoded" not in request.headers.get("content-type", ""):
        return []
    form = await request.form()
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name != "csrf"]


async def _password_must_change(request: Request, _error: Exception) -> Response:
    if _is_page(request) and request.method == "GET":
        return RedirectResponse("/oma-tili", 303)
    return _for_reader(request, *TABLE[staff.PasswordMustChange])


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
