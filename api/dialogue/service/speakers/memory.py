"""What the bot has understood of the person: told when asked, and forgotten when asked."""

from api.assessment import service as assessment
from api.dialogue.model.acts import Act
from api.dialogue.model.telling import only_tells
from api.dialogue.service.hearing import hear_out, seek_work
from api.dialogue.service.moving_on import move_on
from api.dialogue.service.speakers import steps
from api.dialogue.service.speakers.smalltalk import ask_which
from api.dialogue.service.turn import Turn
from api.person import service as person
from api.person.model import Fact, FactKind
from api.platform.replies import Choice, Said, TextMessage, means, message
from api.suggestions import service as suggestions


async def _remember(turn: Turn, act: Act) -> Said:
    """What is asked after, or all of it with what was last looked at; a question that was open stays open."""
    if person.asks_of_step(turn.around.words, turn.words_of(act)):
        step = await person.agreed(turn.session, turn.conversation_id)
        return Said([message(person.step_recalled(step))], stays=True)
    told = await person.recalled(turn.session, turn.around.words, turn.conversation_id, turn.words_of(act))
    if told is not None:
        return Said([message(told)], stays=True)
    asked = await steps.ask_after(turn)
    lines = [await person.remembered(turn.session, turn.conversation_id)]
    wish = await suggestions.last_wish(turn.session, turn.conversation_id)
    if wish:
        lines.append(suggestions.looked_for(wish))
    ways = [Choice(person.show_all(), means("ask_memory"), role="understood")]
    ways += [Choice(suggestions.go_on(), means("find_unit", subject=wish))] if wish else []
    replies = [message("\n".join(lines), ways)]
    return Said([*replies, *asked.replies], asked.open_question) if asked else Said(replies, stays=True)


async def _go_on(turn: Turn, act: Act) -> Said:
    """The self-assessment that was put off; with none, the talk itself goes on from where it was."""
    assessments = await turn.assessments()
    if not (assessments.runs or turn.heard.chosen or turn.facts) and only_tells(turn.clauses):
        return await move_on(turn, turn.way_of("listened").text)  # "koulu jäi kesken" asks for nothing
    if assessments.runs or turn.heard.chosen:
        return await assessment.resume(assessments)
    return await _remember(turn, act)


async def _forget(turn: Turn, act: Act) -> Said:
    """What the words name is taken away, and what was looked for by it; of what they do not name nothing is."""
    text = turn.words_of(act)
    facts = await person.forget(turn.session, turn.around.words, turn.conversation_id, text)
    wishes = await suggestions.forget(turn.session, turn.around.words, turn.conversation_id, text)
    said = " ".join(each for each in (facts, wishes) if each)
    return Said([message(said or person.nothing_to_forget())], stays=True)


async def _forget_this(turn: Turn, _act: Act) -> Said:
    """The button beside what was kept."""
    said = await person.forget_these(turn.session, turn.conversation_id, turn.heard.carried("facts") or [])
    return Said([message(said)], stays=True)


async def _noted(turn: Turn, act: Act) -> Said:
    """What was just told, said back in one sentence, and ways on; an answer to what was asked goes before it."""
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    if turn.item_open or not turn.news.facts:
        return await ask_which(turn, act)
    wish = await suggestions.last_wish(turn.session, turn.conversation_id)
    told = turn.way_of("noted_beside_wish" if wish else "noted")
    noted = [fact for fact in turn.news.facts if fact.kind is not FactKind.LIMIT or not turn.is_first_limit]
    text = f"{person.noted(noted)} {told.text}" if noted else told.text
    if turn.wants_work:
        sought = await seek_work(turn)
        return Said([message(person.noted(noted)), *sought.replies] if noted else sought.replies, sought.open_question)
    on = [Choice(suggestions.go_on(), means("find_unit", subject=wish))] if wish else []
    return Said([message(text, [*on, *told.choices])], stays=True)


def in_passing(turn: Turn) -> list[TextMessage]:
    """What is told of what was heard, whatever else is answered: a first limit is kept, a contradiction holds."""
    said = []
    limits = [fact for fact in turn.news.facts if fact.kind is FactKind.LIMIT]
    is_kept = not any(act.intent == "forget_fact" for act in turn.plan.now)
    if limits and turn.is_first_limit and is_kept:
        said.append(message(person.limit_noted(limits), [_dont_remember(limits)]))
    lifted = person.limit_lifted(turn.news.lifted)
    if lifted:
        said.append(message(lifted))
    before = turn.news.contradicted
    if before is not None:
        said.append(message(person.contradiction(before, turn.news.facts)))
    return said


def _dont_remember(facts: list[Fact]) -> Choice:
    return Choice(person.dont_remember(), means("forget_this", facts=[fact.id for fact in facts]))


TOLD = "tell_age tell_place tell_situation tell_study tell_card tell_language tell_limit tell_mastered".split()
SPEAKERS = {
    "ask_memory": _remember,
    "forget_fact": _forget,
    "forget_this": _forget_this,
    "resume_assessment": _go_on,
    **dict.fromkeys(TOLD, _noted),
}
