"""What people believe about studying, what they ask of it, and matters that a person is needed for."""

from collections.abc import Sequence
from typing import Any

from api.dialogue.model.acts import Act
from api.dialogue.model.plan import asks
from api.dialogue.model.protest import protests
from api.dialogue.service.hearing import hear_answer
from api.dialogue.service.speakers.courses import asks_of_a_card, tell_details
from api.dialogue.service.speakers.listening import own_up
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import Helped
from api.person import service as person
from api.person.model import FactKind
from api.platform.replies import Said

WORRIES = """
myth_classroom myth_whole_degree myth_takes_years myth_cost myth_benefits myth_too_old myth_past_failure
myth_learning_difficulty myth_entrance myth_language myth_digital myth_no_papers myth_work_and_study myth_employed
myth_gatekeeper myth_foreign myth_health myth_family myth_small_is_useless myth_cannot_learn
""".split()
QUESTIONS = """
info_unit info_apprenticeship info_hybrid info_recognition info_learning_from_work info_rehabilitative_work info_badges
info_personal_coach info_matching info_next_steps
""".split()
MATTERS = "work_ability_unknown money_worry complaint ask_work_rights".split()


# The age from which benefits have more ways to study, and the options of the card for the employed.
GROWN_UP = 25
OPTIONS_OF_SITUATION = {"employed": "palkkatyo", "unemployed": "tyoton", "long_unemployed": "tyoton"}


async def _meet(turn: Turn, act: Act) -> Said:
    """The card of what was said: of both worries when a message holds two, in short beside anything else."""
    worries = [each for each in turn.plan.now if each.intent in SPEAKERS]
    around = await turn.guidance()
    if turn.plan.several and around.was_just_told(act.intent) and not _is_asked(turn, act):
        return Said(stays=True)
    if turn.plan.several and len(worries) < len(turn.plan.now):
        return await guidance.meet_beside(await turn.guidance(), turn.around.listener, act.intent, turn.heard.words)
    if act is not worries[0]:
        return Said(stays=True)  # it was met beside the first one
    if asks_of_a_card(turn, places=2):
        return await tell_details(turn, turn.heard.words)
    heard = await hear_answer(turn)
    if heard is not None:
        return heard
    if not turn.heard.chosen and around.was_just_told(act.intent) and protests(turn.heard.text, turn.around.words):
        return await own_up(turn, act)
    intents = [each.intent for each in worries]
    option = turn.heard.carried("option")
    known = _known(await person.facts(turn.session, turn.conversation_id))
    return await guidance.meet(await turn.guidance(), turn.around.listener, intents, option, turn.heard.words, known)


def _is_asked(turn: Turn, act: Act) -> bool:
    return any(asks(clause) and act.start < clause.end and clause.start < act.end for clause in turn.clauses)


def _known(facts: Sequence[person.Fact]) -> dict[str, str]:
    """The cards' own questions that the person has answered already, by card."""
    told: dict[FactKind, Any] = {fact.kind: fact.value for fact in facts}
    known = {}
    if FactKind.AGE in told:
        known["myth_benefits"] = "alle-25" if told[FactKind.AGE] < GROWN_UP else "yli-25"
    if told.get(FactKind.SITUATION) in OPTIONS_OF_SITUATION:
        known["myth_employed"] = OPTIONS_OF_SITUATION[told[FactKind.SITUATION]]
    return known


async def _helped(turn: Turn, _act: Act) -> Said:
    """The answer to "Auttoiko tämä?" by a button."""
    answer = turn.heard.told_as("answer", Helped)
    return await guidance.helped(await turn.guidance(), str(turn.heard.carried("card")), answer)


async def _named(turn: Turn, _act: Act) -> Said:
    """The card of the matter that is asked of; by a button the whole of one that was told in short."""
    around, listener = await turn.guidance(), turn.around.listener
    card = str(turn.heard.carried("card") if turn.heard.chosen else turn.matter)
    if turn.plan.several:
        return await guidance.meet_beside(around, listener, card, "")
    return await guidance.meet(around, listener, [card], None, "")


SPEAKERS = {
    **dict.fromkeys((*WORRIES, *QUESTIONS, *MATTERS), _meet),
    "hear_whether_it_helped": _helped,
    "ask_named": _named,
}
