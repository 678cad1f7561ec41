"""Who asks for work itself, and no studies: by which words to look for it, and what to say to an employer."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from api.person import service as person
from api.person.service import FactKind
from api.platform.replies import Choice, Message, Said, means, message
from api.suggestions.model import WorkAsked
from api.suggestions.service.binding import bounds_from
from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.trade_questions import finnish_needed
from api.suggestions.wording import tell
from catalogue.recommend import FREE, Bounds
from catalogue.recommend.trades import Sought, sought, trades_of, unlicensed_beside
from finnish.clauses import read

# So many trades are named: more would be a list to read.
MOST_NAMED = 3
# What is farther from what one has done is no longer told.
NEAR = 9
# Where openings are: said whole once.
PAGE = "tyomarkkinatori.fi"
# What one cannot use ("en osaa netistä hakea"), and what one does instead ("voisko mennä kysymään").
NET = frozenset({"netti", "kone", "tietokone", "sivu", "haku", "nettihaku", "hakea", "internet"})
GOING = frozenset({"mennä", "käydä", "soittaa", "paikka"})
# Between the trades that a button carries.
TOLD = ", "
OF_LANGUAGE = frozenset({"suomi", "kieli", "kielitaito"})


async def work(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    text: str,
    said_before: Collection[str],
    told: Sequence[str] = (),
    *,
    what_to_say: bool = False,
    anew: bool = False,
) -> Said:
    """Which trades to look for and where openings are; then what to say to an employer, and then a person. What one
    has done is asked when nothing is known. No course is pushed.

    `told`: the trades that were named before, the newest first. Who asks what to say asks it of the last of them; to
    one who turns them down (`anew`) none of them is named again.
    """
    known = await person.facts(session, conversation_id)
    bounds = bounds_from(known)
    found = sought(trades_of(context.words), text, bounds, told)
    if anew:
        found = replace(found, named=[name for name in found.named if name not in told])
    trades = (found.named or told[:1] or found.akin[:1] or found.near[:1]) if what_to_say else _trades(found, told)
    if not trades and tell("work_person") in said_before:
        trades = found.near[:MOST_NAMED]  # all was told, and a person offered: who goes on begins anew
    if not trades:
        return _nothing_more(told or found.near, said_before)
    place = next((str(fact.value) for fact in known if fact.kind is FactKind.PLACE), "")
    looked_for = _to_look_for(context, trades, found, bounds, text)
    said = any(each.startswith(looked_for) for each in said_before)
    if not (said or what_to_say or _keeps_off_the_net(known, text, context)):
        where = _where(trades[0], place, said_before)
        told_of = " ".join(filter(None, (looked_for, where, _licence(context, trades[0]))))
        return Said([message(told_of, _ways(trades, "work_call_ask"))], stays=True)
    call = tell("work_write" if _has_limit(known, "phone") else "work_call", trade=trades[0])
    if call not in said_before or what_to_say:
        return Said([message(call, _ways(trades, "work_with_employer"))], stays=True)
    return _a_person(trades)


def _nothing_more(told: Sequence[str], said_before: Collection[str]) -> Said:
    """A person, where all that is near was told; what one has done is asked where nothing is known: the second time it
    is owned that the answer was not understood.
    """
    asked = next((key for key in ("work_unknown", "work_unknown_again") if tell(key) not in said_before), None)
    if told or asked is None:
        return _a_person(told)
    return Said([message(tell(asked), _ways((), "start_assessment"))], WorkAsked())


def _a_person(trades: Sequence[str]) -> Said:
    return Said([message(tell("work_person"), _ways(trades, "work_with_employer"))], stays=True)


def _keeps_off_the_net(known: Sequence[person.Fact], text: str, context: SuggestionContext) -> bool:
    """Whether one cannot search the net, or asks to go or call: "en osaa netistä hakea, voisko mennä kysymään"."""
    cannot = _has_limit(known, "computer")
    denied = any(word.lemma in NET and word.denied for clause in read(text, context.words) for word in clause.words)
    lemmas = set(context.words.lemmas(text))
    return cannot or denied or ("kysyä" in lemmas and not lemmas.isdisjoint(GOING))


def _has_limit(known: Sequence[person.Fact], key: str) -> bool:
    return any(person.limit_key(str(fact.value)) == key for fact in known)


def names_trade(context: SuggestionContext, text: str) -> bool:
    """Whether a text names a trade."""
    return bool(trades_of(context.words).finder.find(text))


def where_work_is(context: SuggestionContext, text: str, said_before: Collection[str]) -> Message | None:
    """A sentence on openings in the trade that a text names, beside courses; None when it names none."""
    named = sought(trades_of(context.words), text, FREE).named
    return message(_where(named[0], "", said_before)) if named else None


def _to_look_for(context: SuggestionContext, trades: Sequence[str], found: Sought, bounds: Bounds, text: str) -> str:
    """The trades, what may be against them, and the Finnish that they ask where it is asked."""
    named = ", ".join(trades)
    limits = ", ".join(each.label for each in bounds.forbidden)
    akin = "work_akin" if trades[0] in found.akin else ""
    key = "work_named" if found.named else akin or ("work_near_within" if limits else "work_near")
    opening = tell(key, trades=named, limits=limits)
    barred = tell("work_barred", trades=", ".join(found.barred), limits=limits) if found.barred else ""
    known = trades_of(context.words)
    first = known.key_of(trades[0])
    asks = first and not OF_LANGUAGE.isdisjoint(context.words.lemmas(text))
    finnish = finnish_needed(known.known.occupations[first]) if first and asks else ""
    return " ".join(filter(None, (opening, barred, finnish)))


def _licence(context: SuggestionContext, trade: str) -> str:
    """That a trade needs a licence, and what one may do near it without; empty when it needs none."""
    trades = trades_of(context.words)
    key = trades.key_of(trade)
    if key is None or not trades.known.occupations[key].licensed:
        return ""
    near = unlicensed_beside(trades.known, key)[:MOST_NAMED]
    return tell("work_licensed_near" if near else "work_licensed", trade=trade, near=", ".join(near))


def _where(trade: str, place: str, said_before: Collection[str]) -> str:
    known = any(PAGE in each for each in said_before)
    key = "work_where_again" if known else "work_where"
    return tell(f"{key}_place", trade=trade, place=place) if place else tell(key, trade=trade)


def _trades(found: Sought, told: Collection[str]) -> Sequence[str]:
    """What was named; else what has something of what was wished for, or is near, and has not been told yet."""
    akin, near = ([name for name in names[:NEAR] if name not in told] for names in (found.akin, found.near))
    return (found.named or akin or near)[:MOST_NAMED]


def _ways(trades: Sequence[str], first: str) -> list[Choice]:
    """The buttons; the first carries the trades that are told, so that what is said next is of them."""
    meanings = {
        "work_call_ask": means("seek_work", subject=TOLD.join(trades), what_to_say=True),
        "work_with_employer": means("find_employer_path"),
    }
    ways = [Choice(tell(first), meanings.get(first) or means(first))]
    return [*ways, Choice(tell("ask_person"), means("request_human"))]
