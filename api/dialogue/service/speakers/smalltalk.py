"""Talk that depends on what was said before: yes and no, another language, and what was not understood."""

from dataclasses import replace

from api.assessment import service as assessment
from api.assessment.model.open_questions import HeardAsked
from api.dialogue import wording
from api.dialogue.model.acts import Act
from api.dialogue.model.telling import only_tells, says_not_to_know
from api.dialogue.service.hearing import hear_answer, hear_out
from api.dialogue.service.moving_on import move_on
from api.dialogue.service.speakers import steps
from api.dialogue.service.speakers.assessing import answer_item
from api.dialogue.service.speakers.courses import asks_of_a_card, find, look, tell_details
from api.dialogue.service.speakers.listening import turned_down
from api.dialogue.service.speakers.people import ask_person
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import HelpAsked, Helped
from api.handover.model import PersonOffered, Reason
from api.person.model import StepAskedAfter, StepOffered, Went
from api.platform.replies import Choice, Said, means, message
from finnish.language import meant

MOST_MEANINGS = 2
# What is less sure than this is not even offered as a guess.
LIKELY = 0.3
# Intents that say nothing of what a person wants: no use in asking whether they were meant.
NOT_ASKED = ("nlu_fallback", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope", "frustrated")


async def ask_which(turn: Turn, act: Act) -> Said:
    """One question with the two likeliest meanings; the second time in a row a person is offered."""
    if asks_of_a_card(turn, places=4):
        return await tell_details(turn, turn.heard.words)
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    if turn.item_open:
        again = await assessment.again(await turn.assessments())
        return Said([turn.way_of("unsure_of_answer"), *again.replies], again.open_question)
    found = await _named_or_found(turn)
    if found is not None:
        return replace(found, stays=found.open_question is None)
    if turn.row.answered_by == act.intent:
        return Said([turn.way_of("offer_person_after_misunderstanding")], PersonOffered())
    says = any(word.is_verb for clause in turn.clauses for word in clause.words)
    if says and only_tells(turn.clauses) and turn.heard.confidence > LIKELY:
        return await move_on(turn, turn.way_of("listened").text)  # what asks and wishes nothing is heard
    meanings = _likeliest(turn)
    if not meanings or turn.heard.confidence < LIKELY:
        return await move_on(turn, turn.way_of("unsure").text)
    if all(intent.startswith("find_") for intent, _ in meanings):
        return await find(turn, act)
    asked = turn.way_of("ask_which")
    buttons = [Choice(label, means(intent, subject=turn.heard.words)) for intent, label in meanings]
    neither = Choice(wording.neither(), means("nlu_fallback"))
    return Said([message(asked.text, [*buttons, neither], easy=asked.easy)], stays=True)


def _likeliest(turn: Turn) -> list[tuple[str, str]]:
    """The two likeliest meanings that have a name in the person's terms."""
    named = [(intent, wording.meaning(intent)) for intent in turn.heard.ranking if intent not in NOT_ASKED]
    return [(intent, label) for intent, label in named if label][:MOST_MEANINGS]


async def _affirm(turn: Turn, act: Act) -> Said:
    """Yes, to whatever was asked."""
    if turn.item_open:
        return await answer_item(turn, act)
    if isinstance(turn.asked, HelpAsked):
        return await guidance.helped(await turn.guidance(), turn.asked.card, Helped.YES)
    if isinstance(turn.asked, HeardAsked):
        return await assessment.confirm(await turn.assessments())
    if isinstance(turn.asked, PersonOffered):
        await ask_person(turn, Reason.MISUNDERSTOOD)
        return Said()
    if isinstance(turn.asked, StepOffered):
        return await steps.agree(turn)
    if isinstance(turn.asked, StepAskedAfter):
        return await steps.went(turn, Went.DONE)
    return await move_on(turn, turn.way_of("affirm").text)


async def _deny(turn: Turn, act: Act) -> Said:
    """No, to whatever was asked."""
    if turn.item_open:
        return await answer_item(turn, act)
    if isinstance(turn.asked, HelpAsked):
        return await guidance.helped(await turn.guidance(), turn.asked.card, Helped.NO)
    if isinstance(turn.asked, StepOffered):
        return steps.decline(turn)
    if isinstance(turn.asked, StepAskedAfter):
        return await steps.went(turn, Went.NOT_YET)
    heard = await hear_answer(turn)
    if heard is not None:
        return heard
    return await turned_down(turn) if turn.cards_in_view else await move_on(turn, turn.way_of("deny").text)


async def _anger(turn: Turn, act: Act) -> Said:
    """Calm, and a person offered; one who swears beside a wish is answered the wish."""
    said = await look(turn)
    if said is not None:
        return said
    again = turn.row.answered_by == act.intent
    return Said([turn.way_of("frustrated_again" if again else "frustrated")], PersonOffered())


async def _repeat(turn: Turn, _act: Act) -> Said:
    """Says it another way: explains the open item, or puts the last card in other words."""
    if turn.item_open:
        return await assessment.explain(await turn.assessments())
    said = await guidance.say_again(await turn.guidance(), turn.around.listener)
    return said if said.replies else turn.say("repeat")


async def _out_of_scope(turn: Turn, _act: Act) -> Said:
    """What the bot can do, and the nearest right place; but a question about a card in view is answered."""
    if asks_of_a_card(turn, places=4):
        return await tell_details(turn, turn.heard.words)
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    found = await _named_or_found(turn)
    return replace(found, stays=found.open_question is None) if found else turn.say("out_of_scope")


async def _named_or_found(turn: Turn) -> Said | None:
    """What a card tells of what is asked by its name, else what the catalogue has."""
    named = await guidance.meet(await turn.guidance(), turn.around.listener, (), None, turn.heard.words)
    return named if named.replies else await look(turn)


async def _language(turn: Turn, _act: Act) -> Said:
    """The short text in the language that the message is in or asks for; in several when none is told."""
    language = turn.heard.carried("language") or meant(turn.heard.text, turn.around.words)
    saying = f"language_{language}"
    return turn.say(saying if wording.has(saying) else "language_any")


async def _restart(turn: Turn, _act: Act) -> Said:
    return Said([turn.way_of("restart")])


async def _greet(turn: Turn, _act: Act) -> Said:
    """Who comes back is asked how it went with what was agreed; who tells of themselves at once is heard."""
    if turn.plan.several:
        return turn.say("greet_beside")
    return await steps.ask_after(turn) or turn.say("greet")


async def _goodbye(turn: Turn, _act: Act) -> Said:
    return turn.say("goodbye")


async def _thank(turn: Turn, _act: Act) -> Said:
    return turn.say("thank")


async def _help(turn: Turn, _act: Act) -> Said:
    """What can be done here; one who knows not what to want is asked one easy thing instead of being told a list."""
    if not turn.heard.chosen and (says_not_to_know(turn.clauses) or turn.news.facts):
        return await move_on(turn, turn.way_of("need_not_know" if not turn.news.facts else "listened").text)
    return turn.say("help")


async def _bot(turn: Turn, _act: Act) -> Said:
    return turn.say("bot")


async def _papers(turn: Turn, _act: Act) -> Said:
    """What an employer is sent, and who looks at it together with the person."""
    return turn.say("ask_cv")


SPEAKERS = {
    "nlu_fallback": ask_which,
    "affirm": _affirm,
    "deny": _deny,
    "frustrated": _anger,
    "ask_repeat": _repeat,
    "out_of_scope": _out_of_scope,
    "change_language": _language,
    "restart": _restart,
    "greet": _greet,
    "goodbye": _goodbye,
    "thank": _thank,
    "ask_help": _help,
    "ask_bot": _bot,
    "ask_cv": _papers,
}
