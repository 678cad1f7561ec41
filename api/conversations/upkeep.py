"""Data ages out, each kind by its own setting, in every feature."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service
from api.platform.feature import Composed
from api.settings import Settings


async def age_out(session: AsyncSession, features: Composed, settings: Settings, now: datetime) -> list[str]:
    """Delete what is older than the settings allow. Returns the conversations that are gone."""
    for feature in features.features:
        if feature.age_out is not None:
            await feature.age_out(session, settings, now)
    ages = service.Ages(
        conversation=timedelta(days=settings.keep_conversation_days),
        empty=timedelta(days=settings.keep_empty_conversation_days),
        suppressed=timedelta(days=settings.keep_suppressed_reply_days),
        work=timedelta(days=settings.keep_work_days),
    )
    return await service.age_out(session, features.personal_data, ages, now)
