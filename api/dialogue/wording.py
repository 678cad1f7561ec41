"""What the bot says of itself and in passing: the sayings of `data/texts/talk.yml`, in ways that take turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from api.platform.replies import Choice, TextMessage, means, message
from finnish.texts import FINNISH, tree

FILE = "talk"


@dataclass(frozen=True)
class Way:
    """One way of saying: a text, perhaps the same in easy Finnish, and the buttons under it.

    `read_by`: the native reader of a text in another language; empty when nobody has read it yet.
    """

    text: str
    easy: str | None = None
    choices: Sequence[Mapping[str, Any]] = ()
    read_by: str = ""

    @property
    def message(self) -> TextMessage:
        return message(self.text, [_choice(**each) for each in self.choices], easy=self.easy or None)


def way_of(saying: str, times: int, talk: str, seed: str, language: str = FINNISH) -> TextMessage:
    """The saying as a message. Its ways take turns in one talk, and do not begin with the same one in all.

    With a seed they do: what a test or a trial hears is the same each time.
    """
    ways = tree(FILE, language)["sayings"][saying]
    first = crc32(f"{seed or talk}:{saying}".encode())
    return Way(**ways[(first + times) % len(ways)]).message


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


def _choice(label: str, intent: str, role: str | None = None, entities: Mapping[str, Any] | None = None) -> Choice:
    return Choice(label, means(intent, **(entities or {})), role=role)
