"""A person at the page, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.stack import Stack


@pytest.fixture
def page(browser: Browser, stack: Stack) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="fi-FI")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(stack.url)
    yield page
    context.close()
    assert errors == []


def begin(page: Page) -> None:
    page.get_by_role("button", name="Aloita keskustelu").click()
    expect(page.get_by_role("button", name="Etsi lyhyt opinto").first).to_be_visible(timeout=15000)


def write(page: Page, text: str) -> None:
    page.get_by_label("Kirjoita viesti").fill(text)
    page.get_by_role("button", name="Lähetä").click()


def test_a_person_is_greeted_by_a_machine_and_finds_courses(page: Page) -> None:
    expect(page.get_by_text("Juttelet koneen kanssa")).to_be_visible()
    begin(page)
    write(page, "löytyskö joku lyhyt kurssi hygieniasta")
    card = page.get_by_role("article").first
    expect(card).to_contain_text("hygienia", ignore_case=True, timeout=15000)
    expect(card).to_contain_text("Näytesisältöä")


def test_a_choice_is_pressed(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Etsi lyhyt opinto").first.click()
    expect(page.get_by_role("article")).to_have_count(3, timeout=15000)


def test_the_talk_survives_a_reload(page: Page) -> None:
    begin(page)
    write(page, "moikka taas")
    expect(page.get_by_role("log").get_by_text("moikka taas")).to_be_visible()
    before = page.get_by_role("listitem").count()
    page.reload()
    expect(page.get_by_role("log").get_by_text("moikka taas")).to_be_visible(timeout=15000)
    assert page.get_by_role("listitem").count() >= before
    write(page, "kiitos")
    expect(page.get_by_role("log").get_by_text("Ole hyvä")).to_be_visible(timeout=15000)


def test_a_human_is_asked_for_from_the_menu_and_taken_back(page: Page) -> None:
    begin(page)
    page.get_by_text("Valikko").click()
    page.get_by_role("button", name="Pyydä ihminen mukaan").click()
    expect(page.get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    page.get_by_role("button", name="Peru pyyntö ja jatka botin kanssa").click()
    expect(page.get_by_text("Pyyntö valmentajalle on peruttu")).to_be_visible(timeout=15000)


def test_a_lost_network_is_told_and_the_message_arrives_after_it(page: Page) -> None:
    begin(page)
    page.context.set_offline(True)
    write(page, "kirjoitin ilman verkkoa")
    expect(page.get_by_role("status")).to_contain_text("uudelleen", timeout=15000)
    page.context.set_offline(False)
    expect(page.get_by_role("log").get_by_text("kirjoitin ilman verkkoa")).to_have_count(1, timeout=30000)


def test_what_a_person_writes_is_shown_as_text(page: Page) -> None:
    begin(page)
    write(page, "<img src=x onerror=alert(1)>")
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible(timeout=15000)


def test_a_deleted_talk_is_gone(page: Page) -> None:
    begin(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_text("Valikko").click()
    page.get_by_role("button", name="Poista keskustelu").click()
    expect(page.get_by_text("Keskustelu on poistettu.")).to_be_visible(timeout=15000)
    page.reload()
    expect(page.get_by_role("button", name="Aloita keskustelu")).to_be_visible()


def test_nothing_is_wider_than_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page)
    page.get_by_role("button", name="Etsi lyhyt opinto").first.click()
    expect(page.get_by_role("article")).to_have_count(3, timeout=15000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_where_streams_are_cut_the_chat_asks_instead(browser: Browser, stack: Stack) -> None:
    page = browser.new_context(locale="fi-FI").new_page()
    page.route("**/stream", lambda route: route.abort())
    page.goto(stack.url)
    begin(page)
    write(page, "kiitos")
    expect(page.get_by_role("log").get_by_text("Ole hyvä")).to_have_count(1, timeout=15000)
    page.context.close()


def test_where_streams_are_held_back_the_chat_notices_and_asks(browser: Browser, stack: Stack) -> None:
    page = browser.new_context(locale="fi-FI").new_page()
    page.route("**/stream", lambda route: None)
    page.goto(stack.url)
    page.get_by_role("button", name="Aloita keskustelu").click()
    expect(page.get_by_role("button", name="Etsi lyhyt opinto").first).to_be_visible(timeout=30000)
    write(page, "kiitos")
    expect(page.get_by_role("log").get_by_text("Ole hyvä")).to_have_count(1, timeout=15000)
    page.context.close()


def test_a_call_is_asked_for_in_a_form_of_its_own(page: Page) -> None:
    begin(page)
    page.get_by_text("Valikko").click()
    page.get_by_role("button", name="Pyydä soittoa").click()
    page.get_by_label("Puhelinnumerosi").fill("ei numeroa")
    page.get_by_role("button", name="Lähetä soittopyyntö").click()
    expect(page.get_by_role("status")).to_contain_text("040 123 4567")
    page.get_by_label("Puhelinnumerosi").fill("040 765 4321")
    page.get_by_role("button", name="Lähetä soittopyyntö").click()
    expect(page.get_by_text("Soittopyyntösi on tallessa")).to_be_visible(timeout=15000)
    assert "765" not in page.content()


def test_the_talk_is_saved_as_a_pdf(page: Page) -> None:
    begin(page)
    page.get_by_text("Valikko").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Tallenna keskustelu").click()
    assert saving.value.path().read_bytes().startswith(b"%PDF-")


def test_what_the_deletion_leaves_is_told_beforehand(page: Page) -> None:
    begin(page)
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.get_by_text("Valikko").click()
    page.get_by_role("button", name="Poista keskustelu").click()
    expect(page.get_by_text("Keskustelu on poistettu.")).to_have_count(0)
    page.wait_for_timeout(500)
    assert "poistetaan heti ja pysyvästi" in said[0]
    expect(page.get_by_role("button", name="Etsi lyhyt opinto").first).to_be_visible()
