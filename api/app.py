"""Builds the service from its settings. Nothing happens at import."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from cachetools import TTLCache
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware

from api.assessment import feature as assessment
from api.assessment import files as assessment_files
from api.catalogue import feature as public_catalogue
from api.coach_room import feature as coach_room
from api.conversations import feature as conversations
from api.conversations.bot import Bot, BotPort
from api.conversations.service import Leasing
from api.conversations.worker import Worker
from api.device_linking import feature as device_linking
from api.device_linking import service as devices
from api.dialogue import feature as dialogue
from api.dialogue import service as dialogues
from api.editor import feature as editor
from api.guidance import feature as guidance
from api.handover import feature as handover
from api.handover import service as handovers
from api.handover.seal import Seal
from api.insights import feature as insights
from api.person import feature as person
from api.platform import errors, health, logs, security
from api.platform.database import Database
from api.platform.deletion_ledger import DeletionLedger
from api.platform.dependencies import require_owner
from api.platform.events import make_wakeups
from api.platform.feature import Composed
from api.platform.keyed_lock import KeyedLock
from api.platform.limits import BodyLimit, BodyRule, Limits
from api.platform.presence import Presence
from api.platform.problem import Problem
from api.settings import Settings
from api.staff import feature as staff
from api.staff.guards import require_sign_in
from api.staff.model import Ends
from api.suggestions import feature as suggestions
from api.web import routes as web
from catalogue.problem import CatalogueProblem
from catalogue.service import Catalogue
from catalogue.service.recommending import Adviser
from finnish.danger import DangerReader
from finnish.words import Words

# The conversation comes first: what the others keep hangs on it.
FEATURES = Composed(
    (
        conversations.FEATURE,
        device_linking.FEATURE,
        assessment.FEATURE,
        person.FEATURE,
        suggestions.FEATURE,
        guidance.FEATURE,
        dialogue.FEATURE,
        handover.FEATURE,
        insights.FEATURE,
        coach_room.FEATURE,
        staff.FEATURE,
        public_catalogue.FEATURE,
        editor.FEATURE,
    )
)


def create_app(
    settings: Settings, bot: BotPort | None = None, words: Words | None = None, database: Database | None = None
) -> FastAPI:
    """The service, ready to be served, with Rasa as its bot, words and a database of its own unless others are given.

    The database must have been migrated.
    """
    logs.set_up(settings.log_level)
    app = FastAPI(
        title="Askelmerkki",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    state = app.state
    state.settings = settings
    state.database = database or Database(settings.database, settings.busy_timeout_seconds)
    state.wakeups = make_wakeups(settings.database)
    state.bot = bot or Bot.at(
        settings.rasa_url, settings.actions_url, settings.internal_token.get_secret_value(),
        settings.turn_timeout_seconds,
    )  # fmt: skip
    state.features = FEATURES
    state.authorise = devices.authorise
    state.leasing = Leasing(
        lasts=timedelta(seconds=settings.turn_lease_seconds),
        pause=timedelta(seconds=settings.turn_pause_seconds),
        longest=settings.max_text_length,
        in_distress=handovers.in_distress,
        awaited=dialogues.awaited,
        unsay=dialogues.unsay,
    )
    state.presence = Presence()
    state.claims = KeyedLock()
    state.worker = Worker(
        state.database, state.wakeups, state.presence, state.bot, settings, state.features, state.leasing,
        DeletionLedger(settings.backups),
    )  # fmt: skip
    state.words = words or Words()
    state.danger = DangerReader(state.words)
    state.catalogue = Catalogue(state.words)
    state.adviser = Adviser(state.catalogue)
    state.library = assessment_files.library()
    state.known_tokens = TTLCache(10_000, ttl=600)
    state.seal = Seal([key.get_secret_value() for key in settings.contact_keys])
    state.limits = Limits(settings)
    state.readiness = health.Readiness(state.database, settings)
    state.hashing = asyncio.Semaphore(settings.password_checks)
    state.sign_ins_end = Ends(
        timedelta(minutes=settings.staff_idle_minutes), timedelta(hours=settings.staff_session_hours)
    )
    for feature in FEATURES.features:
        for router in feature.routers:
            app.include_router(router)
    app.include_router(health.router)
    app.include_router(web.router)
    web.mount(app)
    errors.install(app, (Problem, CatalogueProblem), FEATURES.error_handlers)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["*"],
            allow_headers=["authorization", "content-type", "last-event-id"],
        )
    app.add_middleware(
        BodyLimit,
        rules=_body_rules(settings),
        most_of_refused=settings.max_body_bytes,
        within_seconds=settings.body_timeout_seconds,
        answer=errors.told,
    )
    app.add_middleware(security.SecurityHeaders, may_frame_chat=settings.allowed_origins)
    names = (settings.host, *settings.allowed_hosts)
    app.add_middleware(security.KnownHosts, names=names, stranger=errors.refusal(421, "unknown-host"))
    app.add_middleware(logs.RequestLog)
    return app


def _body_rules(settings: Settings) -> Sequence[BodyRule]:
    """Who may send what where: those who are known by a token more than those who may be anyone."""
    known, imports = settings.max_body_bytes, settings.import_max_bytes
    of_staff = r"\w+ /(?:api/coach|coach|editor|yllapito|oma-tili|kirjaudu/ulos)(?:/|$)|DELETE /api/staff/session$"
    return (
        BodyRule(re.compile(r"\w+ /internal/"), known, security.require_internal),
        BodyRule(re.compile(r"\w+ /api/conversations/."), known, _require_owner),
        BodyRule(re.compile(rf"POST (?:{'|'.join(FEATURES.uploads)})$"), imports, require_sign_in, streamed=True),
        BodyRule(re.compile(of_staff), known, require_sign_in),
        BodyRule(re.compile(""), settings.anonymous_body_bytes),
    )


async def _require_owner(request: Request) -> None:
    await require_owner(request.url.path.split("/")[3], request)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with app.state.database.read() as session:
        await app.state.adviser.warm(session)
    await app.state.wakeups.start()
    await app.state.worker.start()
    yield
    await app.state.worker.stop()
    await app.state.wakeups.stop()
    await app.state.bot.close()
    await app.state.database.close()
