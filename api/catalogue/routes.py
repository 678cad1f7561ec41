"""HTTP of the catalogue, to verbs and back."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request

from api.catalogue.schemas import EntryOut, FoundOut, FreeSearchIn
from api.conversations import service as conversations
from api.platform import clock
from api.platform.database import Database
from api.platform.dependencies import Read
from api.platform.fields import KeyInPath
from api.platform.limits import count_ask
from api.platform.security import require_internal
from catalogue import service as catalogue
from catalogue.model import EntryKind, UnknownEntry, Way
from catalogue.service import Found, Wish

router = APIRouter(tags=["catalogue"])


async def _wish(
    q: Annotated[str, Query(max_length=200)] = "",
    kind: EntryKind | None = None,
    place: Annotated[str | None, Query(max_length=100)] = None,
    way: Way | None = None,
    fee: Literal["free"] | None = None,
    language: Annotated[str | None, Query(pattern="^[a-z]{2}$", max_length=2)] = None,
    starts_from: date | None = None,
    starts_by: date | None = None,
) -> Wish:
    return Wish(q, kind, place, way, fee == "free", language, _iso(starts_from), _iso(starts_by))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@router.get("/api/catalogue/search", dependencies=[Depends(count_ask)])
async def search(
    request: Request,
    session: Read,
    background: BackgroundTasks,
    wish: Annotated[Wish, Depends(_wish)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> FoundOut:
    found = await request.app.state.catalogue.search(session, wish, clock.now().date(), limit)
    _learn(request, background, found)
    return FoundOut.of(found, clock.now().date())


@router.get("/api/catalogue/{key}")
async def entry(key: KeyInPath, request: Request, session: Read) -> EntryOut:
    found = await request.app.state.catalogue.entry(session, key)
    if found is None:
        raise UnknownEntry
    return EntryOut.of(found, clock.now().date())


@router.post("/internal/catalogue/search", dependencies=[Depends(require_internal)])
async def search_free(asked: FreeSearchIn, request: Request, session: Read, background: BackgroundTasks) -> FoundOut:
    found = await request.app.state.catalogue.search_free(
        session, asked.text, asked.kind, clock.now().date(), asked.limit, asked.skip
    )
    _learn(request, background, found)
    return FoundOut.of(found, clock.now().date())


def _learn(request: Request, background: BackgroundTasks, found: Found) -> None:
    """Count what was looked for in vain, once the answer is on its way. What had to be masked is not kept at all."""
    masked = conversations.without_identifiers(found.unknown)
    if masked.text and not masked.kinds:
        background.add_task(_note_unfound, request.app.state.database, masked.text)


async def _note_unfound(database: Database, text: str) -> None:
    async with database.write() as session:
        await catalogue.note_unfound(session, text, clock.now())
