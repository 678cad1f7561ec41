"""Recommending: what suits a person, why, what may stand in the way, and the path to the work they want."""

from catalogue.recommend.advice import recommend
from catalogue.recommend.bounds import FREE, Bounds, Cause, Forbidden, Practised, Removal
from catalogue.recommend.competences import Competences, read_competences
from catalogue.recommend.effects import Change, Effect, Effects, Never, Trial, jobseekers
from catalogue.recommend.entry_faces import Shelf
from catalogue.recommend.model import (
    Advice,
    Handover,
    Parts,
    Path,
    Question,
    Refusal,
    Situation,
    Step,
    Suggestion,
    Wanted,
    Why,
    shares_fault,
)

__all__ = [
    "FREE",
    "Advice",
    "Bounds",
    "Cause",
    "Change",
    "Competences",
    "Effect",
    "Effects",
    "Forbidden",
    "Handover",
    "Never",
    "Parts",
    "Path",
    "Practised",
    "Question",
    "Refusal",
    "Removal",
    "Shelf",
    "Situation",
    "Step",
    "Suggestion",
    "Trial",
    "Wanted",
    "Why",
    "jobseekers",
    "read_competences",
    "recommend",
    "shares_fault",
]
