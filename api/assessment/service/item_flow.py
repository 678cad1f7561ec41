"""Items one after another: begun, asked, answered, skipped, taken back, explained, put off, ended."""

from collections.abc import Collection, Mapping

from api.assessment import store
from api.assessment.model.choosing import is_undecided, option_said
from api.assessment.model.errors import BadLevel
from api.assessment.model.graded_response import LEVELS
from api.assessment.model.instruments import ChoosingQuestion, Instrument, InstrumentKind, Option, Question, Situation
from api.assessment.model.open_questions import BeginningAsked
from api.assessment.model.states import FOR_TELLING, State
from api.assessment.service.assessment_session import AssessmentSession
from api.assessment.service.context import AssessmentContext
from api.assessment.service.profiles import hear_situation, remember_situation
from api.assessment.tables import AssessmentRow
from api.assessment.wording import (
    choosing_message,
    explained_message,
    field_message,
    idle_choices,
    item_message,
    known_situation_message,
    profile_message,
    tell,
    telling_message,
)
from api.platform.replies import Choice, Message, Said, means, message

LONGEST_ABOUT = 200


async def start(assessments: AssessmentSession, text: str, carried: Mapping[str, object]) -> Said:
    """Begin what a button names; else go on with what was begun; else ask what to begin.

    How the person stands to work is not asked when they have told it, here or before.
    """
    if "instrument" in carried:
        return await _begin(assessments, str(carried["instrument"]), carried)
    if "answer" in carried:
        return await _chosen(assessments, str(carried.get("question")), str(carried["answer"]))
    if not carried.get("choose"):
        if assessments.current is not None:
            return await again(assessments)
        if assessments.paused is not None:
            return await resume(assessments)
        await hear_situation(assessments.session, assessments.conversation_id, text, assessments.context.words)
        known = await _known_situation(assessments)
        if known is not None:
            said = await _on_to(assessments, known)
            told = [] if known.key == Situation.UNKNOWN else [known_situation_message(known)]
            return Said(replies=[*told, *said.replies], open_question=said.open_question)
    return _ask_situation(assessments)


async def _known_situation(assessments: AssessmentSession) -> Option | None:
    """What they answered, also that they will not say: it is not asked again."""
    row = await store.situation_of(assessments.session, assessments.conversation_id)
    if row is None:
        return None
    choosing = assessments.context.library.choosing
    return choosing.option(choosing.first, row.situation)


def leaves_it_open(context: AssessmentContext, text: str, small: Collection[str]) -> bool:
    """Whether a message says no more than that one does not know what one wants: then the smallest question helps."""
    return is_undecided(text, context.library.choosing.undecided, small, context.words)


def _ask_situation(assessments: AssessmentSession) -> Said:
    return _asks(assessments.context.library.choosing.opening)


def _asks(question: ChoosingQuestion) -> Said:
    return Said(replies=[choosing_message(question)], open_question=BeginningAsked(question.key))


async def choose(assessments: AssessmentSession, key: str, text: str) -> Said:
    """The answer to a choosing question in own words; nothing is said when it fits no option."""
    choosing = assessments.context.library.choosing
    question = choosing.question(key)
    option = option_said(question, text, choosing.undecided, assessments.context.words) if question else None
    if option is None:
        return Said(replies=[], open_question=BeginningAsked(key))
    return await _chosen(assessments, key, option.key)


async def _chosen(assessments: AssessmentSession, question: str, answer: str) -> Said:
    """On to the next choosing question, or to an instrument; a question that is gone is asked anew from the first."""
    choosing = assessments.context.library.choosing
    option = choosing.option(question, answer)
    if option is None:
        return _ask_situation(assessments)
    if question == choosing.first:
        await remember_situation(assessments.session, assessments.conversation_id, answer)
    return await _on_to(assessments, option)


async def _on_to(assessments: AssessmentSession, option: Option) -> Said:
    choosing = assessments.context.library.choosing
    if option.instrument is not None:
        return await _begin(assessments, option.instrument, {})
    following = choosing.question(str(option.next))
    assert following is not None
    return _asks(following)


async def _begin(assessments: AssessmentSession, key: str, carried: Mapping[str, object]) -> Said:
    instrument = assessments.context.library.instruments.get(key)
    if instrument is None:
        return assessments.ends([message(tell("instrument_gone"), choices=idle_choices())])
    if carried.get("anew"):
        await assessments.forget([row for row in assessments.answers if row.instrument == key])
    about = carried.get("about") or carried.get("entry")
    before = assessments.runs.get(key)
    about = str(about)[:LONGEST_ABOUT] if about and instrument.kind is InstrumentKind.FIELD_CHECK else None
    run = assessments.run(instrument, about)
    if instrument.kind is InstrumentKind.FIELD_CHECK and (run.about is None or not about):
        return await _ask_field(assessments, run)
    if instrument.kind is InstrumentKind.TELLING and not assessments.notes and not carried.get("anew"):
        run.state = State.TELLING
        return assessments.ends([message(instrument.intro), telling_message(instrument)])
    return await _first_item(assessments, run, before is not None)


async def _ask_field(assessments: AssessmentSession, run: AssessmentRow) -> Said:
    run.state, run.about, run.open_item = State.FIELD, None, None
    instrument = assessments.instrument(run)
    fields = await assessments.context.fields()
    return assessments.ends([message(instrument.intro), field_message(instrument, fields)])


async def take_field(assessments: AssessmentSession, run: AssessmentRow, text: str) -> Said:
    """The answer to which field a check is about."""
    run.about = text.strip()[:LONGEST_ABOUT] or None
    if run.about is None:
        return await _ask_field(assessments, run)
    return await _first_item(assessments, run, began_before=False)


async def _first_item(assessments: AssessmentSession, run: AssessmentRow, began_before: bool) -> Said:
    """The first item after a word on what this is; what was answered through before is not asked again."""
    instrument = assessments.instrument(run)
    questions = await assessments.questions(run)
    if not questions:
        assert instrument.field is not None
        run.state, run.about = State.FIELD, None
        return assessments.ends(
            [message(instrument.field.none), field_message(instrument, await assessments.context.fields())]
        )
    run.state = State.OPEN
    following = await _choose_item(assessments, run)
    if following is None:
        run.state, run.open_item = State.DONE, None
        return assessments.ends([_done_before(instrument)])
    opening = tell("resumed", name=instrument.name) if began_before else instrument.intro
    if run.about is not None:
        opening = tell("field_kept", about=await assessments.context.name_of(run.about))
    return assessments.ends([message(opening), await _asked(assessments, run, following)])


def _done_before(instrument: Instrument) -> Message:
    ways = [
        Choice(tell("show_profile"), means("ask_profile")),
        Choice(tell("anew"), means("choose_instrument", instrument=instrument.key, anew=True)),
        Choice(tell("other_instrument"), means("start_assessment", choose=True)),
    ]
    return message(tell("done_before", name=instrument.name), choices=ways)


async def _choose_item(assessments: AssessmentSession, run: AssessmentRow) -> Question | None:
    """Open the item that would tell most, and remember it."""
    course = await assessments.course(run)
    item = course.next_item(assessments.instrument(run).stop.stop)
    run.open_item = item.key if item else None
    return await assessments.question(run, run.open_item)


async def _asked(assessments: AssessmentSession, run: AssessmentRow, question: Question) -> Message:
    return item_message(assessments.instrument(run), question, await assessments.progress(run))


async def go_on(assessments: AssessmentSession, run: AssessmentRow, *before: Message) -> Said:
    """The next item; at the end the profile."""
    run.state = State.OPEN
    question = await _choose_item(assessments, run)
    if question is None:
        return await finish(assessments, run, tell("profile_done"), *before)
    return assessments.ends([*before, await _asked(assessments, run, question)])


async def finish(assessments: AssessmentSession, run: AssessmentRow, opening: str, *before: Message) -> Said:
    """The instrument ends, and something is always given."""
    run.state, run.open_item, run.changed_at = State.DONE, None, assessments.now
    return assessments.ends([*before, await profile_reply(assessments, opening)])


async def profile_reply(assessments: AssessmentSession, opening: str = "") -> Message:
    """The profile as a message."""
    profile = assessments.record.profile()
    return profile_message(profile, assessments.context.library.scales, opening, await assessments.unasked())


async def answer(assessments: AssessmentSession, text: str, level: int | None, item: str | None) -> Said:
    """A level for the open item, by a button or in own words; a button of an earlier item changes that answer.

    Raises BadLevel.
    """
    if level is not None and level not in LEVELS:
        raise BadLevel
    run = assessments.current
    if item is not None and (run is None or item != run.open_item):
        return await _answer_earlier(assessments, item, level)
    if run is None or run.state != State.OPEN:
        return await again(assessments) if run else _nothing_open(assessments)
    question = await assessments.question(run, run.open_item)
    if question is None:
        return await go_on(assessments, run, message(tell("item_gone")))
    if level is None:
        return assessments.ends(
            [message(tell("level_missing"), easy=tell("level_missing_easy")), await _asked(assessments, run, question)]
        )
    await assessments.keep(run, question, level, None if item else text.strip() or None)
    return await go_on(assessments, run)


async def _answer_earlier(assessments: AssessmentSession, item: str, level: int | None) -> Said:
    """A press on an item that is not open: the last answer counts, if the item is still there."""
    row = next((row for row in assessments.answers if row.item == item), None)
    instrument = assessments.context.library.instruments.get(row.instrument) if row else None
    if row is None or instrument is None:
        idle = assessments.current is None
        gone = message(tell("item_gone_idle" if idle else "item_gone"), choices=idle_choices() if idle else [])
        return await _then_again(assessments, gone)
    label = instrument.unknown.label if level is None else instrument.rung(level).label
    said = tell("answer_same" if row.level == level else "answer_changed", label=label)
    row.level, row.words = level, None
    await assessments.session.flush()
    return await _then_again(assessments, message(said))


async def _then_again(assessments: AssessmentSession, *before: Message) -> Said:
    """Something said in between, and what was open is open still."""
    return assessments.ends([*before, *(await again(assessments)).replies])


async def skip(assessments: AssessmentSession, item: str | None) -> Said:
    """The open item is not known or not told; it is not asked again. A button may be of an earlier item."""
    run = assessments.current
    if item is not None and (run is None or item != run.open_item):
        return await _answer_earlier(assessments, item, None)
    if run is None:
        return _nothing_open(assessments)
    if run.state in FOR_TELLING:
        return await go_on(assessments, run, message(tell("telling_skipped")))
    if run.state == State.FIELD:
        run.state = State.PAUSED
        return _ask_situation(assessments)
    question = await assessments.question(run, run.open_item)
    if question is not None:
        await assessments.keep(run, question, None, None)
    return await go_on(assessments, run)


async def undo(assessments: AssessmentSession) -> Said:
    """The last answer is taken back and its item asked again, also right after the end."""
    run = assessments.current or assessments.latest
    rows = [row for row in assessments.answers if run is not None and row.instrument == run.instrument]
    question = await assessments.question(run, rows[-1].item) if run and rows else None
    if run is None or question is None:
        return await _then_again(assessments, message(tell("nothing_to_undo")))
    await assessments.forget(rows[-1:])
    run.state, run.open_item, run.changed_at = State.OPEN, question.key, assessments.now
    opening = message(tell("undone"), easy=tell("undone_easy"))
    return assessments.ends([opening, await _asked(assessments, run, question)])


async def explain(assessments: AssessmentSession) -> Said:
    """The open item in other words."""
    run = assessments.current
    question = await assessments.question(run, run.open_item) if run else None
    if run is None or question is None:
        return await again(assessments) if run else _nothing_open(assessments)
    return assessments.ends([explained_message(assessments.instrument(run), question, await assessments.progress(run))])


async def pause(assessments: AssessmentSession) -> Said:
    """Put off what is open; nothing is lost."""
    run = assessments.current
    if run is None:
        return _nothing_open(assessments)
    run.state, run.changed_at = State.PAUSED, assessments.now
    ways = [Choice(tell("resume"), means("resume_assessment")), Choice(tell("show_profile"), means("ask_profile"))]
    return assessments.ends([message(tell("paused"), choices=ways, easy=tell("paused_easy"))])


async def resume(assessments: AssessmentSession) -> Said:
    """Go on where it was put off; a text that has changed meanwhile is told."""
    if assessments.current is not None:
        return await again(assessments)
    run = assessments.paused
    if run is None:
        lost = bool(assessments.runs) and assessments.latest is None
        return assessments.ends(
            [message(tell("instrument_gone" if lost else "nothing_paused"), choices=idle_choices())]
        )
    instrument = assessments.instrument(run)
    changed = run.version != assessments.context.library.versions[instrument.key]
    run = assessments.run(instrument)
    opening = message(tell("resumed_changed" if changed else "resumed", name=instrument.name))
    if instrument.kind is InstrumentKind.FIELD_CHECK and run.about is None:
        return await _ask_field(assessments, run)
    if instrument.kind is InstrumentKind.TELLING and run.open_item is None and not assessments.notes:
        run.state = State.TELLING
        return assessments.ends([opening, telling_message(instrument)])
    run.state = State.OPEN
    question = await assessments.question(run, run.open_item)
    if question is None:
        return await go_on(assessments, run, opening)
    return assessments.ends([opening, await _asked(assessments, run, question)])


async def stop(assessments: AssessmentSession) -> Said:
    """End early: what is known so far is given."""
    run = assessments.current or assessments.paused
    if run is None:
        return assessments.ends([await profile_reply(assessments)])
    return await finish(assessments, run, tell("profile_stopped"))


async def again(assessments: AssessmentSession) -> Said:
    """What is open, once more; nothing when nothing is."""
    run = assessments.current
    if run is None:
        return assessments.ends([])
    instrument = assessments.instrument(run)
    if run.state in FOR_TELLING:
        return assessments.ends([telling_message(instrument)])
    if run.state == State.FIELD:
        return assessments.ends([field_message(instrument, await assessments.context.fields())])
    question = await assessments.question(run, run.open_item)
    if question is None:
        return await go_on(assessments, run)
    return assessments.ends([await _asked(assessments, run, question)])


def _nothing_open(assessments: AssessmentSession) -> Said:
    return assessments.ends([message(tell("nothing_open"), choices=idle_choices())])
