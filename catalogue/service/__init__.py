"""What can be done with the catalogue: one verb a function; none of them commits."""

from catalogue.service.editing import Edit, bring_back, compare, create, mark_checked, publish_due, save
from catalogue.service.entry_reports import (
    Listed,
    Related,
    history,
    is_publishing_due,
    listed,
    opened,
    related,
    stale,
    undecided,
)
from catalogue.service.importing import Plan, UnknownDifference, as_published, choose, plan_import, run_import
from catalogue.service.recommending import Adviser
from catalogue.service.searching import Catalogue, Found, Wish
from catalogue.service.seeding import Loaded, load_seed
from catalogue.service.words import (
    forget_unfound,
    load_synonyms,
    note_unfound,
    put_synonym,
    remove_synonym,
    synonyms,
    unfound,
)

__all__ = [
    "Adviser",
    "Catalogue",
    "Edit",
    "Found",
    "Listed",
    "Loaded",
    "Plan",
    "Related",
    "UnknownDifference",
    "Wish",
    "as_published",
    "bring_back",
    "choose",
    "compare",
    "create",
    "forget_unfound",
    "history",
    "is_publishing_due",
    "listed",
    "load_seed",
    "load_synonyms",
    "mark_checked",
    "note_unfound",
    "opened",
    "plan_import",
    "publish_due",
    "put_synonym",
    "related",
    "remove_synonym",
    "run_import",
    "save",
    "stale",
    "synonyms",
    "undecided",
    "unfound",
]
