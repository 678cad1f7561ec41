"""Three windows: a jobseeker, an employment coach and the school. By keyboard, in sight of axe."""

import asyncio
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from api.conversations import service as conversations
from api.conversations.tables import MessageRow
from api.guidance.tables import MeetingRow
from api.handover.tables import HandoverRow, KoppiRow
from api.launch import seed
from api.platform import clock
from api.platform.database import Database
from api.staff import service as staff
from catalogue.search_store import count_unfound
from tests.browser.chat import begin, log, menu, write
from tests.support.axe import violations
from tests.support.widget import Service

PASSWORD = "neljä outoa sanaa tässä"
PEOPLE = {"aino": "Työllisyyspalvelut", "opo": "Oppilaitos"}
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


@pytest.fixture(scope="module", autouse=True)
def people(service: Service) -> None:
    """The teams, the catalogue, and a coach in each house."""
    asyncio.run(_hire(service))


async def _hire(service: Service) -> None:
    database = Database(service.settings.database, 5.0)
    await seed.load(database)
    async with database.write() as session:
        for name, team in PEOPLE.items():
            team_id = await staff.team_id(session, team, clock.now())
            await staff.add_account(
                session, name, name.title(), ["coach"], team_id, staff.checked_hash(name, PASSWORD), clock.now()
            )
    await database.close()


def window(chromium: Browser, service: Service, name: str, width: int = 1280) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale="fi-FI", base_url=service.url)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/kirjaudu?next=/coach")
    page.get_by_label("Käyttäjätunnus").fill(name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Jono", level=1)).to_be_visible()
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def aino(chromium: Browser, service: Service) -> Iterator[Page]:
    yield from window(chromium, service, "aino")


@pytest.fixture
def opo(chromium: Browser, service: Service) -> Iterator[Page]:
    yield from window(chromium, service, "opo")


def ask_for_person(whole: Page, about: str) -> None:
    """Through the slip, edited first."""
    begin(whole)
    whole.get_by_role("button", name="Pyydä ihminen mukaan").click()
    slip = whole.get_by_role("dialog", name="Pyydä ihminen mukaan")
    slip.get_by_label("Mistä haluat puhua?").fill(about)
    slip.get_by_role("button", name="Lähetä pyyntö").click()
    expect(log(whole).get_by_text("Pyysin valmentajan mukaan")).to_be_visible(timeout=15000)


def press(page: Page, name: str) -> None:
    """By the keyboard: to the button, and Enter."""
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def picture(page: Page, name: str) -> None:
    """For the guide, with ASKEL_PICTURES=1: a run of the tests leaves no file changed."""
    if "ASKEL_PICTURES" in os.environ:
        page.screenshot(path=PICTURES / f"coach-{name}.png", full_page=name in ("keskustelu", "nakyy"))


def test_from_the_slip_to_the_stars_over_two_houses(whole: Page, aino: Page, opo: Page) -> None:
    press(aino, "Aloita vuoro")
    expect(aino.get_by_text("Olet paikalla.")).to_be_visible()
    ask_for_person(whole, "Sähköalan opinnoista työn ohessa")
    expect(aino.get_by_role("heading", name="Odottavat (1)")).to_be_visible(timeout=15000)
    assert aino.title().startswith("(1)")
    assert violations(aino) == []
    picture(aino, "jono")
    press(aino, "Ota keskustelu")
    expect(aino.get_by_text("Sähköalan opinnoista työn ohessa")).to_be_visible()

    text = aino.get_by_label("Viesti", exact=True)
    text.fill("/terveh")
    aino.keyboard.press("ArrowDown")
    aino.keyboard.press("Enter")
    expect(text).to_have_value(
        "Hei! Olen valmentaja, oikea ihminen. Luin lappusi. Kerro rauhassa lisää siitä, mikä on nyt mielessä."
    )
    aino.keyboard.press("Control+Enter")
    expect(log(whole).get_by_text("oikea ihminen")).to_be_visible(timeout=15000)
    write(whole, "Kiitos. Onko pieniä kursseja?")
    expect(aino.get_by_role("log").get_by_text("Onko pieniä kursseja?")).to_be_visible(timeout=15000)

    aino.get_by_text("Lähetä opinto").click()
    aino.get_by_label("Hae opintoja").fill("siivous")
    aino.keyboard.press("Enter")
    aino.locator("[data-found]").get_by_label("Oma rivi").first.fill("Tätä kannattaa katsoa")
    aino.keyboard.press("Enter")
    expect(log(whole).get_by_text("Tätä kannattaa katsoa")).to_be_visible(timeout=15000)

    aino.get_by_text("Muistiinpanot (0)").click()
    aino.get_by_label("Uusi muistiinpano").fill("Sovittiin kopista")
    press(aino, "Tallenna")
    aino.get_by_text("Tarjoa koppi toiseen taloon").click()
    aino.get_by_label("Mitä kerrotaan").fill("Haluaa sähköalan osan työn ohessa")
    assert violations(aino) == []
    picture(aino, "keskustelu")
    press(aino, "Kysy henkilöltä")
    expect(aino.get_by_role("heading", name="Koppi: odottaa henkilön vastausta")).to_be_visible()
    write(whole, "Mikä on <b>koppi</b>?")
    expect(aino.get_by_role("log").get_by_text("Mikä on <b>koppi</b>?")).to_be_visible(timeout=15000)
    log(whole).get_by_role("button", name="Sopii. Saavat nähdä myös").click()
    expect(opo.get_by_role("heading", name="Kopit tiimillesi (1)")).to_be_visible(timeout=15000)
    picture(opo, "koppi")
    press(opo, "Ota koppi")
    expect(opo.get_by_text("Haluaa sähköalan osan työn ohessa").first).to_be_visible()
    expect(log(whole).get_by_text("Oppilaitos otti kopin")).to_be_visible(timeout=15000)
    expect(aino.get_by_role("alert")).to_contain_text("ei ole enää sinulla", timeout=15000)

    opo.get_by_text("Lopeta tai anna eteenpäin").click()
    opo.get_by_label("Miten kävi").select_option("agreed")
    press(opo, "Päätä keskustelu")
    log(whole).get_by_role("button", name="5 – erittäin hyvin").click()
    aino.goto("/coach")
    expect(aino.get_by_text("Sovittiin jatkosta")).to_be_visible()
    assert violations(opo) == []


def test_what_was_being_written_when_the_sign_in_ended_is_kept(whole: Page, aino: Page) -> None:
    ask_for_person(whole, "Kesken jäävä asia")
    expect(aino.get_by_text("pyysi ihmistä").first).to_be_visible(timeout=15000)
    press(aino, "Ota keskustelu")
    aino.get_by_label("Viesti", exact=True).fill("Tämä ei saa kadota")
    address = aino.url
    aino.context.clear_cookies()
    aino.keyboard.press("Control+Enter")
    expect(aino.get_by_role("alert")).to_contain_text("Kirjautumisesi on päättynyt")
    aino.get_by_role("link", name="Kirjaudu").click()
    aino.get_by_label("Käyttäjätunnus").fill("aino")
    aino.get_by_label("Salasana").fill(PASSWORD)
    aino.keyboard.press("Enter")
    aino.wait_for_url(address)
    expect(aino.get_by_label("Viesti", exact=True)).to_have_value("Tämä ei saa kadota")
    aino.get_by_label("Viesti", exact=True).press("Control+Enter")
    expect(log(whole).get_by_text("Tämä ei saa kadota")).to_be_visible(timeout=15000)
    aino.get_by_text("Lopeta tai anna eteenpäin").click()
    press(aino, "Päätä keskustelu")
    expect(aino.get_by_role("heading", name="Jono", level=1)).to_be_visible()
    expect(aino.get_by_role("link", name="Kesken jäävä asia")).to_have_count(0)


def test_a_call_is_asked_for_taken_made_and_its_number_is_gone(whole: Page, aino: Page) -> None:
    begin(whole)
    menu(whole, "Pyydä soittoa")
    form = whole.get_by_role("dialog", name="Pyydä soittoa")
    form.get_by_label("Puhelinnumerosi").fill("040 123 4567")
    form.get_by_role("button", name="Lähetä soittopyyntö").click()
    expect(log(whole).get_by_text("Soittopyyntösi on tallessa")).to_be_visible(timeout=15000)
    expect(aino.get_by_text("soittopyyntö").first).to_be_visible(timeout=15000)
    press(aino, "Ota keskustelu")
    press(aino, "Näytä puhelinnumero")
    expect(aino.get_by_role("link", name="040 1234567")).to_have_attribute("href", "tel:+358401234567")
    aino.get_by_text("Lopeta tai anna eteenpäin").click()
    aino.get_by_label("Miten kävi").select_option("called")
    press(aino, "Päätä keskustelu")
    expect(log(whole).get_by_text("Miten keskustelu valmentajan kanssa sujui?")).to_be_visible(timeout=15000)


def test_a_press_whose_answer_was_lost_is_sent_again_and_done_once(whole: Page, aino: Page) -> None:
    ask_for_person(whole, "Katkeava yhteys")
    expect(aino.get_by_text("pyysi ihmistä").first).to_be_visible(timeout=15000)
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST" or route.request.url in lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch(max_redirects=0)
        route.abort()

    aino.route("**/coach/**", lose_the_first_answer)
    press(aino, "Ota keskustelu")
    expect(aino.get_by_text("Katkeava yhteys")).to_be_visible(timeout=15000)
    aino.get_by_text("Muistiinpanot (0)").click()
    aino.get_by_label("Uusi muistiinpano").fill("Kerran riittää")
    press(aino, "Tallenna")
    expect(aino.get_by_text("Muistiinpanot (1)")).to_be_visible(timeout=15000)
    aino.get_by_label("Viesti", exact=True).fill("Tämä tulee kerran")
    aino.keyboard.press("Control+Enter")
    expect(log(whole).get_by_text("Tämä tulee kerran")).to_have_count(1, timeout=15000)
    aino.get_by_text("Lopeta tai anna eteenpäin").click()
    press(aino, "Päätä keskustelu")
    expect(aino.get_by_role("heading", name="Jono", level=1)).to_be_visible(timeout=15000)
    assert len(lost) == 4
    expect(aino.get_by_role("alert")).to_have_count(0)
    expect(log(whole).get_by_text("Miten keskustelu valmentajan kanssa sujui?")).to_have_count(1)


def test_an_assessment_is_made_together_by_keyboard_and_its_result_is_sent(whole: Page, aino: Page) -> None:
    ask_for_person(whole, "Mitä osaan")
    expect(aino.get_by_text("pyysi ihmistä").first).to_be_visible(timeout=15000)
    press(aino, "Ota keskustelu")
    aino.get_by_role("link", name="Tehkää kartoitus yhdessä").press("Enter")
    expect(aino.get_by_role("button", name="Aloita Arjen taidot")).to_be_visible()
    assert violations(aino) == []
    press(aino, "Aloita Arjen taidot")
    item = aino.get_by_role("group").first
    expect(item).to_be_visible()
    assert violations(aino) == []
    picture(aino, "kartoitus")
    first = item.locator("legend").text_content()
    press(aino, "En vielä")
    expect(aino.get_by_text("1 vastattu")).to_be_visible()
    press(aino, "Palaa edelliseen")
    expect(item.locator("legend")).to_have_text(str(first))
    press(aino, "Itsenäisesti")
    expect(aino.get_by_text("1 vastattu")).to_be_visible()
    press(aino, "En tiedä / en halua sanoa")
    expect(aino.get_by_text("2 vastattu")).to_be_visible()
    press(aino, "Lopeta ja näytä tulos")
    expect(aino.get_by_role("heading", name="Vahvuudet")).to_be_visible()
    assert violations(aino) == []
    assert "arki" not in aino.url.removesuffix("/arvio"), "answers are in no address"
    press(aino, "Lähetä tulos keskusteluun")
    expect(aino.get_by_role("log").get_by_text("Teimme tämän yhdessä")).to_be_visible(timeout=15000)
    expect(log(whole).get_by_text("Teimme tämän yhdessä")).to_be_visible(timeout=15000)
    expect(log(whole).get_by_text("eikä muuta omaa osaamisprofiiliasi")).to_be_visible()
    aino.get_by_text("Lopeta tai anna eteenpäin").click()
    press(aino, "Päätä keskustelu")


UNCLEAR = ("mites toi yks juttu", "nii siis se mikä oli", "haluun sen mitä naapuri sai", "voiko niinku vaihtaa")


@pytest.fixture(scope="module")
def month(service: Service, people: None) -> None:
    """What a team's month leaves behind: waits of two teams, kopit, vain searches, a card, unclear messages."""
    # In a thread of its own: the browser's loop runs in this one.
    with ThreadPoolExecutor() as apart:
        apart.submit(asyncio.run, _live_a_month(service)).result()


async def _live_a_month(service: Service) -> None:
    database = Database(service.settings.database, 5.0)
    now = clock.now()
    async with database.write() as session:
        teams = {name: await staff.team_id(session, name, now) for name in PEOPLE.values()}
        for day in range(12):
            local = now.astimezone(clock.HELSINKI).replace(hour=9 + day % 2, minute=0) - timedelta(days=day + 1)
            began = local.astimezone(UTC)
            talk = (await conversations.start(session, began)).id
            await session.flush()
            waited = timedelta(minutes=3 + day)
            session.add(
                HandoverRow(
                    conversation_id=talk, reason="request", slip={}, consents={}, asked_at_seq=1, steps=0,
                    team_id=teams["Työllisyyspalvelut"], promised_minutes=8, queued_at=began, created_at=began,
                    first_claimed_at=began + waited, ended_at=began + timedelta(hours=1),
                )
            )  # fmt: skip
            session.add(
                KoppiRow(
                    conversation_id=talk, handover_id=0, from_staff="x", from_name="X", text="Opinnoista", shares={},
                    from_team_id=teams["Työllisyyspalvelut"], to_team_id=teams["Oppilaitos"], state="caught",
                    asked_at=began, approved_at=began + waited, caught_at=began + 3 * waited,
                )
            )  # fmt: skip
            session.add(
                MeetingRow(
                    conversation_id=talk, card="myth_cost", times=1, said=None, was_asked=True, seq=2,
                    helped="no" if day % 3 else "yes", option=None, first_at=began, last_at=began,
                )
            )  # fmt: skip
            if day < len(UNCLEAR):
                session.add(
                    MessageRow(
                        conversation_id=talk, seq=1, author="jobseeker", kind="text", body={"text": UNCLEAR[day]},
                        intent="nlu_fallback", confidence=0.2, created_at=began,
                    )
                )  # fmt: skip
        for text, times in (("kengityskoulu", 9), ("lentoemäntä", 6), ("yksittäinen", 2)):
            for _ in range(times):
                await count_unfound(session, text, now)
    await database.close()


def test_a_team_sees_its_month_and_tells_what_was_meant(aino: Page, month: None) -> None:
    aino.goto("/coach/insights")
    for name in ("Odotus jonossa", "Kopit"):
        assert aino.get_by_role("img", name=f"{name}. Samat luvut").bounding_box()
        assert aino.get_by_role("region", name=f"{name}, taulukko").get_by_role("row").count() == 3
    assert aino.get_by_text("Luvattu ja toteutunut odotus erosivat 3 minuuttia").is_visible()
    assert aino.get_by_role("listitem").filter(has_text="kengityskoulu").inner_text() == "kengityskoulu 9 kertaa"
    assert not aino.get_by_text("yksittäinen").is_visible(), "a small count is left untold"
    assert aino.get_by_text("67 % vastasi, ettei auttanut").is_visible()
    assert violations(aino) == []
    picture(aino, "nakyy")
    unclear = aino.get_by_role("listitem").filter(has_text=UNCLEAR[0])
    unclear.get_by_role("button", name="Tallenna").click()
    assert aino.url.endswith("/coach/insights"), "nothing is saved before it is chosen"
    unclear.get_by_label("Tarkoitti").select_option("etsii lyhyttä opintoa")
    unclear.get_by_role("button", name="Tallenna").click()
    expect(aino.get_by_text("tallennettu")).to_be_visible()
    assert aino.get_by_role("listitem").filter(has=aino.locator("q")).last.locator("q").inner_text() == UNCLEAR[0]


@pytest.mark.usefixtures("month")
@pytest.mark.parametrize("path", ["/coach", "/coach/keskustelut", "/coach/keskustelut?q=kesken", "/coach/insights"])
def test_the_rooms_pages_fit_a_small_phone_and_stand_up_to_axe(chromium: Browser, service: Service, path: str) -> None:
    for page in window(chromium, service, "aino", width=320):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert violations(page) == []
