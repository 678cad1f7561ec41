"""Every meaning of the topics, through the real model: what was understood, and what comes back."""

import csv
import re
from pathlib import Path

import pytest

from tests.support.stack import Stack, Talk

ROWS = [tuple(row) for row in csv.reader(Path(__file__).with_name("meanings.tsv").open(), delimiter="\t")]


@pytest.mark.parametrize(("intent", "text", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_a_meaning_is_understood_and_answered(stack: Stack, intent: str, text: str, told: str) -> None:
    talk = Talk(stack.url)
    replies = talk.ask(text)
    assert talk.read()["messages"][0]["intent"] == intent
    if told == "cards":
        assert replies[0]["kind"] == "course_cards"
        assert replies[0]["body"]["cards"]
    else:
        said = " ".join(spoken(reply) for reply in replies)
        assert re.search(told, said, re.IGNORECASE), said


def spoken(reply: dict) -> str:
    labels = [choice["label"] for choice in reply["body"].get("choices", [])]
    return " ".join([reply["body"]["text"], *labels])
