"""What a feature lets the bot say: typed messages whose choices carry their meaning, and the question left open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Asked:
    """What the next answer answers. Each feature defines in its own model what it may ask."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class Said:
    """Messages of the bot, in order, and what the next answer answers (None: nothing)."""

    replies: list[dict[str, Any]] = field(default_factory=list)
    open_question: Asked | None = None
    # What was open stays open: the replies ask nothing, and end nothing.
    stays: bool = False


def message(text: str, kind: str = "text", choices: Sequence[dict[str, Any]] = (), **body: Any) -> dict[str, Any]:
    """One message: `kind` becomes `choices` for a text that offers some."""
    if choices:
        body["choices"] = list(choices)
        kind = "choices" if kind == "text" else kind
    return {"kind": kind, "text": text, **body}


def choice(label: str, intent: str, shown: dict[str, Any] | None = None, **entities: Any) -> dict[str, Any]:
    """A button that means what a person could have said; `shown` goes out beside its label."""
    return {**(shown or {}), "label": label, "payload": {"intent": intent, "entities": entities}}
