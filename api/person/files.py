"""The words by which facts are heard, from `data/person/` and `data/places/`."""

from functools import cache
from typing import Any

import yaml

from api.person.model import FactKind
from api.person.model.exclusions import Cues
from api.person.model.vocabulary import Card, Limit, Vocabulary
from api.settings import ROOT

FOLDER = ROOT / "data" / "person"
PLACES = ROOT / "data" / "places" / "municipalities.yml"


@cache
def vocabulary() -> Vocabulary:
    """All that may be heard, read once."""
    limits, asked, life = _read("limits.yml"), _read("asked.yml"), _read("life.yml")
    return Vocabulary(
        cards=[Card(**row) for row in _read("cards.yml")],
        limits=[Limit(**{**row, "kind": FactKind(row.get("kind", FactKind.LIMIT))}) for row in limits["limits"]],
        trouble=frozenset(limits["trouble"]),
        ability=frozenset(limits["ability"]),
        forbids=frozenset(limits["forbids"]),
        hard=frozenset(limits["hard"]),
        tired_of=limits["tired_of"],
        languages=frozenset(_read("languages.yml")),
        mother_tongue=frozenset(life["mother_tongue"]),
        home=frozenset(life["home"]),
        has_time=frozenset(life["has_time"]),
        another=frozenset(life["another"]),
        studies=frozenset(life["studies"]),
        jobs=frozenset(life["jobs"]),
        turns_down=frozenset(life["turns_down"]),
        is_sought=frozenset(life["is_sought"]),
        is_found=frozenset(life["is_found"]),
        work_only=life["work_only"],
        openers=frozenset(life["openers"]),
        weekly_hours=limits["weekly_hours"],
        short_day=[frozenset(lemmas) for lemmas in limits["short_day"]],
        private=_read("private.yml"),
        kin={word: whom for whom, words in _read("kin.yml").items() for word in words},
        asked=asked["kinds"],
        all_of_it=frozenset(asked["all"]),
        of_step=asked["step"],
        places=_places(),
    )


@cache
def mastering() -> Cues:
    """The words by which one tells that one masters something, read once."""
    return {name: frozenset(words) for name, words in _read("mastering.yml").items()}


def _places() -> dict[str, str]:
    known = yaml.safe_load(PLACES.read_text("utf-8"))
    towns = {name.lower(): name for name in known["municipalities"]}
    return {**{part.lower(): city for part, city in known["parts"].items()}, **towns}


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))
