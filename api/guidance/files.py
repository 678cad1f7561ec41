"""What a content person writes in `data/facts/`: cards, contacts, what is said in distress, words to explain."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.guidance.model import (
    BadCard,
    Benefit,
    Card,
    Contact,
    FollowUp,
    Heard,
    Jargon,
    Listener,
    card_from,
    contact_from,
)
from api.settings import ROOT
from finnish.words import Words

FACTS = ROOT / "data" / "facts"
# Files of the folder that hold no cards.
OTHERS = frozenset({"benefits.yml", "contacts.yml", "distress.yml", "follow_ups.yml", "heard.yml", "jargon.yml"})


class BadSeed(Exception):
    """A file of facts that cannot be taken: which file, which card, and what is wrong in it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file, self.reason = file, reason


def read_cards(folder: Path = FACTS) -> list[Card]:
    """Every card of the folder. Raises BadSeed."""
    cards: dict[str, Card] = {}
    for file in sorted(folder.glob("*.yml")):
        for card in _cards_in(file) if file.name not in OTHERS else ():
            if card.key in cards:
                raise BadSeed(file.name, f"{card.key}: in two places")
            cards[card.key] = card
    return list(cards.values())


def read_contacts(folder: Path = FACTS) -> list[Contact]:
    """Every contact of the folder. Raises BadSeed."""
    file = folder / "contacts.yml"
    try:
        return [contact_from(raw) for raw in _rows(file)] if file.exists() else []
    except BadCard as error:
        raise BadSeed(file.name, str(error)) from error


@cache
def distress() -> Mapping[str, Any]:
    """What is said by degree of danger, with places for the numbers, and a guide for the coach: `distress.yml`."""
    return _loaded(FACTS / "distress.yml")  # type: ignore[no-any-return]


@cache
def jargon() -> Jargon:
    """The words of `jargon.yml` that need an explanation beside them."""
    return Jargon(**_loaded(FACTS / "jargon.yml"))


@cache
def benefits() -> tuple[Benefit, ...]:
    """The benefits of `benefits.yml` that the cards do not tell of."""
    return tuple(Benefit(**row) for row in _loaded(FACTS / "benefits.yml"))


@cache
def follow_ups() -> tuple[FollowUp, ...]:
    """What is asked right after an answer on benefits, with its answers, from `follow_ups.yml`."""
    return tuple(FollowUp(**row) for row in _loaded(FACTS / "follow_ups.yml"))


@cache
def heard() -> Heard:
    """The words of `heard.yml`, by which answers are heard."""
    return Heard(**_loaded(FACTS / "heard.yml"))


def listener(words: Words) -> Listener:
    """Who hears what these files know of."""
    return Listener(words, heard(), benefits(), follow_ups())


def _cards_in(file: Path) -> Iterator[Card]:
    for raw in _rows(file):
        try:
            yield card_from(raw)
        except BadCard as error:
            raise BadSeed(file.name, str(error)) from error


def _rows(file: Path) -> Sequence[Mapping[str, Any]]:
    rows = _loaded(file)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadSeed(file.name, "not a list of cards")
    return rows


def _loaded(file: Path) -> Any:
    try:
        return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise BadSeed(file.name, " ".join(str(error).split())) from error
