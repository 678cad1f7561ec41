"""What an answer in own words means: the bot reads the words, what was asked gives them their sense."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.assessment.model.open_questions import BeginningAsked, FieldAsked, HeardAsked, ItemAsked, TellingAsked
from api.dialogue.model.acts import Answer
from api.dialogue.model.open_question import KeptAsked
from api.guidance.model import CardAsked, HelpAsked
from api.handover.model import PersonOffered
from api.person.model import StepAskedAfter, StepOffered
from api.platform.replies import Asked, Meaning, means
from api.suggestions.model import WishAsked, WorkAsked

# By which part of its button an option of a question is told from the others.
KEYS = ("answer", "option")
LEVELS = ("level_not_yet", "level_with_help", "level_alone", "level_can_teach")
OF_ITEM = {
    "unknown": "skip_item",
    "explain": "explain_item",
    "undo": "undo_answer",
    "pause": "pause_assessment",
    "stop": "stop_assessment",
    "yes": "affirm",
    "no": "deny",
}
YES_NO = {"yes": "affirm", "no": "deny"}
# Options of who does not know or will not say.
UNTOLD = ("unknown", "skip")


@dataclass(frozen=True)
class Offered:
    """A button of the last reply: what is read on it, and what it means."""

    label: str
    means: Meaning

    @property
    def key(self) -> str:
        """By what it is told from the others of its question."""
        return next((str(self.means.entities[name]) for name in KEYS if name in self.means.entities), self.label)


def expected(asked: Asked | None, offered: Sequence[Offered]) -> dict[str, Any] | None:
    """What the bot is told that it may be answered; None when nothing is asked."""
    match asked:
        case ItemAsked():
            return {"kind": "level"}
        case TellingAsked() | FieldAsked() | WishAsked() | WorkAsked():
            return {"kind": "words"}
        case HeardAsked() | PersonOffered() | KeptAsked() | StepOffered() | StepAskedAfter():
            return {"kind": "yes_no"}
        case BeginningAsked(question=about) | CardAsked(card=about) | HelpAsked(card=about):
            about = "helped" if isinstance(asked, HelpAsked) else about
            options = [{"key": each.key, "label": each.label} for each in offered if _belongs(each)]
            return {"kind": "choice", "about": about, "options": options}
    return None


def intent_of(answer: Answer, asked: Asked | None) -> str | None:
    """The act that the answer is; None when it is none, or a button says it better."""
    if isinstance(asked, ItemAsked):
        return LEVELS[answer.value] if isinstance(answer.value, int) else OF_ITEM.get(answer.kind)
    if isinstance(asked, (HeardAsked, PersonOffered, HelpAsked, KeptAsked, StepOffered, StepAskedAfter)):
        return YES_NO.get(answer.kind)
    return "start_assessment" if isinstance(asked, (WishAsked, WorkAsked)) and answer.kind == "unknown" else None


def pressed_by(answer: Answer, asked: Asked | None, offered: Sequence[Offered]) -> Meaning | None:
    """The button that the answer means, if it means one."""
    if isinstance(asked, KeptAsked) and answer.kind == "yes":
        return means(asked.intent, subject=asked.words)
    if not isinstance(asked, (BeginningAsked, CardAsked, HelpAsked)):
        return None
    belonging = [each for each in offered if _belongs(each)]
    keys = UNTOLD if answer.kind == "unknown" else (str(answer.value),) if answer.kind == "option" else ()
    meant = next((each.means for each in belonging if each.key in keys), None)
    if meant is None and answer.kind == "unknown" and isinstance(asked, BeginningAsked) and belonging:
        return belonging[0].means  # the one that most often fits stands first
    return meant


def _belongs(offered: Offered) -> bool:
    """Whether the button answers the question, and does not lead elsewhere."""
    return any(name in offered.means.entities for name in KEYS)
