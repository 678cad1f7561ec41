"""Sample content from `data/catalogue/entries/` into the database."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from api import clock
from api.database import Database
from api.settings import ROOT
from catalogue.service import Loaded, load_seed, load_synonyms

SEED = ROOT / "data" / "catalogue" / "entries"
SYNONYMS = ROOT / "data" / "catalogue" / "synonyms.yml"


async def load(database: Database, folder: Path = SEED) -> Loaded:
    """Load every file of the folder, and the synonyms, in one transaction. Running it again changes nothing."""
    async with database.write() as session:
        await load_synonyms(session, yaml.safe_load(SYNONYMS.read_text("utf-8")), "seed", clock.now())
        return await load_seed(session, entries_in(folder), clock.now())


def entries_in(folder: Path) -> list[Mapping[str, Any]]:
    """The raw entries of all YAML files, in the order of their names."""
    return [raw for path in sorted(folder.glob("*.yml")) for raw in yaml.safe_load(path.read_text("utf-8")) or ()]
