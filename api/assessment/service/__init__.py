"""What can be done with self-assessments: one verb a function; none of them commits."""

from api.assessment.service.asking import again, answer, choose, explain, pause, resume, skip, start, stop, undo
from api.assessment.service.desk import Desk
from api.assessment.service.profiles import (
    ForRecommendation,
    Held,
    Kept,
    Link,
    Shared,
    erase,
    export,
    for_recommendation,
    own_profile,
    remember_situation,
    remembered,
    share,
    shared_profile,
    situations,
    take_back,
)
from api.assessment.service.standing import Standing, standing_of
from api.assessment.service.stateless import Asked, count_items, next_question, profile, unasked
from api.assessment.service.telling import confirm, judge, listen, show

__all__ = [
    "Asked",
    "Desk",
    "ForRecommendation",
    "Held",
    "Kept",
    "Link",
    "Shared",
    "Standing",
    "again",
    "answer",
    "choose",
    "confirm",
    "count_items",
    "erase",
    "explain",
    "export",
    "for_recommendation",
    "judge",
    "listen",
    "next_question",
    "own_profile",
    "pause",
    "profile",
    "remember_situation",
    "remembered",
    "resume",
    "share",
    "shared_profile",
    "show",
    "situations",
    "skip",
    "standing_of",
    "start",
    "stop",
    "take_back",
    "unasked",
    "undo",
]
