"""The talks that must hold, over the real stack: those that do not yet are in `gaps.txt`, which only grows shorter.

Held-out talks are not among them: `make talks` plays these, and reports them apart.
"""

from collections import Counter

import pytest

from tests.support.stack import Stack
from tests.talks.playing import Outcome, play_all
from tests.talks.written import Origin, Written, known_gaps, written

TALKS = written(Origin.HANDED, Origin.OWN)
GAPS = known_gaps()


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest, stack: Stack) -> dict[str, Outcome]:
    """All the talks that are asked for in this run, played side by side at once."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    chosen = [item.callspec.params["talk"] for item in items if item.function is test_a_talk_holds]
    return {outcome.talk.id: outcome for outcome in play_all(stack.url, chosen)}


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.id)
def test_a_talk_holds(outcomes: dict[str, Outcome], talk: Written) -> None:
    outcome = outcomes[talk.id]
    if talk.id not in GAPS:
        assert outcome.holds, "\n".join([*outcome.transcript, *outcome.faults])
    elif outcome.holds:
        pytest.fail(f"{talk.id} holds now: take it from gaps.txt, or write that anew with `make talk-gaps`")
    else:
        pytest.xfail("a known gap")


def test_each_talk_has_an_id_of_its_own() -> None:
    ids = Counter(talk.id for talk in written(*Origin))
    assert not [key for key, count in ids.items() if count > 1]


def test_the_gaps_are_talks_that_are_played() -> None:
    assert not GAPS - {talk.id for talk in TALKS}
