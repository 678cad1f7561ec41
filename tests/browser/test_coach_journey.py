"""The journey over two houses on the real Rasa, actions and service. `make journey` walks it while they die."""

import pytest
from playwright.sync_api import Browser

from tests.browser import coach_journey as journey
from tests.support.stack import Stack


@pytest.fixture(scope="module", autouse=True)
def coaches(stack: Stack) -> None:
    journey.hire(stack)
    journey.clear_the_queue(stack)


def test_from_a_word_to_the_stars_and_a_call(browser: Browser, stack: Stack) -> None:
    with journey.windows(browser, stack) as at:
        for step in journey.STEPS:
            step(at)
        journey.judge(at)
