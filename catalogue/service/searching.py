"""Finding entries: the published ones in an index that takes in what has changed since it was last asked."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import search_store, store
from catalogue.model import BadEntry, Entry, EntryKind, Status, entry_from
from catalogue.search.analysis import Analyser
from catalogue.search.bounds import bounded
from catalogue.search.index import Index
from catalogue.search.query import read
from catalogue.search.ranking import Allowed, Found, all_allowed, page, page_or_nearest
from catalogue.search.synonyms import Synonyms
from catalogue.search.wishes import Wish
from catalogue.tables import EntryRow
from finnish.words import Words

__all__ = ["Catalogue", "Found", "Wish"]

log = structlog.get_logger()
Answer = TypeVar("Answer")


class Catalogue:
    """The published entries and their index. Sessions must be for reading: what they see is kept for later ones."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._analyser = Analyser(words)
        self._index = Index(self._analyser)
        self._seen = 0
        self._turn = asyncio.Lock()

    async def warm(self, session: AsyncSession) -> None:
        """Build the index now, so that the first search need not wait for it."""
        async with self._turn:
            await self._catch_up(session)

    async def search(self, session: AsyncSession, wish: Wish, today: date, limit: int = 20, skip: int = 0) -> Found:
        """Entries that fit, best first. Raises nothing for odd text: it then finds nothing."""
        wish = replace(wish, text=bounded(wish.text))
        async with self._turn:
            await self._catch_up(session)
            return page(self._index, wish, today, limit, skip)

    async def search_free(
        self,
        session: AsyncSession,
        text: str,
        kind: EntryKind | None,
        today: date,
        limit: int = 3,
        skip: int = 0,
        near: str | None = None,
    ) -> Found:
        """As a person asks: wishes in the sentence narrow it, the rest is looked for. What is `near` comes first.

        When nothing has it all, `let_go` names what was given up. Without any word of a subject in it,
        everything that fits is shown.
        """
        async with self._turn:
            await self._catch_up(session)
            return found_free(self._index, text, kind, today, limit, skip, near)

    async def ask(self, session: AsyncSession, question: Callable[[Index], Answer]) -> Answer:
        """The answer to a question that takes the whole index of now, asked in a thread: it may read for long."""
        async with self._turn:
            await self._catch_up(session)
            return await asyncio.to_thread(question, self._index)

    async def entry(self, session: AsyncSession, key: str) -> Entry | None:
        """The published entry of this key."""
        row = await store.entry(session, key)
        return entry_from(row.content) if row is not None and row.status == Status.PUBLISHED else None

    async def _catch_up(self, session: AsyncSession) -> None:
        """Take in what has changed. Many changes are read in a thread: the service goes on meanwhile."""
        count = await store.change_count(session)
        if count == self._seen:
            return
        if count < self._seen:  # another database than before: a backup was brought back
            self._index, self._seen = Index(self._analyser), 0
        rows = await (store.changed_since(session, self._seen) if self._seen else store.published(session))
        means = {row.word: row.means for row in await search_store.synonyms(session)}
        await asyncio.to_thread(self._take_in, rows, means)
        self._seen = count

    def _take_in(self, rows: Sequence[EntryRow], means: dict[str, list[str]]) -> None:
        for row in rows:
            self._index.remove(row.key)
            if row.status == Status.PUBLISHED:
                self._put(row)
        self._index.use(Synonyms(self._analyser, means))

    def _put(self, row: EntryRow) -> None:
        """One row that cannot be read must not hide all others."""
        try:
            self._index.put(entry_from(row.content))
        except BadEntry as error:
            log.error("unreadable_entry", key=row.key, fault=str(error))


def found_free(
    index: Index,
    text: str,
    kind: EntryKind | None,
    today: date,
    limit: int,
    skip: int = 0,
    near: str | None = None,
    allowed: Allowed = all_allowed,
) -> Found:
    """What a sentence asks for, of what is allowed."""
    places = {entry.place for entry in index.entries.values()}
    wish = index.with_subject(read(bounded(text), kind, index.analyser.words, places, today))
    return page_or_nearest(index, replace(wish, near=near), today, limit, skip, allowed)
