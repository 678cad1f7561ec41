"""For everyone: by keyboard alone, by ear, large, dark, in high contrast, without movement; and axe finds nothing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import ask, begin, log, menu, write
from tests.browser.samples import SCRIPT
from tests.support.axe import violations
from tests.support.widget import Service

SHADOW = "document.querySelector('askelmerkki-chat').shadowRoot"
FOCUSED = f"({SHADOW}.activeElement ?? document.activeElement)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_state_of_the_chat(
    chromium: Browser, service: Service, scheme: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 720}, locale="fi-FI", color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{service.url}/chat")
    assert violations(page) == []
    begin(page)
    for word in SCRIPT:
        if word != "hei":
            ask(page, word)
    log(page).get_by_role("button", name="En vielä").first.click()
    page.get_by_text("Kaikki tiedot").first.click()
    assert violations(page) == []
    page.get_by_role("button", name="Valikko").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pyydä ihminen mukaan").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Peru").click()
    for sheet in (
        "Mitä olen ymmärtänyt",
        "Pyydä soittoa",
        "Jatka toisella laitteella",
        "Tallenna keskustelu",
        "Poista keskustelu",
    ):
        menu(page, sheet)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.context.set_offline(True)
    write(page, "ilman verkkoa")
    expect(page.get_by_role("status")).to_contain_text("Yhteys katkesi", timeout=15000)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/tietosuoja", "/saavutettavuus"])
def test_axe_finds_nothing_on_the_pages_around(chromium: Browser, service: Service, scheme: str, path: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fi-FI", color_scheme=scheme)
    page = context.new_page()
    page.goto(service.url + path)
    assert violations(page) == []
    if path == "/":
        page.get_by_role("button", name="Kysy Askelmerkiltä").click()
        expect(page.get_by_role("dialog", name="Askelmerkki")).to_be_visible()
        assert violations(page) == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Go on with the tabulator until what has this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in str(page.evaluate(f"{FOCUSED}.textContent || {FOCUSED}.name || ''")):
            return
    raise AssertionError(f"the tabulator does not come to {name}")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_whole_journey_goes_by_keyboard_alone(chromium: Browser, service: Service, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 720}, locale="fi-FI")
    page = context.new_page()
    page.goto(service.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    tab_to(page, "Kysy Askelmerkiltä")
    page.keyboard.press("Enter")
    field = page.get_by_label("Kirjoita viesti")
    expect(field).to_be_focused()
    for word, press in (("väite", "Itsenäisesti"), ("polku", "Aloitan tästä")):
        expect(field).to_be_focused()
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        button = log(page).get_by_role("button", name=press)
        expect(button).to_be_visible(timeout=15000)
        page.keyboard.press("Shift+Tab")
        while press not in str(page.evaluate(f"{FOCUSED}.textContent")):
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
        while page.evaluate(f"{FOCUSED}.name") != "text":
            page.keyboard.press("Tab")
    tab_to(page, "Pyydä ihminen mukaan")
    page.keyboard.press("Enter")
    slip = page.get_by_role("dialog", name="Pyydä ihminen mukaan")
    expect(slip.get_by_role("heading")).to_be_focused()
    tab_to(page, "Lähetä pyyntö")
    page.keyboard.press("Enter")
    expect(log(page).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    expect(slip).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_focus_goes_into_the_chat_and_back_to_what_opened_it(chromium: Browser, service: Service, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 720}, locale="fi-FI")
    page = context.new_page()
    page.goto(service.url)
    link, launcher = (
        page.get_by_role("link", name="Kysy Askelmerkiltä"),
        page.get_by_role("button", name="Kysy Askelmerkiltä"),
    )
    for opener in (link, launcher):
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Kirjoita viesti")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(opener).to_be_focused()
    context.close()


def test_on_a_small_screen_the_page_behind_cannot_be_reached(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(viewport={"width": 320, "height": 640}, locale="fi-FI").new_page()
    page.goto(f"{service.url}/#askelmerkki")
    expect(page.get_by_label("Kirjoita viesti")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("['ASKELMERKKI-CHAT', 'BODY'].includes(document.activeElement.tagName)")
    page.context.close()


def test_the_menu_closes_by_escape_and_gives_the_focus_back(whole: Page) -> None:
    whole.get_by_role("button", name="Valikko").focus()
    whole.keyboard.press("Enter")
    expect(whole.get_by_role("button", name="Normaali")).to_be_focused()
    whole.keyboard.press("Escape")
    expect(whole.get_by_role("button", name="Valikko")).to_be_focused()
    expect(whole.get_by_role("button", name="Normaali")).to_be_hidden()


HEARD = f"""() => {{
  window.heard = [];
  new MutationObserver(() => {{
    const text = {SHADOW}.querySelector('[aria-live=polite]').textContent;
    if (text) window.heard.push(text);
  }}).observe({SHADOW}.querySelector('[aria-live=polite]'), {{ childList: true, characterData: true, subtree: true }});
}}"""


def test_new_messages_are_spoken_with_their_choices_counted_and_the_history_is_not(whole: Page) -> None:
    begin(whole)
    whole.reload()
    expect(log(whole).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    whole.evaluate(HEARD)
    whole.wait_for_timeout(1500)
    assert whole.evaluate("heard") == []
    ask(whole, "kortit")
    ask(whole, "arvio")
    assert whole.evaluate("heard") == [
        "Botti: Löysin 7 sopivaa. Tässä niistä 2 ensimmäistä. "
        "2\u00a0ehdotusta: Ylläpitosiivous, Rengasasentajaksi kauden alkuun. 1\u00a0vaihtoehto.",
        "Botti: Miten keskustelu valmentajan kanssa sujui? 5\u00a0vaihtoehtoa.",
    ]


def test_names_and_roles_are_what_a_screen_reader_needs(whole: Page) -> None:
    ask(whole, "väite")
    expect(whole.get_by_role("region", name="Askelmerkki")).to_match_aria_snapshot("""
      - region "Askelmerkki":
        - heading "Askelmerkki" [level=2]
        - button "Valikko"
        - paragraph: Juttelet koneen kanssa.
        - log "Keskustelu":
          - list:
            - listitem
            - listitem:
              - paragraph:
                - text: Sinä
                - time: /klo \\d+\\.\\d\\d/
              - paragraph: väite
            - listitem:
              - paragraph:
                - text: Botti
                - time: /klo \\d+\\.\\d\\d/
              - paragraph: 3 vastattu, enintään 12.
              - progressbar "3 vastattu, enintään 12."
              - paragraph: Osaan käyttää kassaa.
              - paragraph: Esimerkiksi olen rahastanut kaupassa tai talkoissa.
              - paragraph: Miten hyvin tämä sujuu sinulta?
              - group "8 vaihtoehtoa":
                - button "En vielä En ole tehnyt tätä."
                - button "Autettuna Osaan, kun joku neuvoo."
                - button "Itsenäisesti Pärjään omin päin."
                - button "Voin opettaa toista Osaan näyttää muille, miten se tehdään."
                - button "En tiedä / en halua sanoa"
                - button "Mitä tämä tarkoittaa?"
                - button "Palaa edelliseen"
                - button "Lopeta ja näytä tulos"
        - status
        - text: Kirjoita viesti
        - textbox "Kirjoita viesti"
        - button "Lähetä"
        - button "Pyydä ihminen mukaan"
    """)
    expect(ask(whole, "polku")).to_match_aria_snapshot("""
      - listitem:
        - paragraph:
          - text: Botti
          - time
        - paragraph: /Näin voisit edetä/
        - list:
          - listitem:
            - paragraph: Askel 1
            - heading "Varastotyön perusteet" [level=3]
          - listitem:
            - paragraph: Askel 2
            - heading [level=3]
          - listitem:
            - paragraph: Askel 3
            - heading "Oppisopimus varastossa" [level=3]
        - paragraph: "Tavoite: varastotyöntekijä"
        - group "2 vaihtoehtoa":
          - button "Aloitan tästä"
          - button "Haluan toisenlaisen polun"
    """)


def test_targets_are_large_enough(whole: Page) -> None:
    for word in ("hei", "kortit", "väite", "profiili", "polku", "hätä"):
        ask(whole, word)
    whole.get_by_role("button", name="Valikko").click()
    sizes = whole.evaluate(
        f"[...{SHADOW}.querySelectorAll('button, summary, input, textarea, .help a, .menu a')]"
        ".filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect())"
        ".filter(({width, height}) => width && (width < 44 || height < 43.5)).map(({width, height}) => [width, height])"
    )
    assert sizes == []


@pytest.mark.parametrize("height", [256, 640])
def test_at_400_percent_all_can_be_read_and_used(chromium: Browser, service: Service, height: int) -> None:
    page = chromium.new_context(viewport={"width": 320, "height": height}, locale="fi-FI").new_page()
    page.goto(f"{service.url}/chat")
    begin(page)
    for word in ("kortit", "väite", "profiili", "polku", "arvio"):
        ask(page, word)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        wide = page.evaluate(
            f"[...{SHADOW}.querySelectorAll('.log *')].filter((each) => each.scrollWidth > 320).length"
        )
        assert wide == 0
    page.get_by_role("button", name="Pyydä ihminen mukaan").click()
    page.get_by_role("dialog").get_by_role("button", name="Lähetä pyyntö").click()
    expect(log(page).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    page.context.close()


def test_text_may_be_spaced_wider_without_loss(whole: Page) -> None:
    ask(whole, "kortit")
    whole.evaluate(
        f"""() => {{ const sheet = new CSSStyleSheet();
        sheet.replaceSync('* {{ line-height: 1.5 !important; letter-spacing: .12em !important; '
          + 'word-spacing: .16em !important }}'
          + ' p {{ margin-bottom: 2em !important }}');
        {SHADOW}.adoptedStyleSheets = [...{SHADOW}.adoptedStyleSheets, sheet]; }}"""
    )
    cut = whole.evaluate(
        f"[...{SHADOW}.querySelectorAll('button, h2, h3, dd, .bubble, .with')].filter((each) => each.checkVisibility()"
        " && (each.scrollWidth > each.clientWidth + 2) && getComputedStyle(each).overflow !== 'visible').length"
    )
    assert cut == 0
    assert whole.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_moves_where_movement_is_not_wanted(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(reduced_motion="reduce", locale="fi-FI").new_page()
    page.goto(f"{service.url}/chat")
    begin(page)
    moving = page.evaluate(
        f"[...{SHADOW}.querySelectorAll('*')].filter((each) => getComputedStyle(each).animationName !== 'none'"
        " || parseFloat(getComputedStyle(each).transitionDuration) > 0).length"
    )
    assert moving == 0
    page.context.close()


def test_in_high_contrast_what_is_chosen_is_told_by_more_than_colour(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(forced_colors="active", locale="fi-FI").new_page()
    page.goto(f"{service.url}/chat")
    begin(page)
    button = page.get_by_role("button", name="Etsi lyhyt opinto")
    button.click()
    expect(button.locator("svg")).to_be_visible()
    assert button.evaluate("(each) => getComputedStyle(each).borderStyle") == "double"
    assert page.locator(".bubble").first.evaluate("(each) => getComputedStyle(each).borderStyle") == "solid"
    page.context.close()


def test_a_second_press_of_enter_or_an_empty_message_sends_nothing(whole: Page) -> None:
    whole.get_by_label("Kirjoita viesti").press("Enter")
    whole.get_by_label("Kirjoita viesti").fill("   ")
    whole.get_by_label("Kirjoita viesti").press("Enter")
    expect(whole.get_by_role("button", name="Aloita keskustelu")).to_be_visible()
    expect(whole.get_by_label("Kirjoita viesti")).to_be_focused()


def test_the_end_of_a_long_message_is_told_while_writing(whole: Page) -> None:
    whole.get_by_label("Kirjoita viesti").fill("a" * 1850)
    expect(whole.get_by_text(re.compile("Merkkejä jäljellä 150"))).to_be_visible()
