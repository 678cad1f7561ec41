"""The features' parts of a person's data. A test fails when a table of theirs is in none."""

from api.assessment import service as assessment
from api.conversations import service as conversations
from api.device_linking import service as continuing
from api.guidance import service as guidance
from api.handover import service as handover
from api.insights import service as insights
from api.platform.personal_data import Part
from api.staff import service as staff
from api.suggestions import service as suggestions

# The conversation comes first: the others hang on it.
PARTS = (
    Part(
        frozenset(
            {"conversations", "messages", "choices", "turns", "suppressed_replies", "internal_calls", "forgettings"}
        ),
        conversations.export,
        conversations.erase,
    ),
    Part(frozenset({"handovers", "contacts", "ratings", "kopit", "coach_notes"}), handover.export, handover.erase),
    Part(frozenset({"meanings"}), insights.export, insights.erase),
    Part(frozenset({"meetings"}), guidance.export, guidance.erase),
    Part(frozenset({"continue_codes", "device_tokens"}), continuing.export, continuing.erase),
    Part(frozenset({"wishes", "suggestions"}), suggestions.export, suggestions.erase),
    Part(
        frozenset({"assessments", "assessment_answers", "competence_notes", "situations", "profile_shares"}),
        assessment.export,
        assessment.erase,
    ),
    Part(frozenset({"audit"}), staff.export, staff.erase, outlives=frozenset({"audit"})),
)
