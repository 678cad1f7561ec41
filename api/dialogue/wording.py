"""What the bot says of itself and in passing: the sayings of `data/texts/talk.yml`, in ways that take turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from api.platform.replies import choice, message
from finnish.texts import FINNISH, tree

FILE = "talk"


@dataclass(frozen=True)
class Way:
    """One way of saying: a text, perhaps the same in easy Finnish, and the buttons under it."""

    text: str
    easy: str | None = None
    choices: Sequence[Mapping[str, Any]] = ()

    def as_message(self) -> dict[str, Any]:
        easy = {"easy": self.easy} if self.easy else {}
        return message(self.text, choices=[_choice(**each) for each in self.choices], **easy)


def way_of(saying: str, times: int, talk: str, seed: str, language: str = FINNISH) -> dict[str, Any]:
    """The saying as a message. Its ways take turns in one talk, and do not begin with the same one in all."""
    ways = tree(FILE, language)["sayings"][saying]
    first = crc32(f"{seed}:{talk}:{saying}".encode())
    return Way(**ways[(first + times) % len(ways)]).as_message()


def meaning(intent: str, language: str = FINNISH) -> str | None:
    """What the intent is called in the person's own terms."""
    called: Mapping[str, str] = tree(FILE, language)["meanings"]
    return called.get(intent)


def neither(language: str = FINNISH) -> str:
    """The button of who meant something else."""
    return str(tree(FILE, language)["meanings"]["neither"])


def has(saying: str) -> bool:
    """Whether there is such a saying."""
    return saying in tree(FILE)["sayings"]


def _choice(label: str, intent: str, role: str = "", entities: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return choice(label, intent, {"role": role} if role else None, **(entities or {}))
