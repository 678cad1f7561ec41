"""Questions about what was shown: which card is meant, what is asked of it, and how the cards compare."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.person import service as person
from api.platform.clock import utc
from api.platform.replies import Choice, CourseCards, Said, means, message
from api.settings import ROOT
from api.suggestions import store
from api.suggestions.model import Aspect, Comparison, End, Shown, aspects_in, compared, comparison_in, picked, things_in
from api.suggestions.service.binding import why_kept_back
from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.course_search import find, no_such_trade, ways_on
from api.suggestions.service.trade_questions import told_of_trade, trade_meant
from api.suggestions.tables import SuggestionRow
from api.suggestions.wording import answers, asked_of, comparison, nearness, step_towards, tell, unsaid
from catalogue.model import Entry, Way
from catalogue.recommend import FREE
from finnish.clauses import Mood, read
from finnish.fold import tokens
from finnish.words import Words

ALL_ABOUT_ONE = (
    Aspect.CONTENT,
    Aspect.PLACE,
    Aspect.WAY,
    Aspect.LENGTH,
    Aspect.START,
    Aspect.FEE,
    Aspect.DEMANDS,
    Aspect.NEEDS,
    Aspect.APPLY,
)
BRIEFLY = (Aspect.START, Aspect.APPLY)
# What a card told for it, against it, and the wish it was shown for.
Reasons = tuple[Sequence[str], Sequence[str], str]


async def details(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    text: str,
    entry_key: str | None,
    now: datetime,
    *,
    of_work: bool = False,
) -> Said:
    """Answer a question about a course; silent when none was shown and none is named.

    It is about the card that was pressed, or singled out by its place or name; else about another course that is
    named, about the one last told about, and before that about all that were shown last. `of_work`: work is talked of,
    so that a trade that is named is none of a course.
    """
    if (reason := await why_kept_back(session, context, conversation_id, text)) is not None:
        return reason
    rows = await store.suggestions_of(session, conversation_id)
    wishes = {row.id: row.text for row in await store.wishes_of(session, conversation_id)}
    reasons = {row.entry_key: (row.reasons, row.hindrances, wishes.get(row.wish_id, "")) for row in rows}
    if entry_key:
        pressed = await _with_reasons(session, context, reasons, [entry_key])
        why = [Aspect.WHY] if any(each.reasons for each in pressed) else []  # the card tells one reason of them
        return _told(context, pressed, [*why, *ALL_ABOUT_ONE]) if pressed else nothing_shown()
    shown = await _with_reasons(session, context, reasons, _last_shown(rows))
    are_new = bool(rows) and utc(rows[-1].created_at) == now
    refused = {row.entry_key for row in rows if row.refused}
    last_told = [] if are_new else await _last_told(session, conversation_id)
    told = await _with_reasons(session, context, reasons, [key for key in last_told if key not in refused])
    picked_out = singled(context.words, text, shown)
    if not picked_out and not are_new:
        earlier = await _with_reasons(session, context, reasons, [row.entry_key for row in rows])
        picked_out = singled(context.words, text, earlier)
    aspects = aspects_in(_terms(context.words, text), _questions()["aspects"])
    if of_work and not picked_out and (trade := trade_meant(context, text, aspects, [])) is not None:
        return told_of_trade(context, trade, aspects)
    found = await context.search(text, None, FREE)
    is_absent = bool(found.absent) and not (found.items or picked_out)
    if not (picked_out or are_new or is_absent) and (named := await _named(context, text, shown or told)) is not None:
        return await _of_another(session, context, conversation_id, text, named, now)
    if not picked_out and (trade := trade_meant(context, text, aspects, [*shown, *told])) is not None:
        return told_of_trade(context, trade, aspects)
    if is_absent:
        return no_such_trade(found)
    if not shown and not told:
        return _answered(tell("real_in_general"), []) if Aspect.REAL in aspects else Said()
    rivals = [each.entry for each in (picked_out if len(picked_out) > 1 else shown)]
    asked = comparison_in(_written(context.words, text), _questions()["comparisons"])
    if not asked and not aspects and found.wish.place:
        asked = Comparison(Aspect.PLACE, End.LEAST)  # "kumpi noista on Nokialla"
    if asked and len(rivals) > 1:
        return await _comparing(session, context, conversation_id, text, asked, rivals)
    terms = _terms(context.words, text)
    means_all = not terms.isdisjoint(_questions()["all"])
    about = picked_out or (shown if means_all else told) or shown or told
    of_names = set().union(*(_terms(context.words, each.entry.name) for each in about))
    things = things_in(terms - of_names, _questions()["asks"])
    if things or Aspect.TRAVEL in aspects:  # "pääseekö bussilla" asks of no need
        aspects = [aspect for aspect in aspects if aspect is not Aspect.NEEDS]
    elif aspects in ([], [Aspect.FEE]) and _asks_else(context.words, text, about):
        return _answered("\n".join(unsaid(each.entry) for each in about), [each.entry for each in about])
    return _told(context, about, aspects if things else aspects or _plainly(about), things)


async def next_step(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> Said | None:
    """What to do first towards the course that is talked of: whom to ask and what to say, and to wait for a decision.

    None when no course has come up: then the first step is a person.
    """
    rows = await store.suggestions_of(session, conversation_id)
    shown = await _with_reasons(session, context, {}, _last_shown(rows))
    told = await _with_reasons(session, context, {}, await _last_told(session, conversation_id))
    meant = [*singled(context.words, text, shown), *told, *shown][:1]
    if not meant:
        return None
    entry = meant[0].entry
    ways = [
        Choice(tell("benefits"), means("myth_benefits", entry=entry.key)),
        Choice(tell("ask_call"), means("request_callback"), role="callback"),
        Choice(tell("ask_person"), means("request_human")),
    ]
    step = step_towards(entry, context.today)
    return await person.offer_step(session, conversation_id, step, tell("next_step_benefits"), ways, [entry.key])


def _last_shown(rows: Sequence[SuggestionRow]) -> list[str]:
    """The keys of what was shown last, without what was turned down since."""
    return [row.entry_key for row in rows if row.created_at == rows[-1].created_at and not row.refused]


async def _comparing(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    text: str,
    asked: Comparison,
    rivals: Sequence[Entry],
) -> Said:
    """Which of the shown is the shortest, the cheapest, the first to begin or the nearest."""
    if asked.by is Aspect.PLACE:
        place = await _place_of(session, context, conversation_id, text)
        here = [entry for entry in rivals if place and entry.place == place]
        online = [entry for entry in rivals if entry.way is Way.DISTANCE and entry not in here]
        return _answered(nearness(here, online, rivals, place), [*here, *online] or rivals)
    found = compared(rivals, asked, context.today)
    return _answered(comparison(asked, found, context.today), found.first or rivals)


def singled(words: Words, text: str, shown: Sequence[Shown]) -> list[Shown]:
    """Those of the shown that a text names, or tells by their place in the row."""
    names = [_name_terms(words, each.entry.name) for each in shown]
    of_compounds = chain.from_iterable(map(words.parts, words.tokens(text)))  # "trukkijuttu"
    return picked(_terms(words, text) | set(of_compounds), shown, names, _questions()["ordinals"])


def _asks_else(words: Words, text: str, about: Sequence[Shown]) -> bool:
    """Whether something is asked that no aspect is: whether lunch is free, or which shifts there are."""
    asked = [clause for clause in read(text, words) if Mood.QUESTION in clause.mood]
    said = {words.lemma(word) for clause in asked for word in words.content_words(clause.text)}
    ordinals = chain.from_iterable(_questions()["ordinals"].values())
    aspects = chain.from_iterable(_questions()["aspects"].values())
    known = {*_questions()["general"], *_questions()["all"], *_questions()["plain"], *ordinals, *aspects}
    names = set().union(*(_terms(words, each.entry.name) for each in about))
    return bool(said - known - names)


def _plainly(about: Sequence[Shown]) -> Sequence[Aspect]:
    """What is told when nothing certain is asked."""
    return ALL_ABOUT_ONE if len(about) == 1 else BRIEFLY


def _told(
    context: SuggestionContext, about: Sequence[Shown], aspects: Sequence[Aspect], things: Sequence[str] = ()
) -> Said:
    told = ((*asked_of(each.entry, things), *answers(each, aspects, context.today)) for each in about)
    lines = dict.fromkeys(chain.from_iterable(told))
    return _answered("\n".join(lines), [each.entry for each in about])


def _answered(text: str, about: Sequence[Entry]) -> Said:
    """An answer that keeps what it is about, for the next question; beside it the ways to benefits and a person."""
    benefits = [Choice(tell("benefits"), means("myth_benefits", entry=entry.key)) for entry in about[:1]]
    choices = [*benefits, Choice(tell("ask_person"), means("request_human"))]
    return Said(replies=[message(text, choices, about=[entry.key for entry in about])])


async def _named(context: SuggestionContext, text: str, shown: Sequence[Shown]) -> str | None:
    """The subject of a question about a course that was not shown; None when it names none.

    Beside what was shown only a name of the catalogue turns the talk to another course.
    """
    terms = _terms(context.words, text)
    asking = {
        *chain(*_questions()["aspects"].values(), *_questions()["asks"].values()),
        *_questions()["all"],
        *_questions()["general"],
    }
    subject = " ".join(
        word for word in context.words.content_words(text) if _terms(context.words, word).isdisjoint(asking)
    )
    found = await context.search(subject, None, FREE) if subject else None
    if found is None or not found.items or not found.wish.text or found.unknown:
        return None
    first = found.items[0]
    is_another = first.key not in {each.entry.key for each in shown}
    by_name = not terms.isdisjoint(_name_terms(context.words, first.name))
    return subject if not shown or (is_another and by_name) else None


async def _of_another(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str, subject: str, now: datetime
) -> Said:
    """What is asked, of the first course that is found by its name, and its card."""
    found = await find(session, replace(context, at_once=1), conversation_id, subject, None, now)
    cards = [each for each in found.replies if isinstance(each, CourseCards)]
    about = await _with_reasons(session, context, {}, [card.id for each in cards for card in each.cards])
    if not about:
        return found
    asked = aspects_in(_terms(context.words, text), _questions()["aspects"]) or _plainly(about)
    told = _told(context, about, asked)
    return Said([*told.replies, *(each.model_copy(update={"text": tell("told_of")}) for each in cards)])


def asks_price(words: Words, text: str) -> bool:
    """Whether it is asked what something costs."""
    return Aspect.FEE in aspects_in(_terms(words, text), _questions()["aspects"])


def asks_of_money(words: Words, text: str) -> bool:
    """Whether it is asked what something costs, or what is paid for it."""
    return not {Aspect.FEE, Aspect.PAY}.isdisjoint(aspects_in(_terms(words, text), _questions()["aspects"]))


def asked_of_work(context: SuggestionContext, text: str) -> Said:
    """What can be told of a question about work itself, of which each workplace knows the rest."""
    travels = Aspect.TRAVEL in aspects_in(_terms(context.words, text), _questions()["aspects"])
    told = tell("work_travel" if travels else "work_detail")
    return Said([message(told, [Choice(tell("ask_person"), means("request_human"))])], stays=True)


def nothing_shown() -> Said:
    """No course has come up that the question could be about."""
    return Said(replies=[message(tell("nothing_shown"), ways_on())])


async def _last_told(session: AsyncSession, conversation_id: str) -> list[str]:
    """The keys that the last answer was about; none when cards have come after it."""
    cards = await conversations.latest(session, conversation_id, CourseCards.kind)
    if cards is None:
        return []
    _, later = await conversations.messages_after(session, conversation_id, cards.seq)
    return next((row.body["about"] for row in reversed(later) if row.body.get("about")), [])


async def _with_reasons(
    session: AsyncSession, context: SuggestionContext, reasons: Mapping[str, Reasons], keys: Sequence[str]
) -> list[Shown]:
    """The entries as far as they are still there, with why they were shown."""
    entries = [entry for key in keys if (entry := await context.catalogue.entry(session, key)) is not None]
    return [Shown(entry, *reasons.get(entry.key, ())) for entry in entries]


async def _place_of(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> str | None:
    """The place that the question names, else the latest wish, else the page the talk began on."""
    wish = await store.latest_wish(session, conversation_id)
    for said in (text, wish.text if wish else ""):
        place = (await context.search(said, None, FREE)).wish.place
        if place:
            return place
    return await conversations.place_of(session, conversation_id)


def _written(words: Words, text: str) -> set[str]:
    """The words of a text as they were said (`tokaan`) and as they are written (`missä`)."""
    return {*tokens(text), *words.tokens(text)}


def _terms(words: Words, text: str) -> set[str]:
    """The same with their base forms (`alkaa`)."""
    return _written(words, text) | set(chain.from_iterable(map(words.bases, words.tokens(text))))


def _name_terms(words: Words, name: str) -> set[str]:
    """The terms that tell a course by its name: no small words, nor those that questions are asked with."""
    telling = " ".join(words.content_words(name))
    return _terms(words, telling) - set(chain(_questions()["general"], *_questions()["aspects"].values()))


@cache
def _questions() -> Mapping[str, Any]:
    """The words of questions about a course, from `data/catalogue/questions.yml`."""
    loaded: Mapping[str, Any] = yaml.safe_load((ROOT / "data" / "catalogue" / "questions.yml").read_text("utf-8"))
    return loaded
