"""The form of a fact card and of a contact: what is read from what was sent."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

LINES = ("said", "acknowledge", "sources", "facts")
TICKS = ("needs_review", "ask_helped")
WRITTEN = (
    "topic", "title", "worry", "answer", "another_way", "easy", "next_step", "decides", "ask_before", "certainty",
    "reviewed_on", "review_by",
)  # fmt: skip
OF_OPTION = ("key", "label", "answer", "easy")
MOST_OPTIONS = 6


def card_content(form: FormData, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The card's plain data. The rules have not seen it yet; its key, its kind and its numbers stay."""
    content: dict[str, Any] = {"key": stored["key"], "kind": stored["kind"]}
    content["contacts"] = stored.get("contacts", [])
    content |= {name: _text(form, name) for name in WRITTEN}
    content |= {name: _text(form, name).splitlines() for name in LINES}
    content |= {name: name in form for name in TICKS}
    content["offers"] = [str(offer) for offer in form.getlist("offers")]
    if _text(form, "question"):
        options = [option for at in range(MOST_OPTIONS) if any((option := _option(form, at)).values())]
        skip = {"label": _text(form, "skip")}
        content["asks_first"] = {"question": _text(form, "question"), "options": options, "skip": skip}
    return content


def contact_content(form: FormData, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The contact's plain data; what the form does not show stays as it is."""
    written = {name: _text(form, name) for name in ("name", "number", "when", "source", "checked_on")}
    return {**stored, **written, "shown": "shown" in form}


def began_from(form: FormData) -> int:
    """The revision that the form was opened with; 0 when it cannot be read."""
    number = _text(form, "began_from")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _option(form: FormData, at: int) -> dict[str, str]:
    return {name: _text(form, f"option-{at}-{name}") for name in OF_OPTION}


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""
