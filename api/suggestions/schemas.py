"""What goes over the wire of suggestions: all of it internal, from the bot's actions."""

from pydantic import BaseModel, ConfigDict, Field

from catalogue.model import EntryKind
from catalogue.recommend import Situation, Why


class FindIn(BaseModel):
    """What a person asked in the chat, as they wrote it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=4000)
    kind: EntryKind | None = None


class LookIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=4000)


class DetailsIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=4000)
    entry: str | None = Field(None, max_length=120)


class RefusalIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    entry: str = Field(max_length=120)
    why: Why | None = None


class RecommendIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=4000)
    situation: Situation | None = None
