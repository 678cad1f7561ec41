"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from collections.abc import Sequence
from dataclasses import replace

from api.assessment import service as assessment
from api.assessment.model.open_questions import BeginningAsked, FieldAsked, ItemAsked, TellingAsked
from api.conversations import service as conversations
from api.dialogue.model.acts import Act, Heard
from api.dialogue.model.plan import WORRY, unheard_question, unheard_wishes
from api.dialogue.model.telling import corrects, is_hollow, only_tells, tells_of_work
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.handover.model import PersonOffered
from api.person import service as person
from api.person.model import FactKind
from api.platform.replies import Said
from api.suggestions import service as suggestions
from api.suggestions.model import WishAsked
from catalogue.recommend import Situation
from finnish.clauses import read
from finnish.language import FOREIGN, guess

# What is asked so that any words answer it.
FOR_WORDS = (ItemAsked, TellingAsked, FieldAsked, WishAsked)
# What asks of one's work: what one tells of it is the answer.
FOR_WORK = (TellingAsked, BeginningAsked)
# After these a town or a number that is all that is said may be the person's own.
FOR_FACTS = (CardAsked, CardTold, HelpAsked, PersonOffered)
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
            turn.session, turn.around.words, turn.conversation_id, seq, text, turn.now, named, alone=alone
        )
        turn.news = turn.news.and_then(news)
        await assessment.hear_situation(turn.session, turn.conversation_id, text, turn.around.words)
    written = guess(turn.heard.text, turn.around.words).language
    if written in FOREIGN:
        await conversations.write_in(turn.session, turn.conversation_id, written.value)
    elif len(turn.heard.text.split()) > SHORT:
        await conversations.write_in(turn.session, turn.conversation_id, None)


async def with_wishes(turn: Turn) -> Heard:
    """The message with the wishes in it that sounded like nothing known, when the catalogue has what they name.

    What can be studied changes daily, and is not what the bot was trained on.
    """
    heard = turn.heard
    if heard.chosen or isinstance(turn.asked, FOR_WORDS) or any(act.intent == "distress" for act in heard.acts):
        return heard
    clauses = read(heard.text, turn.around.words)
    wishes = [Act("find_unit", 1.0, each.start, each.end) for each in unheard_wishes(heard, clauses)]
    asked = unheard_question(heard, clauses)
    if asked is not None and asked.intent.startswith(WORRY):  # "vieläkö kannattaa opetella trukki" is a wish, too
        wishes.append(replace(asked, intent="find_unit"))
    known = [act for act in wishes if await suggestions.knows(turn.around.suggestions, heard.text[act.start : act.end])]
    return replace(heard, acts=[*heard.acts, *known, *([asked] if asked else [])])


def as_told(turn: Turn) -> Heard:
    """The message, taken for what is told in it where the bot read no more than a greeting or a yes, or where it was
    asked to be told of one's work.
    """
    heard = turn.heard
    if heard.chosen or any(act.intent == "distress" for act in heard.acts):
        return heard
    clauses = read(heard.text, turn.around.words)
    if isinstance(turn.asked, FOR_WORK) and tells_of_work(heard, clauses):
        return heard.meaning("tell_experience")
    if isinstance(turn.asked, FOR_WORDS) or not is_hollow(heard):
        return heard
    if turn.news.facts and only_tells(clauses):
        unwanted = any(fact.kind is FactKind.EXCLUSION for fact in turn.news.facts)
        return heard.meaning("exclude" if unwanted else "tell_situation")
    return heard.meaning("correct") if corrects(clauses) else heard


async def hear_out(turn: Turn) -> Said | None:
    """What the bot asked to be told, or an answer; None when it asked nothing, or something else was said."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, (TellingAsked, FieldAsked)):
        return await assessment.listen(await turn.assessments(), turn.heard.text)
    if isinstance(turn.asked, WishAsked):
        return await recommend(turn, turn.heard.text, None)
    return await hear_answer(turn)


async def recommend(turn: Turn, text: str, situation: Situation | None) -> Said:
    """What suits the person; what they have told already is not asked again."""
    known = {fact.kind for fact in await person.facts(turn.session, turn.conversation_id)}
    told = {question for kind, question in TELLS.items() if kind in known}
    return await suggestions.recommend(
        turn.session, turn.suggestions, turn.conversation_id, text, situation, turn.now, told, turn.said_before
    )


async def hear_answer(turn: Turn) -> Said | None:
    """An answer in own words to a question that has buttons; None when none is open, or the words fit none of them."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, BeginningAsked):
        said = await assessment.choose(await turn.assessments(), turn.asked.question, turn.heard.text)
    elif isinstance(turn.asked, (CardAsked, CardTold, HelpAsked)):
        said = await guidance.hear(await turn.guidance(), turn.around.listener, turn.heard.text)
    else:
        return None
    return said if said.replies else None
