"""What is still in view of a talk: the last messages, by whom and what they showed."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

# So many messages back are looked at.
LOOKED_BACK = 40
# So many earlier messages of the person back a card is still what is talked of.
VIEW = 3


class Message(Protocol):
    """A message as one looks back at it."""

    @property
    def author(self) -> str: ...

    @property
    def body(self) -> Mapping[str, Any]: ...


def cards_in_view(before: Iterable[Message]) -> bool:
    """Whether the bot's last messages showed courses or told of one. `before`: the newest first."""
    own = 0
    for message in before:
        own += message.author == "jobseeker"
        if own == VIEW:
            return False
        if message.author == "bot" and ("cards" in message.body or "about" in message.body):
            return True
    return False
