"""The kinds of messages. Each has a text that makes sense alone, and typed fields beside it."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from api.platform.replies.choices import Choice
from api.platform.replies.courses import Card, PathStep
from api.platform.replies.part import Part


class Message(Part):
    """One message, of the bot, a coach or the system. `name`: the coach who sends it. `ways`: the same in other words,
    for one who has read the text already (`said_anew`); they go nowhere themselves.
    """

    kind: ClassVar[str]

    text: str
    choices: tuple[Choice, ...] = ()
    name: str | None = None
    ways: tuple[str, ...] = ()


class SourceShown(Part):
    """What an answer stands on: who decides the matter, what tells of it, and when that was last looked at."""

    decides: str
    sources: tuple[str, ...]
    reviewed_on: str


class NumberShown(Part):
    """A number to call, kept in view."""

    name: str
    number: str


class TextMessage(Message):
    """A text, perhaps the same in easy Finnish. `about` names the entries that it answers of, `crisis` the danger that
    it meets: beside violence the page offers to be left at once.
    """

    kind = "text"

    easy: str | None = None
    source: SourceShown | None = None
    numbers: tuple[NumberShown, ...] | None = None
    about: tuple[str, ...] | None = None
    crisis: str | None = None


class ChoicesMessage(TextMessage):
    """A text that offers something."""

    kind = "choices"


def message(
    text: str,
    choices: Sequence[Choice] = (),
    *,
    easy: str | None = None,
    source: SourceShown | None = None,
    numbers: Sequence[NumberShown] | None = None,
    about: Sequence[str] | None = None,
    crisis: str | None = None,
    ways: Sequence[str] = (),
) -> TextMessage:
    """A text, with what it offers if anything."""
    made = ChoicesMessage if choices else TextMessage
    beside = {"easy": easy, "source": source, "numbers": numbers, "about": about, "crisis": crisis}
    return made(text=text, choices=choices, ways=ways, **beside)


def said_anew(said: Message, before: Collection[str]) -> Message:
    """The message in the first of its ways that was not said before; in its own words when all were."""
    text = next((each for each in (said.text, *said.ways) if each not in before), said.text)
    return said.model_copy(update={"text": text, "ways": ()}) if said.ways else said


class ItemShown(Part):
    """The item of a self-assessment, apart from what is said around it."""

    id: str
    text: str
    example: str


class ItemProgress(Part):
    """How many items are answered, and how many there are at most."""

    answered: int
    at_most: int


class AssessmentItem(Message):
    """An item of a self-assessment, with its levels and the ways past it."""

    kind = "assessment_item"

    easy: str
    instrument: str
    item: ItemShown
    progress: ItemProgress
    progress_text: str


class EvidenceShown(Part):
    """On what a competence stands: told, answered, or in own words."""

    text: str
    source: str


class CompetenceShown(Part):
    """A competence. `level` None: told of, and how well was not asked. `address`: the same skill in ESCO."""

    id: str
    name: str
    address: str | None
    level: int | None
    level_text: str
    certainty: float
    certainty_text: str
    evidence: tuple[EvidenceShown, ...]
    choices: tuple[Choice, ...] = ()


class ProfileShown(Message):
    """What one can: strengths first, then on what each competence stands and of what little is known."""

    kind = "profile"

    easy: str
    strengths: tuple[str, ...]
    competences: tuple[CompetenceShown, ...]
    unknown: tuple[str, ...]
    note: str


class CourseCards(Message):
    """The first cards of what was found; `total` is how many were."""

    kind = "course_cards"

    total: int
    cards: tuple[Card, ...]


class Pathway(Message):
    """Steps towards a goal (empty: none was told). `note` tells what the catalogue lacks for them."""

    kind = "pathway"

    goal: str
    steps: tuple[PathStep, ...]
    note: str | None


class Notice(Message):
    """What has happened to the talk; `state` is the state that it is in since then."""

    kind = "notice"

    state: str | None = None


class WaitShown(Part):
    """How long one waits for a person: the place in the queue, minutes if they can be told, and when it opens."""

    place: int
    minutes: int | None
    open: bool
    opens_at: str | None


class WaitNotice(Notice, WaitShown):
    """The talk waits for a person, and for how long."""


class RatingRequest(Message):
    """How the talk with a coach went is asked, in stars."""

    kind = "rating_request"
