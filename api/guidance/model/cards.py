"""What a card is: a worry or a question, what is so, on what it stands, and until when it holds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from api.platform.problem import Problem


class CardKind(StrEnum):
    WORRY = "worry"
    INFO = "info"
    MATTER = "matter"


class Topic(StrEnum):
    STUDY = "study"
    MONEY = "money"
    BENEFITS = "benefits"
    PERSON = "person"
    RECOGNITION = "recognition"
    INFO = "info"
    MATTER = "matter"


class Certainty(StrEnum):
    SURE = "sure"
    PARTLY = "partly"
    UNSURE = "unsure"


# What a card may offer next; each has its button's label in `data/texts/guidance.yml` (`offer_…`).
OFFERS = frozenset(
    "find_unit find_hybrid find_apprenticeship find_employer_path find_badge start_assessment ask_recommendation "
    "request_human request_callback myth_benefits myth_cost myth_small_is_useless info_unit info_apprenticeship "
    "info_hybrid info_recognition info_learning_from_work info_rehabilitative_work info_badges info_personal_coach "
    "info_matching info_next_steps".split()
)
ACKNOWLEDGEMENTS = 3
MOST_OFFERS = 3
KEY = re.compile(r"[a-z][a-z_]{2,38}")
OPTION_KEY = re.compile(r"[a-z0-9-]{1,40}")
# Every card has them; which of the others a card needs depends on it.
TEXTS = ("title", "worry", "answer", "another_way", "easy", "next_step", "decides")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a field, by a code whose Finnish text is in `data/texts/guidance.yml` (`fault_…`)."""

    field: str
    code: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.code} {self.value}".strip()


class BadCard(Problem):
    """A card that cannot be kept, with everything that is wrong in it."""

    status, kind = 422, "bad-card"

    def __init__(self, key: str, faults: Sequence[Fault]) -> None:
        super().__init__(f"{key}: " + "; ".join(map(str, faults)))
        self.key, self.faults = key, tuple(faults)


@dataclass(frozen=True)
class Option:
    """One answer to the question that a card asks first, and how it is for those who choose it."""

    key: str
    label: str
    answer: str
    easy: str


@dataclass(frozen=True)
class AsksFirst:
    """What has to be known before the answer; whoever skips it gets the general one."""

    question: str
    options: tuple[Option, ...]
    skip: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """A worry, a question or a matter: met by its intent, which is its key, or by what it is called (`said`)."""

    key: str
    kind: CardKind
    topic: Topic
    title: str
    worry: str
    acknowledge: tuple[str, ...]
    answer: str
    another_way: str
    easy: str
    next_step: str
    offers: tuple[str, ...]
    # Keys of numbers that are given with the answer.
    contacts: tuple[str, ...] = ()
    asks_first: AsksFirst | None = None
    decides: str
    ask_before: str = ""
    sources: tuple[str, ...]
    facts: tuple[str, ...] = field(default=())
    certainty: Certainty
    needs_review: bool
    reviewed_on: date
    review_by: date
    ask_helped: bool
    # What it is called when it is asked of by name: phrases, each word in some form, `*` for any letters.
    said: tuple[str, ...] = ()

    def option(self, key: str | None) -> Option | None:
        """The option of this key, if the card asks and has it."""
        options = self.asks_first.options if self.asks_first else ()
        return next((option for option in options if option.key == key), None)

    def is_overdue(self, today: date) -> bool:
        """Whether the day is past by which it should have been reviewed."""
        return self.review_by < today


FIELDS = tuple(each.name for each in fields(Card))
_OPTIONAL = {"acknowledge", "asks_first", "ask_before", "contacts", "facts", "said"}


def card_from(raw: Mapping[str, Any]) -> Card:
    """A card from plain data. Raises BadCard with every fault."""
    key = str(raw.get("key") or "")
    faults = list(_faults(raw))
    if faults:
        raise BadCard(key, faults)
    known: dict[str, Any] = {name: raw[name] for name in FIELDS if raw.get(name) is not None}
    known |= {name: _stripped(known[name]) for name in (*TEXTS, "ask_before") if name in known}
    for name in ("acknowledge", "offers", "contacts", "sources", "facts", "said"):
        known[name] = tuple(_stripped(str(item)) for item in known.get(name, ()))
    known |= {"kind": CardKind(raw["kind"]), "topic": Topic(raw["topic"]), "certainty": Certainty(raw["certainty"])}
    known |= {name: _day(raw[name]) for name in ("reviewed_on", "review_by")}
    if raw.get("asks_first"):
        known["asks_first"] = _asks_first(raw["asks_first"])
    return Card(**known)


def plain(card: Card) -> dict[str, Any]:
    """The card as data that JSON can hold; `card_from` reads it back."""
    data: dict[str, Any] = {name: getattr(card, name) for name in FIELDS if name != "asks_first"}
    data |= {name: list(value) for name, value in data.items() if isinstance(value, tuple)}
    data |= {name: str(data[name]) for name in ("kind", "topic", "certainty", "reviewed_on", "review_by")}
    if card.asks_first is not None:
        options = [vars(option) for option in card.asks_first.options]
        skip = {"label": card.asks_first.skip}
        data["asks_first"] = {"question": card.asks_first.question, "options": options, "skip": skip}
    return data


def needs_second_editor(before: Card, after: Card) -> bool:
    """Whether another than the one who saved must approve: a card that speaks of benefits, or did."""
    return Topic.BENEFITS in (before.topic, after.topic)


def _faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for name in FIELDS:
        if raw.get(name) in (None, "", []) and name not in _OPTIONAL:
            yield Fault(name, "missing")
    yield from (Fault(str(name), "unknown_field") for name in raw if name not in FIELDS)
    for name, check in _CHECKS.items():
        if raw.get(name) not in (None, "", []):
            yield from check(name, raw[name])
    yield from _relations(raw)


def _relations(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """What must hold between fields."""
    reviewed, due = _day(raw.get("reviewed_on")), _day(raw.get("review_by"))
    if reviewed and due and due <= reviewed:
        yield Fault("review_by", "not_after_review", str(due))
    # A question is no worry: it need not be taken seriously before it is answered.
    if raw.get("kind") != CardKind.INFO and len(set(map(str, raw.get("acknowledge") or ()))) < ACKNOWLEDGEMENTS:
        yield Fault("acknowledge", "too_few_ways", str(ACKNOWLEDGEMENTS))
    if raw.get("topic") == Topic.BENEFITS and not raw.get("ask_before"):
        yield Fault("ask_before", "missing")
    if raw.get("certainty") in (Certainty.PARTLY, Certainty.UNSURE) and raw.get("needs_review") is False:
        yield Fault("needs_review", "certainty_needs_review", str(raw["certainty"]))
    if raw.get("kind") == CardKind.MATTER and raw.get("ask_helped"):
        yield Fault("ask_helped", "not_for_matters")


def _text(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield Fault(name, "not_text")


def _texts(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item.strip() for item in value):
        yield Fault(name, "not_texts")


def _offers(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, list | tuple) or len(value) > MOST_OFFERS:
        yield Fault(name, "too_many_offers", str(MOST_OFFERS))
        return
    yield from (Fault(name, "unknown_offer", str(offer)) for offer in value if offer not in OFFERS)


def _facts(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, list | tuple):
        yield Fault(name, "not_texts")


def _yes_or_no(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(name, "not_yes_or_no", str(value))


def _is_day(name: str, value: Any) -> Iterator[Fault]:
    if _day(value) is None:
        yield Fault(name, "not_a_day", str(value))


def _key(name: str, value: Any) -> Iterator[Fault]:
    if not KEY.fullmatch(str(value)):
        yield Fault(name, "bad_key", str(value))


def _one_of(values: type[StrEnum]) -> Callable[[str, Any], Iterator[Fault]]:
    def check(name: str, value: Any) -> Iterator[Fault]:
        if value not in list(values):
            yield Fault(name, "unknown_value", str(value))

    return check


def _question(name: str, value: Any) -> Iterator[Fault]:
    """A question has two options or more, each with its own answer, and a way to skip it."""
    skip = value.get("skip") if isinstance(value, Mapping) else None
    if not isinstance(skip, Mapping) or not value.get("question") or not skip.get("label"):
        yield Fault(name, "bad_question")
        return
    options = value.get("options")
    if not isinstance(options, list | tuple) or len(options) < 2 or not all(map(_is_option, options)):
        yield Fault(name, "bad_options")
    elif len({option["key"] for option in options}) < len(options):
        yield Fault(name, "same_option_twice")


def _is_option(raw: Any) -> bool:
    named = isinstance(raw, Mapping) and all(str(raw.get(name) or "").strip() for name in ("label", "answer", "easy"))
    return named and OPTION_KEY.fullmatch(str(raw.get("key"))) is not None


_CHECKS: Mapping[str, Callable[[str, Any], Iterator[Fault]]] = {
    **dict.fromkeys((*TEXTS, "ask_before"), _text),
    "key": _key,
    "kind": _one_of(CardKind),
    "topic": _one_of(Topic),
    "certainty": _one_of(Certainty),
    "offers": _offers,
    **dict.fromkeys(("acknowledge", "sources", "said"), _texts),
    "contacts": _texts,
    "facts": _facts,
    "asks_first": _question,
    "needs_review": _yes_or_no,
    "ask_helped": _yes_or_no,
    "reviewed_on": _is_day,
    "review_by": _is_day,
}


def _asks_first(raw: Mapping[str, Any]) -> AsksFirst:
    options = tuple(map(_option, raw["options"]))
    return AsksFirst(_stripped(raw["question"]), options, _stripped(raw["skip"]["label"]))


def _option(raw: Mapping[str, Any]) -> Option:
    return Option(**{name: _stripped(str(raw[name])) for name in ("key", "label", "answer", "easy")})


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _stripped(text: str) -> str:
    """One paragraph as it is said: YAML's folded lines are one line."""
    return " ".join(text.split())
