"""Answers to open questions that nothing is trained on, each with what was asked."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

import yaml

from bot.nlu.answers import Answer, Asked, Option
from tests.nlu.corpus import ROOT

FILE = Path(__file__).with_name("answers.tsv")
FACTS = ROOT / "data" / "facts"


class Row(NamedTuple):
    asked: Asked
    meaning: str
    text: str


def held_out_answers() -> List[Row]:
    """All rows of the file; the options of a choice are those that the product shows."""
    choices = {**dict(_choosing()), **dict(_cards())}
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines()[1:])
    return [Row(choices[about] if about else Asked(kind), meaning, text) for kind, about, meaning, text in rows]


def read_right(row: Row, answer: Answer) -> bool:
    """Whether what was read is what was meant: a level, an age or an option by its value, the rest by its kind."""
    return row.meaning in (answer.kind, str(answer.value))


def _choosing() -> Iterator[Tuple[str, Asked]]:
    questions = yaml.safe_load((ROOT / "data" / "instruments" / "choosing.yml").read_text("utf-8"))["questions"]
    for question in questions:
        yield question["key"], _asked(question["key"], question["options"], {})


def _cards() -> Iterator[Tuple[str, Asked]]:
    heard = yaml.safe_load((FACTS / "heard.yml").read_text("utf-8"))["options"]
    for path in sorted(FACTS.glob("*.yml")):
        cards = yaml.safe_load(path.read_text("utf-8"))
        for card in cards if isinstance(cards, list) else ():
            if "asks_first" in card:
                yield card["key"], _asked(card["key"], card["asks_first"]["options"], heard.get(card["key"], {}))


def _asked(about: str, options: List[dict], heard: Dict[str, List[str]]) -> Asked:
    said = ((one, (*one.get("said", ()), *heard.get(one["key"], ()))) for one in options)
    return Asked("choice", tuple(Option(one["key"], (one["label"], *phrases)) for one, phrases in said), about)
