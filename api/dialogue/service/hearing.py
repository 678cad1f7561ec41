"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from api.assessment import service as assessment
from api.assessment.model.open_questions import BeginningAsked, FieldAsked, TellingAsked
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.platform.replies import Said
from api.suggestions import service as suggestions
from api.suggestions.model import WishAsked


async def hear_out(turn: Turn) -> Said | None:
    """What the bot asked to be told, or an answer; None when it asked nothing, or something else was said."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, (TellingAsked, FieldAsked)):
        return await assessment.listen(await turn.assessments(), turn.heard.text)
    if isinstance(turn.asked, WishAsked):
        return await suggestions.recommend(
            turn.session, turn.around.suggestions, turn.conversation_id, turn.heard.text, None, turn.now
        )
    return await hear_answer(turn)


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
