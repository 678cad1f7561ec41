"""What was shown, turned down in words."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.replies import Said, message
from api.suggestions import store
from api.suggestions.model import Shown, WishAsked
from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.course_search import ways_on
from api.suggestions.service.entry_questions import singled
from api.suggestions.wording import tell
from catalogue.recommend import Why


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


def ask_what_instead(opening: str) -> Said:
    """What would be better than what was turned down; any words answer."""
    return Said([message(f"{opening} {tell('what_instead')}", ways_on())], WishAsked())
