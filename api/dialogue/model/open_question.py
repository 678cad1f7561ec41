"""The question that the next message answers: what the features may ask, together, with one reader and one writer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from api.assessment.model.open_questions import BeginningAsked, FieldAsked, HeardAsked, ItemAsked, TellingAsked
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.handover.model import PersonOffered
from api.person.model import StepAskedAfter, StepOffered
from api.platform.replies import Asked
from api.suggestions.model import WishAsked, WorkAsked


@dataclass(frozen=True)
class KeptAsked(Asked):
    """Whether to go on to what was said beside other things and had no room: its intent, and the person's words."""

    kind: ClassVar[str] = "kept"
    intent: str
    words: str


OpenQuestion = (
    ItemAsked
    | TellingAsked
    | FieldAsked
    | BeginningAsked
    | HeardAsked
    | WishAsked
    | WorkAsked
    | CardAsked
    | CardTold
    | HelpAsked
    | PersonOffered
    | KeptAsked
    | StepOffered
    | StepAskedAfter
)
KINDS: Mapping[str, type[Asked]] = {kind.kind: kind for kind in OpenQuestion.__args__}


def written(asked: Asked | None) -> dict[str, Any] | None:
    """The question as it is stored, and as it goes to the bot."""
    return None if asked is None else {"kind": asked.kind, **asdict(asked)}


def read(stored: Mapping[str, Any] | None) -> Asked | None:
    """The question as it was written. Raises KeyError for a kind that is not known."""
    if stored is None:
        return None
    told = dict(stored)
    return KINDS[told.pop("kind")](**told)
