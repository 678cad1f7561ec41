"""How to answer: shorter or easier from now on, beginning with what was said last; and what has to wait."""

from api.dialogue import wording
from api.dialogue.model.acts import Act
from api.dialogue.model.manner import Manner
from api.dialogue.model.open_question import KeptAsked
from api.dialogue.service.progress import last_said
from api.dialogue.service.turn import Turn
from api.platform.replies import Choice, ChoicesMessage, Said, TextMessage, means, message

MANNERS = {"ask_shorter": Manner.SHORT, "ask_easier": Manner.EASY}
TEXTS = (TextMessage.kind, ChoicesMessage.kind)


async def _from_now_on(turn: Turn, act: Act) -> Said:
    """The last answer again as it is wanted, and so every later one; a question that was open stays open."""
    turn.row.manner = MANNERS[act.intent].value
    last = [each for each in reversed(last_said(turn.before)) if each.kind in TEXTS]
    again = [message(str(each.body["text"]), each.choices, easy=each.body.get("easy")) for each in last]
    return Said([turn.way_of(act.intent), *again], stays=True)


def keep_for_later(turn: Turn) -> list[Said]:
    """What had no room in this reply is named, and whether to go on to it is asked."""
    named = [(act, label) for act in turn.plan.later if (label := wording.meaning(act.intent))]
    if not named:
        return []
    words = {act: turn.heard.text[act.start : act.end] for act, _ in named}
    choices = [Choice(label, means(act.intent, subject=words[act])) for act, label in named]
    first, _ = named[0]
    asked = turn.way_of("kept").text.format(labels=", ".join(f'"{label}"' for _, label in named))
    return [Said([message(asked, choices)], KeptAsked(first.intent, words[first]))]


SPEAKERS = dict.fromkeys(MANNERS, _from_now_on)
