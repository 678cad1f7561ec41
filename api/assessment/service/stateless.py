"""The engine itself, for whoever runs an assessment beside the chat: answers in, the next item or a profile out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.assessment.model.engine import Course
from api.assessment.model.errors import BadLevel, UnknownCompetence, UnknownItem
from api.assessment.model.graded_response import LEVELS
from api.assessment.model.instruments import Instrument, InstrumentKind, Question
from api.assessment.model.prior import Note, after_telling, beforehand
from api.assessment.model.profile import Answered, Profile, profile_of
from api.assessment.profile_chart import as_svg
from api.assessment.service.context import AssessmentContext
from api.assessment.wording import Progress, shown, strengths_of, summary_of, unknown_of
from api.platform.replies import CompetenceShown

Answers = Sequence[tuple[str, int | None]]


@dataclass(frozen=True)
class Asked:
    """What to ask next (None: enough), and how far one is."""

    question: Question | None
    progress: Progress


@dataclass(frozen=True)
class Result:
    """What answers tell, in words and as a picture. `unknown` tells what little is known of."""

    profile: Profile
    summary: str
    strengths: Sequence[str]
    competences: Sequence[CompetenceShown]
    unknown: Sequence[str]
    svg: str


async def count_items(context: AssessmentContext, instrument: Instrument) -> int:
    return len(await context.questions(instrument, None))


async def next_question(
    context: AssessmentContext, key: str, answers: Answers, told: Sequence[str], about: str | None
) -> Asked:
    """The item that would tell most after these answers; of two to one item the last counts.

    Raises UnknownInstrument, UnknownItem, UnknownCompetence, BadLevel.
    """
    instrument = context.library.instrument(key)
    questions = await _questions(context, instrument, answers, about)
    notes = list(_notes(context, told).values())
    known = beforehand(notes)
    if instrument.kind is InstrumentKind.TELLING:
        known = after_telling(known, notes, context.library.competences)
    course = Course([question.item for question in questions.values()], dict(answers), known)
    stop = instrument.stop.stop
    item = course.next_item(stop)
    most = max(min(stop.at_most, course.askable), len(course.answers))
    return Asked(questions[item.key] if item else None, Progress(len(course.answers), most))


async def profile(
    context: AssessmentContext, key: str, answers: Answers, told: Sequence[str], about: str | None
) -> Profile:
    """What the answers tell. Raises the same errors."""
    instrument = context.library.instrument(key)
    questions = await _questions(context, instrument, answers, about)
    given = [_answered(instrument, questions[item], level) for item, level in dict(answers).items()]
    bank = [question.item for question in questions.values()]
    return profile_of(given, _notes(context, told), context.library.competences, bank)


async def result(
    context: AssessmentContext, key: str, answers: Answers, told: Sequence[str], about: str | None
) -> Result:
    """The same in words, with what was not asked. Raises the same errors."""
    made = await profile(context, key, answers, told, about)
    scales = context.library.scales
    return Result(
        profile=made,
        summary=summary_of(made),
        strengths=strengths_of(made),
        competences=[shown(known, scales) for known in made.known],
        unknown=unknown_of(made, await unasked(context, key, answers, about)),
        svg=as_svg(made, scales),
    )


async def unasked(context: AssessmentContext, key: str, answers: Answers, about: str | None) -> list[str]:
    """Names of competences of the instrument's items to which there is no answer."""
    instrument = context.library.instrument(key)
    questions = await context.questions(instrument, about)
    asked = dict(answers)
    answered = {question.competence for question in questions if question.key in asked}
    return list(dict.fromkeys(question.name for question in questions if question.competence not in answered))


async def _questions(
    context: AssessmentContext, instrument: Instrument, answers: Answers, about: str | None
) -> Mapping[str, Question]:
    """The items by their keys. An answer must be a level, to an item that there is."""
    questions = {question.key: question for question in await context.questions(instrument, about)}
    for item, level in answers:
        if item not in questions:
            raise UnknownItem
        if level is not None and level not in LEVELS:
            raise BadLevel
    return questions


def _notes(context: AssessmentContext, told: Sequence[str]) -> dict[str, Note]:
    if any(key not in context.library.competences for key in told):
        raise UnknownCompetence
    return {key: Note(key, words="") for key in told}


def _answered(instrument: Instrument, question: Question, level: int | None) -> Answered:
    return Answered(
        instrument.key, question.key, question.competence, question.name, question.difficulty, question.text, level
    )
