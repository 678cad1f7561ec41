"""HTTP of the catalogue, to verbs and back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from api import clock
from api.catalogue.schemas import EntryOut, FoundOut, FreeSearchIn, UnknownEntry
from api.dependencies import Read
from api.security import require_internal
from catalogue.model import Entry, Kind, Way
from catalogue.service import Wish

router = APIRouter(tags=["catalogue"])


@router.get("/api/catalogue/search")
async def search(
    request: Request,
    session: Read,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Kind | None = None,
    place: Annotated[str | None, Query(max_length=100)] = None,
    way: Way | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> FoundOut:
    wish = Wish(q, kind, place, way)
    return _found(await request.app.state.catalogue.search(session, wish, clock.now().date()), limit)


@router.get("/api/catalogue/{key}")
async def entry(key: str, request: Request, session: Read) -> EntryOut:
    found = await request.app.state.catalogue.entry(session, key)
    if found is None:
        raise UnknownEntry
    return EntryOut.of(found, clock.now().date())


@router.post("/internal/catalogue/search", dependencies=[Depends(require_internal)])
async def search_free(asked: FreeSearchIn, request: Request, session: Read) -> FoundOut:
    today = clock.now().date()
    found = await request.app.state.catalogue.search_free(session, asked.text, asked.kind, today)
    return _found(found, asked.limit)


def _found(entries: list[Entry], limit: int) -> FoundOut:
    today = clock.now().date()
    return FoundOut(total=len(entries), items=[EntryOut.of(entry, today) for entry in entries[:limit]])
