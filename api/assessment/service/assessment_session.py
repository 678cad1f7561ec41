"""Where one conversation stands with its self-assessments: what was begun, answered, told and judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import store
from api.assessment.model.engine import Course
from api.assessment.model.instruments import Instrument, InstrumentKind, Question
from api.assessment.model.open_questions import asked_by
from api.assessment.model.prior import after_telling, beforehand
from api.assessment.model.states import GOING_ON, State
from api.assessment.service.context import AssessmentContext
from api.assessment.service.record import Record, record_of
from api.assessment.tables import AnswerRow, AssessmentRow, NoteRow
from api.assessment.wording import Progress
from api.platform.replies import Message, Said


@dataclass
class AssessmentSession:
    session: AsyncSession
    context: AssessmentContext
    conversation_id: str
    runs: dict[str, AssessmentRow]
    record: Record
    now: datetime
    # What the catalogue made of a field is the same within one turn.
    banks: dict[tuple[str, str | None], tuple[Question, ...]] = field(default_factory=dict)

    @property
    def answers(self) -> list[AnswerRow]:
        """In the order of answering."""
        return self.record.answers

    @property
    def notes(self) -> dict[str, NoteRow]:
        """What was told of and judged, by competence."""
        return self.record.notes

    @property
    def current(self) -> AssessmentRow | None:
        """The instrument that waits for an answer. One that is no longer there waits for none."""
        return next((run for run in self._known_runs if State(run.state) in GOING_ON), None)

    @property
    def paused(self) -> AssessmentRow | None:
        """What was put off last."""
        return next((run for run in reversed(self._known_runs) if run.state == State.PAUSED), None)

    @property
    def latest(self) -> AssessmentRow | None:
        return next(reversed(self._known_runs), None)

    @property
    def _known_runs(self) -> list[AssessmentRow]:
        return [run for run in self.runs.values() if run.instrument in self.context.library.instruments]

    def instrument(self, run: AssessmentRow) -> Instrument:
        return self.context.library.instruments[run.instrument]

    async def questions(self, run: AssessmentRow) -> tuple[Question, ...]:
        key = (run.instrument, run.about)
        if key not in self.banks:
            self.banks[key] = await self.context.questions(self.instrument(run), run.about)
        return self.banks[key]

    async def question(self, run: AssessmentRow, key: str | None) -> Question | None:
        """The item of this key, if the instrument has it now."""
        return next((question for question in await self.questions(run) if question.key == key), None)

    async def course(self, run: AssessmentRow) -> Course:
        """The instrument as the engine sees it: its own answers, and what is known from elsewhere."""
        questions = await self.questions(run)
        own = {question.key for question in questions}
        answers = {row.item: row.level for row in self.answers if row.item in own}
        elsewhere = [
            (row.competence, row.difficulty, row.level)
            for row in self.answers
            if row.item not in own and row.level is not None
        ]
        notes, library = self.record.note_list, self.context.library
        known = beforehand(notes, elsewhere)
        if self.instrument(run).kind is InstrumentKind.TELLING:
            known = after_telling(known, notes, library.competences)
        return Course([question.item for question in questions], answers, known)

    async def progress(self, run: AssessmentRow) -> Progress:
        course = await self.course(run)
        most = min(self.instrument(run).stop.at_most, course.askable)
        return Progress(len(course.answers), max(most, len(course.answers)))

    async def unasked(self) -> list[str]:
        """Names of competences of the begun instruments that nothing is known of. Telling asks only where it fits."""
        names, answered = self.context.library.competences, {row.competence for row in self.answers}
        found: dict[str, None] = {}
        for run in self._known_runs:
            if self.instrument(run).kind is InstrumentKind.ITEMS and any(
                row.instrument == run.instrument for row in self.answers
            ):
                for question in await self.questions(run):
                    if question.competence not in answered and question.competence not in self.notes:
                        found[names[question.competence].name] = None
        return list(found)

    def run(self, instrument: Instrument, about: str | None = None) -> AssessmentRow:
        """The instrument's place in this conversation; any other that goes on is put off."""
        for other in self.runs.values():
            if other.instrument != instrument.key and State(other.state) in GOING_ON:
                other.state = State.PAUSED
        if instrument.key not in self.runs:
            row = AssessmentRow(conversation_id=self.conversation_id, instrument=instrument.key, state=State.OPEN)
            self.session.add(row)
            self.runs[instrument.key] = row
        run = self.runs.pop(instrument.key)
        self.runs[instrument.key] = run
        run.about = about if about is not None else run.about
        run.version, run.changed_at = self.context.library.versions[instrument.key], self.now
        return run

    async def keep(self, run: AssessmentRow, question: Question, level: int | None, words: str | None) -> None:
        """Keep an answer; a later one to the same item takes its place."""
        row = next((row for row in self.answers if row.item == question.key), None)
        if row is None:
            row = self._new_answer(run, question)
        row.level, row.words, row.text = level, words, question.text
        run.changed_at = self.now
        await self.session.flush()

    def _new_answer(self, run: AssessmentRow, question: Question) -> AnswerRow:
        row = AnswerRow(
            conversation_id=self.conversation_id,
            instrument=run.instrument,
            item=question.key,
            competence=question.competence,
            name=question.name,
            difficulty=question.difficulty,
            created_at=self.now,
        )
        self.session.add(row)
        self.answers.append(row)
        return row

    async def forget(self, rows: Sequence[AnswerRow]) -> None:
        """Take answers back."""
        for row in rows:
            self.answers.remove(row)
            await self.session.delete(row)
        await self.session.flush()

    def note(self, competence: str) -> NoteRow:
        """What is noted of a competence; new when nothing is."""
        if competence not in self.notes:
            row = NoteRow(conversation_id=self.conversation_id, competence=competence, created_at=self.now)
            self.session.add(row)
            self.notes[competence] = row
        return self.notes[competence]

    def ends(self, replies: Sequence[Message]) -> Said:
        """The replies, and the question that is open after them."""
        run = self.current
        asked = asked_by(run.instrument, State(run.state), run.open_item) if run else None
        return Said(replies=replies, open_question=asked)


async def assessment_session_of(
    session: AsyncSession, context: AssessmentContext, conversation_id: str, now: datetime
) -> AssessmentSession:
    """Everything that the conversation's self-assessments have come to."""
    return AssessmentSession(
        session,
        context,
        conversation_id,
        {row.instrument: row for row in await store.assessments_of(session, conversation_id)},
        await record_of(session, context.library, conversation_id),
        now,
    )
