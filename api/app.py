"""Builds the service from its settings. Nothing happens at import."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from cachetools import TTLCache
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import web
from api.assessment import files as assessment_files
from api.assessment import routes as assessment_routes
from api.catalogue import recommending
from api.catalogue import routes as catalogue_routes
from api.coach_room import joint_assessment as together_pages
from api.coach_room import pages as coaching_pages
from api.coach_room import routes as coaching_routes
from api.conversations import routes as conversation_routes
from api.conversations.bot import Bot, BotPort
from api.conversations.service import Leasing, Verb
from api.conversations.worker import Worker
from api.device_linking import routes as continuing_routes
from api.editor.routes import entries, facts, importing
from api.editor.routes import synonyms as editor_words
from api.guidance import routes as guidance_routes
from api.guidance import service as guidance
from api.handover import coach_routes
from api.handover import routes as handover_routes
from api.handover import service as handover
from api.handover.seal import Seal
from api.insights import routes as insight_pages
from api.platform import errors, health, logs, security
from api.platform.database import Database
from api.platform.events import make_wakeups
from api.platform.keyed_lock import Turns
from api.platform.limits import BodyLimit, Limits
from api.platform.presence import Presence
from api.settings import Settings
from api.staff import pages as staff_pages
from api.staff import routes as staff_routes
from api.staff.model import Ends
from api.suggestions import routes as suggestion_routes
from catalogue.service import Catalogue
from catalogue.service.recommending import Adviser
from finnish.words import Words

# What a press, or a message beside a person, does by itself, by the names that conversations know it by.
VERBS: Mapping[str, Verb] = {
    "ask_person": handover.ask_at_once,
    "cancel_waiting": handover.cancel,
    "alert_coach": handover.alert,
    "tell_crisis_numbers": guidance.tell_crisis_numbers,
    "tell_opening_hours": handover.tell_opening_hours,
    "reopen": handover.reopen,
    "rate": handover.rate,
    "answer_koppi": handover.answer_koppi,
}


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
    state.verbs = VERBS
    state.leasing = Leasing(timedelta(seconds=settings.turn_lease_seconds), handover.alone_in_distress)
    state.presence = Presence()
    state.claims = Turns()
    state.worker = Worker(
        state.database, state.wakeups, state.presence, state.bot, settings, state.verbs, state.leasing
    )
    state.words = words or Words()
    state.catalogue = Catalogue(state.words)
    state.adviser = Adviser(state.catalogue)
    state.library = assessment_files.library()
    state.known_tokens = TTLCache(10_000, ttl=600)
    state.seal = Seal([key.get_secret_value() for key in settings.contact_keys])
    state.limits = Limits(settings)
    state.sign_ins_end = Ends(
        timedelta(minutes=settings.staff_idle_minutes), timedelta(hours=settings.staff_session_hours)
    )
    for router in (
        assessment_routes.router,
        conversation_routes.router,
        continuing_routes.router,
        guidance_routes.router,
        handover_routes.router,
        coach_routes.router,
        coaching_routes.router,
        coaching_pages.router,
        together_pages.router,
        insight_pages.router,
        staff_routes.router,
        staff_pages.router,
        catalogue_routes.router,
        recommending.router,
        entries.router,
        facts.router,
        importing.router,
        editor_words.router,
        suggestion_routes.router,
        health.router,
        web.router,
    ):
        app.include_router(router)
    web.mount(app)
    errors.install(app)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["*"],
            allow_headers=["authorization", "content-type", "last-event-id"],
        )
    app.add_middleware(
        BodyLimit,
        most_bytes=settings.max_body_bytes,
        within_seconds=settings.body_timeout_seconds,
        too_large=errors.refusal(413, "too-large"),
        late=errors.refusal(408, "too-slow"),
        streamed={importing.UPLOAD: settings.import_max_bytes},
    )
    app.add_middleware(security.SecurityHeaders)
    app.add_middleware(logs.RequestLog)
    return app


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
