"""Fixtures of all three processes, and of a browser to look at them with."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.stack import SAME_EACH_TIME, Stack


@pytest.fixture(scope="session")
def stack_settings() -> dict[str, object]:
    return SAME_EACH_TIME


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, stack_settings: dict[str, object]) -> Iterator[Stack]:
    """Real Rasa, real actions, real service, on one trained model."""
    stack = Stack(tmp_path_factory.mktemp("stack"), **stack_settings)
    stack.start()
    yield stack
    stack.stop()


@pytest.fixture(scope="module")
def browser(stack: Stack) -> Iterator[Browser]:
    """Debian's Chromium. Root has no sandbox. Playwright holds an event loop while it is open."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()
