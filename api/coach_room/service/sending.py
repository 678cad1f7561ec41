"""What a coach sends into a talk beside words: a card of the catalogue, a fact card, what was found out together."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.assessment.service import AssessmentContext, Result
from api.coach_room.model import CardGone, Sheet
from api.conversations import service as conversations
from api.conversations.model import Author, EmptyMessage
from api.conversations.service import Draft
from api.guidance import service as guidance
from api.handover import service as handover
from api.platform.clock import HELSINKI
from api.platform.replies import Card, CourseCards, Message, ProfileShown, TextMessage
from api.staff import service as staff
from api.staff.model import Action, SignedIn
from api.suggestions import service as suggestions
from catalogue.model import Entry
from catalogue.service import Catalogue
from finnish.texts import texts


async def send_entry(
    session: AsyncSession,
    catalogue: Catalogue,
    coach: SignedIn,
    conversation_id: str,
    client_id: str,
    key: str,
    line: str,
    longest: int,
    now: datetime,
) -> int:
    """Send a card of the catalogue with a line of one's own. Returns its seq.

    Raises NotYours, CardGone, TooLongMessage, ClientIdReused.
    """
    await _begin(session, coach, conversation_id, now)
    entry = await catalogue.entry(session, key)
    if entry is None:
        raise CardGone
    text = (
        conversations.of_coach(line, longest) if line.strip() else texts("coach")["card_line"].format(name=entry.name)
    )
    cards = CourseCards(text=text, name=coach.name, total=1, cards=(_silent(entry, now),))
    return await _send(session, coach, conversation_id, client_id, cards, f"{key}:{text}", now)


async def send_fact(
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    client_id: str,
    key: str,
    line: str,
    longest: int,
    now: datetime,
) -> int:
    """Send what a fact card says, with a line of one's own before it. Returns its seq.

    Raises NotYours, UnknownCard, TooLongMessage, ClientIdReused.
    """
    await _begin(session, coach, conversation_id, now)
    fact = (await guidance.card(session, key)).content
    own = [conversations.of_coach(line, longest)] if line.strip() else []
    text = "\n\n".join([*own, f"{fact['answer']} {fact['next_step']}"])
    easy = "\n\n".join([*own, fact["easy"]])
    message = TextMessage(text=text, easy=easy, name=coach.name)
    return await _send(session, coach, conversation_id, client_id, message, text, now)


async def result_of(context: AssessmentContext, sheet: Sheet) -> Result:
    """What the answers tell. Raises as the assessment does of a wrong answer."""
    return await assessment.result(context, sheet.instrument, sheet.answers, sheet.told, sheet.about)


async def send_result(
    session: AsyncSession,
    context: AssessmentContext,
    coach: SignedIn,
    conversation_id: str,
    client_id: str,
    sheet: Sheet,
    now: datetime,
) -> int:
    """Send what was found out together, as one more message of the talk. Returns its seq.

    The person's own profile stays as it is: nobody but they changes it. Nothing in the message can be pressed, since
    buttons speak to the bot. Raises NotYours, EmptyMessage when nothing was found out, ClientIdReused.
    """
    await _begin(session, coach, conversation_id, now)
    result = await result_of(context, sheet)
    if not result.profile.known:
        raise EmptyMessage
    instrument, words = context.library.instrument(sheet.instrument), texts("coach")
    shown = ProfileShown(
        text=f"{words['together'].format(name=instrument.name)} {result.summary}",
        easy=f"{words['together_easy']} {result.summary}",
        name=coach.name,
        strengths=tuple(result.strengths),
        competences=tuple(result.competences[: assessment.MOST_SHOWN]),
        unknown=tuple(result.unknown),
        note=words["together_note"].format(name=coach.name),
    )
    return await _send(session, coach, conversation_id, client_id, shown, repr(sheet), now)


async def _begin(session: AsyncSession, coach: SignedIn, conversation_id: str, now: datetime) -> None:
    """The coach has the talk and answers in it. Raises NotYours."""
    await conversations.find(session, conversation_id, lock=True)
    asked = await handover.held(session, conversation_id, coach.id)
    asked.answered_at = asked.answered_at or now


async def _send(
    session: AsyncSession,
    coach: SignedIn,
    conversation_id: str,
    client_id: str,
    message: Message,
    said: str,
    now: datetime,
) -> int:
    """Into the talk, once for each client_id; that it was written is kept."""
    draft = Draft(message, Author.COACH)
    seq = await conversations.add_from_coach(session, conversation_id, coach.id, client_id, draft, said, now)
    staff.record(session, coach.id, Action.TALK_WRITTEN, now, conversation_id, f"seq {seq}")
    return seq


def _silent(entry: Entry, now: datetime) -> Card:
    """The card without its buttons: they speak to the bot, which is silent beside a coach."""
    return suggestions.card(entry, now.astimezone(HELSINKI).date()).model_copy(update={"choices": ()})
