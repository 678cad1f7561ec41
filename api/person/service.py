"""What can be done with what a person has told: one verb a function; none of them commits."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.person import store, wording
from api.person.files import mastering, vocabulary
from api.person.model import (
    Fact,
    FactKind,
    News,
    Status,
    Step,
    StepOffered,
    Told,
    UnknownFact,
    checked_value,
    replaces,
    seeking,
    tells_less,
)
from api.person.model.exclusions import Spoken, spoken_of, wished_again
from api.person.model.facts import ADULT, subject_of
from api.person.model.hearing import Listener, ReadAs, corrected, names
from api.person.model.recalling import asked_after, asks_after_step, whom_for
from api.person.model.vocabulary import has
from api.person.tables import AgreedStepRow, PersonFactRow
from api.platform.clock import HELSINKI
from api.platform.replies import Choice, Said, means, message
from finnish.clauses import read as clauses_of
from finnish.words import Words
from occupations.files import occupations
from occupations.finder import Finder

Naming = Callable[[str], Awaitable[Sequence[str]]]

__all__ = [
    "CLIENT",
    "Fact",
    "FactKind",
    "News",
    "agree",
    "agreed",
    "ask_for",
    "asks_of_step",
    "contradiction",
    "dont_remember",
    "erase",
    "export",
    "facts",
    "forget",
    "forget_these",
    "hear",
    "in_short",
    "is_minor",
    "last_trade",
    "let_go",
    "limit_key",
    "limit_lifted",
    "limit_noted",
    "names_work",
    "noted",
    "nothing_to_forget",
    "offer_step",
    "put_right",
    "read",
    "reading_is_hard",
    "recalled",
    "remembered",
    "seeks_work",
    "show_all",
    "speaks_of_another",
    "speaks_of_private",
    "speaks_of_studies",
    "step_recalled",
    "step_remembered",
    "take_away",
    "to_ask_after",
    "turns_studies_down",
    "wants_only_work",
]

# So many facts are said back in one sentence.
MOST_IN_SHORT = 4
# What kin.yml calls those whom a professional asks for.
CLIENT = "asiakkaasi"
# What is left of "unohda se" when it names nothing more.
FORGETS = frozenset(
    """
    unohda unohdetaan unohtaa poista poistaa pois ota pyyhi jätä jätetään äskeinen sanoa sanonut tieto
    tallenna tallentaa kirjoita merkitse muista talteen muistiin ylös
    """.split()
)


async def facts(session: AsyncSession, conversation_id: str) -> list[Fact]:
    """What is understood of the person, in the order of telling. Raises UnknownConversation."""
    await conversations.find(session, conversation_id)
    return [_fact(row) for row in await store.facts_of(session, conversation_id)]


async def hear(
    session: AsyncSession,
    words: Words,
    conversation_id: str,
    seq: int | None,
    text: str,
    now: datetime,
    named: Naming,
    *,
    alone: bool = False,
    read_as: tuple[ReadAs, ...] = (),
) -> News:
    """Keep what a message tells; a later word takes the place of an earlier one, and what it replaces is told.

    `named` tells what a text names of what there is to study or do: only that can be kept out, or be mastered. `alone`:
    whether a town or an age that is all that is said may be the person's. `read_as`: what the bot read parts of it to
    tell.
    """
    told = list(read(words, text, now.astimezone(HELSINKI).date(), read_as))
    bare = listener(words).alone(text) if alone and not told else None
    told += [bare] if bare else []
    spoken = spoken_of(text, words, mastering(), vocabulary().private)
    limited = {each.words for each in told if each.kind is FactKind.LIMIT}  # "polvet ei kestä lattialla" names no work
    for unsorted in spoken:
        things = [] if unsorted.words in limited else await named(unsorted.names) or _trades(words, unsorted)
        told += [Told(unsorted.kind, thing, unsorted.words) for thing in things]
    rows = list(await store.facts_of(session, conversation_id))
    lifted = await _take_back(session, rows, told, text, words)
    if left := listener(words).leaves_trade(text):
        works = [*(each.value for each in told if each.kind is FactKind.WORK), *_works(rows)]
        told += [Told(FactKind.EXCLUSION, str(subject_of(work)), left) for work in works]
    right = corrected(text, _fact(rows[-1]) if rows else None, words)
    told += [right] if right and not any(each.kind is right.kind for each in told) else []
    new: list[Fact] = []
    replaced: list[Fact] = []
    for place, each in enumerate(told):
        same = [row for row in rows if replaces(each, _fact(row))]
        if any(row.value == each.value or tells_less(each.value, row.value) or not each.sure for row in same):
            continue
        for row in same:
            rows.remove(row)
            if row in session.new:  # told a moment ago in this message: "oon kokki, kuus vuotta kokki"
                session.expunge(row)
                new = [fact for fact in new if fact.id != row.id]
            else:
                replaced.append(_fact(row))
                await session.delete(row)
        row = _row(conversation_id, seq, place, each, now)
        session.add(row)
        rows.append(row)
        new.append(_fact(row))
    return News(new, replaced, lifted)


def _works(rows: Sequence[PersonFactRow]) -> list[Any]:
    return [row.value for row in rows if row.kind == FactKind.WORK]


def _trades(words: Words, spoken: Spoken) -> list[str]:
    """The trades that are not wanted, though there is nothing to study for them."""
    if spoken.kind is not FactKind.EXCLUSION:
        return []
    known = occupations().occupations
    return [known[found.occupation].name for found in listener(words).finder.find(spoken.names)]


async def _take_back(
    session: AsyncSession, rows: list[PersonFactRow], told: Sequence[Told], text: str, words: Words
) -> list[Fact]:
    """What was not wanted, and is wished for now, is no longer kept out; nor is what one can do after all."""
    lifted = []
    unwanted = any(each.kind is FactKind.EXCLUSION for each in told)
    for row in list(rows):
        fact = _fact(row)
        wished = not unwanted and fact.kind is FactKind.EXCLUSION and wished_again(fact, text, words, mastering())
        limit = next((each for each in vocabulary().limits if each.label == fact.value), None)
        studies = fact.value == vocabulary().work_only and listener(words).welcomes_studies(text)
        is_not = listener(words).is_not(text, fact, str(subject_of(fact.value)))
        if wished or studies or is_not or (limit is not None and listener(words).lifts(text, limit)):
            await session.delete(row)
            rows.remove(row)
            lifted.append(fact)
    return lifted


def reading_is_hard() -> str:
    """What it is called that reading is hard: then all is said in easy Finnish."""
    return next(limit.label for limit in vocabulary().limits if limit.key == "reading")


def limit_key(label: str) -> str | None:
    """The key of what is called so in `data/person/limits.yml`; None when it is something else."""
    return next((limit.key for limit in vocabulary().limits if limit.label == label), None)


async def remembered(session: AsyncSession, conversation_id: str) -> str:
    """All that is understood of the person, in words."""
    known = await facts(session, conversation_id)
    return wording.remembered(known) if not known else f"{wording.remembered(known)}\n{wording.tell('put_right')}"


async def recalled(session: AsyncSession, words: Words, conversation_id: str, text: str) -> str | None:
    """What was told of the one thing that is asked after; None when all is."""
    asked = asked_after(text, await facts(session, conversation_id), vocabulary(), words)
    if asked is None:
        return None
    return wording.answered(asked) if asked else wording.tell("not_told")


def show_all() -> str:
    """The button of all that is understood."""
    return wording.tell("show_all")


def dont_remember() -> str:
    """The button of who wants something not to be kept."""
    return wording.tell("dont_remember")


def noted(news: Sequence[Fact]) -> str:
    """What was just told, in the service's words."""
    return wording.tell("noted", labels=", ".join(wording.label(fact) for fact in news))


def limit_noted(news: Sequence[Fact]) -> str:
    """What is kept of a limit, and what for."""
    return wording.tell("limit_noted", labels=", ".join(wording.label(fact) for fact in news))


def limit_lifted(lifted: Sequence[Fact]) -> str:
    """That a limit holds no more; empty when none was lifted."""
    labels = ", ".join(wording.label(fact) for fact in lifted if fact.kind is FactKind.LIMIT)
    return wording.tell("limit_lifted", labels=labels) if labels else ""


def contradiction(before: Fact, news: Sequence[Fact]) -> str:
    """That the contrary was told before, and that the later word holds."""
    now = next(fact for fact in news if fact.kind is before.kind)
    return wording.tell("contradiction", before=wording.label(before), now=wording.label(now))


async def forget(session: AsyncSession, words: Words, conversation_id: str, text: str) -> str | None:
    """Take away what the words name: one thing, all, or what was told last. Returns what is said of it, if any."""
    rows = {row.id: row for row in await store.facts_of(session, conversation_id)}
    known = [_fact(row) for row in rows.values()]
    if not vocabulary().all_of_it.isdisjoint(words.lemmas(text)):
        named = known
    else:
        about = listener(words).taken_back(text) or text
        named = [fact for fact in known if names(fact, wording.label(fact), about, words)]
        named = named or list(asked_after(about, known, vocabulary(), words) or ())
    if not named and not set(words.content_words(text)) - FORGETS:
        named = known[-1:]
    return await _take_these_away(session, [rows[fact.id] for fact in named])


async def forget_these(session: AsyncSession, conversation_id: str, fact_ids: Sequence[str]) -> str:
    """Take away these facts, as far as they are still there. Returns what is said of it."""
    rows = [row for key in fact_ids if (row := await store.fact(session, conversation_id, key)) is not None]
    return await _take_these_away(session, rows) or nothing_to_forget()


async def _take_these_away(session: AsyncSession, rows: Sequence[PersonFactRow]) -> str | None:
    """What is said of taking them away; None when there are none."""
    for row in rows:
        await session.delete(row)
    labels = ", ".join(wording.label(_fact(row)) for row in rows)
    return wording.tell("forgotten", labels=labels) if rows else None


def nothing_to_forget() -> str:
    """That nothing such was told."""
    return wording.tell("nothing_to_forget")


async def ask_for(
    session: AsyncSession, words: Words, conversation_id: str, seq: int | None, text: str, now: datetime
) -> str:
    """Keep for whom the person asks, and return what to call them."""
    whom = whom_for(text, vocabulary(), words) or next(
        (str(fact.value) for fact in await facts(session, conversation_id) if fact.kind is FactKind.FOR_WHOM), ""
    )
    if whom:
        for row in await store.facts_of(session, conversation_id):
            if row.kind == FactKind.FOR_WHOM:
                await session.delete(row)
        session.add(_row(conversation_id, seq, 0, Told(FactKind.FOR_WHOM, whom, text), now))
    return whom


def is_minor(known: Sequence[Fact]) -> bool:
    """Whether the person has told to be under 18."""
    return any(fact.kind is FactKind.AGE and isinstance(fact.value, int) and fact.value < ADULT for fact in known)


def wants_only_work(known: Sequence[Fact]) -> bool:
    """Whether the person has told to look for work, and for no studies."""
    return any(fact.kind is FactKind.WISH and fact.value == vocabulary().work_only for fact in known)


def speaks_of_another(words: Words, text: str, known: Sequence[Fact]) -> bool:
    """Whether the message names somebody else, or the talk has been of another all along."""
    named = whom_for(text, vocabulary(), words) or not vocabulary().another.isdisjoint(words.lemmas(text))
    return bool(named) or any(fact.kind is FactKind.FOR_WHOM for fact in known)


def last_trade(known: Sequence[Fact]) -> str | None:
    """The trade that was told last."""
    works = (fact.value for fact in reversed(known) if fact.kind is FactKind.WORK)
    return next((str(work["occupation"]) for work in works if isinstance(work, Mapping)), None)


def seeks_work(words: Words, text: str) -> bool:
    """Whether the message looks for work itself."""
    return seeking.seeks_work(text, vocabulary(), words)


def speaks_of_private(words: Words, text: str) -> bool:
    """Whether the message speaks of what is never kept of a person: crime and punishment, belief, origin."""
    private = vocabulary().private
    return any(has(word, private) for clause in clauses_of(text, words) for word in clause.words)


def names_work(words: Words, text: str) -> bool:
    """Whether the message names work, whatever it says of it."""
    return not vocabulary().jobs.isdisjoint(words.lemmas(text))


def turns_studies_down(words: Words, text: str) -> bool:
    """Whether the message says that one does not want to study."""
    return listener(words).turns_studies_down(text)


def speaks_of_studies(words: Words, text: str) -> bool:
    """Whether the message names studies."""
    return seeking.speaks_of_studies(text, vocabulary(), words)


def in_short(known: Sequence[Fact]) -> str:
    """The latest of what is understood, in one sentence; empty when nothing is."""
    labels = [wording.label(fact) for fact in known[-MOST_IN_SHORT:]]
    return wording.tell("in_short", labels=", ".join(labels)) if labels else ""


async def offer_step(
    session: AsyncSession,
    conversation_id: str,
    step: Step,
    closing: str,
    ways: Sequence[Choice],
    about: Sequence[str] = (),
) -> Said:
    """The step, for the person to agree to or not."""
    lines = wording.step_lines(step, await facts(session, conversation_id))
    choices = [
        Choice(wording.tell("agree"), means("agree_step")),
        Choice(wording.tell("not_now"), means("decline_step")),
        *ways,
    ]
    text = "\n".join([wording.tell("step_offer"), *lines, closing])
    return Said([message(text, choices, about=about or None)], StepOffered(**asdict(step)))


async def agreed(session: AsyncSession, conversation_id: str) -> Step | None:
    """The step that the person agreed to take, if any."""
    row = await store.agreed(session, conversation_id)
    return _step(row) if row else None


async def agree(session: AsyncSession, conversation_id: str, step: Step, now: datetime) -> str:
    """Keep the step; it takes the place of an earlier one. Returns the note of it."""
    await let_go(session, conversation_id)
    session.add(AgreedStepRow(conversation_id=conversation_id, agreed_at=now, **asdict(step)))
    lines = wording.step_lines(step, await facts(session, conversation_id))
    return "\n".join([wording.tell("step_agreed"), *lines, wording.tell("step_not_counted")])


def asks_of_step(words: Words, text: str) -> bool:
    """Whether what was agreed is asked after, and not all that was told."""
    return asks_after_step(text, vocabulary(), words)


def step_recalled(step: Step | None) -> str:
    """What was agreed, or that nothing was."""
    return "\n".join([wording.tell("step_recalled"), *wording.facts_of(step)]) if step else wording.tell("step_none")


def step_remembered(step: Step) -> str:
    """What was agreed, in a sentence."""
    return wording.tell("step_remembered", what=step.what)


async def let_go(session: AsyncSession, conversation_id: str) -> None:
    """The step is taken, or was not for the person after all."""
    row = await store.agreed(session, conversation_id)
    if row is not None:
        await session.delete(row)
        await session.flush()


async def to_ask_after(session: AsyncSession, conversation_id: str, now: datetime) -> Step | None:
    """The agreed step when it has not been asked yet how it went; it is asked once."""
    row = await store.agreed(session, conversation_id)
    if row is None or row.asked_after is not None:
        return None
    row.asked_after = now
    return _step(row)


async def put_right(session: AsyncSession, conversation_id: str, fact_id: str, value: Any) -> Fact:
    """The person's own correction. Raises UnknownFact and BadValue."""
    row = await _found(session, conversation_id, fact_id)
    row.value = checked_value(FactKind(row.kind), value, row.value)
    row.status, row.said_in = Status.CONFIRMED, None
    return _fact(row)


async def take_away(session: AsyncSession, conversation_id: str, fact_id: str) -> None:
    """Not so, or not to be remembered. It comes back only when it is told anew. Raises UnknownFact."""
    await session.delete(await _found(session, conversation_id, fact_id))


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything that is kept of what the person told and agreed to."""
    step = await agreed(session, conversation_id)
    told = [_as_kept(row) for row in await store.facts_of(session, conversation_id)]
    return {"person": told, "agreed": asdict(step) if step else None}


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete all of it; the talk itself stays."""
    await store.erase(session, conversation_id)


@lru_cache(16)
def read(words: Words, text: str, today: date, read_as: tuple[ReadAs, ...] = ()) -> Sequence[Told]:
    """What a text tells. Kept for as long as one turn may begin again: the last few texts, and in no file."""
    return listener(words).hear(text, today, read_as)


@lru_cache(2)
def listener(words: Words) -> Listener:
    """Who hears with these words. Made once: the names of all trades are looked up for it."""
    trades = occupations()
    return Listener(words, Finder(trades.occupations, words), trades, vocabulary())


async def _found(session: AsyncSession, conversation_id: str, fact_id: str) -> PersonFactRow:
    row = await store.fact(session, conversation_id, fact_id)
    if row is None:
        raise UnknownFact
    return row


def _row(conversation_id: str, seq: int | None, place: int, told: Told, now: datetime) -> PersonFactRow:
    return PersonFactRow(
        id=str(uuid4()),
        conversation_id=conversation_id,
        kind=told.kind.value,
        value=told.value,
        words=told.words,
        said_in=seq,
        place=place,
        status=(Status.TOLD if told.sure else Status.UNSURE).value,
        created_at=now,
    )


def _as_kept(row: PersonFactRow) -> dict[str, Any]:
    """As it is stored: what is kept is given out though its kind were no longer known."""
    return {
        "id": row.id,
        "kind": row.kind,
        "value": row.value,
        "words": row.words,
        "said_in": row.said_in,
        "status": row.status,
    }


def _fact(row: PersonFactRow) -> Fact:
    return Fact(row.id, FactKind(row.kind), row.value, row.words, row.said_in, Status(row.status))


def _step(row: AgreedStepRow) -> Step:
    return Step(row.who, row.what, row.when, row.place, row.phone, row.message)
