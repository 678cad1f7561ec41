"""A kind of entry is told in one place, and everything that asks of kinds knows every one."""

import re
from pathlib import Path

import pytest

from catalogue.model import TRAITS, EntryKind
from catalogue.texts import say

TEXTS = Path(__file__).parents[3] / "api" / "web" / "static" / "widget" / "texts"


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_is_told_and_named(kind: EntryKind) -> None:
    assert kind in TRAITS
    assert say(f"kind-{kind}")
    assert say(f"kind-told-{kind}").endswith(".")


@pytest.mark.parametrize("kind", EntryKind)
def test_the_chat_names_every_kind_as_the_service_does(kind: EntryKind) -> None:
    names = dict(re.findall(r"\b(\w+): '([^']+)'", (TEXTS / "fi.js").read_text(encoding="utf-8")))
    assert names[kind] == say(f"kind-{kind}").capitalize()
    for language in ("sv", "en"):
        assert re.search(rf"\b{kind}: '[^']+'", (TEXTS / f"{language}.js").read_text(encoding="utf-8"))
