"""Messages as a body alone: also of a kind, or with parts, that the service's own types do not have."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.platform.replies import Choice
from api.platform.replies.part import Part


class RawPart(Part):
    """A part with whatever it is given; what it offers may stand at any depth."""

    fields: Mapping[str, Any]

    def told(self) -> Iterator[tuple[str, object]]:
        return ((name, _part(value)) for name, value in self.fields.items())


class RawMessage(RawPart):
    """The same as a message."""

    kind: str


def raw(kind: str, body: Mapping[str, Any], choices: Sequence[Choice] = ()) -> Any:
    """A message of this kind and body."""
    return RawMessage(kind=kind, fields={**body, "choices": list(choices)} if choices else body)


def _part(value: Any) -> Any:
    if isinstance(value, Mapping):
        return RawPart(fields=value)
    return [_part(each) for each in value] if isinstance(value, list) else value
