"""Finding entries: the published ones and their index, made anew when the catalogue has changed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue import store
from catalogue.index import Index
from catalogue.model import Entry, Kind, Status, Way, entry_from
from finnish.places import places_in
from finnish.words import Words


@dataclass(frozen=True)
class Wish:
    """What is looked for. Empty text: everything."""

    text: str = ""
    kind: Kind | None = None
    place: str | None = None
    way: Way | None = None


class Catalogue:
    """The published entries and their index, made anew when the catalogue has changed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._seen = -1
        self._index = Index(words, [])

    async def warm(self, session: AsyncSession) -> None:
        """Build the index now, so that the first search need not wait for it."""
        await self._current(session)

    async def search(self, session: AsyncSession, wish: Wish, today: date) -> list[Entry]:
        """Entries that fit, best first. Raises nothing for odd text: it then finds nothing."""
        index = await self._current(session)
        found = [entry for entry, _ in index.search(wish.text)] if wish.text.strip() else list(index.entries)
        return [entry for entry in found if _fits(entry, wish, today)]

    async def search_free(self, session: AsyncSession, text: str, kind: Kind | None, today: date) -> list[Entry]:
        """As a person asks: places and ways in the sentence narrow it, the rest is looked for.

        Without any word of a subject in it, everything of the kind is shown.
        """
        index = await self._current(session)
        place = next(iter(places_in(text, self._words, {entry.place for entry in index.entries})), None)
        subject = " ".join(word for word in self._words.content_words(text) if not _is_place(word, place, self._words))
        wished = Wish(subject, kind, place)
        found = await self.search(session, wished, today)
        if not found and place:
            found = await self.search(session, Wish(subject, kind), today)
        if not found and kind and subject:
            found = await self.search(session, Wish(subject), today)
        return found

    async def entry(self, session: AsyncSession, key: str) -> Entry | None:
        """The published entry of this key."""
        row = await store.entry(session, key)
        return entry_from(row.content) if row is not None and row.status == Status.PUBLISHED else None

    async def _current(self, session: AsyncSession) -> Index:
        count = await store.change_count(session)
        if count != self._seen:
            rows = await store.published(session)
            self._index = Index(self._words, [entry_from(row.content) for row in rows])
            self._seen = count
        return self._index


def _fits(entry: Entry, wish: Wish, today: date) -> bool:
    current = entry.valid_until is None or entry.valid_until >= today.isoformat()
    place = wish.place is None or entry.place.casefold() == wish.place.casefold()
    return current and place and wish.kind in (None, entry.kind) and wish.way in (None, entry.way)


def _is_place(word: str, place: str | None, words: Words) -> bool:
    return place is not None and place.casefold() in words.bases(word)
