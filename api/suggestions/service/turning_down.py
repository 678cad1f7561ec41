"""What was shown, turned down in words."""

import re

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.replies import Said, message
from api.suggestions import store
from api.suggestions.model import Shown, WishAsked
from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.course_search import ways_on
from api.suggestions.service.entry_questions import singled
from api.suggestions.wording import tell
from catalogue.recommend import Why

INSTEAD = " vaan "
DENIES = re.compile(r"\be[ni]\b", re.IGNORECASE)


async def turn_down(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> list[str]:
    """Let what was shown last, or what of it the text names, not be shown again. Returns its names."""
    rows = await store.suggestions_of(session, conversation_id)
    last = [row for row in rows if row.created_at == rows[-1].created_at and not row.refused]
    entries = {row.entry_key: await context.catalogue.entry(session, row.entry_key) for row in last}
    shown = [Shown(entry) for entry in entries.values() if entry is not None]
    meant = singled(context.words, text, shown) or shown
    keys = {each.entry.key for each in meant}
    for row in last:
        if row.entry_key in keys:
            row.refused = Why.OTHER
    return [each.entry.name for each in meant]


async def shown_named(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> int:
    """How many of the courses that were shown, at any time, the text names."""
    rows = await store.suggestions_of(session, conversation_id)
    entries = [await context.catalogue.entry(session, key) for key in dict.fromkeys(row.entry_key for row in rows)]
    shown = [Shown(entry) for entry in entries if entry is not None]
    return len(singled(context.words, text, shown)) if shown else 0


def chosen_instead(text: str) -> str:
    """What is wanted in "ei tuo vaan se toinen": the words after the turn; empty where there is none."""
    before, turns, after = text.partition(INSTEAD)
    return after if turns and DENIES.search(before) else ""


def ask_what_instead(opening: str) -> Said:
    """What would be better than what was turned down; any words answer."""
    return Said([message(f"{opening} {tell('what_instead')}", ways_on())], WishAsked())
