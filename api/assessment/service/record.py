"""What a conversation's self-assessments have told of the person, and the profile that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import store
from api.assessment.files import Library
from api.assessment.model.prior import Judgement, Note
from api.assessment.model.profile import Answered, Profile, profile_of, without
from api.assessment.tables import AnswerRow, NoteRow


@dataclass
class Record:
    library: Library
    answers: list[AnswerRow]
    notes: dict[str, NoteRow]

    @property
    def note_list(self) -> list[Note]:
        return [_note(row) for row in self.notes.values()]

    @property
    def answered(self) -> list[Answered]:
        return [_answered(row) for row in self.answers]

    def profile(self) -> Profile:
        """All that is known of the person."""
        return self._profile_of(self.answered, self.note_list)

    def profile_to_share(self, readiness: bool) -> Profile:
        """What others may see: answers on readiness, and what stands on them alone, only if the person chose so."""
        if readiness:
            return self.profile()
        held_back = self.library.readiness
        shown = {row.competence for row in self.answers if row.instrument not in held_back}
        hidden = {row.competence for row in self.answers if row.instrument in held_back} - shown
        notes = [note for note in self.note_list if note.competence not in hidden or note.words]
        return self._profile_of(without(self.answered, held_back), notes)

    def _profile_of(self, answers: Sequence[Answered], notes: Sequence[Note]) -> Profile:
        by_competence = {note.competence: note for note in notes}
        return profile_of(answers, by_competence, self.library.competences, self.library.bank)


async def record_of(session: AsyncSession, library: Library, conversation_id: str) -> Record:
    """Everything that was answered, told and judged."""
    return Record(
        library,
        list(await store.answers_of(session, conversation_id)),
        {row.competence: row for row in await store.notes_of(session, conversation_id)},
    )


def _note(row: NoteRow) -> Note:
    return Note(row.competence, row.words, Judgement(row.judgement) if row.judgement else None, row.level)


def _answered(row: AnswerRow) -> Answered:
    return Answered(row.instrument, row.item, row.competence, row.name, row.difficulty, row.text, row.level, row.words)
