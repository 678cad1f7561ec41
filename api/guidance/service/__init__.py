"""What can be done with guidance: one verb a function; none of them commits."""

from api.guidance.service.card_replies import Turn, hear, helped, meet, meet_beside, meet_named, say_again, turn_of
from api.guidance.service.contacts import shown_contacts
from api.guidance.service.distress import coach_guide, meet_distress, tell_crisis_numbers
from api.guidance.service.editing import (
    PENDING,
    Due,
    Look,
    approve,
    bring_back,
    card,
    cards,
    compare,
    contact,
    contacts,
    due,
    look,
    newest,
    revisions,
    save,
    save_contact,
)
from api.guidance.service.met_cards import (
    Remembered,
    Unhelpful,
    cards_that_do_not_help,
    erase,
    export,
    for_slip,
    remembered,
)
from api.guidance.service.seeding import load_seed
from api.guidance.tables import FactCardRow

__all__ = [
    "PENDING",
    "Due",
    "FactCardRow",
    "Look",
    "Remembered",
    "Turn",
    "Unhelpful",
    "approve",
    "bring_back",
    "card",
    "cards",
    "cards_that_do_not_help",
    "coach_guide",
    "compare",
    "contact",
    "contacts",
    "due",
    "erase",
    "export",
    "for_slip",
    "hear",
    "helped",
    "load_seed",
    "look",
    "meet",
    "meet_beside",
    "meet_distress",
    "meet_named",
    "newest",
    "remembered",
    "revisions",
    "save",
    "save_contact",
    "say_again",
    "shown_contacts",
    "tell_crisis_numbers",
    "turn_of",
]
