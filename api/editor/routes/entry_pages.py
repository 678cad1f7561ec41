"""How the editor's pages are drawn: what every page is given, and the preview of an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api.editor.schemas.entry_form import finnish_day, finnish_number
from api.platform import clock
from api.platform.pages import templates
from api.platform.replies import Card
from api.platform.security import csrf_of
from api.staff.guards import staff_token
from api.staff.model import SignedIn
from api.suggestions.service import card
from catalogue.model import BadEntry, Entry, Fault, Warned, entry_from, warnings
from catalogue.recommend import Effect, Effects
from catalogue.texts import plain_language, say, say_fault, say_warning
from finnish.texts import texts

WHO = "who-"


@dataclass(frozen=True)
class Preview:
    """How an entry would look in the chat, and what deserves a look before it is saved."""

    card: Card | None = None
    warnings: Sequence[Warned] = ()
    faults: Sequence[Fault] = field(default_factory=tuple)


def page(request: Request, name: str, editor: SignedIn, status: int = 200, /, **shown: Any) -> Response:
    """A page of the editor's room."""
    given = {
        "person": editor,
        "csrf": csrf_of(staff_token(request)),
        "own": texts("editor"),
        "say": say,
        "say_fault": say_fault,
        "say_warning": say_warning,
        "say_effect": _say_effect,
        "day": finnish_day,
        "number": finnish_number,
        "who": _who,
        "path": request.url.path,
    }
    return templates.TemplateResponse(request, f"editor/{name}.html", {**given, **shown}, status)


def today() -> date:
    """The day in Finland."""
    return clock.now().astimezone(clock.HELSINKI).date()


def preview_of(request: Request, content: Mapping[str, Any]) -> Preview:
    """The card and the warnings of this content; its faults when it is no entry yet."""
    try:
        entry = entry_from(content)
    except BadEntry as error:
        return Preview(faults=error.faults)
    return Preview(card(entry, today()), warned(request, entry))


async def effects_of(request: Request, content: Mapping[str, Any]) -> Effects | None:
    """What publishing this content would do to the sample jobseekers' suggestions; None when it is no entry yet."""
    try:
        entry = entry_from(content)
    except BadEntry:
        return None
    state = request.app.state
    return await state.adviser.effects(state.database.read, entry, today())


def warned(request: Request, entry: Entry) -> list[Warned]:
    """What an editor should look at in this entry."""
    return warnings(entry, today(), plain_language(request.app.state.words.bases))


def _say_effect(effect: Effect) -> str:
    """Why a sample jobseeker would be suggested the entry, or no longer."""
    return texts("editor")[f"effect-{effect.why}"].format(**effect.values)


def _who(name: str) -> str:
    """Who saved: a person's name, or in words what saved by itself."""
    return texts("editor").get(WHO + name, name)
