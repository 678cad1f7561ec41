"""The editor's pages of fact cards and numbers."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.guidance import service as guidance
from api.platform import clock
from tests.support.guidance import QUESTION, card
from tests.support.talk import Worker, assert_refused, hire

BENEFITS = {"topic": "benefits", "ask_before": "Kysy ennen kuin aloitat."}


@pytest.fixture
async def editor(app: FastAPI, client: httpx.AsyncClient) -> Worker:
    async with app.state.database.write() as session:
        cards = [card("myth_cost", title="Hinta huolettaa"), card("myth_benefits", **BENEFITS, asks_first=QUESTION)]
        await guidance.load_seed(session, cards, [], clock.now())
    return await hire(app, client, "eeva", "editor")


async def sent(worker: Worker, path: str, **fields: Any) -> httpx.Response:
    return await worker.client.post(path, data=fields, headers=worker.headers)


async def form_of(app: FastAPI, key: str, **changes: Any) -> dict[str, Any]:
    """The card's form as a browser would send it."""
    async with app.state.database.read() as session:
        newest = await guidance.newest(session, key)
    content = dict(newest.content)
    asked = content.pop("asks_first", None)
    form: dict[str, Any] = {"began_from": newest.number}
    for name, value in content.items():
        if isinstance(value, bool):
            form |= {name: "true"} if value else {}
        else:
            form[name] = value if name == "offers" else "\n".join(value) if isinstance(value, list) else value
    if asked:
        form |= {"question": asked["question"], "skip": asked["skip"]["label"]}
        for at, option in enumerate(asked["options"]):
            form |= {f"option-{at}-{name}": value for name, value in option.items()}
    return {**form, **changes}


async def said(app: FastAPI, key: str) -> dict[str, Any]:
    async with app.state.database.read() as session:
        return dict((await guidance.card(session, key)).content)


async def test_all_cards_and_numbers_can_be_opened(editor: Worker) -> None:
    page = await editor.get("/editor/kortit")
    assert page.status_code == 200
    assert page.text.count("/editor/kortit/") == 116
    for path in ("/editor/kortit/myth_cost", "/editor/kortit/myth_benefits/versiot", "/editor/yhteydet"):
        assert (await editor.get(path)).status_code == 200, path
    assert "Opetus on yleensä maksutonta." in (await editor.get("/editor/kortit/myth_cost")).text
    assert (await editor.get("/editor/kortit/nothing")).status_code == 404


@pytest.mark.parametrize("key", ["myth_cost", "myth_benefits"])
async def test_a_form_sent_back_as_it_was_changes_nothing(editor: Worker, app: FastAPI, key: str) -> None:
    before = await said(app, key)
    answer = await sent(editor, f"/editor/kortit/{key}", **await form_of(app, key))
    assert answer.status_code == 303
    async with app.state.database.read() as session:
        row = await guidance.card(session, key)
        assert (row.content, row.status, row.changed_by) == (before, "published", "seed")


async def test_a_saved_card_is_what_the_bot_says(editor: Worker, app: FastAPI) -> None:
    form = await form_of(app, "myth_cost", answer="Uusi tieto.")
    assert (await sent(editor, "/editor/kortit/myth_cost", **form)).status_code == 303
    assert (await said(app, "myth_cost"))["answer"] == "Uusi tieto."


async def test_a_benefits_card_is_approved_by_another_than_who_saved_it(
    editor: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    form = await form_of(app, "myth_benefits", answer="Uusi tieto.")
    await sent(editor, "/editor/kortit/myth_benefits", **form)
    own = (await editor.get("/editor/kortit/myth_benefits")).text
    assert "odottaa hyväksyntää" in own
    assert "Hyväksy muutos" not in own
    number = form["began_from"] + 1
    refused = await sent(editor, "/editor/kortit/myth_benefits/hyvaksy", number=number)
    assert refused.status_code == 409
    assert "toinen" in refused.text
    assert (await said(app, "myth_benefits"))["answer"] != "Uusi tieto."
    other = await hire(app, client, "olli", "editor")
    assert "Hyväksy muutos" in (await other.get("/editor/kortit/myth_benefits")).text
    assert (await sent(other, "/editor/kortit/myth_benefits/hyvaksy", number=number)).status_code == 303
    assert (await said(app, "myth_benefits"))["answer"] == "Uusi tieto."


async def test_faults_are_told_and_what_was_written_stays_on_the_form(editor: Worker, app: FastAPI) -> None:
    form = await form_of(app, "myth_cost", sources="", answer="Uusi tieto.")
    page = await sent(editor, "/editor/kortit/myth_cost", **form)
    assert page.status_code == 422
    assert "Tämä kohta puuttuu." in page.text
    assert "Uusi tieto." in page.text
    assert (await said(app, "myth_cost"))["answer"] != "Uusi tieto."


async def test_who_was_slower_sees_both_and_can_save_after_that(
    editor: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    other = await hire(app, client, "olli", "editor")
    mine = await form_of(app, "myth_cost", answer="Eevan tieto.")
    await sent(other, "/editor/kortit/myth_cost", **{**mine, "answer": "Ollin tieto."})
    page = await sent(editor, "/editor/kortit/myth_cost", **mine)
    assert page.status_code == 409
    assert "Ollin tieto." in page.text
    assert "Eevan tieto." in page.text
    again = await sent(editor, "/editor/kortit/myth_cost", **{**mine, "began_from": mine["began_from"] + 1})
    assert again.status_code == 303
    assert (await said(app, "myth_cost"))["answer"] == "Eevan tieto."


async def test_the_preview_shows_how_the_bot_would_say_it_and_saves_nothing(editor: Worker, app: FastAPI) -> None:
    form = await form_of(app, "myth_cost", answer="Sinulle tehdään HOKS.")
    page = await sent(editor, "/editor/kortit/myth_cost/esikatselu", **form)
    assert "Ensin kuulen. Sinulle tehdään HOKS." in page.text
    assert "Lyhennettä ei ole selitetty." in page.text
    assert (await said(app, "myth_cost"))["answer"] == "Opetus on yleensä maksutonta."


async def test_an_older_version_can_be_brought_back(editor: Worker, app: FastAPI) -> None:
    form = await form_of(app, "myth_cost", title="Toinen otsikko")
    await sent(editor, "/editor/kortit/myth_cost", **form)
    began = form["began_from"]
    assert "Toinen otsikko" in (await editor.get("/editor/kortit/myth_cost/versiot")).text
    answer = await sent(editor, f"/editor/kortit/myth_cost/versiot/{began}", began_from=began + 1)
    assert answer.status_code == 303
    assert (await said(app, "myth_cost"))["title"] == "Hinta huolettaa"


MIELI = {
    "began_from": 1, "name": "MIELI Kriisipuhelin", "number": "09 111 222", "when": "aina", "source": "mieli.fi",
    "checked_on": "2026-12-01", "shown": "true",
}  # fmt: skip


async def number_of(app: FastAPI, key: str) -> str:
    async with app.state.database.read() as session:
        return (await guidance.shown_contacts(session))[key].number


async def test_a_number_is_told_once_another_editor_has_approved_it(
    editor: Worker, app: FastAPI, client: httpx.AsyncClient
) -> None:
    other, before = await hire(app, client, "olli", "editor"), await number_of(app, "mieli")
    bad = await sent(editor, "/editor/yhteydet/mieli", **{**MIELI, "number": "soita"})
    assert bad.status_code == 422
    assert "Kirjoita puhelinnumero numeroin" in bad.text
    hidden = await sent(editor, "/editor/yhteydet/mieli", **{name: MIELI[name] for name in MIELI if name != "shown"})
    assert "pitää aina näkyä" in hidden.text
    assert (await sent(editor, "/editor/yhteydet/mieli", **MIELI)).status_code == 303
    assert (await sent(editor, "/editor/yhteydet/mieli", **{**MIELI, "number": "09 333"})).status_code == 409
    assert await number_of(app, "mieli") == before
    assert "09 111 222" in (await other.get("/editor/yhteydet")).text
    assert "MIELI Kriisipuhelin" in (await other.get("/editor/kortit")).text
    assert_refused(await sent(editor, "/editor/yhteydet/mieli/hyvaksy", number=2), 409, "own-approval")
    assert (await sent(other, "/editor/yhteydet/mieli/hyvaksy", number=1)).status_code == 409
    assert await number_of(app, "mieli") == before
    assert (await sent(other, "/editor/yhteydet/mieli/hyvaksy", number=2)).status_code == 303
    assert await number_of(app, "mieli") == "09 111 222"
    assert_refused(await sent(other, "/editor/yhteydet/mieli/hyvaksy", number=2), 409, "nothing-to-approve")


async def test_the_day_a_number_was_checked_needs_no_other_editor(editor: Worker, app: FastAPI) -> None:
    async with app.state.database.read() as session:
        stored = (await guidance.contact(session, "mieli")).content
    checked = {name: stored[name] for name in ("name", "number", "when", "source")}
    await sent(editor, "/editor/yhteydet/mieli", **checked, began_from=1, checked_on="2026-12-24", shown="true")
    async with app.state.database.read() as session:
        row = await guidance.contact(session, "mieli")
    assert (row.content["checked_on"], row.proposed) == ("2026-12-24", None)


async def test_the_emergency_number_is_112_whoever_edits(editor: Worker, app: FastAPI) -> None:
    wrong = {**MIELI, "name": "Hätänumero", "number": "113"}
    page = await sent(editor, "/editor/yhteydet/emergency", **wrong)
    assert page.status_code == 422
    assert "Hätänumero on aina 112." in page.text
