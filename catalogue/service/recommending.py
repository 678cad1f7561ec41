"""Recommending from what is published now."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from catalogue.recommend import Advice, Refusal, Shelf, Wanted, Why, read_competences, recommend
from catalogue.search.index import Index
from catalogue.service.searching import Catalogue


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
        return await self._catalogue.ask(
            session, lambda index: recommend(index, self._followed(index), wanted, refusals, today)
        )

    async def refusals(self, session: AsyncSession, whys: Mapping[str, Why]) -> list[Refusal]:
        """The refused entries with why they were; one that is no longer there needs no refusing."""
        found = [(await self._catalogue.entry(session, key), why) for key, why in whys.items()]
        return [Refusal(entry, why) for entry, why in found if entry is not None]

    def _followed(self, index: Index) -> Shelf:
        if self._shelf is None:
            self._shelf = Shelf(read_competences(index.analyser))
        self._shelf.follow(index.entries)
        return self._shelf
