"""A button, and what a press of it means: something that a person could have said, or something to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Meaning:
    """What a person could have said: an intent by the names of TOPICS, and what it is about."""

    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Deed:
    """What a press does by itself, without the bot: the name of a verb, and what the verb needs."""

    verb: str
    carried: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """A button: what is read on it, and what it means. The meaning never leaves the service.

    Its place on a card (`role`), the `level` that it answers and a `hint` are shown beside the label.
    """

    label: str
    meaning: Meaning | Deed
    role: str | None = None
    level: int | None = None
    hint: str | None = None

    @property
    def shown(self) -> dict[str, str | int]:
        """What goes out beside the label."""
        beside = {"role": self.role, "level": self.level, "hint": self.hint}
        return {name: value for name, value in beside.items() if value is not None}


def means(intent: str, **entities: Any) -> Meaning:
    """The same as words could have meant."""
    return Meaning(intent, entities)


def does(verb: str, **carried: Any) -> Deed:
    """What the service does at a press."""
    return Deed(verb, carried)


def payload_of(meaning: Meaning | Deed) -> dict[str, Any]:
    """The meaning as it is stored, and as it goes over Rasa."""
    if isinstance(meaning, Deed):
        return {"verb": meaning.verb, **meaning.carried}
    return {"intent": meaning.intent, "entities": dict(meaning.entities)}


def read_payload(stored: Mapping[str, Any]) -> Meaning | Deed:
    """The meaning as it was written. Raises KeyError for what is neither."""
    if "verb" in stored:
        carried = dict(stored)
        return Deed(carried.pop("verb"), carried)
    return Meaning(stored["intent"], stored.get("entities") or {})
