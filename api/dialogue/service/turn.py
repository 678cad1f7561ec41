"""One turn of a talk: what was said, what there is around it, and what the features need to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.assessment.files import Library
from api.assessment.model.open_questions import ItemAsked
from api.conversations import service as conversations
from api.dialogue.model.acts import Act, Heard
from api.dialogue.model.manner import Manner
from api.dialogue.model.plan import Plan, asks
from api.dialogue.model.view import cards_in_view
from api.dialogue.tables import DialogueRow
from api.dialogue.wording import way_of
from api.guidance import files
from api.guidance import service as guidance
from api.guidance.model import Listener
from api.person import service as person
from api.platform.clock import HELSINKI
from api.platform.database import Database
from api.platform.replies import Asked, Said, TextMessage
from api.suggestions import service as suggestions
from catalogue.service import Catalogue
from catalogue.service.recommending import Adviser
from finnish.clauses import Clause, read
from finnish.danger import NO_DANGER, Danger, DangerReader, language_of
from finnish.words import Words

# So many cards stand beside another answer, or are shown to one who wants it short.
FEW = 2
NOTHING_PLANNED = Plan(())


@dataclass(frozen=True)
class Surroundings:
    """What the service has beside the talk itself."""

    library: Library
    catalogue: Catalogue
    adviser: Adviser
    database: Database
    words: Words
    danger: DangerReader
    seed: str
    now: datetime

    @property
    def assessment(self) -> assessment.AssessmentContext:
        today = self.now.astimezone(HELSINKI).date()
        return assessment.AssessmentContext(self.library, self.catalogue, self.database, self.words, today)

    @property
    def suggestions(self) -> suggestions.SuggestionContext:
        today = self.now.astimezone(HELSINKI).date()
        return suggestions.SuggestionContext(self.catalogue, self.adviser, self.database, self.words, today)

    @property
    def listener(self) -> Listener:
        return files.listener(self.words)


@dataclass
class Turn:
    """A message that is being answered. `before` holds the talk's messages up to it, the newest first."""

    session: AsyncSession
    around: Surroundings
    conversation_id: str
    heard: Heard
    asked: Asked | None
    row: DialogueRow
    before: Sequence[conversations.Shown]
    # The key of the fact card that a question in it is of.
    matter: str | None = None
    # The acts that are answered, and what was new in the message.
    plan: Plan = NOTHING_PLANNED
    news: person.News = field(default_factory=person.News)
    # Whether no limit was told before, and whether the person has told to be under 18.
    is_first_limit: bool = False
    is_minor: bool = False
    # What is understood of the person now.
    facts: Sequence[person.Fact] = ()
    danger: Danger = NO_DANGER
    in_distress: bool = False

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The message by its clauses. However it is taken, its text stays."""
        return read(self.heard.text, self.around.words)

    def words_of(self, act: Act) -> str:
        """What was said of this act: all of the message but the clauses of what else is answered in it."""
        others = [each for each in self.plan.now if each is not act]
        if self.heard.chosen or not others:
            return self.heard.words
        kept = (sign for at, sign in enumerate(self.heard.text) if not any(one.start <= at < one.end for one in others))
        return "".join(kept).strip() or self.heard.text[act.start : act.end]

    @property
    def suggestions(self) -> suggestions.SuggestionContext:
        """What suggesting needs; beside something else it shows fewer at once."""
        context = self.around.suggestions
        return replace(context, at_once=FEW) if self.plan.several or self.manner is Manner.SHORT else context

    @property
    def manner(self) -> Manner:
        """How the person wants to be answered."""
        return Manner(self.row.manner)

    @property
    def now(self) -> datetime:
        return self.around.now

    @property
    def wants_work(self) -> bool:
        """Whether the person has said to look for work and for no studies."""
        return person.wants_only_work(self.facts)

    @property
    def asks_surely(self) -> bool:
        """Whether a question is asked of which the bot is sure: it answers nothing that was asked."""
        return self.heard.surely_has("ask_") and any(map(asks, self.clauses))

    @property
    def item_open(self) -> bool:
        """Whether an item of a self-assessment waits for its answer."""
        return isinstance(self.asked, ItemAsked)

    @property
    def cards_in_view(self) -> bool:
        """Whether courses are what is talked of."""
        return cards_in_view(self.before)

    def say(self, saying: str) -> Said:
        """A saying of the bot's own; what was open stays open."""
        return Said([self.way_of(saying)], stays=True)

    @property
    def said_before(self) -> frozenset[str]:
        """What the bot has said to the person, as far back as is looked."""
        return frozenset(str(each.body["text"]) for each in self.before if each.author == "bot" and "text" in each.body)

    def way_of(self, saying: str) -> TextMessage:
        """The saying in the way whose turn it is."""
        times: Mapping[str, int] = self.row.said or {}
        way = way_of(saying, times.get(saying, 0), self.conversation_id, self.around.seed)
        self.row.said = {**times, saying: times.get(saying, 0) + 1}
        return way

    @property
    def language(self) -> str | None:
        """What one who is in danger is answered in; None for Finnish."""
        return language_of(self.heard.text, self.around.words)

    async def assessments(self) -> assessment.AssessmentSession:
        """The talk's self-assessments."""
        return await assessment.assessment_session_of(
            self.session, self.around.assessment, self.conversation_id, self.now
        )

    async def guidance(self) -> guidance.Turn:
        """The talk's fact cards."""
        return await guidance.turn_of(self.session, self.conversation_id, self.asked, self.item_open, self.now)
