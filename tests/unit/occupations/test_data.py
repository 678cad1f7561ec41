"""What people write in data/occupations/: enough of it, true to its own rules, and plain."""

from collections import Counter, defaultdict
from itertools import chain

import pytest

from finnish.fold import fold
from finnish.words import Words
from occupations.files import occupations
from occupations.model import Occupation
from tests.unit.occupations.isco08 import UNIT_GROUPS

TRADES = list(occupations().occupations.values())
LONGEST_TASK = 9  # words
ENOUGH = 450
FIELDS_AT_LEAST = 15


def test_there_are_enough_trades_in_many_fields() -> None:
    assert len(TRADES) >= ENOUGH
    per_field = Counter(occupations().fields.values())
    assert len(per_field) >= FIELDS_AT_LEAST
    assert min(per_field.values()) >= 8


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.key)
def test_a_trade_has_a_group_of_isco_08_and_tells_several_competences(trade: Occupation) -> None:
    assert trade.isco in UNIT_GROUPS
    assert 6 <= len(trade.tasks) <= 14
    assert len(occupations().competences_of(trade.key)) >= 4


def test_neighbours_are_symmetric_and_most_trades_lead_on() -> None:
    by_key = occupations().occupations
    lonely = [(trade.key, other) for trade in TRADES for other in trade.neighbours
              if trade.key not in by_key[other].neighbours]  # fmt: skip
    assert lonely == []
    leading = [trade for trade in TRADES if trade.upward.qualifications or trade.upward.occupations]
    assert len(leading) > len(TRADES) * 0.6


def test_neighbours_are_near_by_field_or_by_what_is_done() -> None:
    """A neighbour shares the field, the major group of ISCO or a competence: no trade is named by accident."""
    read = occupations()
    far = [(trade.key, other) for trade in TRADES for other in trade.neighbours
           if read.fields[trade.key] != read.fields[other] and trade.isco[0] != read.occupations[other].isco[0]
           and not set(read.competences_of(trade.key)) & set(read.competences_of(other))]  # fmt: skip
    assert far == []


def test_a_name_is_of_one_trade_also_without_its_dots() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for trade in TRADES:
        for name in trade.names:
            owners[fold(name.lower()).replace("-", "")].add(trade.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_a_phrase_and_a_place_are_of_one_trade() -> None:
    said = Counter(chain.from_iterable((*trade.phrases, *trade.places) for trade in TRADES))
    assert [phrase for phrase, count in said.items() if count > 1] == []


def test_tasks_are_short_sentences_in_i_form(words: Words) -> None:
    for key, task in occupations().tasks.items():
        assert task.text[0].isupper(), key
        assert task.text.endswith("."), key
        written = words.tokens(task.text)
        assert len(written) <= LONGEST_TASK, task.text
        (_, verb), *_ = words.read(written)
        assert verb is not None, task.text
        assert (verb.is_finite and verb.person == "1") or written[0].endswith("n"), task.text


def test_every_task_of_the_bank_is_done_in_some_trade() -> None:
    done = set(chain.from_iterable(trade.tasks for trade in TRADES))
    competences = {task.competence for task in occupations().tasks.values()}
    assert set(occupations().tasks) - done <= competences


def test_spoken_names_stand_beside_most_official_ones() -> None:
    assert sum(bool(trade.spoken) for trade in TRADES) >= len(TRADES) * 0.9
    assert sum(len(trade.spoken) for trade in TRADES) >= 1_500
    assert sum(len(trade.phrases) for trade in TRADES) >= 250
