"""What the bot has understood of the person: told when asked, and forgotten when asked."""

from api.dialogue.model.acts import Act
from api.dialogue.service.hearing import hear_out
from api.dialogue.service.speakers.smalltalk import ask_which
from api.dialogue.service.turn import Turn
from api.person import service as person
from api.platform.replies import Said, message


async def _remember(turn: Turn, _act: Act) -> Said:
    """All of it; a question that was open stays open."""
    return Said([message(await person.remembered(turn.session, turn.conversation_id))], stays=True)


async def _forget(turn: Turn, act: Act) -> Said:
    """What the words name is taken away; of what they do not name nothing is."""
    said = await person.forget(turn.session, turn.around.words, turn.conversation_id, turn.words_of(act))
    return Said([message(said)], stays=True)


async def _noted(turn: Turn, act: Act) -> Said:
    """What was just told, said back in one sentence, and ways on; an answer to what was asked goes before it."""
    heard = await hear_out(turn)
    if heard is not None:
        return heard
    if turn.item_open or not turn.news:
        return await ask_which(turn, act)
    told = turn.way_of("noted")
    return Said([message(f"{person.noted(turn.news)} {told.text}", told.choices)], stays=True)


TOLD = "tell_age tell_place tell_situation tell_study tell_card tell_language tell_limit tell_mastered".split()
SPEAKERS = {"ask_memory": _remember, "forget_fact": _forget, **dict.fromkeys(TOLD, _noted)}
