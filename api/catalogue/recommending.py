"""HTTP of recommendations, to the verb and back. Nothing of what is told is stored."""

from fastapi import APIRouter, Depends, Request

from api.catalogue.recommending_schemas import AdviceOut, WantedIn
from api.platform import clock
from api.platform.dependencies import Read
from api.platform.limits import count_ask

router = APIRouter(tags=["catalogue"])


@router.post("/api/recommendations", dependencies=[Depends(count_ask)])
async def recommend(told: WantedIn, request: Request, session: Read) -> AdviceOut:
    adviser, today = request.app.state.adviser, clock.now().date()
    refusals = await adviser.refusals(session, {refused.entry: refused.why for refused in told.refused})
    return AdviceOut.of(await adviser.recommend(session, told.wanted(), refusals, today), today)
