"""What a person does with a message: a wish, a worry, a question, an answer. A message may do several at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from api.platform.problem import Problem
from api.platform.replies import Meaning
from finnish.danger import SURE_OF_TOPIC, Degree

DISTRESS = "distress"
# What is answered in the same turn as danger, when another clause says it.
BESIDE_DANGER = ("find_", "ask_", "info_", "request_")
# What is answered beside an answer to what was asked.
BESIDE_ANSWER = (
    "find_", "ask_details", "ask_next_step", "ask_recommendation", "seek_work", "request_", "not_heard", "reject",
)  # fmt: skip
TOPICS = (
    "find_", "info_", "myth_", "ask_", "level_", "money_worry", "start_", "refine_", "frustrated", "seek_work",
    "not_heard", "reject", "exclude", "correct", "request_",
)  # fmt: skip
One = TypeVar("One", bound=StrEnum)


class BadButton(Problem):
    """A button carries what means nothing."""

    status, kind = 422, "invalid-request"


@dataclass(frozen=True)
class Act:
    """One thing that is meant, by the names of TOPICS, and where in the text it is said (code points)."""

    intent: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Answer:
    """An answer to the open question as the bot read it (docs/topics.md): a level, an option's key or an age."""

    kind: str
    value: int | str | None
    confidence: float


@dataclass(frozen=True)
class Heard:
    """A message as it was read. `ranking` is what the whole may mean, likeliest first; `answers`: its first act is the
    answer to what was asked.
    """

    text: str
    acts: Sequence[Act]
    ranking: Sequence[str] = ()
    chosen: Meaning | None = None
    answer: Answer | None = None
    answers: bool = False

    def carried(self, name: str) -> Any:
        """What the button carries under this name; None when it carries nothing, or none was pressed."""
        return self.chosen.entities.get(name) if self.chosen else None

    def carried_as(self, name: str, kind: type[One]) -> One | None:
        """The same as one of these; None when the button does not carry it. Raises BadButton."""
        return self.told_as(name, kind) if self.carried(name) else None

    def told_as(self, name: str, kind: type[One]) -> One:
        """The same of a button that must carry it. Raises BadButton."""
        try:
            return kind(self.carried(name))
        except ValueError:
            raise BadButton from None

    @property
    def words(self) -> str:
        """The person's own words; for a button the words that it carries, if any."""
        return str(self.carried("subject") or "") if self.chosen else self.text

    def may_mean(self, intent: str, places: int) -> bool:
        """Whether a message that was read otherwise may well mean this too: it is so high in the ranking."""
        return intent in self.ranking[:places]

    @property
    def confidence(self) -> float:
        """How sure the surest reading is."""
        return max((act.confidence for act in self.acts), default=0.0)

    def meaning(self, intent: str) -> "Heard":
        """The same message, taken for this one act; distress in it stays heard."""
        danger = [act for act in self.acts if act.intent == DISTRESS]
        return replace(self, acts=[*danger, Act(intent, 1.0, 0, len(self.text))])

    def answering(self, intent: str) -> "Heard":
        """The same message as an answer to what was asked; what is wished for or asked in clauses of its own stays."""
        answered = self.meaning(intent)
        kept = [
            act for act in self.acts if act.intent.startswith(BESIDE_ANSWER) and act.end - act.start < len(self.text)
        ]
        return replace(answered, acts=[*answered.acts, *kept], answers=True)

    def without(self, *intents: str) -> "Heard":
        """The same message without acts whose intents begin so."""
        acts = [act for act in self.acts if not act.intent.startswith(intents)]
        return replace(self, acts=acts, ranking=[each for each in self.ranking if not each.startswith(intents)])

    def has(self, *intents: str) -> bool:
        """Whether an act's intent begins like one of these."""
        return any(act.intent.startswith(intents) for act in self.acts)

    def also(self, intent: str) -> "Heard":
        """The same message, in which this is meant too."""
        return self if self.has(intent) else replace(self, acts=[*self.acts, Act(intent, 1.0, 0, len(self.text))])

    @property
    def is_sure(self) -> bool:
        """Whether the bot is sure of a topic: then despair that a model alone hears in the words is not asked about."""
        return self.surely_has(*TOPICS)

    def surely_has(self, *intents: str) -> bool:
        """Whether an act of which the bot is sure begins like one of these."""
        return any(act.confidence >= SURE_OF_TOPIC and act.intent.startswith(intents) for act in self.acts)

    def with_danger(self, degree: Degree, speaks_of_danger: Callable[[str], bool]) -> "Heard":
        """The message with what the service itself read of danger in it. Beside it only a wish or a question of another
        clause stands; an answer to what was asked is none."""
        others = [act for act in self.acts if act.intent != DISTRESS]
        ranking = [intent for intent in self.ranking if intent != DISTRESS]
        if degree is Degree.NONE:
            return replace(self, acts=others, ranking=ranking)
        beside = [act for act in others if act.intent.startswith(BESIDE_DANGER)]
        parts = [act for act in beside if 0 < act.end - act.start < len(self.text)]
        kept = [act for act in parts if not speaks_of_danger(self.text[act.start : act.end])]
        return replace(self, acts=[Act(DISTRESS, 1.0, 0, 0), *kept], ranking=ranking, answer=None)

    def pressing(self, chosen: Meaning) -> "Heard":
        """The same message, taken for a press of this button."""
        return Heard(self.text, [Act(chosen.intent, 1.0, 0, len(self.text))], self.ranking, chosen)
