"""An editor at work, in a real browser: what is saved is found at once, and the pages stand up to axe."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chat import begin, log, write
from tests.support.axe import violations
from tests.support.stack import Stack, add_staff

PASSWORD = "neljä outoa sanaa tässä"
PAGES = (
    "/editor", "/editor/uusi", "/editor/uusi?laji=workshop", "/editor/opinnot/siivous-rekry",
    "/editor/opinnot/siivous-rekry/versiot", "/editor/tarkistettavat", "/editor/erot", "/editor/tuonti",
    "/editor/loytymatta", "/editor/sanat",
)  # fmt: skip


@pytest.fixture(scope="module")
def editors(stack: Stack) -> tuple[str, str]:
    """User names of two editors."""
    for name in ("kaisu", "raili"):
        add_staff(stack, name, PASSWORD, "editor")
    return "kaisu", "raili"


@pytest.fixture
def kaisu(browser: Browser, stack: Stack, editors: tuple[str, str]) -> Iterator[Page]:
    yield from signed_in(browser, stack, editors[0])


@pytest.fixture
def raili(browser: Browser, stack: Stack, editors: tuple[str, str]) -> Iterator[Page]:
    yield from signed_in(browser, stack, editors[1])


def signed_in(browser: Browser, stack: Stack, name: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI", base_url=stack.url)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/editor")
    page.get_by_label("Käyttäjätunnus").fill(name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("heading", name="Opinnot", exact=True)).to_be_visible()
    yield page
    context.close()
    assert errors == []


def begin_badge(page: Page, name: str) -> None:
    page.goto("/editor/uusi?laji=badge")
    page.get_by_label("Nimi (pakollinen)").fill(name)
    page.get_by_label("Kuvaus (pakollinen)").fill("Opit paistamaan munkkeja ja palvelemaan asiakkaita.")
    page.get_by_label("Mitä oppii").fill("munkkien paistaminen\nasiakaspalvelu")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def names_found(stack: Stack, q: str) -> list[str]:
    answer = httpx.get(f"{stack.url}/api/catalogue/search", params={"q": q}, trust_env=False)
    return [item["name"] for item in answer.raise_for_status().json()["items"]]


def test_an_entry_is_made_previewed_and_published_and_the_next_search_finds_it(kaisu: Page, stack: Stack) -> None:
    begin_badge(kaisu, "Munkinpaistaja")
    card = kaisu.get_by_role("article", name="Kortti")
    expect(card).to_contain_text("Munkinpaistaja")
    expect(card).to_contain_text("Osaamismerkki")
    assert "Munkinpaistaja" not in names_found(stack, "munkinpaistaja")
    press(kaisu, "Julkaise heti")
    expect(kaisu.get_by_role("status").first).to_contain_text("Tallennettu")
    assert names_found(stack, "munkinpaistaja")[0] == "Munkinpaistaja"


def test_a_chat_in_another_window_finds_what_was_just_published(kaisu: Page, browser: Browser, stack: Stack) -> None:
    begin_badge(kaisu, "Letunpaistaja")
    press(kaisu, "Julkaise heti")
    expect(kaisu.get_by_role("status").first).to_contain_text("Tallennettu")
    window = browser.new_context(locale="fi-FI").new_page()
    window.goto(f"{stack.url}/chat")
    begin(window)
    write(window, "löytyykö letunpaistajaksi mitään")
    expect(log(window).get_by_role("article").filter(has_text="Letunpaistaja").first).to_be_visible(timeout=30000)
    window.context.close()


FACTS = """card => [...card.querySelectorAll('dl > div')].map(
  (each) => each.textContent.trim().replace(/\\s+/g, ' '))"""


def test_the_preview_tells_what_the_card_in_the_chat_tells(kaisu: Page, browser: Browser, stack: Stack) -> None:
    window = browser.new_context(locale="fi-FI").new_page()
    window.goto(f"{stack.url}/chat")
    begin(window)
    write(window, "siivouskurssi Nokialla")
    in_chat = log(window).get_by_role("article").filter(has_text="Siivoojaksi työn ohessa").first
    expect(in_chat).to_be_visible(timeout=30000)
    kaisu.goto("/editor/opinnot/siivous-hybridi")
    preview = kaisu.get_by_role("article", name="Kortti")
    told = preview.evaluate(FACTS)
    assert len(told) > 10
    assert told == in_chat.evaluate(FACTS)
    window.context.close()


def test_warnings_come_while_one_writes_and_lead_to_their_field(kaisu: Page) -> None:
    begin_badge(kaisu, "Varoitettava")
    look = kaisu.get_by_role("complementary")
    expect(look).to_contain_text("Varoitettava")
    kaisu.get_by_label("Kuvaus (pakollinen)").fill("Opit toteuttamaan.")
    expect(look).to_contain_text("Virallinen sana: toteuttamaan")
    expect(kaisu.locator("[data-tell]")).to_contain_text("huomiota")
    look.get_by_role("link", name="Virallinen sana").click()
    assert kaisu.evaluate("location.hash") == "#kohta-summary"


def test_an_entry_is_made_with_the_keyboard_alone(kaisu: Page, stack: Stack) -> None:
    kaisu.goto("/editor/uusi?laji=badge")
    kaisu.get_by_label("Nimi (pakollinen)").focus()
    kaisu.keyboard.type("Näppäinmestari")
    to_field(kaisu, "summary")
    kaisu.keyboard.type("Opit käyttämään näppäimistöä.")
    to_field(kaisu, "competences_gained")
    kaisu.keyboard.type("näppäily")
    kaisu.keyboard.press("Enter")
    kaisu.keyboard.type("kirjoittaminen")
    for _ in range(80):
        kaisu.keyboard.press("Tab")
        if kaisu.evaluate("document.activeElement.value === 'published'"):
            break
    kaisu.keyboard.press("Enter")
    expect(kaisu.get_by_role("status").first).to_contain_text("Tallennettu")
    assert names_found(stack, "näppäinmestari")[0] == "Näppäinmestari"


def to_field(page: Page, name: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_what_is_wrong_is_announced_and_leads_to_its_field(kaisu: Page) -> None:
    begin_badge(kaisu, "Väärä päivä")
    kaisu.get_by_label("Hae viimeistään").fill("huomenna")
    press(kaisu, "Tallenna luonnos")
    expect(kaisu.get_by_role("alert")).to_contain_text("”huomenna” ei ole päivä")
    expect(kaisu.get_by_label("Hae viimeistään")).to_have_attribute("aria-invalid", "true")
    expect(kaisu.get_by_label("Hae viimeistään")).to_have_value("huomenna")
    assert violations(kaisu) == []


def test_the_second_editor_sees_what_the_first_changed_and_chooses(kaisu: Page, raili: Page) -> None:
    begin_badge(kaisu, "Kahden merkki")
    press(kaisu, "Tallenna luonnos")
    expect(kaisu.get_by_role("status").first).to_contain_text("Tallennettu")
    address = kaisu.url.partition("?")[0]
    raili.goto(address)
    kaisu.get_by_label("Nimi (pakollinen)").fill("Kaisun merkki")
    press(kaisu, "Tallenna luonnos")
    expect(kaisu.get_by_role("heading", name="Kaisun merkki")).to_be_visible()

    raili.get_by_label("Nimi (pakollinen)").fill("Railin merkki")
    raili.get_by_label("Kuvaus (pakollinen)").fill("Railin kuvaus.")
    press(raili, "Tallenna luonnos")
    expect(raili.get_by_role("heading", name="kaisu ehti tallentaa tämän ennen sinua")).to_be_visible()
    expect(raili.get_by_label("Nimi (pakollinen)")).to_have_value("Railin merkki")
    assert violations(raili) == []
    raili.get_by_role("radio", name="kaisu tallensi").check()
    press(raili, "Tallenna luonnos")
    expect(raili.get_by_label("Nimi (pakollinen)")).to_have_value("Kaisun merkki")
    expect(raili.get_by_label("Kuvaus (pakollinen)")).to_have_value("Railin kuvaus.")
    raili.get_by_role("link", name="Aiemmat versiot").click()
    expect(raili.get_by_role("heading", name="Mitä muuttui versiosta 2 versioon 3")).to_be_visible()
    assert violations(raili) == []


def test_a_table_is_tried_and_then_brought_in(kaisu: Page, stack: Stack, tmp_path: Path) -> None:
    file = tmp_path / "merkit.csv"
    file.write_text("Laji;Nimi;Kuvaus\nosaamismerkki;Tuotu merkki;Opit tuomaan.\nkurssi;Huono;Rivi.\n", "utf-8")
    kaisu.goto("/editor/tuonti")
    kaisu.get_by_label("Tiedostot").set_input_files(file)
    kaisu.get_by_label("Julkaise uudet heti").check()
    press(kaisu, "Näytä, mitä tapahtuisi")
    expect(kaisu.get_by_role("row", name="Huono")).to_contain_text("hylätään")
    assert violations(kaisu) == []
    assert "Tuotu merkki" not in names_found(stack, "tuotu merkki")
    press(kaisu, "Tuo nämä")
    expect(kaisu.get_by_role("heading", name="Tuonti on tehty")).to_be_visible()
    assert names_found(stack, "tuotu merkki")[0] == "Tuotu merkki"


def test_a_search_in_vain_becomes_a_synonym(kaisu: Page, stack: Stack) -> None:
    assert names_found(stack, "hölkkäkoulu") == []
    kaisu.goto("/editor/loytymatta")
    kaisu.get_by_role("link", name="Lisää synonyymi: hölkkäkoulu").click()
    expect(kaisu.get_by_label("Sana, jota ihmiset käyttävät")).to_have_value("hölkkäkoulu")
    kaisu.get_by_label("Mitä se tarkoittaa").fill("siivous")
    press(kaisu, "Tallenna sana")
    expect(kaisu.get_by_role("row", name="hölkkäkoulu")).to_be_visible()
    assert names_found(stack, "hölkkäkoulu") != []


def test_the_list_narrows_while_one_writes(kaisu: Page) -> None:
    kaisu.get_by_role("searchbox").press_sequentially("laitoshuoltajaksi sairaala")
    expect(kaisu.get_by_role("status")).to_have_text("1 opinto")
    assert "q=laitoshuoltajaksi+sairaala" in kaisu.url


def test_what_is_written_before_the_scripts_have_come_counts_too(kaisu: Page) -> None:
    held: list[Route] = []
    kaisu.route("**/static/htmx.min.js*", lambda route: held.append(route))
    kaisu.goto("/editor", wait_until="commit")
    kaisu.get_by_role("searchbox").fill("laitoshuoltajaksi sairaala")
    held.pop().continue_()
    expect(kaisu.get_by_role("status")).to_have_text("1 opinto")
    kaisu.goto("/editor", wait_until="commit")
    kaisu.get_by_label("Laji").select_option("badge")
    held.pop().continue_()
    expect(kaisu.get_by_role("status")).to_contain_text("opintoa")
    assert "kind=badge" in kaisu.url


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_findings_of_axe_or_is_wider_than_the_screen(kaisu: Page, width: int) -> None:
    kaisu.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        kaisu.goto(path)
        assert violations(kaisu) == [], path
        assert kaisu.evaluate("document.documentElement.scrollWidth") <= width, path


def test_what_is_pressed_is_large_enough(kaisu: Page) -> None:
    kaisu.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        kaisu.goto(path)
        small = kaisu.evaluate(
            """[...document.querySelectorAll('button, select, textarea, summary, input:not([type=checkbox])')]
            .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
            .map((each) => each.outerHTML.slice(0, 120))"""
        )
        assert small == [], path
