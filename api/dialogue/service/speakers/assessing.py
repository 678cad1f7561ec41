"""The self-assessment, whatever the person does with it."""

from collections.abc import Mapping
from typing import Any

from api.assessment import service as assessment
from api.assessment.model.prior import Judgement
from api.dialogue.model.acts import Act
from api.dialogue.service.hearing import hear_answer
from api.dialogue.service.speakers import listening
from api.dialogue.service.turn import Turn
from api.person.model import FactKind
from api.platform.replies import Said

LEVELS = {"level_not_yet": 0, "level_with_help": 1, "level_alone": 2, "level_can_teach": 3}
# What a plain yes or no, or a word of oneself as a whole, answers while an item is open.
LEVELS_WHILE_OPEN: Mapping[str, int] = {**LEVELS, "affirm": 2, "deny": 0, "myth_cannot_learn": 0}
START = ("instrument", "about", "entry", "anew", "choose", "question", "answer")


async def answer_item(turn: Turn, act: Act) -> Said:
    """The level of the open item, by a button or in own words."""
    level = turn.heard.carried("level")
    if level is None:
        level = LEVELS_WHILE_OPEN.get(act.intent)
    return await assessment.answer(await turn.assessments(), turn.heard.words, level, turn.heard.carried("item"))


async def _level(turn: Turn, act: Act) -> Said:
    heard = await hear_answer(turn)
    if heard is not None:
        return heard
    return await answer_item(turn, act) if turn.item_open else turn.say("level_without_item")


async def _start(turn: Turn, _act: Act) -> Said:
    carried: dict[str, Any] = {
        name: value for name in START if (value := turn.heard.carried(name)) not in (None, False, "")
    }
    return await assessment.start(await turn.assessments(), turn.heard.words, carried)


async def _skip(turn: Turn, _act: Act) -> Said:
    heard = await hear_answer(turn)
    return heard or await assessment.skip(await turn.assessments(), turn.heard.carried("item"))


async def _tell(turn: Turn, act: Act) -> Said:
    """What one has done; where no work and nothing that one can do is told, one is listened to."""
    heard = await hear_answer(turn)
    if heard is not None:
        return heard
    assessments = await turn.assessments()
    works = any(fact.kind is FactKind.WORK for fact in turn.news.facts)
    if not works and assessments.current is None and not assessments.context.heard(turn.heard.words):
        return await listening.hear_life(turn, act)
    return await assessment.listen(assessments, turn.heard.words)


async def _judge(turn: Turn, _act: Act) -> Said:
    judgement, level = turn.heard.told_as("judgement", Judgement), turn.heard.carried("level")
    return await assessment.judge(await turn.assessments(), str(turn.heard.carried("competence")), judgement, level)


async def _undo(turn: Turn, _act: Act) -> Said:
    return await assessment.undo(await turn.assessments())


async def _explain(turn: Turn, _act: Act) -> Said:
    return await assessment.explain(await turn.assessments())


async def _pause(turn: Turn, _act: Act) -> Said:
    return await assessment.pause(await turn.assessments())


async def _stop(turn: Turn, _act: Act) -> Said:
    return await assessment.stop(await turn.assessments())


async def _show(turn: Turn, _act: Act) -> Said:
    return await assessment.show(await turn.assessments())


SPEAKERS = {
    **dict.fromkeys(LEVELS, _level),
    "answer_item": answer_item,
    "start_assessment": _start,
    "choose_instrument": _start,
    "skip_item": _skip,
    "tell_experience": _tell,
    "judge_competence": _judge,
    "undo_answer": _undo,
    "explain_item": _explain,
    "pause_assessment": _pause,
    "stop_assessment": _stop,
    "ask_profile": _show,
}
