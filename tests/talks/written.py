"""Talks as they are written down: what a person says or presses, and what must hold of the answer.

A file holds the talks of one kind, each under its own id as a list of turns. An expectation is loose on purpose: many
good answers fulfil it. See `README.md` beside this file for every name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter

HERE = Path(__file__).parent
GAPS = HERE / "gaps.txt"


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE | re.DOTALL)
    except re.error as error:
        raise ValueError(f"{text}: {error}") from error


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class Origin(StrEnum):
    """Who wrote a talk, and when: the held-out ones are set aside before anything is built on their kind."""

    HANDED = "handed"
    OWN = "own"
    HELD_OUT = "held_out"


class Expected(BaseModel):
    """What must hold of the answer to one turn; what is None is not asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answered: Literal[True] | None = None
    said: Pattern | None = None
    not_said: Pattern | None = None
    a_card: Pattern | None = None
    every_card: Pattern | None = None
    no_card: Pattern | None = None
    at_most_cards: int | None = None
    knows: Pattern | None = None
    not_knows: Pattern | None = None
    agreed: Pattern | None = None
    alarm: Literal["none", "ask", "act"] | None = None
    state: Literal["bot", "waiting", "human", "callback", "closed"] | None = None
    at_most_characters: int | None = None
    any_of: tuple["Expected", ...] | None = None


class Turn(Expected):
    """What a person does, `say` or `press` of the newest button of such a label, and what is expected then."""

    say: str | None = None
    press: Pattern | None = None

    def model_post_init(self, _context: object) -> None:
        if (self.say is None) == (self.press is None):
            raise ValueError("a turn says or presses, one of the two")


@dataclass(frozen=True)
class Written:
    """A talk as it is written down."""

    id: str
    kind: str
    origin: Origin
    turns: list[Turn]


TURNS = TypeAdapter(dict[str, list[Turn]])


def written(*origins: Origin) -> list[Written]:
    """Every talk of these origins. Raises ValueError for one that is not written as it should be."""
    return [talk for origin in origins for file in sorted((HERE / origin).glob("*.yml")) for talk in _read(file)]


def known_gaps() -> set[str]:
    """Ids of the talks that do not hold yet."""
    return set(GAPS.read_text("utf-8").split())


def _read(file: Path) -> Iterator[Written]:
    for key, turns in TURNS.validate_python(yaml.safe_load(file.read_text("utf-8"))).items():
        yield Written(key, file.stem, Origin(file.parent.name), turns)
