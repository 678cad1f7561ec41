"""The chat element with a scripted bot: every kind of message, and nothing lost."""

import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.chat import ask, begin, log, menu, texts, write
from tests.support.stack import add_staff
from tests.support.widget import ScriptedBot, Service

# What is seen of each kind, beside its text.
LOOKS = {
    "kortit": [
        "Ylläpitosiivous", "Näytesisältöä", "15\u00a0osaamispistettä", "noin 10\u00a0viikkoa", "maksuton",
        "osa lähiopetusta, osa etänä", "11.1.2027", "15.12.2026", "jatkuva haku", "Ei minulle", "Näytä lisää",
        "Miksi tämä voisi sopia", "Kerroit siivonneesi", "Mitä kannattaa huomata", "Lähipäivinä pitää päästä",
    ],
    "selitä": ["Kassalla otetaan maksu vastaan.", "Osaan käyttää kassaa.", "Itsenäisesti"],
    "väite": ["3 vastattu, enintään 12.", "Osaan käyttää kassaa.", "Osaan, kun joku neuvoo.", "En tiedä"],
    "profiili": [
        "Vahvuutesi", "Asiakaspalvelu", "Voin opettaa toista", "Varmuus: melko varma", "Kerroit:", "Olin kaupassa",
        "digitaidot", "ei ole tehty opiskelijavalintaa", "Ei ihan",
    ],
    "polku": ["Askel 1", "Varastotyön perusteet", "15 osaamispistettä · noin 10 viikkoa", "Tavoite:", "opo auttaa"],
    "tiedoksi": ["Huoltokatko", "Kerro lisää"],
    "arvio": ["Miten keskustelu", "1 – huonosti", "5 – erittäin hyvin"],
    "uutta": ["Tämä laji on tuntematon", "Hyvä"],
}  # fmt: skip


@pytest.mark.parametrize("word", LOOKS)
def test_every_kind_of_message_shows_all_that_it_tells(whole: Page, word: str) -> None:
    row = ask(whole, word)
    for text in LOOKS[word]:
        expect(row).to_contain_text(text)
    assert whole.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    ("word", "once"), [("profiili", "Jaksat kiireessäkin."), ("polku", "Olet jo tehnyt"), ("polku", "ei voi luvata")]
)
def test_what_is_drawn_below_the_text_is_not_said_in_it_too(whole: Page, word: str, once: str) -> None:
    # Not `inner_text`: a row that was not painted yet has none.
    assert str(ask(whole, word).text_content()).count(once) == 1


def test_an_answer_comes_into_view_also_when_one_wrote_while_reading_back(whole: Page, scripted: ScriptedBot) -> None:
    ask(whole, "kortit")
    ask(whole, "profiili")
    log(whole).evaluate("log => { log.scrollTop = 0; }")
    scripted.slow = 1.0
    write(whole, "vielä yksi")
    answer = log(whole).get_by_text("Kuulin: vielä yksi")
    expect(answer).to_be_visible(timeout=15000)
    scripted.slow = 0.0
    expect(answer).to_be_in_viewport()
    expect(whole.get_by_role("button", name="Uusi viesti")).to_be_hidden()


def test_a_machine_says_that_it_is_one_before_anything_is_written(whole: Page) -> None:
    expect(whole.get_by_text("Olen kone, en ihminen")).to_be_visible()
    expect(whole.get_by_text("Juttelet koneen kanssa.")).to_be_visible()
    expect(whole.get_by_text("Viestisi tallennetaan")).to_be_visible()
    assert whole.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    ("place", "told"), [("Nokia", {"place": "Nokia"}), ("", None), ("x" * 300, {"place": "x" * 100})]
)
def test_the_place_of_the_page_is_told_when_the_talk_begins(
    whole: Page, place: str, told: dict[str, str] | None
) -> None:
    whole.evaluate(NEW_ELEMENT, place)
    with whole.expect_request(lambda request: request.url.endswith("/api/conversations")) as begun:
        begin(whole)
    assert begun.value.post_data_json == told


NEW_ELEMENT = """place => {
  const old = document.querySelector('askelmerkki-chat');
  const chat = document.createElement('askelmerkki-chat');
  chat.setAttribute('view', 'page');
  chat.setAttribute('place', place);
  old.replaceWith(chat);
}"""


def test_one_may_write_at_once_without_beginning(whole: Page) -> None:
    write(whole, "moi vaan")
    expect(log(whole).get_by_text("Kuulin: moi vaan")).to_be_visible(timeout=15000)


def test_choices_stay_until_one_is_pressed_and_the_pressed_one_stays(whole: Page) -> None:
    begin(whole)
    write(whole, "kirjoitan välissä")
    expect(log(whole).get_by_text("Kuulin: kirjoitan")).to_be_visible(timeout=15000)
    whole.get_by_role("button", name="Etsi lyhyt opinto").click()
    for _ in ("now", "after a reload"):
        expect(whole.get_by_role("button", name="Etsi lyhyt opinto")).to_have_attribute("aria-pressed", "true")
        expect(whole.get_by_role("button", name="Mitä osaat tehdä?")).to_be_hidden()
        whole.reload()
    whole.get_by_role("button", name="Näytä muut vaihtoehdot").click()
    expect(whole.get_by_role("button", name="Mitä osaat tehdä?")).to_be_visible()


def test_the_second_of_a_double_click_does_not_answer_the_question_that_came_meanwhile(whole: Page) -> None:
    ask(whole, "väite")
    # The button of the next question stands where the pointer is: the browser counts a second click on it.
    again = ask(whole, "väite").get_by_role("button", name="Autettuna")
    again.scroll_into_view_if_needed()
    for count, said in ((2, 2), (1, 3)):
        click_at(whole, again, count)
        whole.wait_for_timeout(500)
        assert len(texts(whole)) == said
    expect(again).to_have_attribute("aria-pressed", "true")


def test_a_double_click_opens_the_chat_or_the_menu_and_nothing_behind_it(whole: Page, service: Service) -> None:
    whole.goto(service.url)
    click_at(whole, whole.get_by_role("button", name="Kysy Askelmerkiltä"), 1)
    person = whole.get_by_role("button", name="Pyydä ihminen mukaan")
    expect(person).to_be_visible()
    click_at(whole, person, 2)
    whole.wait_for_timeout(500)
    expect(whole.get_by_role("heading", name="Pyydä ihminen mukaan")).to_have_count(0)
    assert whole.evaluate("localStorage.getItem('askelmerkki')") is None
    whole.get_by_role("button", name="Valikko").dblclick()
    expect(whole.locator("#menu")).to_be_visible()


def click_at(page: Page, target: Locator, count: int) -> None:
    """A click where the target is, as the browser counts it: 2 is the second of a double click."""
    box = target.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 12)
    page.mouse.down(click_count=count)
    page.mouse.up(click_count=count)


def test_a_press_is_seen_in_another_tab_and_on_another_device(whole: Page, chromium: Browser, service: Service) -> None:
    begin(whole)
    card = ask(whole, "kortit").get_by_role("article").first
    card.get_by_role("button", name="Lisätietoja").click()
    tab = whole.context.new_page()
    tab.goto(f"{service.url}/chat")
    expect(log(tab).get_by_role("button", name="Mitä osaat tehdä?")).to_be_visible(timeout=15000)
    whole.get_by_role("button", name="Etsi lyhyt opinto").click()
    menu(whole, "Jatka toisella laitteella")
    code = whole.locator(".code").inner_text()
    device = chromium.new_context(locale="fi-FI").new_page()
    device.goto(f"{service.url}/chat")
    device.get_by_role("button", name="Jatka koodilla").click()
    device.get_by_role("textbox", name="Koodi").fill(code)
    device.get_by_role("button", name="Avaa keskustelu").click()
    for page in (tab, device):
        expect(page.get_by_role("button", name="Etsi lyhyt opinto")).to_have_attribute(
            "aria-pressed", "true", timeout=15000
        )
        expect(page.get_by_role("button", name="Mitä osaat tehdä?")).to_be_hidden()
        shown = page.get_by_role("article").first
        expect(shown.get_by_role("button", name="Lisätietoja")).to_have_attribute("aria-pressed", "true")
        expect(shown.get_by_role("button", name="Ei minulle (Ylläpitosiivous)")).to_be_visible()
        page.get_by_role("button", name="Näytä muut vaihtoehdot").click()
        expect(page.get_by_role("button", name="Mitä osaat tehdä?")).to_have_attribute("aria-pressed", "false")
    whole.get_by_role("button", name="Valmis").click()
    write(whole, "moi taas")
    expect(log(tab).get_by_text("Kuulin: moi taas")).to_be_visible(timeout=15000)
    expect(tab.get_by_role("button", name="Mitä osaat tehdä?")).to_be_visible()
    device.context.close()


def test_a_press_that_waits_for_the_network_is_still_marked_after_a_reload(whole: Page) -> None:
    begin(whole)
    whole.route("**/messages", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    whole.get_by_role("button", name="Etsi lyhyt opinto").click()
    whole.reload()
    expect(log(whole).get_by_role("button", name="Etsi lyhyt opinto")).to_have_attribute(
        "aria-pressed", "true", timeout=15000
    )
    expect(log(whole).get_by_role("button", name="Mitä osaat tehdä?")).to_be_hidden()


def test_a_press_on_a_card_leaves_its_other_ways_open(whole: Page) -> None:
    card = ask(whole, "kortit").get_by_role("article").first
    card.get_by_role("button", name="Lisätietoja").click()
    expect(card.get_by_role("button", name="Ei minulle (Ylläpitosiivous)")).to_be_visible()
    card.get_by_text("Kaikki tiedot").click()
    expect(card).to_contain_text("Mallikaupungin ammattiopisto")
    expect(card).to_contain_text("noin 12,5\u00a0tuntia")


def test_a_choice_that_asks_for_a_call_opens_the_form(whole: Page) -> None:
    ask(whole, "soitto").get_by_role("button", name="Pyydä soittoa").click()
    form = whole.get_by_role("dialog", name="Pyydä soittoa")
    form.get_by_label("Puhelinnumerosi").fill("ei numeroa")
    form.get_by_role("button", name="Lähetä soittopyyntö").click()
    expect(form.get_by_role("alert")).to_contain_text("040 123 4567")
    form.get_by_label("Puhelinnumerosi").fill("040 765 4321")
    form.get_by_role("button", name="Lähetä soittopyyntö").click()
    expect(form).to_be_hidden()
    expect(log(whole).get_by_text("Soittopyyntösi on tallessa")).to_be_visible(timeout=15000)
    assert texts(whole) == ["soitto"]
    assert "765" not in whole.content()


def test_crisis_numbers_stay_in_view_and_can_be_called(whole: Page) -> None:
    ask(whole, "hätä")
    for number in range(8):
        write(whole, f"viesti {number}")
    help_now = whole.get_by_role("complementary", name="Apua heti")
    expect(help_now.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(help_now.get_by_role("link", name=re.compile("09.2525.0111"))).to_have_attribute("href", "tel:0925250111")
    expect(help_now).to_be_in_viewport()


def test_the_coach_who_speaks_has_a_name(whole: Page, service: Service) -> None:
    begin(whole)
    whole.get_by_role("button", name="Pyydä ihminen mukaan").click()
    whole.get_by_role("button", name="Haluan ihmisen heti, ilman lappua").click()
    expect(log(whole).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    add_staff(service, "aino", "neljä outoa sanaa tässä", "coach")  # type: ignore[arg-type]
    coach = whole.context.browser.new_context().request  # type: ignore[union-attr]
    signed = coach.post(
        f"{service.url}/api/staff/session", data={"username": "aino", "password": "neljä outoa sanaa tässä"}
    ).json()
    headers = {"Authorization": f"Bearer {signed['token']}"}
    waiting = coach.get(f"{service.url}/api/coach/queue", headers=headers).json()["waiting"]
    newest = max(waiting, key=lambda asked: asked["asked_at"])
    claimed = coach.post(f"{service.url}/api/coach/handovers/{newest['id']}/claim", headers=headers).json()
    url = f"{service.url}/api/coach/conversations/{claimed['conversation_id']}/messages"
    coach.post(url, headers=headers, data={"client_id": "a", "text": "Hei, olen ihminen."})
    row = whole.locator("li.message.coach")
    expect(row).to_contain_text("Hei, olen ihminen.", timeout=15000)
    expect(row).to_contain_text("aino, valmentaja")
    expect(whole.get_by_text("Juttelet ihmisen kanssa: aino, valmentaja.")).to_be_visible()


def test_the_slip_is_seen_and_edited_before_it_is_sent(whole: Page) -> None:
    begin(whole)
    whole.get_by_role("button", name="Pyydä ihminen mukaan").click()
    slip = whole.get_by_role("dialog", name="Pyydä ihminen mukaan")
    for box in slip.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    slip.get_by_label("Mistä haluat puhua?").fill("opiskelun rahoista")
    slip.get_by_label("Koko tämä keskustelu").check()
    with whole.expect_request(lambda request: request.url.endswith("/handover")) as sent:
        slip.get_by_role("button", name="Lähetä pyyntö").click()
    body = sent.value.post_data_json
    assert body["slip"]["wants_to_talk"] == "opiskelun rahoista"
    assert body["consents"]["transcript"] is True
    assert body["consents"]["profile"] is False
    expect(log(whole).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)


def test_a_consent_can_be_withdrawn_while_one_waits(whole: Page) -> None:
    begin(whole)
    whole.get_by_role("button", name="Pyydä ihminen mukaan").click()
    whole.get_by_label("Osaamisprofiilini").check()
    whole.get_by_role("button", name="Lähetä pyyntö").click()
    expect(log(whole).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)
    for given in (True, False):
        menu(whole, "Mitä valmentaja saa nähdä")
        box = whole.get_by_role("dialog").get_by_label("Osaamisprofiilini")
        expect(box).to_be_checked(checked=given)
        box.set_checked(False)
        whole.get_by_role("button", name="Tallenna", exact=True).click()
        expect(whole.get_by_role("dialog")).to_have_count(0)


def test_what_concerns_the_profile_is_in_the_menu_once_there_is_one(whole: Page) -> None:
    begin(whole)
    whole.get_by_role("button", name="Valikko").click()
    expect(whole.get_by_role("button", name="Jaa osaamisprofiili")).to_be_hidden()
    whole.keyboard.press("Escape")
    ask(whole, "profiili")
    menu(whole, "Jaa osaamisprofiili")
    sheet = whole.get_by_role("dialog", name="Jaa osaamisprofiili valmentajalle")
    whole.route("**/profile/share", lambda route: route.fulfill(json=SHARED, status=201))
    sheet.get_by_label("Miten kauan profiili näkyy?").select_option("30")
    sheet.get_by_role("button", name="Tee koodi").click()
    expect(sheet.get_by_text("AB12-CD34")).to_be_visible()
    expect(sheet.get_by_role("status")).to_contain_text("25.12.2026")


SHARED = {"code": "AB12-CD34", "link": "/api/shared-profiles/AB12-CD34", "until": "2026-12-25T10:00:00.000Z"}


def test_closing_the_slip_asks_nobody(whole: Page, service: Service) -> None:
    begin(whole)
    person = whole.get_by_role("button", name="Pyydä ihminen mukaan")
    person.click()
    whole.get_by_role("dialog").get_by_role("button", name="Peru").click()
    expect(whole.get_by_role("dialog")).to_have_count(0)
    expect(person).to_be_focused()
    assert whole.evaluate(TALK)["state"] == "bot"


# The talk as the service has it, or what it answers instead.
TALK = """async () => {
  const { id, token } = JSON.parse(localStorage.getItem('askelmerkki'));
  const answer = await fetch(`/api/conversations/${id}/messages`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? await answer.json() : answer.status;
}"""


def test_a_talk_goes_on_on_another_device_by_a_code(whole: Page, chromium: Browser, service: Service) -> None:
    begin(whole)
    menu(whole, "Jatka toisella laitteella")
    code = whole.locator(".code").inner_text()
    other = chromium.new_context(locale="fi-FI").new_page()
    other.goto(f"{service.url}/chat")
    other.get_by_role("button", name="Jatka koodilla").click()
    form = other.get_by_role("dialog", name="Jatka koodilla")
    form.get_by_label("Koodi").fill("ACDE FGHJ")
    form.get_by_role("button", name="Avaa keskustelu").click()
    expect(form.get_by_role("alert")).to_contain_text("Tällä koodilla ei löydy keskustelua")
    form.get_by_label("Koodi").fill(code.lower())
    form.get_by_role("button", name="Avaa keskustelu").click()
    expect(log(other).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    write(other, "toiselta laitteelta")
    whole.get_by_role("button", name="Valmis").click()
    expect(log(whole).get_by_text("toiselta laitteelta", exact=True)).to_be_visible(timeout=15000)
    other.context.close()


def test_one_press_clears_this_device_and_leaves_the_talk(whole: Page) -> None:
    begin(whole)
    kept = whole.evaluate("localStorage.getItem('askelmerkki')")
    menu(whole, "Tyhjennä tältä laitteelta")
    expect(whole.get_by_role("status")).to_contain_text("tyhjennetty tältä laitteelta")
    assert whole.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert "Etsi lyhyt opinto" not in str(log(whole).text_content())
    expect(whole.get_by_role("button", name="Aloita keskustelu")).to_be_visible()
    whole.evaluate("kept => localStorage.setItem('askelmerkki', kept)", kept)
    assert whole.evaluate(TALK)["state"] == "bot"


def test_what_a_deletion_does_is_told_before_it_is_done(whole: Page) -> None:
    begin(whole)
    kept = whole.evaluate("localStorage.getItem('askelmerkki')")
    menu(whole, "Poista keskustelu")
    sheet = whole.get_by_role("dialog", name="Poistetaanko koko keskustelu?")
    expect(sheet).to_contain_text("poistetaan heti ja pysyvästi")
    sheet.get_by_role("button", name="Poista pysyvästi").click()
    expect(whole.get_by_role("status")).to_contain_text("Keskustelu on poistettu.")
    whole.evaluate("kept => localStorage.setItem('askelmerkki', kept)", kept)
    assert whole.evaluate(TALK) == 404


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("PDF", rb"%PDF-"), ("Teksti", rb"\d{1,2}\.\d{1,2}\."), ("Kaikki tallennetut tiedot (JSON)", rb"\{")],
)
def test_the_talk_is_saved(whole: Page, form: str, beginning: bytes) -> None:
    begin(whole)
    menu(whole, "Tallenna keskustelu")
    with whole.expect_download() as saving:
        whole.get_by_role("button", name=form, exact=True).click()
    assert re.match(beginning, saving.value.path().read_bytes().removeprefix(b"\xef\xbb\xbf"))


def test_a_talk_can_be_ended_and_goes_on_by_writing(whole: Page) -> None:
    begin(whole)
    menu(whole, "Päätä keskustelu")
    expect(whole.get_by_text("Keskustelu on päättynyt. Voit jatkaa kirjoittamalla.")).to_be_visible(timeout=15000)
    write(whole, "vielä yksi asia")
    expect(whole.get_by_text("Juttelet koneen kanssa.")).to_be_visible(timeout=15000)


def test_easier_finnish_is_shown_where_there_is_such_and_is_remembered(whole: Page) -> None:
    begin(whole)
    whole.get_by_role("button", name="Valikko").click()
    whole.get_by_role("switch", name="Selkosuomi").click()
    whole.keyboard.press("Escape")
    expect(log(whole).get_by_text("Mitä haluat tehdä?")).to_be_visible()
    whole.reload()
    expect(log(whole).get_by_text("Mitä haluat tehdä?")).to_be_visible(timeout=15000)
    expect(log(whole).get_by_text("Mistä aloitetaan?")).to_have_count(0)


def test_text_can_be_made_larger(whole: Page) -> None:
    ask(whole, "teksti")
    size = (
        "parseFloat(getComputedStyle("
        "document.querySelector('askelmerkki-chat').shadowRoot.querySelector('.bubble')).fontSize)"
    )
    before = whole.evaluate(size)
    whole.get_by_role("button", name="Valikko").click()
    whole.get_by_role("button", name="Suurin").click()
    assert whole.evaluate(size) >= 1.5 * before
    assert whole.evaluate("document.documentElement.scrollWidth") <= 360
    whole.reload()
    expect(log(whole).get_by_text("Kysy vaan.")).to_be_visible(timeout=15000)
    assert whole.evaluate(size) >= 1.5 * before


SPEAKS = """
window.said = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'LANG', name: 'Ääni' }], speak: (utterance) => window.said.push(utterance.text),
  cancel: () => {}, addEventListener: () => {},
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_messages_are_read_aloud_where_there_is_a_finnish_voice(whole: Page) -> None:
    whole.add_init_script(SPEAKS.replace("LANG", "fi-FI"))
    whole.reload()
    begin(whole)
    log(whole).get_by_role("button", name="Lue ääneen").first.click()
    assert "Olen Askelmerkki" in whole.evaluate("said")[0]
    whole.get_by_role("button", name="Valikko").click()
    whole.get_by_role("switch", name="Lue uudet viestit ääneen").click()
    ask(whole, "moikka")
    assert whole.evaluate("said")[-1] == "Kuulin: moikka"


def test_reading_aloud_is_not_offered_without_a_finnish_voice(whole: Page) -> None:
    whole.add_init_script(SPEAKS.replace("LANG", "en-GB"))
    whole.reload()
    begin(whole)
    expect(log(whole).get_by_role("button", name="Lue ääneen")).to_have_count(0)


def test_times_are_those_of_helsinki(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(locale="en-US", timezone_id="America/New_York").new_page()
    page.goto(f"{service.url}/chat")
    ask(page, "moi")
    shown = page.locator("li.message.bot time").first
    moment = datetime.fromisoformat(str(shown.get_attribute("datetime"))).astimezone(ZoneInfo("Europe/Helsinki"))
    expect(shown).to_have_text(f"klo {moment.hour}.{moment:%M}")
    page.context.close()


def test_what_anyone_writes_is_shown_as_text(whole: Page) -> None:
    write(whole, "<img src=x onerror=alert(1)>")
    expect(log(whole).get_by_text("Kuulin: <img src=x onerror=alert(1)>")).to_be_visible(timeout=15000)


# Nothing lost.


def test_what_was_written_in_a_minute_without_a_network_arrives_once_and_in_order(whole: Page) -> None:
    begin(whole)
    ask(whole, "ennen katkoa")
    whole.context.set_offline(True)
    lost = time.monotonic()
    written = [f"ilman verkkoa {number}" for number in range(5)]
    waiting = whole.locator("li.on-its-way")
    for number, text in enumerate(written, 1):
        write(whole, text)
        expect(waiting).to_have_count(number)
        expect(waiting.last).to_contain_text("Odottaa yhteyttä")
        whole.wait_for_timeout(12_000)
    expect(whole.get_by_role("status")).to_contain_text("Yhteys katkesi")
    assert waiting.locator(".bubble").all_text_contents() == written
    for row in waiting.all():
        expect(row.get_by_text("Odottaa yhteyttä")).to_be_visible()
    assert time.monotonic() - lost >= 60
    whole.context.set_offline(False)
    answers = log(whole).get_by_text(re.compile("Kuulin: ilman verkkoa"))
    expect(answers).to_have_count(5, timeout=40000)
    expect(whole.get_by_role("status")).to_have_text("")
    expect(waiting).to_have_count(0)
    assert texts(whole) == ["Hei", "ennen katkoa", *written]
    assert answers.all_text_contents() == [f"Kuulin: {text}" for text in written]
    stored = whole.evaluate(TALK)["messages"]
    assert [each["body"]["text"] for each in stored if each["author"] == "jobseeker"] == texts(whole)


def test_what_waits_is_sent_after_the_page_was_closed_and_opened(whole: Page, service: Service) -> None:
    begin(whole)
    whole.route("**/messages", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    for text in ("ensin tämä", "sitten tämä"):
        write(whole, text)
    context = whole.context
    whole.close()
    again = context.new_page()
    again.goto(f"{service.url}/chat")
    expect(log(again).get_by_text("Kuulin: sitten tämä")).to_be_visible(timeout=20000)
    assert texts(again) == ["Hei", "ensin tämä", "sitten tämä"]


def test_a_restarted_service_is_found_again(whole: Page, service: Service) -> None:
    begin(whole)
    service.stop()
    write(whole, "palvelu on poissa")
    expect(whole.get_by_role("status")).to_contain_text("Yhteys katkesi", timeout=15000)
    service.start()
    expect(log(whole).get_by_text("Kuulin: palvelu on poissa")).to_be_visible(timeout=40000)
    assert texts(whole) == ["Hei", "palvelu on poissa"]


def test_a_refused_message_stays_and_can_be_tried_again(whole: Page) -> None:
    begin(whole)
    refusals = [{"title": "Viesti on liian pitkä.", "status": 422}]

    def answer(route) -> None:
        if route.request.method == "POST" and refusals:
            route.fulfill(status=422, json=refusals.pop(), content_type="application/problem+json")
        else:
            route.continue_()

    whole.route("**/messages", answer)
    write(whole, "jokin meni vikaan")
    row = whole.locator("li.refused")
    expect(row).to_contain_text("Viesti ei lähtenyt. Viesti on liian pitkä.")
    write(whole, "seuraava menee silti")
    expect(log(whole).get_by_text("Kuulin: seuraava menee silti")).to_be_visible(timeout=15000)
    row.get_by_role("button", name="Yritä uudelleen").click()
    expect(log(whole).get_by_text("Kuulin: jokin meni vikaan")).to_be_visible(timeout=15000)
    expect(row).to_have_count(0)


def test_a_draft_survives_a_reload(whole: Page) -> None:
    begin(whole)
    whole.get_by_label("Kirjoita viesti").press_sequentially("olin kaupassa nel")
    whole.reload()
    expect(whole.get_by_label("Kirjoita viesti")).to_have_value("olin kaupassa nel")


def test_two_tabs_show_the_same(whole: Page, service: Service) -> None:
    other = whole.context.new_page()
    other.goto(f"{service.url}/chat")
    begin(whole)
    expect(log(other).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    for number, page in enumerate((other, whole, other, whole)):
        write(page, f"vuorotellen {number}")
    for page in (whole, other):
        expect(log(page).get_by_text(re.compile("Kuulin: vuorotellen"))).to_have_count(4, timeout=20000)
    assert sorted(texts(whole)) == sorted(["Hei", *(f"vuorotellen {number}" for number in range(4))])
    assert texts(whole) == texts(other)
    menu(other, "Tyhjennä tältä laitteelta")
    expect(whole.get_by_role("button", name="Aloita keskustelu")).to_be_visible(timeout=15000)


def test_two_tabs_that_write_at_once_lose_nothing_of_each_other(whole: Page, service: Service) -> None:
    begin(whole)
    other = whole.context.new_page()
    other.goto(f"{service.url}/chat")
    expect(log(other).get_by_text("Mistä aloitetaan?")).to_be_visible(timeout=15000)
    tabs = {"eka": whole, "toka": other}
    # A tab writes all of its own at once, as fast as the browser lets it.
    for name, page in tabs.items():
        page.evaluate(WRITE_SOON, [f"{name} {number}" for number in range(10)])
    for page in tabs.values():
        expect(log(page).get_by_text(re.compile("Kuulin: ")).nth(19)).to_be_attached(timeout=40000)
    for name in tabs:
        assert [text for text in texts(whole) if name in text] == [f"{name} {number}" for number in range(10)]
    assert texts(whole) == texts(other)


# Messages written one after the other, from a moment that other tabs share.
WRITE_SOON = """written => {
  const chat = document.querySelector('askelmerkki-chat').chat;
  const say = () => { chat.talk.say(written.shift()); if (written.length) setTimeout(say, 7); };
  setTimeout(say, 600 - Date.now() % 500);
}"""


def test_where_streams_are_blocked_one_asks_instead(whole: Page) -> None:
    whole.route("**/stream", lambda route: route.abort())
    ask(whole, "moikka")


def test_where_streams_are_held_back_one_asks_instead(whole: Page) -> None:
    whole.route("**/stream", lambda route: None)
    write(whole, "moikka")
    expect(log(whole).get_by_text("Kuulin: moikka")).to_be_visible(timeout=30000)


def test_a_bot_that_thinks_is_seen_thinking(whole: Page, scripted: ScriptedBot) -> None:
    begin(whole)
    scripted.slow = 3.0
    write(whole, "mietipä tätä")
    expect(whole.get_by_role("status")).to_have_text("Botti miettii vastausta", timeout=5000)
    scripted.slow = 0.0
    expect(log(whole).get_by_text("Kuulin: mietipä tätä")).to_be_visible(timeout=20000)
    expect(whole.get_by_role("status")).to_have_text("")


def test_storage_that_is_forbidden_is_told_and_the_talk_works(chromium: Browser, service: Service) -> None:
    page = chromium.new_context(locale="fi-FI").new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    page.goto(f"{service.url}/chat")
    expect(page.get_by_role("note")).to_contain_text("ei salli tallennusta")
    begin(page)
    ask(page, "moikka")
    page.context.close()


class Picture:
    """What the service would keep of a person, changed by the calls of the sheet."""

    def __init__(self) -> None:
        self.facts = [
            {"id": "a", "kind": "age", "value": 41, "label": "ikä: 41",
             "words": "oon 41", "said_in": 1, "status": "told"},
            {"id": "b", "kind": "place", "value": "Nokia", "label": "asut: Nokia", "words": "", "said_in": None,
             "status": "confirmed"},
        ]  # fmt: skip

    def answer(self, route: Route) -> None:
        key, method = route.request.url.rpartition("/")[2], route.request.method
        if method == "DELETE":
            self.facts = [fact for fact in self.facts if fact["id"] != key]
            route.fulfill(status=204)
        elif method == "PATCH":
            value = route.request.post_data_json["value"]
            next(fact for fact in self.facts if fact["id"] == key).update(value=value, label=f"ikä: {value}")
            route.fulfill(json=self.facts[0])
        else:
            route.fulfill(json={"facts": self.facts, "agreed": {"what": "Kysy ja hae opintoon Ylläpitosiivous."}})


def test_what_is_understood_is_put_right_and_taken_away_with_the_keyboard_alone(whole: Page) -> None:
    begin(whole)
    picture = Picture()
    whole.route(re.compile(r"/person(/\w+)?$"), picture.answer)
    menu(whole, "Mitä olen ymmärtänyt")
    sheet = whole.get_by_role("dialog", name="Mitä olen ymmärtänyt sinusta")
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    expect(sheet.get_by_text("Sanoit näin: ”oon 41”")).to_be_visible()
    expect(sheet.get_by_text("Kysy ja hae opintoon Ylläpitosiivous.")).to_be_visible()
    sheet.get_by_role("button", name="Korjaa: ikä: 41").focus()
    whole.keyboard.press("Enter")
    field = sheet.get_by_label("Miten se on oikein? (ikä: 41)")
    expect(field).to_be_focused()
    field.fill("42")
    whole.keyboard.press("Enter")
    expect(sheet.get_by_role("status")).to_have_text("Korjattu.")
    expect(sheet.get_by_text("ikä: 42", exact=True)).to_be_visible()
    assert picture.facts[0]["value"] == 42
    sheet.get_by_role("button", name="Poista: asut: Nokia").focus()
    whole.keyboard.press("Space")
    expect(sheet.get_by_role("status")).to_have_text("Poistettu: asut: Nokia.")
    expect(sheet.get_by_role("listitem")).to_have_count(1)
    expect(sheet.get_by_role("button", name="Korjaa: ikä: 42")).to_be_focused()
    whole.keyboard.press("Escape")
    expect(whole.get_by_role("dialog")).to_have_count(0)
