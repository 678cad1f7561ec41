"""What the picture of a person hands over to be composed."""

from api.person import service
from api.person.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset({"person_facts", "agreed_steps"}), service.export, service.erase),
)
