"""Words: what people's words mean in the catalogue, and what they looked for in vain."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import search_store, store
from catalogue.search.synonyms import cleaned
from catalogue.tables import SynonymRow, UnfoundRow

LONGEST_UNFOUND = 200
MOST_UNFOUND = 2_000  # anyone may search: what is kept of it must not grow without end
# A telephone number, a date of birth, an address: nothing that a search needs.
PERSONAL = re.compile(r"\d\D?\d\D?\d\D?\d")


async def synonyms(session: AsyncSession) -> list[SynonymRow]:
    """All synonyms in alphabetical order. One without meanings is a word that carries no weight."""
    return [row for row in await search_store.synonyms(session) if not _is_removed(row)]


async def put_synonym(session: AsyncSession, word: str, means: Sequence[str], who: str, now: datetime) -> SynonymRow:
    """Say what a word means; what was said of it before gives way. Raises BadSynonym."""
    word, meanings = cleaned(word, means)
    return await _keep(session, word, meanings, who, now)


async def remove_synonym(session: AsyncSession, word: str, who: str, now: datetime) -> None:
    """Let a word be nothing but itself. A word of the seed stays as such, or the next seed would bring it back."""
    row = await search_store.synonym(session, word)
    if row is None or _is_removed(row):
        return
    if row.seeded is not None:
        await _keep(session, word, [word], who, now)
        return
    await session.delete(row)
    await store.next_change(session)


async def load_synonyms(session: AsyncSession, means: Mapping[str, Sequence[str]], who: str, now: datetime) -> int:
    """Bring the seed's synonyms in and give the count of changes. What an editor wrote is spared. Raises BadSynonym."""
    changed = 0
    known = {row.word: row for row in await search_store.synonyms(session)}
    for word, meanings in (cleaned(word, meanings) for word, meanings in means.items()):
        row = known.get(word)
        if row is None:
            session.add(SynonymRow(word=word, means=meanings, seeded=meanings, changed_at=now, changed_by=who))
            changed += 1
        elif row.seeded == row.means != meanings:
            row.means, row.seeded, row.changed_at, row.changed_by = meanings, meanings, now, who
            changed += 1
    if changed:
        await store.next_change(session)
    return changed


async def note_unfound(session: AsyncSession, text: str, now: datetime) -> None:
    """Count a search in vain. The text must have been masked; one with a number of somebody's is not kept."""
    text = " ".join(text.lower().split())[:LONGEST_UNFOUND].strip()
    if text and not PERSONAL.search(text):
        await search_store.count_unfound(session, text, now)
        await search_store.keep_most_asked(session, MOST_UNFOUND)


async def unfound(session: AsyncSession, limit: int = 100) -> Sequence[UnfoundRow]:
    """What people looked for in vain, the most often asked first."""
    return await search_store.unfound(session, limit)


async def forget_unfound(session: AsyncSession, before: datetime) -> None:
    """Forget what nobody has looked for since then."""
    await search_store.forget_unfound(session, before)


async def _keep(session: AsyncSession, word: str, meanings: list[str], who: str, now: datetime) -> SynonymRow:
    row = await search_store.synonym(session, word)
    if row is None:
        row = SynonymRow(word=word, seeded=None)
        session.add(row)
    row.means, row.changed_at, row.changed_by = meanings, now, who
    await store.next_change(session)
    return row


def _is_removed(row: SynonymRow) -> bool:
    return row.means == [row.word]
