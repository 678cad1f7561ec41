"""What is told or thrown back without a question: one is heard, what was wrong is owned, and the talk goes on."""

from api.dialogue.model.acts import Act
from api.dialogue.model.protest import asks_for_work
from api.dialogue.service.hearing import hear_out, is_work_talk, seek_work
from api.dialogue.service.moving_on import move_on
from api.dialogue.service.progress import last_said
from api.dialogue.service.speakers.courses import tell_details
from api.dialogue.service.turn import Turn
from api.handover.model import PersonOffered
from api.person import service as person
from api.platform.replies import Said, message
from api.suggestions import service as suggestions
from finnish.lists import words as word_list

HARD = word_list("hardships.txt")


async def hear_life(turn: Turn, _act: Act) -> Said:
    """Heard in one sentence, and one question on; what was asked to be told is taken for that."""
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    hard = not HARD.isdisjoint(turn.around.words.lemmas(turn.heard.text))
    opening = turn.way_of("listened_hard" if hard else "listened").text
    return await move_on(turn, f"{person.noted(turn.news.facts)} {opening}" if turn.news.facts else opening)


async def own_up(turn: Turn, act: Act) -> Said:
    """The mistake is owned, what was just shown by it is not shown again, and what is understood is said; then once
    more what it is about. The second time in a row a person is offered.
    """
    if turn.plan.several:
        return Said([turn.way_of("misheard_beside")], stays=True)
    if any("cards" in each.body for each in last_said(turn.before)):
        await suggestions.turn_down(turn.session, turn.suggestions, turn.conversation_id, "")
    if turn.row.answered_by == act.intent:
        return Said([turn.way_of("offer_person_after_misunderstanding")], PersonOffered())
    names_trade = is_work_talk(turn) and suggestions.names_trade(turn.suggestions, turn.heard.text)
    if names_trade or asks_for_work(turn.heard.text, turn.around.words):
        sought = await seek_work(turn, anew=True)
        return Said([turn.way_of("misheard_beside"), *sought.replies], sought.open_question, sought.stays)
    opening = turn.way_of("misheard").text
    known = person.in_short(turn.facts)
    return await move_on(turn, f"{opening} {known}" if known else opening)


async def _reject(turn: Turn, _act: Act) -> Said:
    """Turned down; but "ei tuo vaan se toinen" asks of the other one."""
    chosen = suggestions.chosen_instead(turn.heard.text)
    if chosen and await _was_shown(turn, chosen):
        return await tell_details(turn, chosen)
    return await turned_down(turn)


async def _was_shown(turn: Turn, text: str) -> bool:
    return await suggestions.shown_named(turn.session, turn.suggestions, turn.conversation_id, text) == 1


async def turned_down(turn: Turn) -> Said:
    """What was offered is not offered again; what would be better is asked, or shown beside another wish."""
    if is_work_talk(turn) and not any("cards" in each.body for each in last_said(turn.before)):
        sought = await seek_work(turn, anew=True)
        return Said([turn.way_of("rejected_work"), *sought.replies], sought.open_question, sought.stays)
    names = await suggestions.turn_down(turn.session, turn.suggestions, turn.conversation_id, turn.heard.text)
    way = turn.way_of("rejected_named" if names else "rejected")
    opening = way.text.format(names=", ".join(names))
    if turn.plan.several:
        return Said([message(opening)], stays=True)
    if turn.wants_work or not names:
        return await move_on(turn, opening)
    return suggestions.ask_what_instead(opening)


SPEAKERS = {"tell_life": hear_life, "not_heard": own_up, "reject": _reject}
