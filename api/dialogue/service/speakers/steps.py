"""The next step: offered, agreed or left, and asked after when the person comes back."""

from api.dialogue.model.acts import Act
from api.dialogue.service.hearing import is_of_work_itself, seek_work
from api.dialogue.service.moving_on import move_on
from api.dialogue.service.turn import Turn
from api.handover import service as handover
from api.person import service as person
from api.person.model import Step, StepAskedAfter, StepOffered, Went
from api.platform.replies import Said, message
from api.platform.texts import say
from api.suggestions import service as suggestions


async def offer(turn: Turn, act: Act) -> Said:
    """What to do first towards the course that is talked of, or the work; a person, when neither has come up."""
    if is_of_work_itself(turn):
        return await seek_work(turn, what_to_say=True)
    said = await suggestions.next_step(turn.session, turn.suggestions, turn.conversation_id, turn.words_of(act))
    return said or await _a_person(turn)


async def _a_person(turn: Turn) -> Said:
    way = turn.way_of("next_step")
    hours = await handover.opening_hours(turn.session, turn.conversation_id, turn.now)
    step = Step(say("step_coach"), say("step_ask_coach"), hours, say("step_here"), None, say("step_to_coach"))
    return await person.offer_step(turn.session, turn.conversation_id, step, way.text, way.choices)


async def agree(turn: Turn) -> Said:
    """The step that was offered is kept; with none offered one is."""
    if not isinstance(turn.asked, StepOffered):
        return await move_on(turn, turn.way_of("affirm").text)
    note = await person.agree(turn.session, turn.conversation_id, turn.asked.step, turn.now)
    return Said([message(note, turn.way_of("step_agreed").choices)])


async def _agree(turn: Turn, _act: Act) -> Said:
    return await agree(turn)


async def _decline(turn: Turn, _act: Act) -> Said:
    return decline(turn)


def decline(turn: Turn) -> Said:
    """Not now is a good end: nothing is kept of it."""
    return Said([turn.way_of("step_not_now")])


async def ask_after(turn: Turn) -> Said | None:
    """How it went with what was agreed; None when nothing was, or it has been asked."""
    step = await person.to_ask_after(turn.session, turn.conversation_id, turn.now)
    if step is None:
        return None
    way = turn.way_of("step_asked_after")
    return Said([message(f"{person.step_remembered(step)}\n{way.text}", way.choices)], StepAskedAfter())


async def went(turn: Turn, how: Went) -> Said:
    """What is taken is let go; what is not yet taken stays, and is not asked again."""
    if how is Went.DONE:
        await person.let_go(turn.session, turn.conversation_id)
    return Said([turn.way_of(f"step_{how}")])


async def _went(turn: Turn, _act: Act) -> Said:
    return await went(turn, turn.heard.told_as("answer", Went))


SPEAKERS = {"ask_next_step": offer, "agree_step": _agree, "decline_step": _decline, "hear_how_it_went": _went}
