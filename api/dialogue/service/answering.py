"""A message is answered: heard (the open question first), planned, and composed into one reply."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.conversations import service as conversations
from api.dialogue.model.acts import DISTRESS, TOPICS, Heard
from api.dialogue.model.answers import YES_NO, Offered, intent_of, pressed_by
from api.dialogue.model.labels import written_label
from api.dialogue.model.manner import Manner, in_manner
from api.dialogue.model.open_question import read, written
from api.dialogue.model.plan import FINDS, asks, plan_for
from api.dialogue.model.telling import is_bare_name
from api.dialogue.model.view import LOOKED_BACK
from api.dialogue.service.hearing import hear
from api.dialogue.service.progress import offered_in, row_of
from api.dialogue.service.reading_again import as_told, by_name, of_the_shown, with_wishes
from api.dialogue.service.speakers import COMES_BACK, SPEAKERS, keep_for_later, speak
from api.dialogue.service.speakers.memory import in_passing
from api.dialogue.service.turn import Surroundings, Turn
from api.guidance import service as guidance
from api.handover import service as handover
from api.handover.model import PersonOffered
from api.person import service as person
from api.platform.metrics import Stopwatch
from api.platform.replies import Message, Said, TextMessage, for_rasa, said_anew
from finnish.danger import NO_DANGER, SURE_OF_TOPIC, Degree
from finnish.lists import words as word_list

# A short answer to what was asked is no despair unless its words are.
MOST_WORDS_OF_AN_ANSWER = 4
SMALL = frozenset(word_list("answering.txt"))
# Answers that a question may be taken for.
CHOSEN = frozenset({"level", "option", "yes", "no", "unknown", "age", "text"})
GREETS = "greet"
# What the bare name of a thing is read to tell.
NAMED = ("tell_card", "tell_experience", "tell_mastered")


async def answer_once(
    session: AsyncSession, around: Surroundings, conversation_id: str, message_id: str, heard: Heard
) -> dict[str, Any]:
    """The replies and the question left open; the same for a message that comes again. Raises UnknownConversation."""

    async def work() -> dict[str, Any]:
        return await _answer(session, around, conversation_id, message_id, heard)

    return await conversations.once(session, conversation_id, f"turn:{message_id}", around.now, work)


async def _answer(
    session: AsyncSession, around: Surroundings, conversation_id: str, message_id: str, heard: Heard
) -> dict[str, Any]:
    row = await row_of(session, conversation_id)
    said = await _said(session, conversation_id, message_id, heard)
    seqs = [seq for seq, _ in said if seq is not None]
    before = await conversations.shown_before(session, conversation_id, seqs, LOOKED_BACK)
    turn = Turn(session, around, conversation_id, heard, read(row.asked), row, before)
    await _look_for_danger(turn)
    turn.heard = _by_bare_name(turn, _by_what_was_asked(turn))
    watch = Stopwatch()
    if not heard.chosen:
        await hear(turn, said)
    turn.facts = await person.facts(session, conversation_id)
    turn.is_minor = person.is_minor(turn.facts)
    watch.lap("hear")
    turn.heard = as_told(turn)
    turn.heard = await with_wishes(turn)
    turn.heard = await by_name(turn)
    turn.heard = await of_the_shown(turn)
    turn.plan = plan_for(turn.heard, SPEAKERS)
    watch.lap("plan")
    answers = [await speak(turn, act) for act in turn.plan.now]
    greeted = answers[:1] if turn.plan.now[:1] and turn.plan.now[0].intent == GREETS else []
    passing = Said(in_passing(turn), stays=True)
    answer = await compose(turn, [*greeted, passing, *answers[len(greeted) :], *keep_for_later(turn)])
    watch.lap("compose")
    return answer


async def _look_for_danger(turn: Turn) -> None:
    """What the service itself reads of danger counts, not what the bot took for it. A press says what it says."""
    turn.in_distress = await handover.in_distress(turn.session, turn.conversation_id)
    if not turn.heard.chosen:
        reader = turn.around.danger
        turn.danger = reader.read(turn.heard.text)
        answers = turn.asked is not None and len(turn.heard.text.split()) <= MOST_WORDS_OF_AN_ANSWER
        of_things = turn.cards_in_view and turn.heard.has(*TOPICS)
        if turn.danger.is_doubtful and (turn.heard.is_sure or answers or of_things or await _asks_by_name(turn)):
            turn.danger = NO_DANGER
        # "En oo hädässä" calms what was asked or set in motion; by itself it is a way of speaking.
        if turn.danger.degree is Degree.CALM and not (turn.in_distress or turn.row.answered_by == DISTRESS):
            turn.danger = NO_DANGER
        turn.heard = turn.heard.with_danger(turn.danger.degree, lambda words: reader.read(words).degree != Degree.NONE)


async def _asks_by_name(turn: Turn) -> bool:
    """Whether it asks of a matter that a card tells of: whether the hygiene pass is a must."""
    asked = [each.text for each in turn.clauses if asks(each)]
    text, listener = turn.heard.text, turn.around.listener
    return bool(asked) and await guidance.matter_asked(turn.session, listener, text, asked) is not None


async def compose(turn: Turn, said: Sequence[Said]) -> dict[str, Any]:
    """One reply of all that is said, and the question that it leaves open: the last one that was asked."""
    replies = _each_once([reply for each in said for reply in each.replies])
    asked = next((each.open_question for each in reversed(said) if each.open_question), None)
    if asked is None and all(each.stays for each in said) and not (replies and isinstance(turn.asked, PersonOffered)):
        asked = turn.asked
        if turn.item_open and any(act.intent in COMES_BACK for act in turn.heard.acts):
            replies += (await _item_again(turn)).replies
    row = turn.row
    row.asked_before, row.asked = row.asked, written(asked)
    row.answered_by = turn.heard.acts[-1].intent if turn.heard.acts else None
    told = [for_rasa(_in_manner(said_anew(reply, turn.said_before), turn.manner)) for reply in replies]
    return {"replies": told, "open_question": row.asked}


def _each_once(replies: Sequence[Message]) -> list[Message]:
    """The replies without a text that was said in this turn already."""
    kept: list[Message] = []
    for reply in replies:
        if reply not in kept:
            kept.append(reply)
    return kept


def _in_manner(reply: Message, manner: Manner) -> Message:
    """The reply as the person wants it; what gives numbers to call is never cut."""
    if not isinstance(reply, TextMessage) or reply.numbers or manner is Manner.AS_IT_IS:
        return reply
    return reply.model_copy(update={"text": in_manner(reply.text, reply.easy, manner), "easy": None})


async def _item_again(turn: Turn) -> Said:
    """After a question in the middle the open item is asked again."""
    return await assessment.again(await turn.assessments())


async def _said(
    session: AsyncSession, conversation_id: str, message_id: str, heard: Heard
) -> list[tuple[int | None, str]]:
    """The messages that are heard, each by its seq: that of the last one ends the turn's name."""
    _, _, end = message_id.rpartition(":")
    seq = int(end) if end.isdigit() else None
    said = await conversations.heard_with(session, conversation_id, seq) if seq is not None else []
    return [(each.seq, each.text) for each in said] or [(seq, heard.text)]


def _by_what_was_asked(turn: Turn) -> Heard:
    """The message as an answer: who writes what a button says means the button, and other words as they were read."""
    heard = turn.heard
    if heard.chosen or turn.danger.degree not in (Degree.NONE, Degree.CALM):
        return heard
    offered = offered_in(turn.before)
    labels = written_label(heard.text, [each.label for each in offered], turn.around.words, SMALL)
    meant = [each.means for each in offered if each.label in labels]
    if meant and all(each == meant[0] for each in meant):
        return heard.pressing(meant[0])
    if turn.asked is None and assessment.leaves_it_open(turn.around.assessment, heard.text, SMALL):
        return heard.meaning("start_assessment")
    return _by_answer(turn, offered)


def _by_bare_name(turn: Turn, heard: Heard) -> Heard:
    """The first words of a talk, when they only name a thing ("trukkikortti tampere"), look for it and tell nothing."""
    opens = not any(each.author == "bot" for each in turn.before) and heard.ranking[:1]
    if opens and opens[0].startswith(FINDS) and heard.has(*NAMED) and is_bare_name(turn.clauses):
        return heard.meaning(opens[0])
    return heard


def _by_answer(turn: Turn, offered: Sequence[Offered]) -> Heard:
    answer = turn.heard.answer
    if answer is None or (turn.asks_surely and answer.kind in CHOSEN and answer.confidence < SURE_OF_TOPIC):
        return turn.heard  # "kestääkö kauan, oon huono lukemaan" answers nothing
    button, intent = pressed_by(answer, turn.asked, offered), intent_of(answer, turn.asked)
    if button is not None:
        return turn.heard.pressing(button)
    if intent is None:
        return turn.heard
    answers = intent in YES_NO.values() and not turn.item_open
    return turn.heard.answering(intent) if answers else turn.heard.meaning(intent)
