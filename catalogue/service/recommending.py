"""Recommending from what is published now."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.model import Entry, EntryKind, Status
from catalogue.recommend import (
    FREE,
    Advice,
    Bounds,
    Change,
    Effects,
    Refusal,
    Removal,
    Shelf,
    Trial,
    Wanted,
    Why,
    jobseekers,
    read_competences,
    recommend,
)
from catalogue.recommend.binding import Binding
from catalogue.recommend.naming import in_words, known_work, things_named
from catalogue.recommend.trades import near_absent, trades_of
from catalogue.search.bounds import bounded
from catalogue.search.index import Index
from catalogue.search.wishes import Wish
from catalogue.service.searching import Answer, Catalogue, Found, found_free

Read = Callable[[], AbstractAsyncContextManager[AsyncSession]]


class Adviser:
    """Recommends from a catalogue, and keeps what it has read of the entries until they change.

    Sessions must be for reading, as the catalogue's.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shelf: Shelf | None = None

    async def warm(self, session: AsyncSession) -> None:
        """Read the entries now, so that the first advice need not wait for it."""
        await self._catalogue.ask(session, self._followed)

    async def search(
        self,
        session: AsyncSession,
        text: str,
        kind: EntryKind | None,
        bounds: Bounds,
        today: date,
        limit: int,
        near: str | None = None,
    ) -> Found:
        """As `Catalogue.search_free` finds, but for what the person's own word keeps back."""

        def found(index: Index) -> Found:
            binding = self._binding(index, bounds, today)
            found = found_free(index, text, kind, today, limit, near=near, allowed=binding.allowance)
            up = binding.upward if binding.skilled else {}
            items, absent = near_absent(binding.trades, text, found.items, found.kept_back)
            return replace(found, items=sorted(items, key=lambda entry: -up.get(entry.key, 0.0)), absent=absent)

        return await self._catalogue.ask(session, found)

    async def upward(self, session: AsyncSession, bounds: Bounds, today: date) -> list[Entry]:
        """What leads up, or a little aside, from the trades that one is skilled in, the plainest first."""

        def found(index: Index) -> list[Entry]:
            worth = self._binding(index, bounds, today).upward
            return [index.entries[key] for key in sorted(worth, key=lambda key: (-worth[key], key))]

        return await self._catalogue.ask(session, found)

    async def nearest(
        self, session: AsyncSession, subject: str, bounds: Bounds, today: date
    ) -> tuple[str, list[Entry]]:
        """The subject of a wish as it can stand in a sentence, and entries that lead to trades akin to it."""

        def found(index: Index) -> tuple[str, list[Entry]]:
            return in_words(index, subject, subject), self._binding(index, bounds, today).akin(subject)

        return await self._catalogue.ask(session, found)

    async def removals(
        self, session: AsyncSession, entries: Sequence[Entry], bounds: Bounds, today: date
    ) -> list[Removal | None]:
        """Why each of the entries is kept back, or doubted; None for what nothing speaks against."""

        def asked(index: Index) -> list[Removal | None]:
            return list(map(self._binding(index, bounds, today).removal, entries))

        return await self._catalogue.ask(session, asked)

    async def things_named(self, session: AsyncSession, text: str) -> list[str]:
        """What a text names of the catalogue: work, and ways, places, kinds and times of studying."""
        return await self._catalogue.ask(
            session, lambda index: things_named(index, self._followed(index), bounded(text))
        )

    async def recommend(
        self,
        session: AsyncSession,
        wanted: Wanted,
        refusals: Sequence[Refusal],
        today: date,
        bounds: Bounds = FREE,
    ) -> Advice:
        """What suits the person, and the path to the work they want. Raises nothing for odd answers."""
        wanted = replace(
            wanted,
            wants=bounded(wanted.wants),
            competences=tuple(replace(each, text=bounded(each.text)) for each in wanted.competences),
        )

        def advised(index: Index) -> Advice:
            binding = self._binding(index, bounds, today)
            return recommend(index, self._followed(index), wanted, refusals, today, binding)

        return await self._catalogue.ask(session, advised)

    async def known_work(self, session: AsyncSession, text: str) -> str:
        """What in a text means work that the catalogue knows, as it can stand in a sentence; empty when nothing."""
        return await self._catalogue.ask(session, lambda index: self._known_work(index, text))

    async def refusals(self, session: AsyncSession, whys: Mapping[str, Why]) -> list[Refusal]:
        """The refused entries with why they were; one that is no longer there needs no refusing."""
        found = [(await self._catalogue.entry(session, key), why) for key, why in whys.items()]
        return [Refusal(entry, why) for entry, why in found if entry is not None]

    async def effects(self, read: Read, entry: Entry, today: date) -> Effects:
        """Which sample jobseekers would gain or lose the entry if it were published now.

        Asked one person at a time, each in a session of its own: whoever else asks the catalogue waits for one of
        them at most, and what is published meanwhile counts.
        """
        published = replace(entry, status=Status.PUBLISHED)
        async with read() as session:
            twin = await self._catalogue.ask(session, lambda index: self._followed(index).twin())

        async def tried(question: Callable[[Trial], Answer]) -> Answer:
            async with read() as session:
                return await self._catalogue.ask(
                    session, lambda index: question(Trial(index, self._followed(index), twin, published, today))
                )

        found = [await tried(partial(Trial.effect, jobseeker=jobseeker)) for jobseeker in jobseekers()]
        concerned = [effect for effect in found if effect]
        seen = any(effect.change != Change.LOSES for effect in concerned)
        return Effects(concerned, None if seen else await tried(Trial.never))

    def _binding(self, index: Index, bounds: Bounds, today: date) -> Binding:
        return Binding(index, self._followed(index), trades_of(index.analyser.words), bounds, today)

    def _known_work(self, index: Index, text: str) -> str:
        subject = index.with_subject(Wish(text)).text
        return known_work(index, self._followed(index), text, subject)

    def _followed(self, index: Index) -> Shelf:
        if self._shelf is None:
            self._shelf = Shelf(read_competences(index.analyser))
        self._shelf.follow(index.entries)
        return self._shelf
