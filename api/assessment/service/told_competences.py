"""What a person tells freely, what they say of what was heard, and what they see of it."""

from api.assessment.model.errors import BadLevel
from api.assessment.model.graded_response import LEVELS
from api.assessment.model.instruments import InstrumentKind
from api.assessment.model.open_questions import HeardAsked
from api.assessment.model.prior import Judgement
from api.assessment.model.profile import Known
from api.assessment.model.states import FOR_TELLING, State
from api.assessment.service.assessment_session import AssessmentSession
from api.assessment.service.item_flow import again, go_on, profile_reply, take_field
from api.assessment.wording import correction_message, heard_message, tell
from api.platform.replies import Choice, Message, Said, means, message


async def listen(assessments: AssessmentSession, text: str) -> Said:
    """Find competences in a telling, keep the words as evidence, and ask whether they were heard right."""
    run = assessments.current
    if run is not None and run.state == State.FIELD:
        return await take_field(assessments, run, text)
    heard = assessments.context.heard(text)
    new = [
        each for each in heard if each.competence not in assessments.notes or _was_removed(assessments, each.competence)
    ]
    for each in new:
        row = assessments.note(each.competence)
        row.words, row.judgement, row.level = each.words, None, None
    await assessments.session.flush()
    replies = [_heard(assessments, [each.competence for each in new])] if new else []
    if run is not None and run.state in FOR_TELLING:
        return await _after_telling(assessments, replies, bool(heard))
    if run is not None:
        return assessments.ends([*replies, *(await again(assessments)).replies])
    if not heard:
        return assessments.ends(
            [message(tell("heard_nothing"), easy=tell("heard_nothing_easy"), choices=_ways_on(assessments))]
        )
    then = message(tell("heard_ways") if new else tell("heard_already"), choices=_ways_on(assessments))
    return Said(replies=[*replies, then], open_question=HeardAsked() if new else None)


async def confirm(assessments: AssessmentSession) -> Said:
    """All that was heard and not yet judged was heard right."""
    unjudged = [key for key, row in assessments.notes.items() if row.judgement is None]
    for key in unjudged:
        assessments.note(key).judgement = Judgement.RIGHT
    await assessments.session.flush()
    known = {each.competence: each.name for each in assessments.record.profile().known}
    names = ", ".join(known[key] for key in unjudged if key in known)
    said = tell("judged_right", name=names) if names else tell("heard_already")
    return assessments.ends([message(f"{said} {tell('judged_right_then')}", choices=_ways_on(assessments))])


async def _after_telling(assessments: AssessmentSession, replies: list[Message], heard: bool) -> Said:
    """On to the items about what was told. Who was not understood is asked once more, and then the items come."""
    run = assessments.current
    assert run is not None
    if heard or run.state == State.TELLING_MORE:
        before = replies or [message(tell("heard_already" if heard else "heard_nothing_then"))]
        return await go_on(assessments, run, *before)
    run.state = State.TELLING_MORE
    skip = [Choice(tell("skip_telling"), means("skip_item"))]
    return assessments.ends([message(tell("heard_nothing"), choices=skip, easy=tell("heard_nothing_easy"))])


def _heard(assessments: AssessmentSession, competences: list[str]) -> Message:
    known = {each.competence: each for each in assessments.record.profile().known}
    return heard_message([known[key] for key in competences], assessments.context.library.scales)


def _was_removed(assessments: AssessmentSession, competence: str) -> bool:
    """Who tells anew of what they removed means it."""
    return assessments.notes[competence].judgement == Judgement.REMOVE


def _ways_on(assessments: AssessmentSession) -> list[Choice]:
    """On to work or to studies, or to what else one can do; a person."""
    asking = assessments.context.library.of_kind(InstrumentKind.TELLING)
    more = [Choice(tell("start_on_told"), means("choose_instrument", instrument=asking.key))] if asking else []
    ways = [
        Choice(tell("told_to_work"), means("seek_work")),
        Choice(tell("told_to_study"), means("ask_recommendation")),
    ]
    return [*ways, *more, Choice(tell("person"), means("request_human"))]


async def judge(assessments: AssessmentSession, competence: str, judgement: Judgement, level: int | None) -> Said:
    """Right, not quite (and then the level that is right), or away with it. Raises BadLevel."""
    if level is not None and level not in LEVELS:
        raise BadLevel
    known = next((each for each in assessments.record.profile().known if each.competence == competence), None)
    if known is None:
        return await _then_open(assessments, message(tell("judged_unknown")))
    row = assessments.note(competence)
    row.judgement, row.level = judgement, level
    await assessments.session.flush()
    return await _then_open(assessments, _judged(assessments, known, judgement, level))


def _judged(assessments: AssessmentSession, known: Known, judgement: Judgement, level: int | None) -> Message:
    scale = assessments.context.library.scales.of(known.instrument)
    if judgement is Judgement.NOT_QUITE and level is None:
        return correction_message(known.competence, known.name, scale)
    if level is not None:
        return message(tell("judged_level", name=known.name, label=scale[level].label))
    return message(tell(f"judged_{judgement}", name=known.name))


async def _then_open(assessments: AssessmentSession, said: Message) -> Said:
    """The word on a judgement, and the open item after it, unless that is a question itself."""
    asks = bool(said.choices)
    return assessments.ends([said, *([] if asks else (await again(assessments)).replies)])


async def show(assessments: AssessmentSession) -> Said:
    """The profile; what was open comes after it."""
    return assessments.ends([await profile_reply(assessments), *(await again(assessments)).replies])
