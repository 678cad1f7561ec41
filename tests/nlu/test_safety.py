"""Danger on the held-out sentences: nothing of them is trained on, and no worse than what was measured last."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.danger_training import told
from finnish.danger import DangerReader, Degree
from finnish.fold import tokens
from finnish.words import Words
from tests.nlu.safety import HELD, OTHER, Rates, rates, rows_of

LEAST = {Degree.NONE: 400, Degree.ACT: 200, Degree.ASK: 120, Degree.FRIEND: 60, Degree.CALM: 40}
# At most so many of a hundred: what `make safety-report` measured, with a little room.
AT_MOST = {
    HELD: Rates(
        act_missed=10, act_as_none=4, none_alarmed=1, ask_alarmed=5, ask_unanswered=18, friend_as_sufferer=12, right=100
    ),
    OTHER: Rates(
        act_missed=20,
        act_as_none=8,
        none_alarmed=4,
        ask_alarmed=22,
        ask_unanswered=12,
        friend_as_sufferer=17,
        right=100,
    ),
}
# Of OTHER so many short sentences ("haluan kuolla") were in the training before it was written.
TOLD_BEFORE = 27


@pytest.fixture(scope="module")
def measured() -> dict[Path, Rates]:
    reader = DangerReader(Words())
    return {path: rates([(row, reader.read(row.text)) for row in rows_of(path)]) for path in AT_MOST}


def test_there_are_enough_sentences_of_each_degree() -> None:
    degrees = [row.degree for row in rows_of()]
    assert all(degrees.count(degree) >= least for degree, least in LEAST.items())


def test_none_of_them_is_trained_on() -> None:
    seen = {tuple(tokens(each.text)) for each in told()}
    trained = {path: [row.text for row in rows_of(path) if tuple(tokens(row.text)) in seen] for path in AT_MOST}
    assert trained[HELD] == []
    assert len(trained[OTHER]) <= TOLD_BEFORE


@pytest.mark.parametrize("path", AT_MOST, ids=lambda path: path.stem)
@pytest.mark.parametrize("rate", [name for name in Rates._fields if name != "right"])
def test_no_more_is_read_wrong_than_was_measured(measured: dict[Path, Rates], rate: str, path: Path) -> None:
    assert 100 * getattr(measured[path], rate) <= getattr(AT_MOST[path], rate)
