"""What accounts and sign-ins hand over to be composed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.feature import Feature
from api.platform.personal_data import PersonalData
from api.settings import Settings
from api.staff import service
from api.staff.routes import api, pages
from api.staff.sign_in_again import HANDLERS


async def _age_out(session: AsyncSession, settings: Settings, now: datetime) -> None:
    await service.age_out(
        session,
        now - timedelta(days=settings.keep_audit_days),
        now - timedelta(minutes=settings.staff_idle_minutes),
        now - timedelta(hours=settings.staff_session_hours),
    )


FEATURE = Feature(
    routers=[api.router, pages.router],
    personal_data=PersonalData(frozenset({"audit"}), service.export, service.erase, outlives=frozenset({"audit"})),
    age_out=_age_out,
    error_handlers=HANDLERS,
)
