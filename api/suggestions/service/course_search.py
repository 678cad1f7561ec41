"""Looking for studies in a talk: finds, more of them, and what was not for the person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.platform.replies import Choice, CourseCards, Said, means, message
from api.suggestions import store
from api.suggestions.model import Shown, WishAsked, narrows, ranked, without_place, without_time
from api.suggestions.service.binding import bounds_of, kept_back_reason, show_kept_back, why_kept_back
from api.suggestions.service.context import SuggestionContext
from api.suggestions.tables import SuggestionRow, WishRow
from api.suggestions.wording import card, doubt, show_more, tell, ways_of, why_choices
from catalogue.model import Entry, EntryKind
from catalogue.recommend import FREE, Refusal, Why
from catalogue.service import Found, Wish
from finnish.clauses import read
from finnish.words import Words

# Between what was looked for and what is added to it: each is read by itself.
BESIDE = " – "
# Words that point at what was shown.
# What names a thing, as Voikko calls it.
NAMES = frozenset({"nimisana", "nimi", "paikannimi", "sukunimi", "etunimi", "lyhenne", "nimisana_laatusana"})
POINTING = frozenset({"tuo", "nuo", "tämä", "nämä", "se", "ne"})


async def find(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    text: str,
    kind: EntryKind | None,
    now: datetime,
) -> Said:
    """Look for what the person said, remember it, and show the first cards. What is only not wanted is asked about.

    Who names no subject but a place, a time or a way narrows what was looked for before; who names nothing at all is
    asked, as a whole catalogue is no answer.
    """
    if (reason := await why_kept_back(session, context, conversation_id, text)) is not None:
        return reason
    if await _refuses_the_shown(session, context, conversation_id, text):
        return await _go_on(session, context, conversation_id, "refused_then", "refused_no_more", now)
    text, kind = await _narrowed(session, context, conversation_id, text, kind)
    found = await _found(session, context, conversation_id, text, kind)
    if (unwanted := await unwanted_only(session, context, conversation_id, found, now)) is not None:
        return unwanted
    if text and kind is None and not (found.wish.text or narrows(found.wish)):
        return Said([message(tell("what_work"), ways_on())], WishAsked())
    wish = WishRow(conversation_id=conversation_id, text=text, kind=kind, total=len(found.items), created_at=now)
    session.add(wish)
    await session.flush()
    if not found.items:
        return await _nothing_found(session, context, wish, found, now)
    opening = _opening(found, context.at_once)
    if found.absent:
        opening = ways_of("not_there_near", subject=", ".join(found.absent))
    if found.kept_back:
        bounds = await bounds_of(session, conversation_id)
        why = await kept_back_reason(context, found.kept_back[:1], bounds)
        opening = [f"{each} {why}" for each in opening]
    return Said(replies=[await _next_cards(session, context, wish, found, opening, now)])


async def _nothing_found(
    session: AsyncSession, context: SuggestionContext, wish: WishRow, found: Found, now: datetime
) -> Said:
    """Why there is nothing, in so many words, and what is nearest: what leads up from what the person can do already,
    or to work that is akin to what they wish for.
    """
    bounds = await bounds_of(session, wish.conversation_id)
    if found.kept_back:
        reason = f"{tell('only_kept_back')}\n{await kept_back_reason(context, found.kept_back, bounds)}"
        ways = [show_kept_back(wish.text), *ways_on()]
        upward = await context.upward(bounds)
        if not upward:
            return Said([message(reason, ways)])
        cards = await _next_cards(session, context, wish, replace(found, items=upward), ways_of("upward"), now)
        return Said([message(reason, ways[:1]), cards])
    if found.absent:
        return no_such_trade(found)
    if not _names_a_thing(found.wish.text, context.words):
        return Said([message(tell("what_work"), ways_on())], WishAsked())
    subject, near = await context.nearest(found.wish.text, bounds)
    if near:
        opening = ways_of("not_there_near", subject=subject)
        return Said([await _next_cards(session, context, wish, replace(found, items=near[:1]), opening, now)])
    return Said([message(tell("not_there", subject=subject) if subject else tell("found_none"), ways_on())])


def no_such_trade(found: Found) -> Said:
    """That nothing leads to the trade that is named, and that one may look for work in it."""
    trade = ", ".join(found.absent)
    work = Choice(tell("trade_work"), means("seek_work", subject=trade))
    return Said([message(tell("not_there", subject=trade), [work, *ways_on()])])


def _names_a_thing(subject: str, words: Words) -> bool:
    """Whether a subject has a noun, or a word that no dictionary knows, as the name of a trade may be."""
    read_as = (reading for _, reading in words.read(words.tokens(subject)))
    return any(reading is None or reading.kind in NAMES for reading in read_as)


async def _refuses_the_shown(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str
) -> bool:
    """Whether all that was shown last is refused ("ei noita, jotain muuta"); it is then remembered as refused."""
    denied = [word for clause in read(text, context.words) for word in clause.words if word.denied]
    rows = await store.suggestions_of(session, conversation_id)
    if not rows or not denied or not all(word.lemma in POINTING for word in denied):
        return False
    for row in rows:
        if row.created_at == rows[-1].created_at:
            row.refused = row.refused or Why.FIELD
    return True


async def refine(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str, now: datetime
) -> Said:
    """What was looked for before, with what is said now: it narrows it, or takes the place of what it puts right.

    Who names another subject looks for that.
    """
    earlier = await store.latest_wish(session, conversation_id)
    said = await context.search(text, None, FREE)
    if earlier is None or not earlier.text or (said.wish.text and said.items and not said.unknown):
        return await find(session, context, conversation_id, text, None, now)
    before = await _before(context, earlier.text, said)
    kind = EntryKind(earlier.kind) if earlier.kind else None
    return await find(session, context, conversation_id, f"{before}{BESIDE}{text}", kind, now)


async def look(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str, now: datetime
) -> Said:
    """The same for a message that may be a search: silent when the catalogue knows nothing of its subject."""
    narrowed, kind = await _narrowed(session, context, conversation_id, text, None)
    if narrowed != text:
        return await find(session, context, conversation_id, text, kind, now)
    if (reason := await why_kept_back(session, context, conversation_id, text)) is not None:
        return reason
    found = await context.search(text, None, await bounds_of(session, conversation_id))
    if (unwanted := await unwanted_only(session, context, conversation_id, found, now)) is not None:
        return unwanted
    if not (found.items or found.kept_back) or not found.wish.text or found.unknown:
        return Said()
    return await find(session, context, conversation_id, text, None, now)


async def narrows_last(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> bool:
    """Whether a text names no subject, but a place, a time or a way that narrows what was looked for last."""
    return (await _narrowed(session, context, conversation_id, text, None))[0] != text


async def knows(context: SuggestionContext, text: str) -> bool:
    """Whether the catalogue has something of what the text names."""
    found = await context.search(text, None, FREE)
    return bool(found.items and found.wish.text and not found.unknown)


async def _narrowed(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str, kind: EntryKind | None
) -> tuple[str, EntryKind | None]:
    """The earlier wish with what narrows it now, when that is all that is said; else what is said as it is."""
    earlier = await store.latest_wish(session, conversation_id)
    if not text or earlier is None or not earlier.text:
        return text, kind
    said = await context.search(text, kind, FREE)
    if said.wish.text or said.wish.unwanted or not narrows(said.wish):
        return text, kind
    before = await _before(context, earlier.text, said)
    return f"{before}{BESIDE}{text}", kind or (EntryKind(earlier.kind) if earlier.kind else None)


async def _before(context: SuggestionContext, earlier: str, said: Found) -> str:
    """The earlier wish in its words, without the place and the time that others take the stead of."""
    left = without_time(earlier) if said.wish.time else earlier
    if not said.wish.place:
        return left
    return without_place((await context.search(earlier, None, FREE)).wish.place, left, context.words)


async def unwanted_only(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, found: Found, now: datetime
) -> Said | None:
    """The answer to one who says what they do not want and nothing else: what they looked for before goes on without
    it; when nothing is left of that, it is heard and the wish stays open.
    """
    if found.wish.text or narrows(found.wish) or not found.wish.unwanted:
        return None
    things = await context.things_named(found.wish.unwanted)
    if not things:
        return None
    work = ", ".join(things)
    earlier = await store.latest_wish(session, conversation_id)
    if earlier is not None and earlier.text:
        kind = EntryKind(earlier.kind) if earlier.kind else None
        left = await _found(session, context, conversation_id, earlier.text, kind)
        if left.items:
            return Said(
                [await _next_cards(session, context, earlier, left, ways_of("not_wanted_then", unwanted=work), now)]
            )
    session.add(WishRow(conversation_id=conversation_id, text="", total=0, created_at=now))
    return Said(replies=[message(tell("not_wanted", unwanted=work), ways_on())], open_question=WishAsked())


async def more(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, now: datetime, kept_back: str = ""
) -> Said:
    """The next cards of the latest search; or those that were kept back of what these words ask for."""
    if not kept_back:
        return await _go_on(session, context, conversation_id, "found_more", "no_more", now)
    bounds = await bounds_of(session, conversation_id)
    held = (await context.search(kept_back, None, bounds)).kept_back
    wish = WishRow(conversation_id=conversation_id, text=kept_back, total=len(held), created_at=now)
    session.add(wish)
    await session.flush()
    if not held:
        return Said([message(tell("no_more"), ways_on())])
    found = replace(await context.search(kept_back, None, FREE), items=held, kept_back=())
    return Said([await _next_cards(session, context, wish, found, ways_of("kept_back_shown"), now)])


async def refuse(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    entry_key: str,
    why: Why | None,
    now: datetime,
) -> Said:
    """An entry is not for the person. Without a why it is asked; with one the rest is ranked anew and shown."""
    row = await store.suggestion(session, conversation_id, entry_key)
    entry = await context.catalogue.entry(session, entry_key)
    if row is not None:
        row.refused = why or row.refused or Why.OTHER
    if why is None:
        asked = why_choices(entry) if entry else []
        return Said(replies=[message(tell("refused_why"), asked)])
    return await _go_on(session, context, conversation_id, "refused_then", "refused_no_more", now)


async def _found(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str, kind: EntryKind | None
) -> Found:
    """What fits the sentence, without what was refused and with its like last."""
    bounds, near = await bounds_of(session, conversation_id), await conversations.place_of(session, conversation_id)
    found = await context.search(text, kind, bounds, near)
    return replace(found, items=ranked(found.items, await refusals(session, context, conversation_id)))


async def refusals(session: AsyncSession, context: SuggestionContext, conversation_id: str) -> list[Refusal]:
    """What was not for the person in this talk, and why."""
    rows = await store.suggestions_of(session, conversation_id)
    return await context.refusals({row.entry_key: Why(row.refused) for row in rows if row.refused})


async def _go_on(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    with_cards: str,
    without: str,
    now: datetime,
) -> Said:
    """Cards of the latest search that it has not shown yet; another text when there are none."""
    wish = await store.latest_wish(session, conversation_id)
    if wish is None or not (wish.text or wish.total):
        return Said(replies=[message(tell("nothing_shown"), ways_on())])
    found = await _found(session, context, conversation_id, wish.text, EntryKind(wish.kind) if wish.kind else None)
    shown = {row.entry_key for row in await store.shown_by(session, wish)}
    fresh = replace(found, items=[entry for entry in found.items if entry.key not in shown])
    if not fresh.items:
        return Said(replies=[message(tell(without), ways_on())])
    return Said(replies=[await _next_cards(session, context, wish, fresh, ways_of(with_cards), now)])


async def _next_cards(
    session: AsyncSession,
    context: SuggestionContext,
    wish: WishRow,
    fresh: Found,
    opening: Sequence[str],
    now: datetime,
) -> CourseCards:
    """The first of the fresh entries as cards, and whether there are more. `opening` is what is said above them."""
    first = fresh.items[: context.at_once]
    doubts = await _doubts(session, context, wish, [entry for entry in first if entry.key in fresh.doubted])
    shown = [
        Shown(entry, hindrances=[*doubts.get(entry.key, []), *_unsaid(entry, fresh.wish, context.today)])
        for entry in first
    ]
    await remember_shown(session, wish, shown, now)
    more_of_them = [show_more()] if len(fresh.items) > len(shown) else []
    held = [show_kept_back(wish.text)] if fresh.kept_back and wish.text else []
    cards = tuple(card(each.entry, context.today, each.reasons, each.hindrances) for each in shown)
    text, *ways = opening
    return CourseCards(text=text, ways=tuple(ways), choices=(*more_of_them, *held), total=wish.total, cards=cards)


async def _doubts(
    session: AsyncSession, context: SuggestionContext, wish: WishRow, doubted: Sequence[Entry]
) -> dict[str, list[str]]:
    """What of each entry may be against what the person told, in words."""
    if not doubted:
        return {}
    removals = await context.removals(doubted, await bounds_of(session, wish.conversation_id))
    return {entry.key: [doubt(each)] for entry, each in zip(doubted, removals, strict=True) if each}


def _unsaid(entry: Entry, wish: Wish, today: date) -> list[str]:
    """What was wished for and the entry does not tell."""
    is_told = entry.continuous or entry.next_start(today) is not None
    return [tell("start_unsaid")] if wish.has_start and not is_told else []


async def remember_shown(session: AsyncSession, wish: WishRow, shown: Sequence[Shown], now: datetime) -> None:
    """Keep what was shown, in its order: it is asked about, not shown again, and told to a coach."""
    for place, each in enumerate(shown, len(await store.shown_by(session, wish))):
        row = await store.suggestion(session, wish.conversation_id, each.entry.key)
        if row is None:
            row = SuggestionRow(conversation_id=wish.conversation_id, entry_key=each.entry.key)
            session.add(row)
        row.wish_id, row.place, row.created_at = wish.id, place, now
        row.reasons, row.hindrances = list(each.reasons), list(each.hindrances)


def _opening(found: Found, at_once: int) -> list[str]:
    """What is said above the first cards; a wish that had to be let go is told."""
    if found.let_go:
        return [" ".join(tell(f"let_go_{name}", place=found.wish.place) for name in found.let_go)]
    if len(found.items) > at_once:
        return ways_of("found_first", total=len(found.items), shown=at_once)
    return ways_of("found_all")


def ways_on() -> list[Choice]:
    """Where one can go when there is nothing to show."""
    return [Choice(tell("show_all_units"), means("find_unit")), Choice(tell("ask_person"), means("request_human"))]
