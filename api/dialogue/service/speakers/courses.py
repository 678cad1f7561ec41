"""Looking for studies in the catalogue, and asking about what was shown."""

from collections.abc import Mapping

from api.dialogue.model.acts import Act
from api.dialogue.service.hearing import hear_answer, hear_out, recommend
from api.dialogue.service.turn import Turn
from api.platform.replies import Said
from api.suggestions import service as suggestions
from catalogue.model import EntryKind
from catalogue.recommend import Situation, Why

KINDS: Mapping[str, EntryKind] = {
    "find_hybrid": EntryKind.HYBRID_COURSE,
    "find_apprenticeship": EntryKind.APPRENTICESHIP,
    "find_employer_path": EntryKind.EMPLOYER_PATH,
    "find_badge": EntryKind.BADGE,
}
# So far down the ranking a meaning is still a likely one.
NEAR = 4


async def find(turn: Turn, act: Act) -> Said:
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    return await suggestions.find(
        turn.session, turn.around.suggestions, turn.conversation_id, turn.words_of(act), KINDS.get(act.intent), turn.now
    )


async def _refine(turn: Turn, act: Act) -> Said:
    """What was looked for before, narrowed or put right by this."""
    return await suggestions.refine(
        turn.session, turn.around.suggestions, turn.conversation_id, turn.words_of(act), turn.now
    )


async def look(turn: Turn) -> Said | None:
    """What the catalogue has of a message that may be a search; None when it has nothing.

    What the catalogue has is not what the bot was trained on: a new trade sounds like a strange subject.
    """
    if not any(intent.startswith("find_") for intent in turn.heard.ranking[:NEAR]):
        return None
    said = await suggestions.look(
        turn.session, turn.around.suggestions, turn.conversation_id, turn.heard.words, turn.now
    )
    return said if said.replies else None


async def _more(turn: Turn, _act: Act) -> Said:
    if _asks_of_assessment(turn):
        return turn.say("about_assessment")
    return await suggestions.more(turn.session, turn.around.suggestions, turn.conversation_id, turn.now)


async def _details(turn: Turn, _act: Act) -> Said:
    if _asks_of_assessment(turn):
        return turn.say("about_assessment")
    if not turn.cards_in_view:
        heard = await hear_answer(turn)
        if heard is not None:
            return heard
    return await tell_details(turn)


def _asks_of_assessment(turn: Turn) -> bool:
    """Whether "maksaako tämä" or "paljonko näitä on" is asked of the self-assessment that goes on, not of a card."""
    return turn.item_open and not turn.heard.chosen and not turn.cards_in_view


async def tell_details(turn: Turn) -> Said:
    """What the entries tell of the question."""
    return await suggestions.details(
        turn.session, turn.around.suggestions, turn.conversation_id, turn.heard.words, turn.heard.carried("entry")
    )


def asks_of_a_card(turn: Turn, places: int) -> bool:
    """Whether a message that was read otherwise may well ask about a card in view: what is talked of decides."""
    return turn.heard.may_mean("ask_details", places) and turn.cards_in_view


async def _refuse(turn: Turn, _act: Act) -> Said:
    why, entry = turn.heard.carried_as("why", Why), str(turn.heard.carried("entry"))
    return await suggestions.refuse(turn.session, turn.around.suggestions, turn.conversation_id, entry, why, turn.now)


async def _recommend(turn: Turn, _act: Act) -> Said:
    return await recommend(turn, turn.heard.words, turn.heard.carried_as("situation", Situation))


async def _next_step(turn: Turn, act: Act) -> Said:
    """What to do first; a person, when no course has come up."""
    said = await suggestions.next_step(turn.session, turn.around.suggestions, turn.conversation_id, turn.words_of(act))
    return said or turn.say("next_step")


SPEAKERS = {
    **dict.fromkeys(("find_unit", "exclude", *KINDS), find),
    **dict.fromkeys(("refine_search", "correct"), _refine),
    "ask_more": _more,
    "ask_next_step": _next_step,
    "ask_details": _details,
    "refuse_entry": _refuse,
    "ask_recommendation": _recommend,
}
