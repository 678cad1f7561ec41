"""What suggesting needs beside its own tables: the catalogue, its adviser, the words, and the day it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.platform.database import Database
from api.suggestions.model import AT_ONCE
from catalogue.model import EntryKind
from catalogue.recommend import Advice, Refusal, Wanted, Why
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

    async def search(self, text: str, kind: EntryKind | None, near: str | None = None) -> Found:
        """What fits the sentence; what is `near` first."""
        async with self.database.read() as session:
            return await self.catalogue.search_free(session, text, kind, self.today, limit=MOST_RANKED, near=near)

    async def advise(self, wanted: Wanted, refusals: Sequence[Refusal]) -> Advice:
        """What suits the person, and the path."""
        async with self.database.read() as session:
            return await self.adviser.recommend(session, wanted, refusals, self.today)

    async def refusals(self, whys: Mapping[str, Why]) -> list[Refusal]:
        """The refused entries with why they were, as far as they are still there."""
        async with self.database.read() as session:
            return await self.adviser.refusals(session, whys)
