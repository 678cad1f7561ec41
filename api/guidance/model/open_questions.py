"""What a fact card may ask, so that the next message answers it."""

from dataclasses import dataclass
from typing import ClassVar

from api.platform.replies import Asked


@dataclass(frozen=True)
class CardAsked(Asked):
    """The card's own question, on which its answer depends."""

    kind: ClassVar[str] = "card"
    card: str


@dataclass(frozen=True)
class CardTold(Asked):
    """A card on benefits was told, and more may be asked of it."""

    kind: ClassVar[str] = "told"
    card: str


@dataclass(frozen=True)
class HelpAsked(Asked):
    """Whether the card's answer helped."""

    kind: ClassVar[str] = "helped"
    card: str
