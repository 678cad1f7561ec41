"""What goes over the wire of guidance."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.guidance.model import Helped

Key = Annotated[str, Field(max_length=120)]


class MeetIn(BaseModel):
    """What a message means, the likeliest first, its words, and the answer to a card's own question by a button."""

    model_config = ConfigDict(extra="forbid")

    intents: list[Key] = Field(min_length=1, max_length=10)
    text: str = ""
    option: str | None = Field(default=None, max_length=40)
    open_question: str | None = None


class HearIn(BaseModel):
    """What was written while a card's own question was open, or right after an answer."""

    model_config = ConfigDict(extra="forbid")

    text: str
    open_question: str


class HelpedIn(BaseModel):
    """The answer to whether a card helped."""

    model_config = ConfigDict(extra="forbid")

    card: Key
    answer: Helped
    open_question: str | None = None


class AgainIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    open_question: str | None = None


class DistressIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = ""
