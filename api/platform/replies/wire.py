"""Messages as JSON: one writer for Rasa and for what is stored and shown, and one reader of what Rasa carried."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from api.platform.replies.choices import Choice, payload_of, read_payload
from api.platform.replies.kinds import (
    AssessmentItem,
    ChoicesMessage,
    CourseCards,
    Message,
    Pathway,
    ProfileShown,
    TextMessage,
)
from api.platform.replies.part import Part

# What a button becomes; it may stand at any depth, as on each of a message's cards.
Offer = Callable[[Choice], Mapping[str, Any]]
# What the bot may say; notices and requests for stars are the service's own.
KINDS: Mapping[str, type[Message]] = {
    kind.kind: kind for kind in (TextMessage, ChoicesMessage, AssessmentItem, ProfileShown, CourseCards, Pathway)
}


def body_of(said: Message, offer: Offer) -> dict[str, Any]:
    """The body of a message, with each of its buttons as `offer` writes it."""
    return {name: _written(value, offer) for name, value in said.told()}


def for_rasa(said: Message) -> dict[str, Any]:
    """The message as it goes over Rasa: its buttons still carry what they mean."""
    return {"kind": said.kind, **body_of(said, _with_meaning)}


def from_rasa(kind: str, body: Mapping[str, Any]) -> Message:
    """The message as Rasa gives it back. Raises KeyError for a kind that the bot does not say, ValueError for fields
    that are missing or not known.
    """
    return KINDS[kind].model_validate(_read(body))


def _written(part: object, offer: Offer) -> Any:
    if isinstance(part, Choice):
        return offer(part)
    if isinstance(part, Part):
        return {name: _written(value, offer) for name, value in part.told()}
    if isinstance(part, BaseModel):
        return part.model_dump()
    return [_written(each, offer) for each in part] if isinstance(part, (list, tuple)) else part


def _with_meaning(choice: Choice) -> dict[str, Any]:
    return {**choice.shown, "label": choice.label, "payload": payload_of(choice.meaning)}


def _read(part: Any) -> Any:
    """The body with what it offers at any depth taken for choices."""
    if isinstance(part, Mapping):
        return {
            name: [_choice(each) for each in value] if name == "choices" else _read(value)
            for name, value in part.items()
        }
    return [_read(each) for each in part] if isinstance(part, list) else part


def _choice(carried: Mapping[str, Any]) -> Choice:
    shown = {name: value for name, value in carried.items() if name not in ("label", "payload")}
    return Choice(carried["label"], read_payload(carried["payload"]), **shown)
