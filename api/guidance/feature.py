"""What guidance hands over to be composed."""

from api.guidance import service
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

FEATURE = Feature(
    personal_data=PersonalData(frozenset({"meetings"}), service.export, service.erase),
    verbs={"meet_danger": service.meet_danger, "raise_alarm": service.raise_alarm},
    for_slip=service.for_slip,
)
