"""What every part of a message has in common."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a message. A field without a default always goes out; one that holds its default is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def told(self) -> Iterator[tuple[str, object]]:
        """The fields that go out, by their names."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if field.is_required() or value != field.default:
                yield name, value
