"""What the dialogue hands over to be composed."""

from api.dialogue import service
from api.dialogue.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset({"dialogues"}), service.export, service.erase),
)
