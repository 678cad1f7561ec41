"""What insights hand over to be composed."""

from api.insights import service
from api.insights.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset({"meanings"}), service.export, service.erase),
)
