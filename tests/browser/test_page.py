"""A person at the page, in a real browser, with the real bot behind it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import begin, log, write
from tests.support.axe import violations
from tests.support.stack import Stack


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="fi-FI")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{stack.url}/#askelmerkki")
    yield page
    context.close()
    assert errors == []


def test_a_person_is_greeted_by_a_machine_and_finds_courses(page: Page) -> None:
    expect(page.get_by_text("Juttelet koneen kanssa")).to_be_visible()
    begin(page)
    write(page, "löytyskö joku lyhyt kurssi hygieniasta")
    card = page.get_by_role("article").first
    expect(card).to_contain_text("hygienia", ignore_case=True, timeout=15000)
    expect(card).to_contain_text("Näytesisältöä")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_choice_is_pressed(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Etsi lyhyt opinto").click()
    expect(page.get_by_role("article")).to_have_count(2, timeout=15000)


def test_the_talk_survives_a_reload_and_goes_on(page: Page) -> None:
    begin(page)
    page.reload()
    expect(log(page).get_by_role("button", name="Etsi lyhyt opinto")).to_be_visible(timeout=15000)
    write(page, "kiitos")
    expect(log(page).get_by_text("Ole hyvä")).to_be_visible(timeout=15000)


def test_a_human_is_asked_for_with_a_slip_and_taken_back(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Pyydä ihminen mukaan").click()
    page.get_by_label("Mistä haluat puhua?").fill("opinnoista")
    page.get_by_role("button", name="Lähetä pyyntö").click()
    expect(log(page).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    log(page).get_by_role("button", name="Peru pyyntö ja jatka botin kanssa").click()
    expect(log(page).get_by_text("Pyyntö valmentajalle on peruttu")).to_be_visible(timeout=15000)


@pytest.mark.parametrize("width", [320, 1280])
def test_from_what_one_can_do_to_studies_and_to_a_person_by_keyboard(
    browser: Browser, stack: Stack, width: int
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 720}, locale="fi-FI").new_page()
    page.goto(f"{stack.url}/#askelmerkki")
    begin(page)
    newest_press(page, "Kartoita, mitä osaan")
    profile, rows = page.locator("li.is-profile"), page.locator("li.message.bot")
    expect(rows).to_have_count(2, timeout=15000)
    for _ in range(30):
        if profile.count():
            break
        newest, count = rows.last, rows.count()
        wanted = newest.get_by_role("button", name="Itsenäisesti")
        (wanted if wanted.count() else newest.get_by_role("button").first).press("Enter")
        expect(rows.nth(count)).to_be_visible(timeout=15000)
    expect(profile).to_contain_text("Vahvuutesi")
    assert violations(page) == []
    profile.locator(".of-profile").last.get_by_role("button").first.press("Enter")
    expect(page.get_by_role("article").first).to_be_visible(timeout=15000)
    newest_press(page, "Pyydä ihminen mukaan")
    page.get_by_role("button", name="Lähetä pyyntö").press("Enter")
    expect(log(page).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def newest_press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).last.press("Enter")
