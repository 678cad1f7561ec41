"""An editor at work, in a real browser: what is saved is found at once, and the pages stand up to axe."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

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
    for name in ("eeva", "outi"):
        add_staff(stack, name, PASSWORD, "editor")
    return "eeva", "outi"


@pytest.fixture
def eeva(browser: Browser, stack: Stack, editors: tuple[str, str]) -> Iterator[Page]:
    yield from signed_in(browser, stack, editors[0])


@pytest.fixture
def outi(browser: Browser, stack: Stack, editors: tuple[str, str]) -> Iterator[Page]:
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


def test_an_entry_is_made_previewed_and_published_and_the_next_search_finds_it(eeva: Page, stack: Stack) -> None:
    begin_badge(eeva, "Munkinpaistaja")
    card = eeva.get_by_role("article", name="Kortti")
    expect(card).to_contain_text("Munkinpaistaja")
    expect(card).to_contain_text("Osaamismerkki")
    assert "Munkinpaistaja" not in names_found(stack, "munkinpaistaja")
    press(eeva, "Julkaise heti")
    expect(eeva.get_by_role("status").first).to_contain_text("Tallennettu")
    assert names_found(stack, "munkinpaistaja")[0] == "Munkinpaistaja"


def test_warnings_come_while_one_writes_and_lead_to_their_field(eeva: Page) -> None:
    begin_badge(eeva, "Varoitettava")
    look = eeva.get_by_role("complementary")
    expect(look).to_contain_text("Varoitettava")
    eeva.get_by_label("Kuvaus (pakollinen)").fill("Opit toteuttamaan.")
    expect(look).to_contain_text("Virallinen sana: toteuttamaan")
    expect(eeva.locator("[data-tell]")).to_contain_text("huomiota")
    look.get_by_role("link", name="Virallinen sana").click()
    assert eeva.evaluate("location.hash") == "#kohta-summary"


def test_an_entry_is_made_with_the_keyboard_alone(eeva: Page, stack: Stack) -> None:
    eeva.goto("/editor/uusi?laji=badge")
    eeva.get_by_label("Nimi (pakollinen)").focus()
    eeva.keyboard.type("Näppäinmestari")
    to_field(eeva, "summary")
    eeva.keyboard.type("Opit käyttämään näppäimistöä.")
    to_field(eeva, "competences_gained")
    eeva.keyboard.type("näppäily")
    eeva.keyboard.press("Enter")
    eeva.keyboard.type("kirjoittaminen")
    for _ in range(80):
        eeva.keyboard.press("Tab")
        if eeva.evaluate("document.activeElement.value === 'published'"):
            break
    eeva.keyboard.press("Enter")
    expect(eeva.get_by_role("status").first).to_contain_text("Tallennettu")
    assert names_found(stack, "näppäinmestari")[0] == "Näppäinmestari"


def to_field(page: Page, name: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_what_is_wrong_is_announced_and_leads_to_its_field(eeva: Page) -> None:
    begin_badge(eeva, "Väärä päivä")
    eeva.get_by_label("Hae viimeistään").fill("huomenna")
    press(eeva, "Tallenna luonnos")
    expect(eeva.get_by_role("alert")).to_contain_text("”huomenna” ei ole päivä")
    expect(eeva.get_by_label("Hae viimeistään")).to_have_attribute("aria-invalid", "true")
    expect(eeva.get_by_label("Hae viimeistään")).to_have_value("huomenna")
    assert violations(eeva) == []


def test_the_second_editor_sees_what_the_first_changed_and_chooses(eeva: Page, outi: Page) -> None:
    begin_badge(eeva, "Kahden merkki")
    press(eeva, "Tallenna luonnos")
    expect(eeva.get_by_role("status").first).to_contain_text("Tallennettu")
    address = eeva.url.partition("?")[0]
    outi.goto(address)
    eeva.get_by_label("Nimi (pakollinen)").fill("Eevan merkki")
    press(eeva, "Tallenna luonnos")
    expect(eeva.get_by_role("heading", name="Eevan merkki")).to_be_visible()

    outi.get_by_label("Nimi (pakollinen)").fill("Outin merkki")
    outi.get_by_label("Kuvaus (pakollinen)").fill("Outin kuvaus.")
    press(outi, "Tallenna luonnos")
    expect(outi.get_by_role("heading", name="eeva ehti tallentaa tämän ennen sinua")).to_be_visible()
    expect(outi.get_by_label("Nimi (pakollinen)")).to_have_value("Outin merkki")
    assert violations(outi) == []
    outi.get_by_role("radio", name="eeva tallensi").check()
    press(outi, "Tallenna luonnos")
    expect(outi.get_by_label("Nimi (pakollinen)")).to_have_value("Eevan merkki")
    expect(outi.get_by_label("Kuvaus (pakollinen)")).to_have_value("Outin kuvaus.")
    outi.get_by_role("link", name="Aiemmat versiot").click()
    expect(outi.get_by_role("heading", name="Mitä muuttui versiosta 2 versioon 3")).to_be_visible()
    assert violations(outi) == []


def test_a_table_is_tried_and_then_brought_in(eeva: Page, stack: Stack, tmp_path: Path) -> None:
    file = tmp_path / "merkit.csv"
    file.write_text("Laji;Nimi;Kuvaus\nosaamismerkki;Tuotu merkki;Opit tuomaan.\nkurssi;Huono;Rivi.\n", "utf-8")
    eeva.goto("/editor/tuonti")
    eeva.get_by_label("Tiedostot").set_input_files(file)
    eeva.get_by_label("Julkaise uudet heti").check()
    press(eeva, "Näytä, mitä tapahtuisi")
    expect(eeva.get_by_role("row", name="Huono")).to_contain_text("hylätään")
    assert violations(eeva) == []
    assert "Tuotu merkki" not in names_found(stack, "tuotu merkki")
    press(eeva, "Tuo nämä")
    expect(eeva.get_by_role("heading", name="Tuonti on tehty")).to_be_visible()
    assert names_found(stack, "tuotu merkki")[0] == "Tuotu merkki"


def test_a_search_in_vain_becomes_a_synonym(eeva: Page, stack: Stack) -> None:
    assert names_found(stack, "hölkkäkoulu") == []
    eeva.goto("/editor/loytymatta")
    eeva.get_by_role("link", name="Lisää synonyymi: hölkkäkoulu").click()
    expect(eeva.get_by_label("Sana, jota ihmiset käyttävät")).to_have_value("hölkkäkoulu")
    eeva.get_by_label("Mitä se tarkoittaa").fill("siivous")
    press(eeva, "Tallenna sana")
    expect(eeva.get_by_role("row", name="hölkkäkoulu")).to_be_visible()
    assert names_found(stack, "hölkkäkoulu") != []


def test_the_list_narrows_while_one_writes(eeva: Page) -> None:
    eeva.get_by_role("searchbox").press_sequentially("laitoshuoltajaksi sairaala")
    expect(eeva.get_by_role("status")).to_have_text("1 opinto")
    assert "q=laitoshuoltajaksi+sairaala" in eeva.url


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_findings_of_axe_or_is_wider_than_the_screen(eeva: Page, width: int) -> None:
    eeva.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        eeva.goto(path)
        assert violations(eeva) == [], path
        assert eeva.evaluate("document.documentElement.scrollWidth") <= width, path


def test_what_is_pressed_is_large_enough(eeva: Page) -> None:
    eeva.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        eeva.goto(path)
        small = eeva.evaluate(
            """[...document.querySelectorAll('button, select, textarea, summary, input:not([type=checkbox])')]
            .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.5)
            .map((each) => each.outerHTML.slice(0, 120))"""
        )
        assert small == [], path
