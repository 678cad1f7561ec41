"""Whether an answer holds what was expected of it. Knows neither the service nor the clock."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.talks.written import Expected

CRISIS_NUMBERS = re.compile(r"\b112\b|2525")
# What is said of what was not understood, or is another's business.
PUT_OFF = re.compile(
    r"en osaa vastata|menee ohi|asumisesta|tähän apua|en ollut (ihan )?varma|haluan ymmärtää oikein|sanoa selkeämmin"
    r"|jäi minulle epäselväksi|ei odota vastausta",
    re.IGNORECASE,
)
CARD_PARTS = ("name", "kind", "place", "provider", "qualification", "summary", "way")
FACT_PARTS = ("kind", "value", "label", "words")
# Not for people to read: digits of an id would answer a question of a price.
UNREAD = {"id", "choice_id", "role", "state"}


@dataclass(frozen=True)
class Answer:
    """What came after a person's message: the messages, the state of the talk and the picture of the person."""

    messages: list[dict[str, Any]]
    state: str = "bot"
    person: dict[str, Any] = field(default_factory=lambda: {"facts": [], "agreed": None})

    @property
    def texts(self) -> str:
        return "\n".join(message["body"]["text"] for message in self.messages)

    @property
    def said(self) -> str:
        """All that can be read: texts, labels of buttons, cards."""
        return "\n".join(string for message in self.messages for string in _strings(message["body"]))

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [card for message in self.messages for card in message["body"].get("cards", [])]

    @property
    def known(self) -> str:
        return "\n".join(_as_text(fact, FACT_PARTS) for fact in self.person["facts"])

    def cards_like(self, pattern: re.Pattern[str]) -> list[str]:
        return [card["name"] for card in self.cards if pattern.search(_as_text(card, CARD_PARTS))]


def faults(expected: Expected, answer: Answer) -> Iterator[str]:
    """What does not hold, in words."""
    for name, check in CHECKS.items():
        wanted = getattr(expected, name)
        if wanted is not None and (fault := check(answer, wanted)):
            yield fault


def _answered(answer: Answer, _wanted: bool) -> str | None:
    if not answer.messages:
        return "silence"
    hit = PUT_OFF.search(answer.texts)
    return f"put off: {hit.group()!r}" if hit else None


def _said(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    return None if wanted.search(answer.said) else f"not said: {wanted.pattern}"


def _not_said(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    hit = wanted.search(answer.said)
    return f"said: {hit.group()!r}" if hit else None


def _a_card(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    return None if answer.cards_like(wanted) else f"no card like {wanted.pattern}: {_names(answer)}"


def _every_card(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    alike = answer.cards_like(wanted)
    return (
        None if alike and len(alike) == len(answer.cards) else f"not every card like {wanted.pattern}: {_names(answer)}"
    )


def _no_card(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    shown = answer.cards_like(wanted)
    return f"cards shown: {shown}" if shown else None


def _at_most_cards(answer: Answer, wanted: int) -> str | None:
    return f"{len(answer.cards)} cards" if len(answer.cards) > wanted else None


def _knows(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    return None if wanted.search(answer.known) else f"not known: {wanted.pattern} in {answer.known!r}"


def _not_knows(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    hit = wanted.search(answer.known)
    return f"known: {hit.group()!r}" if hit else None


def _agreed(answer: Answer, wanted: re.Pattern[str]) -> str | None:
    step = json.dumps(answer.person["agreed"], ensure_ascii=False)
    return None if wanted.search(step) else f"not agreed: {wanted.pattern} in {step}"


def _alarm(answer: Answer, wanted: str) -> str | None:
    numbers, person = bool(CRISIS_NUMBERS.search(answer.texts)), answer.state != "bot"
    raised = {"none": numbers or person, "ask": person, "act": not numbers}[wanted]
    return f"alarm not {wanted}: numbers {numbers}, state {answer.state}" if raised else None


def _state(answer: Answer, wanted: str) -> str | None:
    return f"state {answer.state}, not {wanted}" if answer.state != wanted else None


def _at_most_characters(answer: Answer, wanted: int) -> str | None:
    return f"{len(answer.texts)} characters" if len(answer.texts) > wanted else None


def _any_of(answer: Answer, wanted: tuple[Expected, ...]) -> str | None:
    missing = [list(faults(each, answer)) for each in wanted]
    return f"none of: {missing}" if all(missing) else None


CHECKS: Mapping[str, Callable[[Answer, Any], str | None]] = {
    "answered": _answered,
    "said": _said,
    "not_said": _not_said,
    "a_card": _a_card,
    "every_card": _every_card,
    "no_card": _no_card,
    "at_most_cards": _at_most_cards,
    "knows": _knows,
    "not_knows": _not_knows,
    "agreed": _agreed,
    "alarm": _alarm,
    "state": _state,
    "at_most_characters": _at_most_characters,
    "any_of": _any_of,
}


def _names(answer: Answer) -> list[str]:
    return [card["name"] for card in answer.cards]


def _as_text(whole: Mapping[str, Any], parts: tuple[str, ...]) -> str:
    return json.dumps({part: whole.get(part) for part in parts}, ensure_ascii=False)


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in UNREAD:
                yield from _strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value)
