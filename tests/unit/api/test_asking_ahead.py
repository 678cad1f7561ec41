"""What a turn asks of the catalogue is asked outside its transaction, once, and the turn begins again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from api.dialogue.service import asking_ahead
from api.dialogue.service.asking_ahead import Answers


class Readings:
    """Stands for the database: tells when it is read."""

    def __init__(self) -> None:
        self.reading = False

    @asynccontextmanager
    async def read(self) -> AsyncIterator[str]:
        self.reading = True
        yield "a reading session"
        self.reading = False


class Catalogue:
    def __init__(self, readings: Readings) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self._readings = readings

    async def search(self, session: object, text: str, near: str | None = None) -> str:
        self.asked.append((session, text, near, self._readings.reading))
        return f"found {text}"

    async def entry(self, session: object, key: str) -> str:
        self.asked.append((session, key))
        return key


@pytest.fixture
def readings() -> Readings:
    return Readings()


@pytest.fixture
def catalogue(readings: Readings) -> Catalogue:
    return Catalogue(readings)


async def test_a_turn_begins_again_until_all_that_it_asks_is_known(readings: Readings, catalogue: Catalogue) -> None:
    answers = Answers(readings)  # type: ignore[arg-type]
    beside, begun = answers.beside(catalogue), []

    async def turn() -> list[str]:
        begun.append(1)
        return [
            await beside.search("held", "a"),
            await beside.search("held", "b", near="Turku"),
            await beside.search("held", "a"),
        ]

    assert await answers.complete(turn) == ["found a", "found b", "found a"]
    assert len(begun) == 3
    assert catalogue.asked == [("a reading session", "a", None, True), ("a reading session", "b", "Turku", True)]


async def test_what_is_quick_is_read_in_the_turns_own_session(readings: Readings, catalogue: Catalogue) -> None:
    beside = Answers(readings).beside(catalogue)  # type: ignore[arg-type]
    assert await beside.entry("held", "x") == "x"  # type: ignore[arg-type]
    assert catalogue.asked == [("held", "x")]


async def test_a_turn_that_asks_something_else_each_time_comes_to_its_end(
    readings: Readings, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_ahead, "MOST", 3)
    answers = Answers(readings)  # type: ignore[arg-type]
    beside, begun = answers.beside(catalogue), []

    async def turn() -> str:
        begun.append(1)
        return await beside.search("held", str(len(begun)))

    assert await answers.complete(turn) == "found 4"


async def test_an_error_of_a_question_is_the_turns_own(readings: Readings) -> None:
    class Broken:
        async def search(self, _session: object) -> None:
            raise ZeroDivisionError

    answers = Answers(readings)  # type: ignore[arg-type]
    beside = answers.beside(Broken())
    with pytest.raises(ZeroDivisionError):
        await answers.complete(lambda: beside.search("held"))
