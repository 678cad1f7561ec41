"""Calling a person into the talk, and what is told of it."""

from dataclasses import replace

from api.assessment import service as assessment
from api.dialogue.model.acts import Act
from api.dialogue.service.speakers.courses import look
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.handover import service as handover
from api.handover.model import Reason, Slip
from api.person import service as person
from api.platform.replies import Choice, Said, means, message
from api.platform.texts import say
from finnish.danger import Degree


async def ask_person(turn: Turn, reason: Reason) -> Said:
    """Put the talk into the queue; the service's own notice tells what happens next."""
    await handover.ask(turn.session, turn.conversation_id, reason, Slip(), {}, turn.now)
    return Said(stays=True)


async def _person(turn: Turn, _act: Act) -> Said:
    return await ask_person(turn, turn.heard.carried_as("reason", Reason) or Reason.REQUEST)


async def _callback(turn: Turn, _act: Act) -> Said:
    return turn.say("callback")


async def _hours(turn: Turn, _act: Act) -> Said:
    """When coaches answer, as their teams have it; a question that was open stays open."""
    hours = await handover.opening_hours(turn.session, turn.conversation_id, turn.now)
    ways = [Choice(say("hours_person"), means("request_human")), Choice(say("hours_go_on"), means("ask_help"))]
    return Said([message(say("hours_bot", hours=hours), ways)], stays=True)


async def _danger(turn: Turn, _act: Act) -> Said:
    """By degree. Danger itself was met when the message came, with the numbers and a person called."""
    degree = Degree(turn.heard.carried("degree") or turn.danger.degree)
    if degree is Degree.ASK and not turn.in_distress:
        return await guidance.ask_about(await turn.guidance(), turn.heard.text, turn.language)
    if degree is Degree.FRIEND:
        return await guidance.help_friend(await turn.guidance(), turn.danger, turn.language)
    if degree is Degree.CALM:
        said = await guidance.hear_calm(await turn.guidance(), turn.language)
        again = await assessment.again(await turn.assessments()) if turn.item_open and not turn.in_distress else None
        return Said([*said.replies, *again.replies], again.open_question) if again else said
    return Said(stays=True) if degree is Degree.ACT else await guidance.listen(await turn.guidance())


async def _nothing_to_cancel(turn: Turn, _act: Act) -> Said:
    return turn.say("nothing_to_cancel")


async def _privacy(turn: Turn, _act: Act) -> Said:
    return turn.say("privacy")


async def _delete(turn: Turn, _act: Act) -> Said:
    return turn.say("delete")


async def _employer(turn: Turn, _act: Act) -> Said:
    """What the city and the school offer to one who seeks people, and a person; no courses."""
    return turn.say("employer")


async def _for_another(turn: Turn, _act: Act) -> Said:
    """What is there for another, told of them; and what they can do themselves."""
    whom = await person.ask_for(turn.session, turn.around.words, turn.conversation_id, None, turn.heard.text, turn.now)
    way = turn.way_of("for_client" if whom == person.CLIENT else "for_another")
    told = message(way.text.format(whom=whom or say("somebody")), way.choices)
    found = await look(turn)
    return replace(found, replies=[told, *found.replies]) if found else Said([told], stays=True)


SPEAKERS = {
    "employer": _employer,
    "for_another": _for_another,
    "request_human": _person,
    "request_callback": _callback,
    "ask_opening_hours": _hours,
    "distress": _danger,
    "cancel_request": _nothing_to_cancel,
    "ask_privacy": _privacy,
    "delete_data": _delete,
}
