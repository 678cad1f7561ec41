"""What goes over the wire of self-assessments."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.assessment.model.instruments import Instrument, Question, Rung
from api.assessment.model.profile import Profile
from api.assessment.model.scales import Scales
from api.assessment.service import Asked, Link
from api.assessment.wording import shown, strengths_of, summary_of, tell, unknown_of
from api.platform.clock import iso
from api.platform.fields import Storable

MOST_ANSWERS = 500


Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
# A level may be any number here: what is wrong with it is told by name.
Level = Annotated[int, Field(strict=True, ge=-(2**31), le=2**31)]


class RungOut(BaseModel):
    level: int
    label: str
    hint: str

    @classmethod
    def of(cls, rung: Rung) -> "RungOut":
        return cls(level=rung.level, label=rung.label, hint=rung.hint)


class InstrumentOut(BaseModel):
    """An instrument, and how many items it has; a field check has as many as the catalogue makes."""

    key: str
    name: str
    for_whom: str
    intro: str
    minutes: int
    kind: str
    items: int
    at_most: int
    scale: list[RungOut]

    @classmethod
    def of(cls, instrument: Instrument, items: int) -> "InstrumentOut":
        return cls(
            key=instrument.key,
            name=instrument.name,
            for_whom=instrument.for_whom,
            intro=instrument.intro,
            minutes=instrument.minutes,
            kind=instrument.kind,
            items=items,
            at_most=instrument.stop.at_most,
            scale=[RungOut.of(rung) for rung in instrument.scale],
        )


class AnswerIn(BaseModel):
    """An answer: a level 0–3, or null for "I do not know" and "I will not say"."""

    model_config = ConfigDict(extra="forbid")

    item: Name
    level: Level | None


class AnswersIn(BaseModel):
    """Answers in their order: of two to one item the last counts.

    `told` are keys of competences that the person has told of; `about` is what a field check is about, in words or as
    an entry's id.
    """

    model_config = ConfigDict(extra="forbid")

    answers: list[AnswerIn] = Field(max_length=MOST_ANSWERS)
    told: list[Name] = Field([], max_length=100)
    about: Storable | None = Field(None, min_length=1, max_length=200)

    @property
    def pairs(self) -> list[tuple[str, int | None]]:
        return [(answer.item, answer.level) for answer in self.answers]


class ItemOut(BaseModel):
    id: str
    text: str
    example: str
    explain: str
    easy: str
    competence: str

    @classmethod
    def of(cls, question: Question) -> "ItemOut":
        return cls(
            id=question.key,
            text=question.text,
            example=question.example,
            explain=question.explain,
            easy=question.easy,
            competence=question.competence,
        )


class ProgressOut(BaseModel):
    answered: int
    at_most: int
    share: float


class NextOut(BaseModel):
    """The item to ask, or null when more would change little."""

    item: ItemOut | None
    progress: ProgressOut

    @classmethod
    def of(cls, asked: Asked) -> "NextOut":
        progress = asked.progress
        return cls(
            item=ItemOut.of(asked.question) if asked.question else None,
            progress=ProgressOut(answered=progress.answered, at_most=progress.at_most, share=progress.share),
        )


class EvidenceOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    text: str
    source: str


class CompetenceOut(BaseModel):
    """`level` null: told of, and how well was not asked. `address`: the same skill in ESCO, where known."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    address: str | None
    level: int | None
    level_text: str
    certainty: float
    certainty_text: str
    evidence: list[EvidenceOut]


class ProfileOut(BaseModel):
    """Strengths first. `text` makes sense alone; `unknown` tells what little is known of."""

    text: str
    strengths: list[str]
    competences: list[CompetenceOut]
    unknown: list[str]
    note: str
    svg: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, profile: Profile, scales: Scales, unasked: list[str], note: str, **more: Any) -> "ProfileOut":
        return cls(
            text=summary_of(profile),
            strengths=strengths_of(profile),
            competences=[CompetenceOut.model_validate(shown(known, scales)) for known in profile.known],
            unknown=unknown_of(profile, unasked),
            note=note,
            **more,
        )


class ShareIn(BaseModel):
    """For how many days a coach may read the profile, and whether answers on readiness are in it."""

    model_config = ConfigDict(extra="forbid")

    days: int = Field(7, ge=1, le=30)
    readiness: bool = False


class ShareOut(BaseModel):
    code: str
    link: str
    until: str

    @classmethod
    def of(cls, link: Link) -> "ShareOut":
        return cls(code=link.code, link=f"/api/shared-profiles/{link.code}?format=pdf", until=iso(link.until))


def note_on_shared(readiness: bool) -> str:
    """What a reader of a shared profile must know of it."""
    return f"{tell('note_shared')} {tell('note_readiness')}" if readiness else tell("note_shared")


Form = Literal["json", "svg", "pdf"]
