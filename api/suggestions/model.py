"""The rules of suggesting: what a question about a card asks, which card it means, and what a no changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.model import Entry
from catalogue.recommend import Refusal, shares_fault

AT_ONCE = 3


@dataclass(frozen=True)
class Shown:
    """An entry on a card, with what the card tells for it and against it."""

    entry: Entry
    reasons: Sequence[str] = ()
    hindrances: Sequence[str] = ()


class Aspect(StrEnum):
    """What people ask of one course."""

    START = "start"
    PLACE = "place"
    LENGTH = "length"
    SIZE = "size"
    FEE = "fee"
    APPLY = "apply"
    WAY = "way"
    CONTENT = "content"
    NEEDS = "needs"
    LANGUAGE = "language"


def ranked(entries: Sequence[Entry], refusals: Sequence[Refusal]) -> list[Entry]:
    """The entries without the refused ones; those with the same fault as a refused one come after the others."""
    refused = {refusal.entry.key for refusal in refusals}
    left = [entry for entry in entries if entry.key not in refused]
    return sorted(left, key=lambda entry: sum(shares_fault(entry, refusal) for refusal in refusals))


def aspects_in(bases: Collection[str], vocabulary: Mapping[str, Sequence[str]]) -> list[Aspect]:
    """What is asked, by the base forms of the question; in the order of the vocabulary."""
    return [Aspect(name) for name, words in vocabulary.items() if set(words) & set(bases)]


def meant(
    bases: Collection[str], shown: Sequence[Entry], names: Sequence[Collection[str]], ordinals: Mapping[str, int]
) -> list[Entry]:
    """Which of the shown entries a question is about: by its place in the row, by its name, or all of them.

    `names` holds the base forms of each shown entry's name; `ordinals` the places that words stand for, -1 the last.
    """
    for word, place in ordinals.items():
        if word in bases and -len(shown) <= place < len(shown):
            return [shown[place]]
    common = [len(set(name) & set(bases)) for name in names]
    most = max(common, default=0)
    return [entry for entry, count in zip(shown, common, strict=True) if count == most]
