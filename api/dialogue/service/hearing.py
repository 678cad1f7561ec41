"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from api.assessment import service as assessment
from api.assessment.model.open_questions import BeginningAsked, FieldAsked, TellingAsked
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.person import service as person
from api.person.model import FactKind
from api.platform.replies import Said
from api.suggestions import service as suggestions
from api.suggestions.model import WishAsked
from catalogue.recommend import Situation

# The question of the recommender that a fact answers.
TELLS = {FactKind.WORK: "competences", FactKind.SITUATION: "situation", FactKind.PLACE: "place"}


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
        turn.session, turn.around.suggestions, turn.conversation_id, text, situation, turn.now, told
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
