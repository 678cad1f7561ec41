"""Written people, and the catalogue that they ask: shared by the tests and by the page that `make personas` writes."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.catalogue.recommending_schemas import WantedIn
from api.settings import ROOT
from catalogue.model import entry_from
from catalogue.recommend import Advice, Shelf, read_competences, recommend
from catalogue.search.analysis import Analyser
from catalogue.search.index import Index
from catalogue.search.synonyms import Synonyms
from finnish.words import Words

TODAY = date(2026, 12, 1)
CATALOGUE = ROOT / "data" / "catalogue"


@dataclass(frozen=True)
class Persona:
    """A person, what they told, and what a good coach would and would not suggest."""

    key: str
    who: str
    told: dict[str, Any]
    would: str
    would_not: str
    expects: dict[str, Any]


def personas() -> list[Persona]:
    listed = yaml.safe_load(Path(__file__).with_name("people.yml").read_text("utf-8"))
    return [Persona(**persona) for persona in listed]


@cache
def sample() -> tuple[Index, Shelf]:
    """The sample catalogue, as the service has it."""
    analyser = Analyser(Words())
    index = Index(analyser)
    for path in sorted((CATALOGUE / "entries").glob("*.yml")):
        for raw in yaml.safe_load(path.read_text("utf-8")):
            index.put(entry_from(raw))
    index.use(Synonyms(analyser, yaml.safe_load((CATALOGUE / "synonyms.yml").read_text("utf-8"))))
    shelf = Shelf(read_competences(analyser))
    shelf.follow(index.entries)
    return index, shelf


def advised(persona: Persona) -> Advice:
    index, shelf = sample()
    return recommend(index, shelf, WantedIn.model_validate(persona.told).wanted(), [], TODAY)
