"""What goes over the wire of the coach's room."""

from pydantic import BaseModel, ConfigDict, Field

from api.coach_room.model import Canned
from api.coach_room.service import Brief
from api.conversations.schemas import ClientId
from api.handover.schemas import ClaimedOut
from api.platform.fields import LONGEST_KEY, Written


class SuggestedOut(BaseModel):
    name: str | None
    key: str
    refused: str | None
    wish: str
    reasons: list[str]
    hindrances: list[str]


class WorryOut(BaseModel):
    card: str
    title: str
    times: int
    standing: str


class BriefOut(BaseModel):
    """What the coach may know beforehand; null where the person has not let it be told."""

    asked: ClaimedOut
    wishes: list[str] | None
    suggested: list[SuggestedOut] | None
    worries: list[WorryOut] | None
    strengths: list[str] | None
    guide: str | None

    @classmethod
    def of(cls, brief: Brief) -> "BriefOut":
        worries, suggested = brief.worries, brief.suggested
        return cls(
            asked=ClaimedOut.of(brief.asked),
            wishes=None if brief.wishes is None else list(brief.wishes),
            suggested=None if suggested is None else [SuggestedOut(**vars(each)) for each in suggested],
            worries=None
            if worries is None
            else [WorryOut(card=w.card, title=w.title, times=w.times, standing=w.standing) for w in worries],
            strengths=None if brief.strengths is None else list(brief.strengths),
            guide=brief.guide,
        )


class SendCardIn(BaseModel):
    """A card by its key, with a line of one's own (empty: a usual one)."""

    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    key: str = Field(max_length=LONGEST_KEY)
    line: Written = ""


class CannedOut(BaseModel):
    key: str
    title: str
    text: str

    @classmethod
    def of(cls, reply: Canned) -> "CannedOut":
        return cls(key=reply.key, title=reply.title, text=reply.text)
