"""The rules of suggesting: what a question asks, which card it means, how cards compare, and what a no changes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from api.platform.replies import Asked
from catalogue.model import Entry
from catalogue.recommend import Refusal, shares_fault
from catalogue.search.wishes import Wish, time_in
from finnish.words import Words

AT_ONCE = 2
AN_HOUR = "tunnilta"


@dataclass(frozen=True)
class Shown:
    """An entry on a card, with what the card tells for it and against it, and the wish it was shown for."""

    entry: Entry
    reasons: Sequence[str] = ()
    hindrances: Sequence[str] = ()
    wish: str = ""


class Aspect(StrEnum):
    """What people ask of one course."""

    WHY = "why"
    START = "start"
    PLACE = "place"
    TRAVEL = "travel"
    LENGTH = "length"
    SIZE = "size"
    FEE = "fee"
    APPLY = "apply"
    ONLINE = "online"
    TIMES = "times"
    WAY = "way"
    CONTENT = "content"
    NEEDS = "needs"
    DEMANDS = "demands"
    CERTIFICATE = "certificate"
    PAY = "pay"
    LANGUAGE = "language"
    REAL = "real"


class End(StrEnum):
    """Which end of a row is looked for: the shortest or the longest."""

    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True)
class Comparison:
    """What tells the shown entries apart in a question such as "mikä niistä on lyhin"."""

    by: Aspect
    end: End


@dataclass(frozen=True)
class Compared:
    """The entries at the end that is looked for, ties together; the others; and those that do not tell."""

    first: Sequence[Entry]
    rest: Sequence[Entry]
    unknown: Sequence[Entry]


def ranked(entries: Sequence[Entry], refusals: Sequence[Refusal]) -> list[Entry]:
    """The entries without the refused ones; those with the same fault as a refused one come after the others."""
    refused = {refusal.entry.key for refusal in refusals}
    left = [entry for entry in entries if entry.key not in refused]
    return sorted(left, key=lambda entry: sum(shares_fault(entry, refusal) for refusal in refusals))


def narrows(wish: Wish) -> bool:
    """Whether a wish has anything but a subject: a place, a way, a time, a kind, a fee, pay, a language or a length."""
    asked = (
        wish.place,
        wish.way,
        wish.time,
        wish.kind,
        wish.free,
        wish.paid,
        wish.language,
        wish.longest_weeks,
        wish.most_hours,
    )
    return any(asked) or bool(wish.starts_from or wish.starts_by)


def without_place(place: str | None, text: str, words: Words) -> str:
    """The text without the words of a place that another one takes the stead of."""
    if place is None:
        return text
    return " ".join(word for word in text.split() if place.casefold() not in {*words.bases(word.casefold())})


def without_time(text: str) -> str:
    """The text without the words of a time of day or week that another one takes the stead of."""
    return " ".join(word for word in text.split() if time_in(word) is None)


def aspects_in(terms: Collection[str], vocabulary: Mapping[str, Sequence[str]]) -> list[Aspect]:
    """What is asked, by the terms of the question; in the order of the vocabulary.

    Who asks whether pay is paid (`maksetaanko palkkaa`) does not ask what the course costs, nor by the hour (`paljonko
    saa tunnilta`) how long it takes.
    """
    asked = [Aspect(each) for each, said in vocabulary.items() if any(set(one.split()) <= set(terms) for one in said)]
    by_the_hour = Aspect.PAY in asked and AN_HOUR in terms
    beside_pay = {Aspect.FEE, *([Aspect.LENGTH] if by_the_hour else [])}
    return [aspect for aspect in asked if aspect not in beside_pay or Aspect.PAY not in asked]


def things_in(terms: Collection[str], vocabulary: Mapping[str, Sequence[str]]) -> list[str]:
    """Which things that an entry may ask of a person (`Asks`) the question is about."""
    return [name for name, words in vocabulary.items() if any(set(said.split()) <= set(terms) for said in words)]


def comparison_in(written: Collection[str], comparisons: Sequence[Mapping[str, Any]]) -> Comparison | None:
    """What the question compares by, if it does; by how its words begin, as base forms lose `lyhin` and `lyhempi`.

    The words `beside` must all be there too: only then does `mikä alkaa eka` compare and `milloin eka alkaa` not.
    """
    for told in comparisons:
        begins = tuple(told["begins"])
        if any(word.startswith(begins) for word in written) and set(told.get("beside", ())) <= set(written):
            return Comparison(Aspect(told["by"]), End(told["end"]))
    return None


def compared(entries: Sequence[Entry], comparison: Comparison, today: date) -> Compared:
    """The entries from the end that is looked for. An entry that can be begun at any time begins today."""
    measure = _MEASURES[comparison.by]
    values = [(entry, measure(entry, today)) for entry in entries]
    known = [value for _, value in values if value is not None]
    best = (min if comparison.end is End.LEAST else max)(known, default=None)
    return Compared(
        first=[entry for entry, value in values if value is not None and value == best],
        rest=[entry for entry, value in values if value is not None and value != best],
        unknown=[entry for entry, value in values if value is None],
    )


_MEASURES: Mapping[Aspect, Callable[[Entry, date], Any]] = {
    Aspect.LENGTH: lambda entry, _today: entry.length_weeks,
    Aspect.FEE: lambda entry, _today: entry.fee_eur,
    Aspect.START: lambda entry, today: today.isoformat() if entry.continuous else entry.next_start(today),
}


def picked(
    terms: Collection[str],
    shown: Sequence[Shown],
    names: Sequence[Collection[str]],
    ordinals: Mapping[int, Collection[str]],
) -> list[Shown]:
    """The shown entries that a question singles out by their places in the row or by their names; else none.

    Of names that share a word the shorter is meant, unless more is said.

    `names` holds the terms of each shown entry's name; `ordinals` the words for each place, -1 the last.
    """
    places = [place for place, words in ordinals.items() if set(words) & set(terms)]
    by_place = [shown[place] for place in places if -len(shown) <= place < len(shown)]
    if by_place:
        return by_place
    likeness = [(len(set(name) & set(terms)), -len(set(name) - set(terms))) for name in names]
    named = [each for each, like in zip(shown, likeness, strict=True) if like[0] and like == max(likeness)]
    return named if len(named) < len(shown) else []


@dataclass(frozen=True)
class WishAsked(Asked):
    """What work or field one would like."""

    kind: ClassVar[str] = "wish"


@dataclass(frozen=True)
class WorkAsked(Asked):
    """What one has done or would do, to one who looks for work and no studies."""

    kind: ClassVar[str] = "work"
