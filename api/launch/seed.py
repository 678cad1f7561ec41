"""Content of `data/` into the database: the sample catalogue, teams, and the first fact cards and contacts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from api.guidance import files as facts
from api.guidance import service as guidance
from api.handover import service as handover
from api.platform import clock
from api.platform.database import Database
from api.settings import ROOT
from catalogue.service import Loaded, load_seed, load_synonyms

SEED = ROOT / "data" / "catalogue" / "entries"
SYNONYMS = ROOT / "data" / "catalogue" / "synonyms.yml"


async def load(database: Database, folder: Path = SEED) -> Loaded:
    """Load the folder's files, the synonyms, teams and facts, in one transaction. Again it changes nothing.

    Raises BadSeed for a broken file of facts: what people are told must not be half of it.
    """
    async with database.write() as session:
        await load_synonyms(session, yaml.safe_load(SYNONYMS.read_text("utf-8")), "seed", clock.now())
        await handover.open_teams(session)
        await guidance.load_seed(session, facts.read_cards(), facts.read_contacts(), clock.now())
        return await load_seed(session, entries_in(folder), clock.now())


def entries_in(folder: Path) -> list[Mapping[str, Any]]:
    """The raw entries of all YAML files, in the order of their names."""
    return [
        raw
        for path in sorted(folder.glob("*.yml"))
        for raw in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or ()
    ]
