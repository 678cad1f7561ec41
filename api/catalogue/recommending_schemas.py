"""What goes over the wire of recommendations."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.catalogue.schemas import EntryOut
from catalogue.model import Competence, Way
from catalogue.recommend import Advice, Path, Question, Situation, Step, Suggestion, Wanted, Why

Wish = Annotated[str, Field(max_length=500)]


class CompetenceIn(BaseModel):
    """What a person can do, in their own words or by a competence's key; `level` as in the self-assessment."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=500)
    level: int = Field(2, ge=0, le=3)


class RefusedIn(BaseModel):
    """An entry that was not for the person, and why."""

    model_config = ConfigDict(extra="forbid")

    entry: str = Field(max_length=120)
    why: Why = Why.OTHER


class WantedIn(BaseModel):
    """What a person has told of themselves. Anything may be left out, and is then asked for in `asks_next`."""

    model_config = ConfigDict(extra="forbid")

    competences: list[CompetenceIn] = Field([], max_length=60)
    situation: Situation | None = None
    wants: Wish | Annotated[list[Wish], Field(max_length=10)] | None = None
    place: str | None = Field(None, max_length=100)
    way: Way | None = None
    hours: float | None = Field(None, ge=0, le=168, allow_inf_nan=False, description="a week")
    language: str | None = Field(None, pattern="^[a-z]{2}$", max_length=2)
    device: bool | None = Field(None, description="whether there is a computer to study with")
    evenings: bool | None = Field(None, description="whether only evenings and weekends will do")
    refused: list[RefusedIn] = Field([], max_length=50)

    def wanted(self) -> Wanted:
        wants = self.wants if isinstance(self.wants, str) else ", ".join(self.wants or [])
        return Wanted(
            competences=tuple(Competence(said.text, said.level) for said in self.competences if said.text.strip()),
            situation=self.situation or Situation.UNKNOWN,
            wants=wants,
            place=(self.place or "").strip() or None,
            way=self.way,
            hours=self.hours,
            language=self.language,
            device=self.device,
            evenings=self.evenings,
        )


class HandoverOut(BaseModel):
    advised: bool
    why: str | None


class PartsOut(BaseModel):
    """How the entry suits the person, each from 0 to 1. For people who check the order; a person is told reasons."""

    recognition: float
    growth: float
    wants: float
    fit: float
    step: float


class SuggestionOut(BaseModel):
    """An entry with why it fits, what may stand in the way, and which answer would change its place."""

    entry: EntryOut
    score: float
    parts: PartsOut
    reasons: list[str]
    hindrances: list[str]
    would_change: str

    @classmethod
    def of(cls, suggestion: Suggestion, today: date) -> "SuggestionOut":
        reasons = list(suggestion.reasons)
        return cls(
            entry=EntryOut.of(suggestion.entry, today).model_copy(update={"reasons": reasons}),
            score=suggestion.score,
            parts=PartsOut(**{name: round(share, 3) for name, share in asdict(suggestion.parts).items()}),
            reasons=reasons,
            hindrances=list(suggestion.hindrances),
            would_change=suggestion.would_change,
        )


class StepOut(BaseModel):
    """One step of the path, in words."""

    title: str
    why: str
    size: str
    time: str
    by_then: str
    helper: str
    entry: EntryOut

    @classmethod
    def of(cls, step: Step, today: date) -> "StepOut":
        words = {name: getattr(step, name) for name in ("title", "why", "size", "time", "by_then", "helper")}
        return cls(**words, entry=EntryOut.of(step.entry, today))


class QuestionOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    key: str
    text: str


class AdviceOut(BaseModel):
    """What a person is advised; when a person comes first, `handover` says so and why.

    `pathway_note` tells what the catalogue lacks for the path, `notes` what was odd or missing in the answers.
    """

    handover: HandoverOut
    items: list[SuggestionOut]
    pathway: list[StepOut]
    pathway_goal: str
    pathway_note: str | None
    asks_next: QuestionOut | None
    notes: list[str]

    @classmethod
    def of(cls, advice: Advice, today: date) -> "AdviceOut":
        return cls(
            handover=HandoverOut(advised=advice.handover.advised, why=advice.handover.why),
            items=[SuggestionOut.of(item, today) for item in advice.items],
            notes=list(advice.notes),
            asks_next=_question(advice.asks_next),
            **_path(advice.path, today),
        )


def _question(question: Question | None) -> QuestionOut | None:
    return QuestionOut.model_validate(question) if question else None


def _path(path: Path, today: date) -> dict:
    steps = [StepOut.of(step, today) for step in path.steps]
    return {"pathway": steps, "pathway_goal": path.goal, "pathway_note": path.note}
