"""What conversations hand over to be composed."""

from api.conversations import service
from api.conversations.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

TABLES = "conversations messages choices turns suppressed_replies internal_calls forgettings"

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset(TABLES.split()), service.export, service.erase),
)
