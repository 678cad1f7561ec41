"""One question on, where nothing was asked: by what is in view, what is looked for, or what one has done."""

from api.assessment import service as assessment
from api.dialogue.service.hearing import trades_told
from api.dialogue.service.turn import Turn
from api.person import service as person
from api.platform.replies import Choice, Said, means, message
from api.suggestions import service as suggestions


async def move_on(turn: Turn, opening: str = "") -> Said:
    """The next question, after a word on what was said; the item again while one is open.

    It never asks for what was told, and a question that was open with buttons of its own stays open.
    """
    if turn.item_open:
        again = await assessment.again(await turn.assessments())
        return Said([message(opening), *again.replies] if opening else again.replies, again.open_question)
    wish = await suggestions.last_wish(turn.session, turn.conversation_id)
    trade = person.last_trade(turn.facts)
    if turn.wants_work or (trades_told(turn.before) and not turn.cards_in_view):
        way = turn.way_of("on_work")
    elif turn.cards_in_view:
        way = turn.way_of("on_cards")
    elif wish:
        way = turn.way_of("on_wish")
        go_on = Choice(suggestions.go_on(), means("find_unit", subject=wish))
        way = message(way.text.format(wish=wish), [go_on, *way.choices])
    elif trade:
        way = turn.way_of("on_trade")
        way = message(way.text.format(trade=trade), way.choices)
    else:
        way = turn.way_of("on_nothing")
    return Said([message(f"{opening} {way.text}".strip(), way.choices)], stays=True)
