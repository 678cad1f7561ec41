"""Written people, and the catalogue that they ask: shared by the tests and by the page that `make personas` writes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.catalogue.recommending_schemas import WantedIn
from api.person.files import mastering, vocabulary
from api.person.model import Fact, Status, Told
from api.person.model.exclusions import spoken_of
from api.person.service import listener
from api.settings import ROOT
from api.suggestions.service.binding import bounds_from
from catalogue.model import entry_from
from catalogue.recommend import Advice, Shelf, read_competences, recommend
from catalogue.recommend.binding import Binding
from catalogue.recommend.naming import things_named
from catalogue.recommend.trades import Trades
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
    tells: list[str] = field(default_factory=list)


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


@cache
def binding_of(tells: tuple[str, ...]) -> Binding | None:
    """What one's own words bind, heard as the service hears them."""
    index, shelf = sample()
    words = index.analyser.words
    told = [each for text in tells for each in listener(words).hear(text, TODAY)]
    for spoken in (each for text in tells for each in spoken_of(text, words, mastering(), vocabulary().private)):
        told += [Told(spoken.kind, thing, spoken.words) for thing in things_named(index, shelf, spoken.names)]
    facts = [Fact(str(at), each.kind, each.value, each.words, at, Status.TOLD) for at, each in enumerate(told)]
    return Binding(index, shelf, trades(), bounds_from(facts), TODAY) if facts else None


@cache
def trades() -> Trades:
    return Trades(sample()[0].analyser.words)


@cache
def _advised(key: str) -> Advice:
    index, shelf = sample()
    persona = next(each for each in personas() if each.key == key)
    wanted = WantedIn.model_validate(persona.told).wanted()
    return recommend(index, shelf, wanted, [], TODAY, binding_of(tuple(persona.tells)))


def advised(persona: Persona) -> Advice:
    return _advised(persona.key)


def must_nots(persona: Persona) -> list[str]:
    """What was suggested and must not have been."""
    names = persona.expects.get("not_named", ())
    never = persona.expects.get("never", ())
    shown = [item.entry for item in advised(persona).items]
    return [entry.name for entry in shown if entry.key in never or any(name in entry.name for name in names)]


def fitting(persona: Persona) -> list[bool]:
    """Of each of the first two whether it is in a field that fits; empty where nothing is expected of them."""
    fits = persona.expects.get("fits", ())
    right = persona.expects.get("first", ())
    shown = [item.entry for item in advised(persona).items[:2]]
    if fits:
        told = [" ".join((entry.name, *entry.fields)).casefold() for entry in shown]
        return [any(word.casefold() in text for word in fits) for text in told]
    fields = {name for key in right for name in sample()[0].entries[key].fields}
    return [bool(fields & set(entry.fields)) for entry in shown] if right else []


def upward(persona: Persona) -> bool:
    """Whether a way up is among the first three."""
    binding = binding_of(tuple(persona.tells))
    first = [item.entry.key for item in advised(persona).items[:3]]
    return binding is not None and any(binding.upward.get(key) == 1.0 for key in first)


def lost_by_field(persona: Persona) -> Counter[str]:
    """How many entries of each field the person's own words keep back."""
    binding = binding_of(tuple(persona.tells))
    entries = sample()[0].entries.values() if binding else ()
    lost = [entry for entry in entries if binding and (found := binding.removal(entry)) and found.sure]
    return Counter(entry.fields[0] for entry in lost if entry.fields)
