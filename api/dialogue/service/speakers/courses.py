"""Looking for studies in the catalogue, and asking about what was shown."""

from collections.abc import Mapping
from dataclasses import replace

from api.assessment.model.open_questions import BeginningAsked
from api.dialogue.model.acts import Act
from api.dialogue.model.plan import PRICE
from api.dialogue.model.telling import says_not_to_know
from api.dialogue.service.hearing import (
    hear_answer,
    hear_out,
    is_of_work_itself,
    is_work_talk,
    recommend,
    seek_work,
    trades_told,
)
from api.dialogue.service.moving_on import move_on
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.platform.replies import Said, means, message
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
    text, kind = turn.words_of(act), KINDS.get(act.intent)
    if kind is None and await suggestions.tells_no_wish(turn.session, turn.suggestions, turn.conversation_id, text):
        return await recommend(turn, text, None)
    return await suggestions.find(turn.session, turn.suggestions, turn.conversation_id, text, kind, turn.now)


async def _refine(turn: Turn, act: Act) -> Said:
    """What was looked for before, narrowed or put right by this; a course that was shown is come back to by name."""
    words = turn.words_of(act)
    named = await suggestions.shown_named(turn.session, turn.suggestions, turn.conversation_id, words)
    if act.intent == "correct" and named == 1:
        return await tell_details(turn, words)
    return await suggestions.refine(turn.session, turn.suggestions, turn.conversation_id, turn.words_of(act), turn.now)


async def look(turn: Turn) -> Said | None:
    """What the catalogue has of a message that may be a search; None when it has nothing.

    What the catalogue has is not what the bot was trained on: a new trade sounds like a strange subject.
    """
    if not any(intent.startswith("find_") for intent in turn.heard.ranking[:NEAR]):
        return None
    said = await suggestions.look(turn.session, turn.suggestions, turn.conversation_id, turn.heard.words, turn.now)
    return said if said.replies else None


async def _more(turn: Turn, _act: Act) -> Said:
    if _asks_of_assessment(turn):
        return turn.say("about_assessment")
    kept_back = turn.heard.words if turn.heard.carried("kept_back") else ""
    if turn.facts and not (kept_back or await suggestions.last_wish(turn.session, turn.conversation_id)):
        return await recommend(turn, turn.heard.words, None)  # "onko jotain muuta", of what one has now
    return await suggestions.more(turn.session, turn.suggestions, turn.conversation_id, turn.now, kept_back)


async def _details(turn: Turn, act: Act) -> Said:
    if _asks_of_assessment(turn):
        return turn.say("about_assessment")
    if not turn.cards_in_view and not turn.plan.several:
        heard = await hear_answer(turn)
        if heard is not None:
            return heard
    return await tell_details(turn, turn.words_of(act))


def _asks_of_assessment(turn: Turn) -> bool:
    """Whether "maksaako tämä" or "paljonko näitä on" is asked of the self-assessment that goes on, not of a card."""
    begun = turn.item_open or isinstance(turn.asked, BeginningAsked)
    return begun and not turn.heard.chosen and not turn.cards_in_view


async def tell_details(turn: Turn, text: str) -> Said:
    """What the entries tell of the question; of the price of studying what is known of it, where no course is meant."""
    entry = turn.heard.carried("entry")
    said = await suggestions.details(
        turn.session,
        turn.suggestions,
        turn.conversation_id,
        text,
        entry,
        turn.now,
        of_work=is_of_work_itself(turn),
    )
    if said.replies:
        return said
    if suggestions.asks_price(turn.around.words, text):
        return await _price_in_general(turn, text)
    if is_work_talk(turn) or trades_told(turn.before):
        return suggestions.asked_of_work(turn.suggestions, text)
    return Said(stays=True) if turn.plan.several else suggestions.nothing_shown()


async def _price_in_general(turn: Turn, text: str) -> Said:
    around, listener = await turn.guidance(), turn.around.listener
    if turn.plan.several:
        return await guidance.meet_beside(around, listener, PRICE, text)
    return await guidance.meet(around, listener, [PRICE], None, text)


def asks_of_a_card(turn: Turn, places: int) -> bool:
    """Whether a message that was read otherwise may well ask about a card in view: what is talked of decides."""
    return turn.heard.may_mean("ask_details", places) and turn.cards_in_view


async def _refuse(turn: Turn, _act: Act) -> Said:
    why, entry = turn.heard.carried_as("why", Why), str(turn.heard.carried("entry"))
    return await suggestions.refuse(turn.session, turn.suggestions, turn.conversation_id, entry, why, turn.now)


async def _narrows(turn: Turn) -> bool:
    return await suggestions.narrows_last(turn.session, turn.suggestions, turn.conversation_id, turn.heard.words)


async def _recommend(turn: Turn, act: Act) -> Said:
    """Who knows not what they want, and has told nothing, is asked what would help; who only narrows what was looked
    for ("mitä voisin tehä 5 tuntia viikossa") is shown that.
    """
    if not (turn.heard.chosen or turn.facts) and says_not_to_know(turn.clauses):
        return await move_on(turn, turn.way_of("need_not_know").text)
    if not (turn.heard.chosen or turn.wants_work) and await _narrows(turn):
        return await find(turn, act)
    return await recommend(turn, turn.heard.words, turn.heard.carried_as("situation", Situation))


async def _opinion(turn: Turn, _act: Act) -> Said:
    """A machine has none: what the trade is like is shown by what can be studied in it."""
    names_a_thing = await suggestions.knows(turn.around.suggestions, turn.heard.words)
    if not (names_a_thing or suggestions.names_trade(turn.suggestions, turn.heard.words) or turn.cards_in_view):
        return await move_on(turn, turn.way_of("listened_hard").text)  # "onks täs mitään järkee"
    said = turn.way_of("ask_opinion")
    shows, *others = said.choices
    return Said(
        [message(said.text, [replace(shows, meaning=means("find_unit", subject=turn.heard.words)), *others])],
        stays=True,
    )


async def _work(turn: Turn, act: Act) -> Said:
    """Work itself; where a field or a trade is only wished for, what leads there, with a word on openings."""
    if turn.heard.chosen or is_of_work_itself(turn):
        return await seek_work(turn)
    found = await find(turn, act)
    if found.open_question is not None:
        return await seek_work(turn)
    hint = suggestions.where_work_is(turn.suggestions, turn.words_of(act), turn.said_before)
    return replace(found, replies=[*found.replies, hint] if hint else found.replies)


SPEAKERS = {
    "seek_work": _work,
    **dict.fromkeys(("find_unit", "exclude", *KINDS), find),
    **dict.fromkeys(("refine_search", "correct"), _refine),
    "ask_more": _more,
    "ask_opinion": _opinion,
    "ask_details": _details,
    "refuse_entry": _refuse,
    "ask_recommendation": _recommend,
}
