"""What can be done with the catalogue: one verb a function; none of them commits."""

from catalogue.service.asking import Related, related, stale
from catalogue.service.editing import Edit, bring_back, compare, create, publish_due, save
from catalogue.service.importing import Plan, UnknownDifference, as_published, choose, plan_import, run_import
from catalogue.service.searching import Catalogue, Wish
from catalogue.service.seeding import Loaded, load_seed

__all__ = [
    "Catalogue",
    "Edit",
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
    "load_seed",
    "plan_import",
    "publish_due",
    "related",
    "run_import",
    "save",
    "stale",
]
