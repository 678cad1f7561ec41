"""A real browser and a real service with a scripted bot, for the chat element."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.samples import SCRIPT
from tests.support.hosts import Hosts
from tests.support.stack import UNLIMITED, free_ports
from tests.support.widget import ScriptedBot, Service, settings_at


@pytest.fixture(scope="module")
def scripted() -> ScriptedBot:
    return ScriptedBot(SCRIPT)


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    hosts = Hosts(free_ports(1)[0])
    hosts.start()
    yield hosts
    hosts.stop()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, scripted: ScriptedBot, hosts: Hosts) -> Iterator[Service]:
    settings = settings_at(tmp_path_factory.mktemp("widget"), allowed_origins=[hosts.url], **UNLIMITED)
    service = Service(settings, scripted)
    hosts.service = service.url
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="module")
def chromium(service: Service) -> Iterator[Browser]:
    """Debian's Chromium. Root has no sandbox. After the service: playwright holds an event loop while it is open."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def whole(chromium: Browser, service: Service) -> Iterator[Page]:
    """The chat as a whole page, on a small phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="fi-FI")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{service.url}/chat")
    yield page
    context.close()
    assert errors == []
