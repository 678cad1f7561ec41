"""What a feature lets the bot say: typed messages whose choices carry their meaning, and the question left open.

It goes to the bot's actions and comes back with the turn's replies, so that a turn that is sent twice says
the same twice.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel


class Said(BaseModel):
    """Messages of the bot, in order, and what the next answer answers (None: nothing)."""

    replies: list[dict[str, Any]]
    open_question: str | None = None


def message(text: str, kind: str = "text", choices: Sequence[dict[str, Any]] = (), **body: Any) -> dict[str, Any]:
    """One message: `kind` becomes `choices` for a text that offers some."""
    if choices:
        body["choices"] = list(choices)
        kind = "choices" if kind == "text" else kind
    return {"kind": kind, "text": text, **body}


def choice(label: str, intent: str, shown: dict[str, Any] | None = None, **entities: Any) -> dict[str, Any]:
    """A button that means what a person could have said; `shown` goes out beside its label."""
    return {**(shown or {}), "label": label, "payload": {"intent": intent, "entities": entities}}
