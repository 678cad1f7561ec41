"""One person's way through two houses, in three windows: named steps that may be disturbed in the middle.

Each step presses or sends, lets `amid` happen while that is under way, and expects what must come of it all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import begin, log, menu, write
from tests.support.stack import Stack, add_staff

PASSWORD = "neljä outoa sanaa tässä"
HOUSES = {"aino": "Työllisyyspalvelut", "opo": "Oppilaitos"}
# As long as the slowest start of all that can be killed.
PATIENCE = 60_000
LINE = "Tätä kannattaa katsoa"
ABOUT = "Sähköalan opinnoista työn ohessa"
TO_SCHOOL = "Haluaa sähköalan osan työn ohessa"
# What the person, the coaches and the service say; the bot's own words are in data/texts/talk.yml.
SAID = [
    ("jobseeker", "Hei"),
    ("bot", None),
    ("jobseeker", "löytyykö hygieniakoulutusta"),
    ("bot", None),
    ("jobseeker", "haluun jutella ihmisen kanssa"),
    ("system", "Pyysin valmentajan mukaan"),
    ("system", "aino tuli mukaan keskusteluun"),
    ("coach", "Hei! Luin lappusi."),
    ("jobseeker", "Kiitos. Onko pieniä kursseja?"),
    ("coach", "Niitä on monta."),
    ("coach", LINE),
    ("system", "aino ehdottaa, että Oppilaitos tulee mukaan"),
    ("jobseeker", "Sopii. Saavat nähdä myös"),
    ("system", "Oppilaitos saa nyt kopin"),
    ("system", "Oppilaitos otti kopin"),
    ("coach", "Tervetuloa opintojen pariin!"),
    ("system", "Keskustelu on päättynyt"),
    ("system", "Miten keskustelu valmentajan kanssa sujui?"),
    ("jobseeker", "5 – erittäin hyvin"),
    ("system", "Keskustelu jatkuu."),
    ("system", "Soittopyyntösi on tallessa"),
    ("system", "aino tuli mukaan keskusteluun"),
    ("system", "Keskustelu on päättynyt"),
    ("system", "Miten keskustelu valmentajan kanssa sujui?"),
]


@dataclass
class Windows:
    """The three windows, and what is let happen in the middle of a step."""

    stack: Stack
    person: Page
    aino: Page
    opo: Page
    amid: Callable[[], None] = lambda: None
    errors: list[str] = field(default_factory=list)

    @property
    def said(self) -> list[dict]:
        """The talk as the service gives it out to the person's own page."""
        held = self.person.evaluate("JSON.parse(localStorage.getItem('askelmerkki'))")
        answer = httpx.get(
            f"{self.stack.url}/api/conversations/{held['id']}/messages",
            headers={"Authorization": f"Bearer {held['token']}"},
            trust_env=False,
        )
        return answer.raise_for_status().json()["messages"]


def hire(stack: Stack) -> None:
    """A coach in each house."""
    for name, team in HOUSES.items():
        add_staff(stack, name, PASSWORD, "coach", team)


def clear_the_queue(stack: Stack) -> None:
    """What others of the same stack have left waiting is taken and closed."""
    with httpx.Client(base_url=stack.url, trust_env=False, timeout=30) as client:
        signed = client.post("/api/staff/session", json={"username": "aino", "password": PASSWORD}).raise_for_status()
        client.headers["Authorization"] = f"Bearer {signed.json()['token']}"
        while waiting := client.get("/api/coach/queue").raise_for_status().json()["waiting"]:
            for row in waiting:
                taken = client.post(f"/api/coach/handovers/{row['id']}/claim").raise_for_status().json()
                here = f"/coach/keskustelut/{taken['conversation_id']}"
                assert client.post(f"{here}/paata", data={"outcome": "other"}).status_code == httpx.codes.SEE_OTHER


@contextmanager
def windows(browser: Browser, stack: Stack) -> Iterator[Windows]:
    """A person's phone and two coaches' desks, signed in. Afterwards no page has had an error."""
    with ExitStack() as closing:

        def window(width: int) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 800}, locale="fi-FI", base_url=stack.url)
            closing.callback(context.close)
            context.set_default_timeout(PATIENCE)
            return context.new_page()

        found = Windows(stack, window(360), window(1280), window(1280))
        for page in (found.person, found.aino, found.opo):
            page.on("pageerror", lambda error: found.errors.append(str(error)))
        found.person.goto("/chat")
        for name, page in (("aino", found.aino), ("opo", found.opo)):
            page.goto("/kirjaudu?next=/coach")
            page.get_by_label("Käyttäjätunnus").fill(name)
            page.get_by_label("Salasana").fill(PASSWORD)
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="Jono", level=1)).to_be_visible()
        yield found
        assert found.errors == [], found.errors


def press(page: Page, name: str) -> None:
    """By the keyboard: to the button, and Enter."""
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def seen(page: Page, text: str) -> None:
    """The text comes to the talk, once."""
    expect(page.get_by_role("log").get_by_text(text)).to_have_count(1, timeout=PATIENCE)


def begin_the_talk(at: Windows) -> None:
    begin(at.person)
    write(at.person, "löytyykö hygieniakoulutusta")
    at.amid()
    expect(at.person.get_by_role("article").first).to_be_visible(timeout=PATIENCE)


def come_on_duty(at: Windows) -> None:
    press(at.opo, "Aloita vuoro")
    expect(at.opo.get_by_text("Olet paikalla.")).to_be_visible()
    press(at.aino, "Aloita vuoro")
    at.amid()
    expect(at.aino.get_by_text("Olet paikalla.")).to_be_visible(timeout=PATIENCE)


def ask_for_a_person_by_word(at: Windows) -> None:
    write(at.person, "haluun jutella ihmisen kanssa")
    at.amid()
    seen(at.person, "Pyysin valmentajan mukaan")
    expect(at.aino.get_by_role("heading", name="Odottavat (1)")).to_be_visible(timeout=PATIENCE)


def edit_the_slip(at: Windows) -> None:
    at.person.get_by_role("button", name="Muokkaa pyyntöä").click()
    slip = at.person.get_by_role("dialog", name="Pyydä ihminen mukaan")
    slip.get_by_label("Mistä haluat puhua?").fill(ABOUT)
    slip.get_by_role("button", name="Lähetä pyyntö").click()
    at.amid()
    expect(slip).to_have_count(0, timeout=PATIENCE)


def claim_the_talk(at: Windows) -> None:
    press(at.aino, "Ota keskustelu")
    at.amid()
    expect(at.aino.get_by_text(ABOUT)).to_be_visible(timeout=PATIENCE)
    seen(at.person, "aino tuli mukaan keskusteluun")


def greet_the_person(at: Windows) -> None:
    at.aino.get_by_label("Viesti", exact=True).fill("Hei! Luin lappusi.")
    at.aino.keyboard.press("Control+Enter")
    at.amid()
    for page in (at.person, at.aino):
        seen(page, "Hei! Luin lappusi.")


def answer_the_coach(at: Windows) -> None:
    write(at.person, "Kiitos. Onko pieniä kursseja?")
    at.amid()
    for page in (at.person, at.aino):
        seen(page, "Kiitos. Onko pieniä kursseja?")
    at.aino.get_by_label("Viesti", exact=True).fill("Niitä on monta.")
    at.aino.keyboard.press("Control+Enter")
    seen(at.person, "Niitä on monta.")


def send_a_course(at: Windows) -> None:
    at.aino.get_by_text("Lähetä opinto").click()
    at.aino.get_by_label("Hae opintoja").fill("siivous")
    at.aino.keyboard.press("Enter")
    at.aino.locator("[data-found]").get_by_label("Oma rivi").first.fill(LINE)
    at.aino.keyboard.press("Enter")
    at.amid()
    for page in (at.person, at.aino):
        seen(page, LINE)


def offer_a_koppi(at: Windows) -> None:
    at.aino.get_by_text("Tarjoa koppi toiseen taloon").click()
    at.aino.get_by_label("Mitä kerrotaan").fill(TO_SCHOOL)
    press(at.aino, "Kysy henkilöltä")
    at.amid()
    expect(at.aino.get_by_role("heading", name="Koppi: odottaa henkilön vastausta")).to_be_visible(timeout=PATIENCE)
    seen(at.person, "Oppilaitos tulee mukaan")


def let_the_school_know(at: Windows) -> None:
    log(at.person).get_by_role("button", name="Sopii. Saavat nähdä myös").click()
    at.amid()
    expect(at.opo.get_by_role("heading", name="Kopit tiimillesi (1)")).to_be_visible(timeout=PATIENCE)


def catch_the_koppi(at: Windows) -> None:
    press(at.opo, "Ota koppi")
    at.amid()
    expect(at.opo.get_by_text(TO_SCHOOL).first).to_be_visible(timeout=PATIENCE)
    seen(at.person, "Oppilaitos otti kopin")
    expect(at.aino.get_by_role("alert")).to_contain_text("ei ole enää sinulla", timeout=PATIENCE)


def note_and_welcome(at: Windows) -> None:
    at.opo.get_by_text("Muistiinpanot (0)").click()
    at.opo.get_by_label("Uusi muistiinpano").fill("Soitan maanantaina")
    press(at.opo, "Tallenna")
    at.amid()
    expect(at.opo.get_by_text("Muistiinpanot (1)")).to_be_visible(timeout=PATIENCE)
    at.opo.get_by_label("Viesti", exact=True).fill("Tervetuloa opintojen pariin!")
    at.opo.keyboard.press("Control+Enter")
    seen(at.person, "Tervetuloa opintojen pariin!")


def close_the_talk(at: Windows) -> None:
    at.opo.get_by_text("Lopeta tai anna eteenpäin").click()
    at.opo.get_by_label("Miten kävi").select_option("agreed")
    press(at.opo, "Päätä keskustelu")
    at.amid()
    expect(at.opo.get_by_role("heading", name="Jono", level=1)).to_be_visible(timeout=PATIENCE)
    seen(at.person, "Miten keskustelu valmentajan kanssa sujui?")


def rate_the_talk(at: Windows) -> None:
    log(at.person).get_by_role("button", name="5 – erittäin hyvin").click()
    at.amid()
    expect(at.person.locator("li.message.jobseeker").last).to_contain_text("5 – erittäin hyvin", timeout=PATIENCE)
    expect(at.person.locator("li.on-its-way")).to_have_count(0, timeout=PATIENCE)
    at.aino.goto("/coach")
    expect(at.aino.get_by_text("Sovittiin jatkosta").first).to_be_visible(timeout=PATIENCE)


def ask_for_a_call(at: Windows) -> None:
    menu(at.person, "Pyydä soittoa")
    form = at.person.get_by_role("dialog", name="Pyydä soittoa")
    form.get_by_label("Puhelinnumerosi").fill("040 123 4567")
    form.get_by_role("button", name="Lähetä soittopyyntö").click()
    at.amid()
    seen(at.person, "Soittopyyntösi on tallessa")
    expect(at.aino.get_by_role("heading", name="Odottavat (1)")).to_be_visible(timeout=PATIENCE)


def answer_the_call(at: Windows) -> None:
    press(at.aino, "Ota keskustelu")
    press(at.aino, "Näytä puhelinnumero")
    expect(at.aino.get_by_role("link", name="040 1234567")).to_be_visible()
    at.aino.get_by_text("Lopeta tai anna eteenpäin").click()
    at.aino.get_by_label("Miten kävi").select_option("called")
    press(at.aino, "Päätä keskustelu")
    at.amid()
    expect(at.aino.get_by_text("Sinulla ei ole nyt keskusteluja.")).to_be_visible(timeout=PATIENCE)
    expect(at.person.get_by_text("Miten keskustelu valmentajan kanssa sujui?")).to_have_count(2, timeout=PATIENCE)


def go_home(at: Windows) -> None:
    press(at.opo, "Lopeta vuoro")
    expect(at.opo.get_by_text("Et ole paikalla.")).to_be_visible()
    press(at.aino, "Lopeta vuoro")
    at.amid()
    expect(at.aino.get_by_text("Et ole paikalla.")).to_be_visible(timeout=PATIENCE)


STEPS: tuple[Callable[[Windows], None], ...] = (
    begin_the_talk,
    come_on_duty,
    ask_for_a_person_by_word,
    edit_the_slip,
    claim_the_talk,
    greet_the_person,
    answer_the_coach,
    send_a_course,
    offer_a_koppi,
    let_the_school_know,
    catch_the_koppi,
    note_and_welcome,
    close_the_talk,
    rate_the_talk,
    ask_for_a_call,
    answer_the_call,
    go_home,
)


def judge(at: Windows) -> None:
    """The same messages in the same order, none doubled and none lost, however often anything died."""
    messages = at.said
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    # That an answer is late is told to the person beside the talk itself.
    told = [each for each in messages if not each["body"]["text"].startswith("Vastaukseni viipyy")]
    found = [(each["author"], each["body"]["text"]) for each in told]
    assert len(found) == len(SAID), found
    for (author, text), (who, words) in zip(found, SAID, strict=True):
        assert author == who, found
        assert words is None or words in text, found
