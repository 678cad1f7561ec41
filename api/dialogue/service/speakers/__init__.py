"""What is said to each act: one speaker for each intent, a file a topic."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from api.conversations import service as conversations
from api.dialogue.model.acts import Act
from api.dialogue.service.speakers import (
    assessing,
    courses,
    listening,
    manner,
    memory,
    people,
    smalltalk,
    steps,
    worries,
)
from api.dialogue.service.speakers.manner import keep_for_later
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.platform.replies import NumberShown, Said, message

__all__ = ["COMES_BACK", "SPEAKERS", "keep_for_later", "speak"]

Speaker = Callable[[Turn, Act], Awaitable[Said]]

SPEAKERS: Mapping[str, Speaker] = {
    **assessing.SPEAKERS, **courses.SPEAKERS, **people.SPEAKERS, **memory.SPEAKERS, **worries.SPEAKERS,
    **smalltalk.SPEAKERS, **manner.SPEAKERS, **steps.SPEAKERS, **listening.SPEAKERS,
}  # fmt: skip

# What one under 18 is told instead: the school comes first, and of benefits only whom to ask.
UNDER_18 = {
    **dict.fromkeys(
        ("find_unit", "find_hybrid", "find_employer_path", "find_badge", "ask_recommendation", "ask_next_step",
         "info_matching", "tell_age", "myth_too_old", "out_of_scope"), "under_18"),
    **dict.fromkeys(("find_apprenticeship", "info_apprenticeship"), "under_18_apprenticeship"),
    "myth_benefits": "under_18_benefits",
}  # fmt: skip

# After an answer to these an item that is open is asked again.
COMES_BACK = frozenset(
    {
        *(intent for intent in worries.SPEAKERS if intent.startswith(("myth_", "info_"))),
        "ask_more", "ask_details", "ask_named", "thank", "ask_help", "ask_bot", "out_of_scope", "ask_privacy",
        "ask_opening_hours",
    }
)  # fmt: skip


def last_crisis_words(before: Sequence[conversations.Shown]) -> Said | None:
    """What was last said of danger, word for word; None when nothing was. `before`: the newest first."""
    body = next((each.body for each in before if each.body.get("crisis")), None)
    if body is None:
        return None
    numbers = [NumberShown(**each) for each in body.get("numbers") or ()]
    return Said([message(body["text"], easy=body.get("easy"), numbers=numbers, crisis=body["crisis"])], stays=True)


# Acts that a talk in distress listens to: an answer of its own to them would pass the person by.
LISTENED_TO = frozenset(
    """
    nlu_fallback out_of_scope frustrated tell_life not_heard reject affirm deny greet thank complaint tell_experience
    tell_age tell_place tell_situation tell_study tell_card tell_language tell_limit tell_mastered tell_job_found
    work_ability_unknown
    """.split()
)


async def speak(turn: Turn, act: Act) -> Said:
    """What is said to this act; one that nobody knows is asked about, and in distress listened to."""
    if turn.in_distress and not turn.heard.chosen:
        if act.intent == "ask_repeat":
            return last_crisis_words(turn.before) or await guidance.listen(await turn.guidance())
        if act.intent in LISTENED_TO or act.intent not in SPEAKERS:
            return await guidance.listen(await turn.guidance())
    if turn.is_minor and act.intent in UNDER_18 and not turn.item_open:
        return turn.say(UNDER_18[act.intent])
    return await SPEAKERS.get(act.intent, smalltalk.ask_which)(turn, act)
