"""What self-assessments hand over to be composed."""

from api.assessment import service
from api.assessment.routes import router
from api.platform.feature import Feature
from api.platform.personal_data import PersonalData

TABLES = "assessments assessment_answers competence_notes situations profile_shares"

FEATURE = Feature(
    routers=[router],
    personal_data=PersonalData(frozenset(TABLES.split()), service.export, service.erase),
)
