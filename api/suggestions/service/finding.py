"""Looking for studies in a talk: finds, more of them, answers about them, and what was not for the person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.replies import Said, choice, message
from api.settings import ROOT
from api.suggestions import store
from api.suggestions.model import AT_ONCE, Aspect, Shown, aspects_in, meant, ranked
from api.suggestions.service.desk import Desk
from api.suggestions.tables import SuggestionRow, WishRow
from api.suggestions.wording import answer, card, tell, why_choices
from catalogue.model import Entry, Kind
from catalogue.recommend import Refusal, Why
from catalogue.service import Found
from finnish.words import Words


async def find(
    session: AsyncSession, desk: Desk, conversation_id: str, text: str, kind: Kind | None, now: datetime
) -> Said:
    """Look for what the person said, remember it, and show the first cards."""
    found = await _found(session, desk, conversation_id, text, kind)
    wish = WishRow(conversation_id=conversation_id, text=text, kind=kind, total=len(found.items), created_at=now)
    session.add(wish)
    await session.flush()
    if not found.items:
        return Said(replies=[message(tell("found_none"), choices=_ways_on())])
    return Said(replies=[await _next_cards(session, desk, wish, found.items, _opening(found), now)])


async def look(session: AsyncSession, desk: Desk, conversation_id: str, text: str, now: datetime) -> Said:
    """The same for a message that may be a search: silent when the catalogue knows nothing of its subject."""
    found = await desk.search(text, None)
    if not found.items or not found.wish.text or found.unknown:
        return Said(replies=[])
    return await find(session, desk, conversation_id, text, None, now)


async def more(session: AsyncSession, desk: Desk, conversation_id: str, now: datetime) -> Said:
    """The next cards of the latest search."""
    return await _go_on(session, desk, conversation_id, "found_more", "no_more", now)


async def details(session: AsyncSession, desk: Desk, conversation_id: str, text: str, entry_key: str | None) -> Said:
    """Answer a question about a card that was shown: by its press, by its name, or about those shown last."""
    shown = await _last_shown(session, desk, conversation_id, entry_key)
    if not shown:
        return Said(replies=[message(tell("nothing_shown"), choices=_ways_on())])
    if entry_key:
        return Said(replies=[_all_about(shown[0], desk.today)])
    asked = _terms(desk.words, text)
    about = meant(asked, shown, [_terms(desk.words, entry.name) for entry in shown], _questions()["ordinals"])
    aspects = aspects_in(asked, _questions()["aspects"]) or [Aspect.START, Aspect.APPLY]
    lines = [answer(entry, aspect, desk.today) for entry in about for aspect in aspects]
    return Said(replies=[message("\n".join(dict.fromkeys(lines)), choices=_benefits(about))])


async def refuse(
    session: AsyncSession, desk: Desk, conversation_id: str, entry_key: str, why: Why | None, now: datetime
) -> Said:
    """An entry is not for the person. Without a why it is asked; with one the rest is ranked anew and shown."""
    row = await store.suggestion(session, conversation_id, entry_key)
    entry = await desk.catalogue.entry(session, entry_key)
    if row is not None:
        row.refused = why or row.refused or Why.OTHER
    if why is None:
        asked = why_choices(entry) if entry else []
        return Said(replies=[message(tell("refused_why"), choices=asked)])
    return await _go_on(session, desk, conversation_id, "refused_then", "refused_no_more", now)


async def _found(session: AsyncSession, desk: Desk, conversation_id: str, text: str, kind: Kind | None) -> Found:
    """What fits the sentence, without what was refused and with its like last."""
    found = await desk.search(text, kind, await conversations.place_of(session, conversation_id))
    return replace(found, items=ranked(found.items, await refusals(session, desk, conversation_id)))


async def refusals(session: AsyncSession, desk: Desk, conversation_id: str) -> list[Refusal]:
    """What was not for the person in this talk, and why."""
    rows = await store.suggestions_of(session, conversation_id)
    return await desk.refusals({row.entry_key: Why(row.refused) for row in rows if row.refused})


async def _go_on(
    session: AsyncSession, desk: Desk, conversation_id: str, with_cards: str, without: str, now: datetime
) -> Said:
    """Cards of the latest search that it has not shown yet; another text when there are none."""
    wish = await store.latest_wish(session, conversation_id)
    if wish is None:
        return Said(replies=[message(tell("nothing_shown"), choices=_ways_on())])
    found = await _found(session, desk, conversation_id, wish.text, Kind(wish.kind) if wish.kind else None)
    shown = {row.entry_key for row in await store.shown_by(session, wish)}
    fresh = [entry for entry in found.items if entry.key not in shown]
    if not fresh:
        return Said(replies=[message(tell(without), choices=_ways_on())])
    return Said(replies=[await _next_cards(session, desk, wish, fresh, tell(with_cards), now)])


async def _next_cards(
    session: AsyncSession, desk: Desk, wish: WishRow, fresh: Sequence[Entry], text: str, now: datetime
) -> dict[str, Any]:
    """The first of the fresh entries as cards, and whether there are more."""
    shown = fresh[:AT_ONCE]
    await remember_shown(session, wish, [Shown(entry) for entry in shown], now)
    more_of_them = [choice(tell("show_more"), "ask_more")] if len(fresh) > len(shown) else []
    cards = [card(entry, desk.today) for entry in shown]
    return message(text, "course_cards", more_of_them, total=wish.total, cards=cards)


async def remember_shown(session: AsyncSession, wish: WishRow, shown: Sequence[Shown], now: datetime) -> None:
    """Keep what was shown, in its order: it is asked about, not shown again, and told to a coach."""
    for place, each in enumerate(shown, len(await store.shown_by(session, wish))):
        row = await store.suggestion(session, wish.conversation_id, each.entry.key)
        if row is None:
            row = SuggestionRow(conversation_id=wish.conversation_id, entry_key=each.entry.key)
            session.add(row)
        row.wish_id, row.place, row.created_at = wish.id, place, now
        row.reasons, row.hindrances = list(each.reasons), list(each.hindrances)


def _terms(words: Words, text: str) -> set[str]:
    """The words of a text as they are written (`missä`) and by their bases (`alkaa`)."""
    written = words.tokens(text)
    return {*written, *(base for word in written for base in words.bases(word))}


async def _last_shown(session: AsyncSession, desk: Desk, conversation_id: str, entry_key: str | None) -> list[Entry]:
    """The entry that was pressed, or those of the last message with cards."""
    if entry_key:
        keys = [entry_key]
    else:
        rows = await store.suggestions_of(session, conversation_id)
        keys = [row.entry_key for row in rows if row.created_at == rows[-1].created_at]
    entries = [await desk.catalogue.entry(session, key) for key in keys]
    return [entry for entry in entries if entry is not None]


def _all_about(entry: Entry, today: date) -> dict[str, Any]:
    lines = [answer(entry, aspect, today) for aspect in (Aspect.CONTENT, *_PRACTICAL)]
    return message("\n".join(lines), choices=_benefits([entry]))


_PRACTICAL = (Aspect.WAY, Aspect.LENGTH, Aspect.START, Aspect.FEE, Aspect.NEEDS, Aspect.APPLY)


def _opening(found: Found) -> str:
    """What is said above the first cards; a wish that had to be let go is told."""
    if found.let_go:
        return " ".join(tell(f"let_go_{name}", place=found.wish.place) for name in found.let_go)
    if len(found.items) > AT_ONCE:
        return tell("found_first", total=len(found.items), shown=AT_ONCE)
    return tell("found_all")


def _ways_on() -> list[dict[str, Any]]:
    return [choice(tell("show_all_units"), "find_unit"), choice(tell("ask_person"), "request_human")]


def _benefits(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The way to the fact on benefits and to a person, beside every answer on how to apply."""
    return [
        *[choice(tell("benefits"), "myth_benefits", entry=entry.key) for entry in entries[:1]],
        choice(tell("ask_person"), "request_human"),
    ]


@cache
def _questions() -> Mapping[str, Any]:
    """The words of questions about a course, from `data/catalogue/questions.yml`."""
    loaded: Mapping[str, Any] = yaml.safe_load((ROOT / "data" / "catalogue" / "questions.yml").read_text("utf-8"))
    return loaded
