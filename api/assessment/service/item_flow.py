"""Items one after another: begun, asked, answered, skipped, taken back, explained, put off, ended."""

from collections.abc import Mapping

from api.assessment import store
from api.assessment.model.choosing import option_said
from api.assessment.model.errors import BadLevel
from api.assessment.model.graded_response import LEVELS
from api.assessment.model.instruments import ChoosingQuestion, Instrument, Kind, Option, Question, Situation
from api.assessment.model.states import CHOOSING, FOR_TELLING, State
from api.assessment.service.assessment_session import Standing
from api.assessment.service.profiles import hear_situation, remember_situation
from api.assessment.tables import AssessmentRow
from api.assessment.wording import (
    Reply,
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
from api.platform.replies import Said, choice, message

LONGEST_ABOUT = 200


async def start(standing: Standing, text: str, carried: Mapping[str, object]) -> Said:
    """Begin what a button names; else go on with what was begun; else ask what to begin.

    How the person stands to work is not asked when they have told it, here or before.
    """
    if "instrument" in carried:
        return await _begin(standing, str(carried["instrument"]), carried)
    if "answer" in carried:
        return await _chosen(standing, str(carried.get("question")), str(carried["answer"]))
    if not carried.get("choose"):
        if standing.current is not None:
            return await again(standing)
        if standing.paused is not None:
            return await resume(standing)
        await hear_situation(standing.session, standing.conversation_id, text, standing.desk.words)
        known = await _known_situation(standing)
        if known is not None:
            said = await _on_to(standing, known)
            return Said(replies=[known_situation_message(known), *said.replies], open_question=said.open_question)
    return _ask_situation(standing)


async def _known_situation(standing: Standing) -> Option | None:
    row = await store.situation_of(standing.session, standing.conversation_id)
    if row is None or row.situation == Situation.UNKNOWN:
        return None
    choosing = standing.desk.library.choosing
    return choosing.option(choosing.first, row.situation)


def _ask_situation(standing: Standing) -> Said:
    return _asks(standing.desk.library.choosing.opening)


def _asks(question: ChoosingQuestion) -> Said:
    return Said(replies=[choosing_message(question)], open_question=f"{CHOOSING}{question.key}")


async def choose(standing: Standing, key: str, text: str) -> Said:
    """The answer to a choosing question in own words; nothing is said when it fits no option."""
    choosing = standing.desk.library.choosing
    question = choosing.question(key)
    option = option_said(question, text, choosing.undecided, standing.desk.words) if question else None
    if option is None:
        return Said(replies=[], open_question=f"{CHOOSING}{key}")
    return await _chosen(standing, key, option.key)


async def _chosen(standing: Standing, question: str, answer: str) -> Said:
    """On to the next choosing question, or to an instrument; a question that is gone is asked anew from the first."""
    choosing = standing.desk.library.choosing
    option = choosing.option(question, answer)
    if option is None:
        return _ask_situation(standing)
    if question == choosing.first:
        await remember_situation(standing.session, standing.conversation_id, answer)
    return await _on_to(standing, option)


async def _on_to(standing: Standing, option: Option) -> Said:
    choosing = standing.desk.library.choosing
    if option.instrument is not None:
        return await _begin(standing, option.instrument, {})
    following = choosing.question(str(option.next))
    assert following is not None
    return _asks(following)


async def _begin(standing: Standing, key: str, carried: Mapping[str, object]) -> Said:
    instrument = standing.desk.library.instruments.get(key)
    if instrument is None:
        return standing.ends([message(tell("instrument_gone"), choices=idle_choices())])
    if carried.get("anew"):
        await standing.forget([row for row in standing.answers if row.instrument == key])
    about = carried.get("about") or carried.get("entry")
    before = standing.runs.get(key)
    about = str(about)[:LONGEST_ABOUT] if about and instrument.kind is Kind.FIELD_CHECK else None
    run = standing.run(instrument, about)
    if instrument.kind is Kind.FIELD_CHECK and (run.about is None or not about):
        return await _ask_field(standing, run)
    if instrument.kind is Kind.TELLING and not standing.notes and not carried.get("anew"):
        run.state = State.TELLING
        return standing.ends([message(instrument.intro), telling_message(instrument)])
    return await _first_item(standing, run, before is not None)


async def _ask_field(standing: Standing, run: AssessmentRow) -> Said:
    run.state, run.about, run.open_item = State.FIELD, None, None
    instrument = standing.instrument(run)
    fields = await standing.desk.fields()
    return standing.ends([message(instrument.intro), field_message(instrument, fields)])


async def take_field(standing: Standing, run: AssessmentRow, text: str) -> Said:
    """The answer to which field a check is about."""
    run.about = text.strip()[:LONGEST_ABOUT] or None
    if run.about is None:
        return await _ask_field(standing, run)
    return await _first_item(standing, run, began_before=False)


async def _first_item(standing: Standing, run: AssessmentRow, began_before: bool) -> Said:
    """The first item after a word on what this is; what was answered through before is not asked again."""
    instrument = standing.instrument(run)
    questions = await standing.questions(run)
    if not questions:
        assert instrument.field is not None
        run.state, run.about = State.FIELD, None
        return standing.ends([message(instrument.field.none), field_message(instrument, await standing.desk.fields())])
    run.state = State.OPEN
    following = await _choose_item(standing, run)
    if following is None:
        run.state, run.open_item = State.DONE, None
        return standing.ends([_done_before(instrument)])
    opening = tell("resumed", name=instrument.name) if began_before else instrument.intro
    if run.about is not None:
        opening = tell("field_kept", about=await standing.desk.name_of(run.about))
    return standing.ends([message(opening), await _asked(standing, run, following)])


def _done_before(instrument: Instrument) -> Reply:
    ways = [
        choice(tell("show_profile"), "ask_profile"),
        choice(tell("anew"), "choose_instrument", instrument=instrument.key, anew=True),
        choice(tell("other_instrument"), "start_assessment", choose=True),
    ]
    return message(tell("done_before", name=instrument.name), choices=ways)


async def _choose_item(standing: Standing, run: AssessmentRow) -> Question | None:
    """Open the item that would tell most, and remember it."""
    course = await standing.course(run)
    item = course.next_item(standing.instrument(run).stop.stop)
    run.open_item = item.key if item else None
    return await standing.question(run, run.open_item)


async def _asked(standing: Standing, run: AssessmentRow, question: Question) -> Reply:
    return item_message(standing.instrument(run), question, await standing.progress(run))


async def go_on(standing: Standing, run: AssessmentRow, *before: Reply) -> Said:
    """The next item; at the end the profile."""
    run.state = State.OPEN
    question = await _choose_item(standing, run)
    if question is None:
        return await finish(standing, run, tell("profile_done"), *before)
    return standing.ends([*before, await _asked(standing, run, question)])


async def finish(standing: Standing, run: AssessmentRow, opening: str, *before: Reply) -> Said:
    """The instrument ends, and something is always given."""
    run.state, run.open_item, run.changed_at = State.DONE, None, standing.now
    return standing.ends([*before, await profile_reply(standing, opening)])


async def profile_reply(standing: Standing, opening: str = "") -> Reply:
    """The profile as a message."""
    profile = standing.record.profile()
    return profile_message(profile, standing.desk.library.scale, opening, await standing.unasked())


async def answer(standing: Standing, text: str, level: int | None, item: str | None) -> Said:
    """A level for the open item, by a button or in own words; a button of an earlier item changes that answer.

    Raises BadLevel.
    """
    if level is not None and level not in LEVELS:
        raise BadLevel
    run = standing.current
    if item is not None and (run is None or item != run.open_item):
        return await _answer_earlier(standing, item, level)
    if run is None or run.state != State.OPEN:
        return await again(standing) if run else _nothing_open(standing)
    question = await standing.question(run, run.open_item)
    if question is None:
        return await go_on(standing, run, message(tell("item_gone")))
    if level is None:
        return standing.ends(
            [message(tell("level_missing"), easy=tell("level_missing_easy")), await _asked(standing, run, question)]
        )
    await standing.keep(run, question, level, None if item else text.strip() or None)
    return await go_on(standing, run)


async def _answer_earlier(standing: Standing, item: str, level: int | None) -> Said:
    """A press on an item that is not open: the last answer counts, if the item is still there."""
    row = next((row for row in standing.answers if row.item == item), None)
    instrument = standing.desk.library.instruments.get(row.instrument) if row else None
    if row is None or instrument is None:
        idle = standing.current is None
        gone = message(tell("item_gone_idle" if idle else "item_gone"), choices=idle_choices() if idle else [])
        return await _then_again(standing, gone)
    label = instrument.unknown.label if level is None else instrument.rung(level).label
    said = tell("answer_same" if row.level == level else "answer_changed", label=label)
    row.level, row.words = level, None
    await standing.session.flush()
    return await _then_again(standing, message(said))


async def _then_again(standing: Standing, *before: Reply) -> Said:
    """Something said in between, and what was open is open still."""
    return standing.ends([*before, *(await again(standing)).replies])


async def skip(standing: Standing, item: str | None) -> Said:
    """The open item is not known or not told; it is not asked again. A button may be of an earlier item."""
    run = standing.current
    if item is not None and (run is None or item != run.open_item):
        return await _answer_earlier(standing, item, None)
    if run is None:
        return _nothing_open(standing)
    if run.state in FOR_TELLING:
        return await go_on(standing, run, message(tell("telling_skipped")))
    if run.state == State.FIELD:
        run.state = State.PAUSED
        return _ask_situation(standing)
    question = await standing.question(run, run.open_item)
    if question is not None:
        await standing.keep(run, question, None, None)
    return await go_on(standing, run)


async def undo(standing: Standing) -> Said:
    """The last answer is taken back and its item asked again, also right after the end."""
    run = standing.current or standing.latest
    rows = [row for row in standing.answers if run is not None and row.instrument == run.instrument]
    question = await standing.question(run, rows[-1].item) if run and rows else None
    if run is None or question is None:
        return await _then_again(standing, message(tell("nothing_to_undo")))
    await standing.forget(rows[-1:])
    run.state, run.open_item, run.changed_at = State.OPEN, question.key, standing.now
    opening = message(tell("undone"), easy=tell("undone_easy"))
    return standing.ends([opening, await _asked(standing, run, question)])


async def explain(standing: Standing) -> Said:
    """The open item in other words."""
    run = standing.current
    question = await standing.question(run, run.open_item) if run else None
    if run is None or question is None:
        return await again(standing) if run else _nothing_open(standing)
    return standing.ends([explained_message(standing.instrument(run), question, await standing.progress(run))])


async def pause(standing: Standing) -> Said:
    """Put off what is open; nothing is lost."""
    run = standing.current
    if run is None:
        return _nothing_open(standing)
    run.state, run.changed_at = State.PAUSED, standing.now
    ways = [choice(tell("resume"), "resume_assessment"), choice(tell("show_profile"), "ask_profile")]
    return standing.ends([message(tell("paused"), choices=ways, easy=tell("paused_easy"))])


async def resume(standing: Standing) -> Said:
    """Go on where it was put off; a text that has changed meanwhile is told."""
    if standing.current is not None:
        return await again(standing)
    run = standing.paused
    if run is None:
        lost = bool(standing.runs) and standing.latest is None
        return standing.ends([message(tell("instrument_gone" if lost else "nothing_paused"), choices=idle_choices())])
    instrument = standing.instrument(run)
    changed = run.version != standing.desk.library.versions[instrument.key]
    run = standing.run(instrument)
    opening = message(tell("resumed_changed" if changed else "resumed", name=instrument.name))
    if instrument.kind is Kind.FIELD_CHECK and run.about is None:
        return await _ask_field(standing, run)
    if instrument.kind is Kind.TELLING and run.open_item is None and not standing.notes:
        run.state = State.TELLING
        return standing.ends([opening, telling_message(instrument)])
    run.state = State.OPEN
    question = await standing.question(run, run.open_item)
    if question is None:
        return await go_on(standing, run, opening)
    return standing.ends([opening, await _asked(standing, run, question)])


async def stop(standing: Standing) -> Said:
    """End early: what is known so far is given."""
    run = standing.current or standing.paused
    if run is None:
        return standing.ends([await profile_reply(standing)])
    return await finish(standing, run, tell("profile_stopped"))


async def again(standing: Standing) -> Said:
    """What is open, once more; nothing when nothing is."""
    run = standing.current
    if run is None:
        return standing.ends([])
    instrument = standing.instrument(run)
    if run.state in FOR_TELLING:
        return standing.ends([telling_message(instrument)])
    if run.state == State.FIELD:
        return standing.ends([field_message(instrument, await standing.desk.fields())])
    question = await standing.question(run, run.open_item)
    if question is None:
        return await go_on(standing, run)
    return standing.ends([await _asked(standing, run, question)])


def _nothing_open(standing: Standing) -> Said:
    return standing.ends([message(tell("nothing_open"), choices=idle_choices())])
