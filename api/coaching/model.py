"""What can go wrong in the coach's room, and the canned replies."""

from collections.abc import Sequence
from dataclasses import dataclass


class CardGone(Exception):
    """The entry is not shown to people any more: it was archived meanwhile, or never published."""


@dataclass(frozen=True)
class Canned:
    """A reply that is written often; its places are filled by the coach."""

    key: str
    title: str
    text: str


def matching(replies: Sequence[Canned], words: str) -> list[Canned]:
    """Those that have every word, those with it in the title first."""
    wanted = words.casefold().split()
    fits = [each for each in replies if all(word in f"{each.title} {each.text}".casefold() for word in wanted)]
    return sorted(fits, key=lambda each: not all(word in each.title.casefold() for word in wanted))
