"""Plays written talks over the public API, many side by side."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.stack import Talk, choices_in
from tests.talks.holding import Answer, faults
from tests.talks.written import Turn, Written

SIDE_BY_SIDE = 8


@dataclass
class Outcome:
    """How a talk went: what did not hold, and what was said, to be read."""

    talk: Written
    faults: list[str] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults


class NoSuchButton(LookupError):
    """A press that nothing can be done for: the talk went another way than it was written."""


def play_all(url: str, talks: Iterable[Written]) -> Iterator[Outcome]:
    """Play the talks, some at a time; outcomes come in the order of the talks."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        yield from pool.map(lambda talk: play(url, talk), talks)


def play(url: str, written: Written) -> Outcome:
    """One talk from its beginning. It goes on after a fault, but not when a button or an answer is missing."""
    talk, outcome = Talk(url), Outcome(written)
    for number, turn in enumerate(written.turns, 1):
        try:
            answer = take(talk, turn)
        except (NoSuchButton, TimeoutError, httpx.HTTPError) as error:
            outcome.faults.append(f"{number}: {error or type(error).__name__}")
            break
        outcome.transcript += as_read(turn.say or f"[{turn.press.pattern}]", answer)
        outcome.faults += [f"{number}: {fault}" for fault in faults(turn, answer)]
    # Who still waits for a person would lengthen the queue of the next.
    talk.erase()
    return outcome


def take(talk: Talk, turn: Turn) -> Answer:
    """Say or press, and hear what comes. Raises NoSuchButton."""
    return answer_to(talk, talk.send(turn.say) if turn.say else talk.send(choice_id=_offered(talk, turn.press)))


def answer_to(talk: Talk, seq: int) -> Answer:
    """All that came after the message with this seq, once its turn has ended."""
    page = talk.when_answered(seq)
    heard = [message for message in page["messages"] if message["author"] in ("bot", "system")]
    return Answer(heard, page["state"], talk.person())


def as_read(own: str, answer: Answer) -> list[str]:
    """A turn as one reads it: what the person said, then what came."""
    return [f"> {own}", *(_line(message["body"]) for message in answer.messages)]


def _line(body: Mapping[str, Any]) -> str:
    parts = {"cards": [card["name"] for card in body.get("cards", [])], "buttons": _labels(body)}
    return "\n    ".join([f"  {body['text']}", *(f"{name}: {' | '.join(of)}" for name, of in parts.items() if of)])


def _labels(body: Mapping[str, Any]) -> list[str]:
    return [choice["label"] for choice in body.get("choices", [])]


def _offered(talk: Talk, label: re.Pattern[str] | None) -> str:
    """The id of the newest button of such a label, wherever it stands in its message."""
    offered = [choice for message in talk.read()["messages"] for choice in choices_in(message["body"])]
    for choice in reversed(offered):
        if label and label.search(choice["label"]):
            return choice["id"]
    raise NoSuchButton(f"no button like {label.pattern if label else None}")
