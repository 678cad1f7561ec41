"""What can be done with guidance: one verb a function; none of them commits."""

from api.guidance.service.distress import coach_guide, meet_distress, shown_contacts, tell_crisis_numbers
from api.guidance.service.editing import (
    Due,
    approve,
    bring_back,
    card,
    cards,
    compare,
    contacts,
    due,
    newest,
    revisions,
    save,
    save_contact,
    warnings,
)
from api.guidance.service.meeting import helped, meet, say_again, turn_of
from api.guidance.service.remembering import (
    Remembered,
    Unhelpful,
    cards_that_do_not_help,
    erase,
    export,
    remembered,
)
from api.guidance.service.seeding import load_seed

__all__ = [
    "Due",
    "Remembered",
    "Unhelpful",
    "approve",
    "bring_back",
    "card",
    "cards",
    "cards_that_do_not_help",
    "coach_guide",
    "compare",
    "contacts",
    "due",
    "erase",
    "export",
    "helped",
    "load_seed",
    "meet",
    "meet_distress",
    "newest",
    "remembered",
    "revisions",
    "save",
    "save_contact",
    "say_again",
    "shown_contacts",
    "tell_crisis_numbers",
    "turn_of",
    "warnings",
]
