"""What a turn asks of the catalogue is asked while nobody is kept from writing.

The catalogue reads for long, and may just be taking in an editor's import. So the turn that holds the writer never asks
it: a question that has no answer yet ends the transaction with nothing stored, is asked, and the turn begins again from
what is stored then.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from api.dialogue.model.acts import Heard
from api.dialogue.model.telling import read_as
from api.person import service as person
from api.platform.clock import HELSINKI
from api.platform.database import Database
from finnish.words import Words

Answer = TypeVar("Answer")
Reader = TypeVar("Reader")
Question = Callable[[AsyncSession], Awaitable[Any]]

# After so many questions a turn asks the rest where it stands: it must come to its end.
MOST = 12
# Read by their keys, and quick.
QUICK = ("entry", "refusals")


def read_ahead(heard: Heard, words: Words, now: datetime) -> None:
    """Read what the person tells of themselves before the writer is held."""
    if not heard.chosen:
        person.read(words, heard.text, now.astimezone(HELSINKI).date(), read_as(heard, heard.text))


class NotAsked(BaseException):
    """A question has no answer yet. Not an Exception: nobody on the way may take it for a failure."""

    def __init__(self, key: str, question: Question) -> None:
        super().__init__(key)
        self.key, self.question = key, question


class Answers:
    """What was asked in one turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Any] = {}

    async def complete(self, turn: Callable[[], Awaitable[Answer]]) -> Answer:
        """What the turn gives once all that it asks is known."""
        while True:
            try:
                return await turn()
            except NotAsked as missing:
                async with self._database.read() as session:
                    self._known[missing.key] = await missing.question(session)

    def beside(self, reader: Reader) -> Reader:
        """The same reader, whose questions are answered from here."""
        return _Beside(reader, self)  # type: ignore[return-value]

    async def to(self, key: str, question: Question, session: AsyncSession) -> Any:
        """The answer. Raises NotAsked."""
        if key in self._known:
            return self._known[key]
        if len(self._known) == MOST:
            return await question(session)
        raise NotAsked(key, question)


class _Beside:
    def __init__(self, reader: object, answers: Answers) -> None:
        self._reader, self._answers = reader, answers

    def __getattr__(self, name: str) -> Any:
        ask = getattr(self._reader, name)
        if name in QUICK or not iscoroutinefunction(ask):
            return ask

        async def answer(session: AsyncSession, *args: Any, **more: Any) -> Any:
            async def question(reading: AsyncSession) -> Any:
                return await ask(reading, *args, **more)

            return await self._answers.to(f"{ask.__qualname__} {args!r} {more!r}", question, session)

        return answer
