"""What the catalogue's public calls hand over to be composed, and what the catalogue does by the clock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from api.catalogue import recommending, routes
from api.platform.feature import Chore, Feature, Round
from api.settings import Settings
from catalogue import service

log = structlog.get_logger()


async def _age_out(session: AsyncSession, settings: Settings, now: datetime) -> None:
    await service.forget_unfound(session, now - timedelta(days=settings.keep_unfound_days))


async def _publishing_is_due(session: AsyncSession, at: Round) -> bool:
    return await service.is_publishing_due(session, at.now)


async def _publish(session: AsyncSession, at: Round) -> Sequence[str]:
    log.info("published", entries=list(await service.publish_due(session, at.now)))
    return ()


FEATURE = Feature(
    routers=[routes.router, recommending.router],
    age_out=_age_out,
    chores=[Chore(_publishing_is_due, _publish)],
)
