"""What can be done with the catalogue: one verb a function; none of them commits."""

from catalogue.service.searching import Catalogue, Wish
from catalogue.service.seeding import Loaded, load_seed

__all__ = ["Catalogue", "Loaded", "Wish", "load_seed"]
