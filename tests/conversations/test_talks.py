"""Talks of several turns through the real model, as `talks.yml` and `assessments.yml` write them down."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.stack import Stack, Talk, choices_in

FILES = [Path(__file__).with_name(name) for name in ("talks.yml", "assessments.yml")]
TALKS = [talk for file in FILES for talk in yaml.safe_load(file.read_text("utf-8"))]


@pytest.mark.parametrize("written", TALKS, ids=[talk["name"] for talk in TALKS])
def test_a_talk_goes_as_written(stack: Stack, written: dict[str, Any]) -> None:
    talk = Talk(stack.url)
    for turn in written["turns"]:
        take(talk, turn)


def take(talk: Talk, turn: dict[str, Any]) -> None:
    """Say or press, wait for what comes, and compare."""
    seq = talk.send(turn["say"]) if "say" in turn else talk.send(choice_id=offered(talk, turn["press"]))
    if "state" in turn:
        talk.wait_for_state(turn["state"])
    replies = [] if turn.get("silent") else talk.replies_to(seq)
    if "told" in turn:
        notices = [each["body"]["text"] for each in talk.read()["messages"] if each["author"] == "system"]
        assert all(any(part in notice for notice in notices) for part in turn["told"]), notices
    said = "\n".join(each["body"]["text"] for each in replies)
    if "kind" in turn:
        assert turn["kind"] in [each["kind"] for each in replies], said
    for part in turn.get("has", []):
        assert part.casefold() in said.casefold(), said
    assert not turn.get("any") or any(part in said for part in turn["any"]), said
    for part in turn.get("lacks", []):
        assert part.casefold() not in said.casefold(), said
    labels = [label for each in replies for label in labels_in(each["body"])]
    assert set(turn.get("buttons", [])) <= set(labels), labels


def offered(talk: Talk, label: str) -> str:
    """The id of the newest button with this label, wherever it stands in its message."""
    for message in reversed(talk.read()["messages"]):
        for choice in choices_in(message["body"]):
            if choice["label"] == label:
                return choice["id"]
    raise AssertionError(f"no button {label}")


def labels_in(body: Any) -> list[str]:
    return [choice["label"] for choice in choices_in(body)]
