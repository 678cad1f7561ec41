"""What a person does in the chat."""

from playwright.sync_api import Locator, Page, expect


def write(page: Page, text: str) -> None:
    page.get_by_label("Kirjoita viesti").fill(text)
    page.get_by_role("button", name="Lähetä", exact=True).click()


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def begin(page: Page) -> None:
    page.get_by_role("button", name="Aloita keskustelu").click()
    expect(log(page).get_by_role("button", name="Etsi lyhyt opinto")).to_be_visible(timeout=15000)


def ask(page: Page, word: str) -> Locator:
    """Write a word of the script and wait for the bot's message to it."""
    rows = page.locator("li.message.bot, li.message.system")
    before = rows.count()
    write(page, word)
    expect(rows).to_have_count(before + 1, timeout=15000)
    return rows.nth(before)


def menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Valikko").click()
    page.locator("#menu").get_by_role("button", name=name, exact=True).click()


def texts(page: Page) -> list[str]:
    """What the person's own messages say, in the order of the talk."""
    return page.locator("li.message.jobseeker .bubble").all_text_contents()
