"""What suggesting needs beside its own tables: the catalogue, its adviser, the words, and the day it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.platform.database import Database
from api.suggestions.model import AT_ONCE
from catalogue.model import Entry, EntryKind
from catalogue.recommend import Advice, Bounds, Refusal, Removal, Wanted, Why
from catalogue.service import Catalogue, Found
from catalogue.service.recommending import Adviser
from finnish.words import Words

# So many finds are ranked by what was not for the person; beyond these nobody looks.
MOST_RANKED = 60


@dataclass(frozen=True)
class SuggestionContext:
    """The catalogue reads in sessions of its own, since it keeps what it sees."""

    catalogue: Catalogue
    adviser: Adviser
    database: Database
    words: Words
    today: date
    # So many cards are shown first.
    at_once: int = AT_ONCE

    async def search(self, text: str, kind: EntryKind | None, bounds: Bounds, near: str | None = None) -> Found:
        """What fits the sentence, within what binds; what is `near` first."""
        async with self.database.read() as session:
            return await self.adviser.search(session, text, kind, bounds, self.today, MOST_RANKED, near)

    async def advise(self, wanted: Wanted, refusals: Sequence[Refusal], bounds: Bounds) -> Advice:
        """What suits the person, and the path."""
        async with self.database.read() as session:
            return await self.adviser.recommend(session, wanted, refusals, self.today, bounds)

    async def removals(self, entries: Sequence[Entry], bounds: Bounds) -> list[Removal | None]:
        """Why each of these is kept back, or doubted."""
        async with self.database.read() as session:
            return await self.adviser.removals(session, entries, bounds, self.today)

    async def upward(self, bounds: Bounds) -> list[Entry]:
        """What leads up, or a little aside, from what the person is skilled in."""
        async with self.database.read() as session:
            return await self.adviser.upward(session, bounds, self.today)

    async def nearest(self, subject: str, bounds: Bounds) -> tuple[str, list[Entry]]:
        """What is looked for, as it can stand in a sentence, and what leads to work that is akin to it."""
        async with self.database.read() as session:
            return await self.adviser.nearest(session, subject, bounds, self.today)

    async def things_named(self, text: str) -> list[str]:
        """What a text names of the catalogue."""
        async with self.database.read() as session:
            return await self.adviser.things_named(session, text)

    async def refusals(self, whys: Mapping[str, Why]) -> list[Refusal]:
        """The refused entries with why they were, as far as they are still there."""
        async with self.database.read() as session:
            return await self.adviser.refusals(session, whys)
