"""What goes over the wire of guidance."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.guidance.model import Helped
from api.platform.fields import Written

Key = Annotated[str, Field(max_length=120)]


class MeetIn(BaseModel):
    """What a message means, the likeliest first, its words, and the answer to a card's own question by a button."""

    model_config = ConfigDict(extra="forbid")

    intents: list[Key] = Field(min_length=1, max_length=10)
    text: Written = ""
    option: str | None = Field(default=None, max_length=40)
    open_question: Written | None = None


class HearIn(BaseModel):
    """What was written while a card's own question was open, or right after an answer."""

    model_config = ConfigDict(extra="forbid")

    text: Written
    open_question: Written


class HelpedIn(BaseModel):
    """The answer to whether a card helped."""

    model_config = ConfigDict(extra="forbid")

    card: Key
    answer: Helped
    open_question: Written | None = None


class AgainIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    open_question: Written | None = None


class DistressIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Written = ""
