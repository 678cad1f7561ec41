"""What goes over the wire between the bot and the dialogue."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.dialogue.model.acts import Act, Answer, Heard
from api.platform.fields import LONGEST_WRITTEN, Storable, StorableValue
from api.platform.replies import Meaning

Name = Annotated[str, Field(min_length=1, max_length=64)]


class ActIn(BaseModel):
    """An act as the bot read it; `from` and `to` are code points of the text."""

    model_config = ConfigDict(extra="forbid")

    intent: Name
    confidence: float = Field(ge=0, le=1)
    start: int = Field(ge=0, alias="from")
    end: int = Field(ge=0, alias="to")


class ChosenIn(BaseModel):
    """The kept payload of a button."""

    intent: Name
    entities: dict[Name, StorableValue] = Field(default_factory=dict, max_length=20)


class AnswerIn(BaseModel):
    """What the words answer to the question that was open."""

    kind: Name
    value: int | Name | None = None
    confidence: float = Field(1.0, ge=0, le=1)


class TurnIn(BaseModel):
    """A message as the bot read it. `ranking`: what else the whole may mean, likeliest first."""

    model_config = ConfigDict(extra="forbid")

    message_id: str = Field(min_length=1, max_length=120)
    text: Storable = Field(max_length=LONGEST_WRITTEN)
    acts: list[ActIn] = Field(max_length=50)
    chosen: ChosenIn | None = None
    ranking: list[Name] = Field([], max_length=200)
    answer: AnswerIn | None = None

    @property
    def heard(self) -> Heard:
        acts = [Act(each.intent, each.confidence, each.start, each.end) for each in self.acts]
        chosen = Meaning(self.chosen.intent, self.chosen.entities) if self.chosen else None
        answer = Answer(**self.answer.model_dump()) if self.answer else None
        return Heard(self.text, acts, self.ranking, chosen, answer)


class TurnOut(BaseModel):
    """What the bot says, and the question it leaves open."""

    replies: list[dict[str, Any]]
    open_question: dict[str, Any] | None
