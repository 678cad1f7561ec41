"""Recommending from what is published now."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.model import Entry, Status
from catalogue.recommend import (
    Advice,
    Change,
    Effects,
    Refusal,
    Shelf,
    Trial,
    Wanted,
    Why,
    jobseekers,
    read_competences,
    recommend,
)
from catalogue.recommend.naming import known_work
from catalogue.search.bounds import bounded
from catalogue.search.index import Index
from catalogue.search.wishes import Wish
from catalogue.service.searching import Answer, Catalogue

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

    async def recommend(
        self, session: AsyncSession, wanted: Wanted, refusals: Sequence[Refusal], today: date
    ) -> Advice:
        """What suits the person, and the path to the work they want. Raises nothing for odd answers."""
        wanted = replace(
            wanted,
            wants=bounded(wanted.wants),
            competences=tuple(replace(each, text=bounded(each.text)) for each in wanted.competences),
        )
        return await self._catalogue.ask(
            session, lambda index: recommend(index, self._followed(index), wanted, refusals, today)
        )

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

    def _known_work(self, index: Index, text: str) -> str:
        subject = index.with_subject(Wish(text)).text
        return known_work(index, self._followed(index), text, subject)

    def _followed(self, index: Index) -> Shelf:
        if self._shelf is None:
            self._shelf = Shelf(read_competences(index.analyser))
        self._shelf.follow(index.entries)
        return self._shelf
