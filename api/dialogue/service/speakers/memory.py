"""What the bot has understood of the person: told when asked, and forgotten when asked."""

from api.dialogue.model.acts import Act
from api.dialogue.service.turn import Turn
from api.person import service as person
from api.platform.replies import Said, message


async def _remember(turn: Turn, _act: Act) -> Said:
    """All of it; a question that was open stays open."""
    return Said([message(await person.remembered(turn.session, turn.conversation_id))], stays=True)


async def _forget(turn: Turn, act: Act) -> Said:
    """One thing is taken away: what the words name, else what was told last."""
    said = await person.forget(turn.session, turn.around.words, turn.conversation_id, turn.words_of(act))
    return Said([message(said)], stays=True)


SPEAKERS = {"ask_memory": _remember, "forget_fact": _forget}
