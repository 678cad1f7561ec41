"""A self-assessment in spoken Finnish, with questions in between, in a real browser with the real bot."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import begin, log, menu, write
from tests.support.axe import violations
from tests.support.stack import Stack


def test_in_spoken_finnish_with_questions_between_to_a_path_and_a_paper(browser: Browser, stack: Stack) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 720}, locale="fi-FI").new_page()
    page.goto(f"{stack.url}/#askelmerkki")
    begin(page)
    tell(page, "olin kymmenen vuotta varastolla ja ajoin trukkia", "Trukin käyttö")
    tell(page, "joo pitää paikkansa", "merkitsin muistiin")
    tell(page, "voisitko kartottaa mun muutkin taidot", "Mikä kuvaa tilannettasi")
    tell(page, "no oon ollu kauan pois töistä", "Mistä aloitetaan")
    tell(page, "niistä arjen jutuista", "Käydään läpi arjen asioita")
    first = item(page)
    tell(page, "maksaaks tää mitään?", "Kartoitus on maksuton")
    assert item(page) == first
    for answered, said in enumerate(("pärjään kyllä", "no vähän", "en tiiä", "tosi hyvin"), 1):
        write(page, said)
        expect(items(page).last).to_contain_text(f"{answered} vastattu", timeout=15000)
    tell(page, "riittää jo", "saatiin jo selville")
    assert violations(page) == []
    tell(page, "mitä mun kannattais opiskella", "Millaista työtä haluaisit tehdä")
    write(page, "varastohommia haluaisin")
    steps = page.locator("li.is-pathway")
    expect(steps).to_contain_text("varasto", timeout=15000)
    assert violations(page) == []
    with page.expect_download() as download:
        menu(page, "Tallenna osaamisprofiili")
    paper = download.value.path().read_bytes()
    assert paper.startswith(b"%PDF-")
    assert "Askeleet kohti".encode("utf-16-be").hex().encode() in paper
    page.context.close()


def tell(page: Page, said: str, answer: str) -> None:
    write(page, said)
    expect(log(page).get_by_text(answer).last).to_be_visible(timeout=15000)


def items(page: Page):
    return page.locator("li.is-assessment_item")


def item(page: Page) -> str:
    """The sentence of the item that is open."""
    expect(items(page).last).to_be_visible(timeout=15000)
    return items(page).last.locator("p").nth(2).inner_text()
