"""Wishes in a sentence: place, way, fee, language, start and length; what is left is the subject."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, combinations, pairwise
from typing import Any

from catalogue.model import EntryKind, Way
from catalogue.places import regions
from catalogue.search.clauses import Meant, meanings
from catalogue.search.wishes import Wish, listed, time_in
from finnish.amounts import Amount, Length, Money, Start, WeeklyHours, read_amounts
from finnish.clauses import read as read_clauses
from finnish.fold import fold
from finnish.repair import Repair
from finnish.words import Words

SHORT_WEEKS = 8.0
BECOMING = "ksi"
WITHOUT = "ilman"
ONE_DAY = timedelta(days=1)
OPEN = (Meant.WISHED, Meant.DENIED)
# What is let go first when nothing has it all: the least that a person would give up is last.
LET_GO = {
    "time": ("time",),
    "length": ("longest_weeks",),
    "start": ("starts_from", "starts_by"),
    "language": ("language",),
    "fee": ("free",),
    "pay": ("paid",),
    "hours": ("most_hours",),
    "way": ("way",),
    "kind": ("kind",),
    "place": ("place",),
}
NONE: dict[str, Any] = {field.name: field.default for field in fields(Wish)}


@dataclass(frozen=True)
class Word:
    """A word as it is written in full, and its base forms."""

    written: str
    bases: tuple[str, ...]

    def is_in(self, listed: Collection[str]) -> bool:
        return self.written in listed or any(base in listed for base in self.bases)


def read(text: str, kind: EntryKind | None, words: Words, catalogue_places: Iterable[str], today: date) -> Wish:
    """What a person asks for; what is denied is left out ("en etänä"), and so is what they tell of their past.

    The text of the wish holds the words that are no wish of another kind; `unwanted` those of what is not wanted. No
    word of a date or an amount is among them, whether it narrows the wish or not.
    """
    places = {fold(place.casefold()): place for place in (*listed()["places"], *regions(), *catalogue_places)}
    told, amounts = _told(text, words, today)
    travel = _without_car([word.written for word, _ in told], told)
    told = [(word, meant) for word, meant in told if word.written not in travel]
    said = _wanted(told, words)
    denied = {word.written for word, meant in told if meant is Meant.DENIED}
    understood = [(word, meant) for word in said if (meant := _meant(word, places))]
    understood = [(word, meant) for word, meant in understood if word.written not in denied or "way" not in meant]
    used = {word.written for word, _ in understood}
    if understood or amounts or travel:
        used |= {word.written for word in said if word.is_in(listed()["around"])}
    values = {name: value for _, meant in reversed(understood) for name, value in meant.items()} | _of_amounts(amounts)
    named_kind = values.pop("kind", None)
    subject = " ".join(word for word in _content(said, words) if word not in used)
    unwanted = [word for word, meant in told if meant is Meant.UNWANTED and not _meant(word, places)]
    unwanted_text = " ".join(_content(unwanted, words))
    return Wish(subject, kind or named_kind, **values, without_car=bool(travel), unwanted=unwanted_text)


def bearings(text: str, words: Words, catalogue_places: Iterable[str]) -> list[str]:
    """The words of a text that name a way, a place, a kind, a language or a time, as one calls them."""
    places = {fold(place.casefold()): place for place in (*listed()["places"], *catalogue_places)}
    said = [Word(word, words.bases(word)) for word in words.tokens(text)]
    return [_place(word, places) or word.bases[0] for word in said if _meant(word, places)]


def looser(wish: Wish) -> Iterable[tuple[tuple[str, ...], Wish]]:
    """The wish with ever more let go: first what matters least to people. Each with the names of what went."""
    made = [name for name, parts in LET_GO.items() if any(getattr(wish, part) != NONE[part] for part in parts)]
    for count in range(len(made) + 1):
        for names in combinations(made, count):
            yield names, replace(wish, **{part: NONE[part] for name in names for part in LET_GO[name]})


def _told(text: str, words: Words, today: date) -> tuple[list[tuple[Word, Meant]], list[tuple[Amount, Meant]]]:
    """The words of a message and its dates and amounts, each with how it is meant: an amount as its last word is."""
    clauses = read_clauses(text, words, _repair(words))
    amounts = read_amounts(text, today, words, clauses)
    told, meant_so = [], {}
    for word, meant in meanings(clauses):
        amount = next((each for each in amounts if word.start < each.span.end and each.span.start < word.end), None)
        if amount is None:
            told.append((Word(word.written, words.bases(word.written)), meant))
        else:
            meant_so[amount] = meant
    return told, list(meant_so.items())


@lru_cache(maxsize=4)
def _repair(words: Words) -> Repair:
    """Puts right slips in what is asked besides the subject; those in a subject the index itself forgives."""
    named = chain(listed()["when"], *listed()["ways"].values(), *listed()["kinds"].values(), listed()["short"])
    return Repair(dict.fromkeys(named, 1), words.familiar)


def _without_car(written: Sequence[str], told: Sequence[tuple[Word, Meant]]) -> set[str]:
    """The words that tell that one goes without a car: "bussilla", "ei autoa", "ilman autoa". They are no subject."""
    known = listed()
    goes = {word for word in written if word in known["without_car"]}
    denied = {word.written for word, meant in told if meant in (Meant.DENIED, Meant.UNWANTED)}
    cars = set(known["car"])
    without = {word for pair in pairwise(written) if pair[0] == WITHOUT and pair[1] in cars for word in pair}
    return goes | without | (denied & cars)


def _of_amounts(amounts: Iterable[tuple[Amount, Meant]]) -> dict[str, Any]:
    """What dates and amounts say of the wish; of several lengths the first."""
    wished = [amount for amount, meant in amounts if meant is Meant.WISHED]
    denied = [amount for amount, meant in amounts if meant in (Meant.DENIED, Meant.UNWANTED)]
    values: dict[str, Any] = _starts(wished, denied)
    if any(isinstance(amount, Money) and amount.most == 0 for amount, meant in amounts if meant in OPEN):
        values["free"] = True
    lengths = (amount.most for amount in wished if isinstance(amount, Length))
    if (longest := next((most for most in lengths if most), None)) is not None:
        values["longest_weeks"] = longest
    hours = (amount.most or amount.least for amount in wished if isinstance(amount, WeeklyHours))
    if (most_hours := next(filter(None, hours), None)) is not None:
        values["most_hours"] = most_hours
    return values


def _starts(wished: Iterable[Amount], denied: Iterable[Amount]) -> dict[str, Any]:
    """From the first day that is named to the last; "not before February" begins in February."""
    starts = [(amount.first, amount.last) for amount in wished if isinstance(amount, Start)]
    not_before = [amount.last + ONE_DAY for amount in denied if isinstance(amount, Start) and amount.last]
    starts += [(day, None) for day in not_before]
    closed = [last for _, last in starts if last]
    opened = [first for first, last in starts if first and last is None]
    firsts = opened or [first for first, _ in starts if first]
    values = {"starts_from": min(firsts, default=None), "starts_by": max(closed, default=None)}
    return {name: day.isoformat() for name, day in values.items() if day}


def _wanted(told: Iterable[tuple[Word, Meant]], words: Words) -> list[Word]:
    """The words of the wish; with what is denied when there is nothing else ("en osaa hitsata")."""
    open_still = [(word, meant) for word, meant in told if meant in OPEN]
    wanted = [word for word, meant in open_still if meant is Meant.WISHED]
    return wanted if _content(wanted, words) else [word for word, _ in open_still]


def _content(said: Iterable[Word], words: Words) -> list[str]:
    """The words that may tell a subject."""
    return words.content_words(" ".join(word.written for word in said if _may_be_subject(word)))


def _may_be_subject(word: Word) -> bool:
    """A doctor who is spoken of is none, but who wishes to become one says so ("lääkäriksi")."""
    return word.written.endswith(BECOMING) or not word.is_in(listed()["no_subject"])


def _meant(word: Word, places: Mapping[str, str]) -> dict[str, Any]:
    """What one word says of the wish; nothing for a word of the subject."""
    known = listed()
    for way, names in known["ways"].items():
        if word.is_in(names):
            return {"way": Way(way)}
    for kind, names in known["kinds"].items():
        if word.is_in(names):
            return {"kind": EntryKind(kind)}
    if (place := _place(word, places)) is not None:
        return {"place": place}
    for language, names in known["languages"].items():
        if word.is_in(names):
            return {"language": language}
    if (time := time_in(word.written)) is not None:
        return {"time": time}
    if word.is_in(known["paid"]):
        return {"paid": True}
    return {"longest_weeks": SHORT_WEEKS} if word.is_in(known["short"]) else {}


def _place(word: Word, places: Mapping[str, str]) -> str | None:
    return next((places[name] for base in word.bases if (name := fold(base)) in places), None)
