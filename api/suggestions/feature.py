"""What suggestions hand over to be composed."""

from api.platform.feature import Feature
from api.platform.personal_data import PersonalData
from api.suggestions import service

FEATURE = Feature(
    personal_data=PersonalData(frozenset({"wishes", "suggestions"}), service.export, service.erase),
    for_slip=service.for_slip,
)
