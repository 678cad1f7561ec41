"""What the bot says of itself and in passing: the sayings of `data/texts/talk.yml`, in ways that take turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import yaml

from api.platform.replies import Choice, TextMessage, means, message
from api.settings import ROOT

FILE = ROOT / "data" / "texts" / "talk.yml"


@dataclass(frozen=True)
class Way:
    """One way of saying: a text, perhaps the same in easy Finnish, and the buttons under it."""

    text: str
    easy: str | None
    choices: Sequence[Choice]

    @property
    def message(self) -> TextMessage:
        return message(self.text, self.choices, easy=self.easy or None)


def way_of(saying: str, times: int, talk: str, seed: str) -> TextMessage:
    """The saying as a message. Its ways take turns in one talk, and do not begin with the same one in all."""
    ways = _sayings()[saying]
    first = crc32(f"{seed}:{talk}:{saying}".encode())
    return ways[(first + times) % len(ways)].message


def meaning(intent: str) -> str | None:
    """What the intent is called in the person's own terms."""
    return _talk()["meanings"].get(intent)


def neither() -> str:
    """The button of who meant something else."""
    return str(_talk()["meanings"]["neither"])


def has(saying: str) -> bool:
    """Whether there is such a saying."""
    return saying in _sayings()


def _choice(label: str, intent: str, role: str | None = None, entities: Mapping[str, Any] | None = None) -> Choice:
    return Choice(label, means(intent, **(entities or {})), role=role)


@cache
def _sayings() -> Mapping[str, Sequence[Way]]:
    return {
        name: [Way(row["text"], row.get("easy"), [_choice(**each) for each in row.get("choices", ())]) for row in rows]
        for name, rows in _talk()["sayings"].items()
    }


@cache
def _talk() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded
