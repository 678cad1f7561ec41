"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from collections.abc import Sequence

from api.assessment import service as assessment
from api.assessment.model.open_questions import BeginningAsked, FieldAsked, ItemAsked, TellingAsked
from api.conversations import service as conversations
from api.dialogue.model.acts import Act
from api.dialogue.model.manner import Manner
from api.dialogue.model.plan import asks
from api.dialogue.model.telling import read_as, writes_as_learner
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.handover.model import PersonOffered
from api.person import service as person
from api.person.model import FactKind
from api.platform.replies import CourseCards, Meaning, Pathway, Said
from api.suggestions import service as suggestions
from api.suggestions.model import WishAsked, WorkAsked
from catalogue.recommend import Situation
from finnish.language import FOREIGN, guess

# What is asked so that any words answer it.
FOR_WORDS = (ItemAsked, TellingAsked, FieldAsked, WishAsked, WorkAsked)
# What asks of one's work: what one tells of it is the answer.
FOR_WORK = (TellingAsked, BeginningAsked)
# After these a town or a number that is all that is said may be the person's own.
FOR_FACTS = (CardAsked, CardTold, HelpAsked, PersonOffered)
SEEK_WORK = "seek_work"
# From so many words a message shows that its writer has gone on in Finnish.
SHORT = 3
# The question of the recommender that a fact answers.
TELLS = {FactKind.WORK: "competences", FactKind.SITUATION: "situation", FactKind.PLACE: "place"}


async def hear(turn: Turn, said: Sequence[tuple[int | None, str]]) -> None:
    """What the messages tell of the person, and the language that they write, where it is not Finnish."""
    limited = any(fact.kind is FactKind.LIMIT for fact in await person.facts(turn.session, turn.conversation_id))
    turn.is_first_limit = not limited
    alone = turn.asked is None or isinstance(turn.asked, FOR_FACTS)
    named = turn.suggestions.things_named
    for seq, text in said:
        news = await person.hear(
            turn.session,
            turn.around.words,
            turn.conversation_id,
            seq,
            text,
            turn.now,
            named,
            alone=alone,
            read_as=read_as(turn.heard, text),
        )
        turn.news = turn.news.and_then(news)
        await assessment.hear_situation(turn.session, turn.conversation_id, text, turn.around.words)
    reads_hard = any(fact.value == person.reading_is_hard() for fact in turn.news.facts)
    if turn.manner is Manner.AS_IT_IS and (reads_hard or writes_as_learner(turn.clauses)):
        turn.row.manner = Manner.EASY.value
    written = guess(turn.heard.text, turn.around.words).language
    if written in FOREIGN:
        await conversations.write_in(turn.session, turn.conversation_id, written.value)
    elif len(turn.heard.text.split()) > SHORT:
        await conversations.write_in(turn.session, turn.conversation_id, None)


def _tells(act: Act) -> bool:
    return act.intent.startswith("tell_")


def is_work_talk(turn: Turn) -> bool:
    """Whether the talk is about work, and not about studying."""
    return turn.wants_work or turn.row.answered_by == SEEK_WORK


def is_of_work_itself(turn: Turn) -> bool:
    """Whether openings and hours are sought, and not only a field to be in one day."""
    return is_work_talk(turn) or person.seeks_work(turn.around.words, turn.heard.text)


async def hear_out(turn: Turn) -> Said | None:
    """What the bot asked to be told, or an answer; None when it asked nothing, or something else was said."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, (TellingAsked, FieldAsked)):
        return await assessment.listen(await turn.assessments(), turn.heard.text)
    only_asks = all(map(asks, turn.clauses))
    if isinstance(turn.asked, WishAsked) and (only_asks or (turn.news.facts and all(map(_tells, turn.heard.acts)))):
        return None
    if isinstance(turn.asked, WishAsked):
        return await recommend(turn, turn.heard.text, None)
    if isinstance(turn.asked, WorkAsked):
        return await seek_work(turn)
    return await hear_answer(turn)


async def seek_work(turn: Turn, *, what_to_say: bool = False, anew: bool = False) -> Said:
    """Work itself, and no studies; `what_to_say`: how to ask an employer, `anew`: what was told is turned down."""
    return await suggestions.work(
        turn.session,
        turn.suggestions,
        turn.conversation_id,
        turn.heard.words,
        turn.said_before,
        trades_told(turn.before),
        what_to_say=what_to_say or bool(turn.heard.carried("what_to_say")),
        anew=anew,
    )


def trades_told(before: Sequence[conversations.Shown]) -> list[str]:
    """The trades that were named to who looks for work, the newest first. `before`: the newest message first."""
    carried = (choice.meaning for each in before for choice in each.choices if isinstance(choice.meaning, Meaning))
    told = (each.entities for each in carried if each.intent == SEEK_WORK and each.entities.get("what_to_say"))
    names = (name for entities in told for name in str(entities.get("subject") or "").split(suggestions.TOLD))
    return list(dict.fromkeys(filter(None, names)))


async def recommend(turn: Turn, text: str, situation: Situation | None) -> Said:
    """What suits the person; what they have told already is not asked again. Who wants no studies is shown work."""
    if turn.wants_work and situation is None:
        return await seek_work(turn)
    known = {fact.kind for fact in await person.facts(turn.session, turn.conversation_id)}
    told = {question for kind, question in TELLS.items() if kind in known}
    said = await suggestions.recommend(
        turn.session,
        turn.suggestions,
        turn.conversation_id,
        text,
        situation,
        turn.now,
        told,
        turn.said_before,
        names_wish=isinstance(turn.asked, WishAsked),
        with_path=not any(each.kind == Pathway.kind for each in turn.before),
    )
    shows = any(isinstance(reply, CourseCards) for reply in said.replies)
    # Nothing to study is near what they have done: other work may be.
    return await seek_work(turn) if not shows and FactKind.WORK in known and said.open_question is None else said


async def hear_answer(turn: Turn) -> Said | None:
    """An answer in own words to a question that has buttons; None when none is open, or the words fit none of them."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, BeginningAsked) and turn.asks_surely:
        return None
    if isinstance(turn.asked, BeginningAsked):
        said = await assessment.choose(await turn.assessments(), turn.asked.question, turn.heard.text)
    elif isinstance(turn.asked, (CardAsked, CardTold, HelpAsked)):
        said = await guidance.hear(await turn.guidance(), turn.around.listener, turn.heard.text)
    else:
        return None
    return said if said.replies else None
