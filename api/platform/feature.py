"""What a feature hands over to be composed into the service: `app.py` is the only one that knows them all."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.errors import Handler
from api.platform.personal_data import PersonalData
from api.platform.presence import Presence
from api.platform.verb import Verb
from api.settings import Settings

# Deletes what is older than the settings allow.
AgeOut = Callable[[AsyncSession, Settings, datetime], Awaitable[None]]
# What a feature would tell a coach on a person's slip, as sentences for the person to change.
ForSlip = Callable[[AsyncSession, str], Awaitable[list[str]]]


@dataclass(frozen=True)
class Round:
    """What a chore may look at beside the database."""

    settings: Settings
    presence: Presence
    now: datetime


@dataclass(frozen=True)
class Chore:
    """Something that is done by the clock: looked for in a short reading, and done in a short writing only when due.

    `do` returns the conversations that it touched.
    """

    is_due: Callable[[AsyncSession, Round], Awaitable[bool]]
    do: Callable[[AsyncSession, Round], Awaitable[Sequence[str]]]


@dataclass(frozen=True)
class Feature:
    """One feature as the composer sees it."""

    routers: Sequence[APIRouter] = ()
    personal_data: PersonalData | None = None
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    age_out: AgeOut | None = None
    # The same for files: run in a thread, beside any transaction.
    drop_files: Callable[[Settings, datetime], None] | None = None
    chores: Sequence[Chore] = ()
    for_slip: ForSlip | None = None
    # Paths that take files: their bodies are read as a stream, up to the settings' own limit of imports.
    uploads: Sequence[str] = ()
    error_handlers: Mapping[type[Exception], Handler] = field(default_factory=dict)


@dataclass(frozen=True)
class Composed:
    """All features together, in the order in which their data hangs on each other: the conversation itself first."""

    features: Sequence[Feature]

    @cached_property
    def personal_data(self) -> Sequence[PersonalData]:
        return [each.personal_data for each in self.features if each.personal_data is not None]

    @cached_property
    def verbs(self) -> Mapping[str, Verb]:
        return {name: verb for each in self.features for name, verb in each.verbs.items()}

    @cached_property
    def chores(self) -> Sequence[Chore]:
        return [chore for each in self.features for chore in each.chores]

    @cached_property
    def error_handlers(self) -> Mapping[type[Exception], Handler]:
        return {error: handler for each in self.features for error, handler in each.error_handlers.items()}

    @cached_property
    def uploads(self) -> Sequence[str]:
        return [path for each in self.features for path in each.uploads]

    async def slip_lines(self, session: AsyncSession, conversation_id: str) -> list[str]:
        """What the features would tell a coach on a person's slip."""
        told = [await each.for_slip(session, conversation_id) for each in self.features if each.for_slip]
        return [line for lines in told for line in lines]

    def drop_files(self, settings: Settings, now: datetime) -> None:
        """Delete the files that nobody needs any more."""
        for each in self.features:
            if each.drop_files is not None:
                each.drop_files(settings, now)
