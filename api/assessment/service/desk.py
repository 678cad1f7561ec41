"""What self-assessments need beside their own tables: the library, the catalogue, the words, and the day it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.assessment.files import Library
from api.assessment.model.field_check import questions_of
from api.assessment.model.instruments import Instrument, Question
from api.assessment.model.telling import Heard, heard_in
from api.database import Database
from catalogue.model import Entry, Kind
from catalogue.service import Catalogue, Wish
from finnish.words import Words

# A field check looks at so many of the entries that fit best; without a field at the published units at large.
MOST_ENTRIES, MOST_UNITS = 12, 200
FEWEST_ITEMS = 3
MOST_FIELDS = 5


@dataclass(frozen=True)
class Desk:
    library: Library
    catalogue: Catalogue
    database: Database
    words: Words
    today: date

    async def questions(self, instrument: Instrument, about: str | None) -> tuple[Question, ...]:
        """The items of an instrument; of a field check those that the catalogue makes of what it is about."""
        if instrument.frames is None:
            return instrument.items
        return questions_of(await self._entries(about), instrument.frames)

    async def fields(self) -> list[str]:
        """The fields that most units have, to choose from."""
        counts = Counter(entry.fields[0] for entry in await self._units() if entry.fields)
        return [name for name, _ in counts.most_common(MOST_FIELDS)]

    async def name_of(self, about: str) -> str:
        """What a field check is about, in words."""
        async with self.database.read() as session:
            entry = await self.catalogue.entry(session, about)
        return entry.name if entry else about

    def heard(self, text: str) -> list[Heard]:
        """Competences that the text tells of."""
        return heard_in(text, self.library.vocabulary, self.words)

    async def _entries(self, about: str | None) -> Sequence[Entry]:
        """The entry of this key, or what is found by these words: units first, others when units ask too little.

        The catalogue reads in a session of its own, since it keeps what it sees.
        """
        if about is None:
            return await self._units()
        async with self.database.read() as session:
            entry = await self.catalogue.entry(session, about)
            if entry is not None:
                return [entry]
            units = await self._found(about, Kind.UNIT)
            enough = sum(len(unit.competences_gained) for unit in units) >= FEWEST_ITEMS
            return units if enough else [*units, *await self._found(about, None)]

    async def _found(self, about: str, kind: Kind | None) -> Sequence[Entry]:
        """What has the subject of these words; nothing for words without one."""
        async with self.database.read() as session:
            found = await self.catalogue.search_free(session, about, kind, self.today, limit=MOST_ENTRIES)
        return found.items if found.wish.text else []

    async def _units(self) -> Sequence[Entry]:
        async with self.database.read() as session:
            found = await self.catalogue.search(session, Wish(kind=Kind.UNIT), self.today, limit=MOST_UNITS)
        return found.items
