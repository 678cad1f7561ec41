"""Every way to stand to work that a person may tell is one that the recommender knows."""

import pytest

from api.suggestions.service.recommending import SITUATIONS as WIDER
from catalogue.recommend import Situation
from finnish.situations import SITUATIONS


@pytest.mark.parametrize("told", SITUATIONS)
def test_the_recommender_knows_it(told: str) -> None:
    assert WIDER.get(told) or Situation(told)
