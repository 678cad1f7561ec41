"""What going on with a talk on another device hands over to be composed."""

from api.device_linking import service
from api.device_linking.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset({"continue_codes", "device_tokens"}), service.export, service.erase),
)
