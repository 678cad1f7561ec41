"""The chat on other sites' pages, in old browsers, and where it does not come."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import ask, begin, log
from tests.support.hosts import Hosts
from tests.support.widget import Service

SHADOW = "document.querySelector('askelmerkki-chat').shadowRoot"


def opened(chromium: Browser, address: str, script: str = "") -> tuple[Page, list[str]]:
    """A page, and what goes wrong on it."""
    page = chromium.new_context(viewport={"width": 1000, "height": 800}, locale="fi-FI").new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    if script:
        page.add_init_script(script)
    page.goto(address)
    return page, faults


def test_a_page_that_forbids_everything_else_can_have_the_chat(
    chromium: Browser, service: Service, hosts: Hosts
) -> None:
    page, faults = opened(chromium, f"{hosts.url}/strict")
    page.get_by_role("link", name="Kysy neuvontabotilta").click()
    begin(page)
    ask(page, "kortit")
    expect(page.get_by_text("Toinen kaupunki")).to_be_visible()
    assert page.locator(".bubble").last.evaluate("(each) => getComputedStyle(each).borderRadius") != "0px"
    # The page asks for its icon by itself, and its own policy forbids it.
    assert [fault for fault in faults if "favicon" not in fault] == []
    page.context.close()


def test_an_old_page_s_reset_does_not_reach_the_chat(chromium: Browser, service: Service, hosts: Hosts) -> None:
    looks = f"""['.bubble', '.choice', 'textarea', 'h2'].map((name) => {{
      const style = getComputedStyle({SHADOW}.querySelector(name));
      return ['display', 'fontSize', 'letterSpacing', 'textTransform', 'textAlign', 'color', 'fontFamily', 'lineHeight']
        .map((each) => style[each]);
    }})"""
    page, faults = opened(chromium, f"{hosts.url}/reset")
    begin(page)
    on_old_page = page.evaluate(looks)
    page.goto(f"{service.url}/chat")
    begin(page)
    assert on_old_page == page.evaluate(looks)
    assert [fault for fault in faults if "404" not in fault] == []
    page.context.close()


def test_the_chat_adds_no_styles_and_no_names_to_the_page(chromium: Browser, service: Service, hosts: Hosts) -> None:
    page, _ = opened(chromium, f"{hosts.url}/strict")
    before = page.evaluate("Object.keys(window).length")
    page.get_by_role("button", name="Kysy Askelmerkiltä").click()
    begin(page)
    assert page.evaluate("Object.keys(window).length") == before
    assert page.evaluate("document.querySelectorAll('style, link[rel=stylesheet]').length") == 0
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    page.context.close()


def test_the_chat_opens_by_the_address_and_a_reload_keeps_it_open(chromium: Browser, service: Service) -> None:
    page, faults = opened(chromium, f"{service.url}/#askelmerkki")
    begin(page)
    page.reload()
    expect(log(page).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    page.get_by_role("button", name="Sulje chat").click()
    assert page.evaluate("location.hash") == ""
    page.reload()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert faults == []
    page.context.close()


@pytest.mark.parametrize(
    ("language", "launcher", "start", "person"),
    [
        ("sv", "Fråga Askelmerkki", "Börja samtalet", "Be en människa vara med"),
        ("en", "Ask Askelmerkki", "Start the conversation", "Ask for a person"),
    ],
)
def test_the_chat_s_own_words_come_in_the_language_of_the_page(
    chromium: Browser, service: Service, language: str, launcher: str, start: str, person: str
) -> None:
    page, faults = opened(
        chromium,
        service.url,
        f"""new MutationObserver((_, watch) => {{
      const chat = document.querySelector('askelmerkki-chat');
      if (chat) {{ chat.setAttribute('language', '{language}'); watch.disconnect(); }}
    }}).observe(document, {{ childList: true, subtree: true }});""",
    )
    page.get_by_role("button", name=launcher).click()
    page.get_by_role("button", name=start).click()
    expect(log(page).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    expect(page.get_by_role("button", name=person)).to_be_visible()
    assert page.locator("li.message.bot").last.get_attribute("lang") == "fi"
    assert faults == []
    page.context.close()


# What Chrome 88, Firefox 90 and Safari 14.1 do not have, of all that the chat could lean on.
OLD = """
delete CSSStyleSheet.prototype.replaceSync; delete Document.prototype.adoptedStyleSheets;
delete ShadowRoot.prototype.adoptedStyleSheets; delete HTMLDialogElement.prototype.showModal;
delete HTMLDialogElement.prototype.show; delete HTMLDialogElement.prototype.close;
delete window.TextDecoderStream; delete window.requestIdleCallback; delete window.structuredClone;
delete Navigator.prototype.locks; delete Crypto.prototype.randomUUID; delete AbortSignal.timeout;
delete AbortSignal.any; delete Array.prototype.at; delete Array.prototype.findLast;
delete Array.prototype.toSorted; delete Object.hasOwn; delete Object.groupBy; delete Promise.withResolvers;
delete Element.prototype.checkVisibility; delete window.speechSynthesis;
"""


def test_an_old_browser_has_the_whole_chat(chromium: Browser, service: Service) -> None:
    page, faults = opened(chromium, service.url, OLD)
    page.get_by_role("button", name="Kysy Askelmerkiltä").click()
    begin(page)
    ask(page, "kortit")
    page.get_by_role("button", name="Pyydä ihminen mukaan").click()
    page.get_by_role("button", name="Lähetä pyyntö").click()
    expect(log(page).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    page.get_by_role("button", name="Sulje chat").click()
    expect(page.get_by_role("button", name="Kysy Askelmerkiltä")).to_be_focused()
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/chat"])
def test_without_script_the_page_tells_how_to_reach_a_person(chromium: Browser, service: Service, path: str) -> None:
    page = chromium.new_context(java_script_enabled=False, locale="fi-FI").new_page()
    page.goto(service.url + path)
    expect(page.locator("askelmerkki-chat").get_by_text("Mallikatu\u00a01")).to_be_visible()
    expect(page.locator("askelmerkki-chat").get_by_role("link", name="112")).to_be_visible()
    page.context.close()


def test_a_chat_that_does_not_come_says_so_and_comes_when_asked_again(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(locale="fi-FI").new_page()
    page.route("**/static/widget/*", lambda route: route.abort())
    page.goto(service.url)
    launcher = page.get_by_role("button", name="Kysy Askelmerkiltä")
    launcher.click()
    expect(page.get_by_role("alert")).to_contain_text("Chat ei auennut")
    page.unroute("**/static/widget/*")
    launcher.click()
    begin(page)
    page.context.close()


def test_on_a_page_of_its_own_what_stands_in_its_place_stays_when_it_does_not_come(
    chromium: Browser, service: Service
) -> None:
    page = chromium.new_context(locale="fi-FI").new_page()
    page.route("**/static/widget/*", lambda route: route.abort())
    page.goto(f"{service.url}/chat")
    expect(page.get_by_text("Ihmisen tavoitat näin")).to_be_visible()
    page.context.close()


def test_other_sites_get_the_chat_s_files_and_nothing_else_of_the_service(service: Service, chromium: Browser) -> None:
    request = chromium.new_context().request
    for path in ("/widget.js", "/static/widget/chat.js", "/static/widget/widget.css", "/static/tokens.css"):
        assert request.get(service.url + path).headers["cross-origin-resource-policy"] == "cross-origin"
    for path in ("/", "/static/city.css", "/static/staff.css", "/kirjaudu"):
        assert request.get(service.url + path).headers["cross-origin-resource-policy"] == "same-origin"
