"""The editor's room, as a browser without scripts uses it."""

import io
import re
from datetime import timedelta
from html import unescape

import httpx
import pytest
from fastapi import FastAPI
from openpyxl import Workbook

from api.app import FEATURES
from api.editor.schemas import uploads
from api.platform import clock
from api.staff.model import Ends
from catalogue import service as catalogue
from catalogue.texts import say
from tests.support.talk import PASSWORD, hire
from tests.support.waiting import eventually

BROWSER = {"Accept": "text/html", "Origin": "http://test", "Sec-Fetch-Site": "same-origin"}
SMALL = {"kind": "badge", "name": "Kahvinkeitto", "summary": "Opit keittämään kahvia.", "language": "fi"}


class Pages:
    """A browser in which an editor is signed in: it fills the form that it sees."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path, headers=BROWSER)

    async def post(self, path: str, **fields: object) -> httpx.Response:
        page = await self.get("/editor/sanat")
        return await self.client.post(path, data={"csrf": csrf(page), **fields}, headers=BROWSER)

    async def form(self, key: str) -> dict[str, str]:
        """What the form of the entry holds, as a browser would send it."""
        return fields_of((await self.get(f"/editor/opinnot/{key}")).text)

    async def save(self, key: str, form: dict[str, str], **fields: str) -> httpx.Response:
        return await self.post(f"/editor/opinnot/{key}", **{**form, **fields})

    async def add(self, **fields: str) -> str:
        """A new entry. Returns its key."""
        answer = await self.post("/editor/uusi", **{**SMALL, "status": "draft", **fields})
        assert answer.status_code == 303, answer.text
        return re.findall(r"/editor/opinnot/([^?]+)", answer.headers["location"])[0]

    async def upload(self, *files: tuple[str, bytes], **fields: str) -> httpx.Response:
        page = await self.get("/editor/tuonti")
        sent = [("files", file) for file in files]
        return await self.client.post(
            "/editor/tuonti", data={"csrf": csrf(page), **fields}, files=sent, headers=BROWSER
        )


def csrf(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found, page.text
    return found[1]


def fields_of(html: str) -> dict[str, str]:
    """The fields of the page's entry form with what they hold; a tick that is not set is not sent."""
    form = html[html.index('class="entry"') :]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if attributes.get("type") not in ("checkbox", "radio") or " checked" in tag:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select id="\w+" name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrf")
    return found


def text_of(page: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


async def sign_in(app: FastAPI, client: httpx.AsyncClient, username: str) -> Pages:
    await hire(app, client, username, "editor")
    answer = await client.post(
        "/kirjaudu", data={"username": username, "password": PASSWORD, "next": "/editor"}, headers=BROWSER
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/editor")
    return Pages(client)


@pytest.fixture
async def eeva(app: FastAPI, client: httpx.AsyncClient) -> Pages:
    return await sign_in(app, client, "eeva")


@pytest.fixture
async def outi(app: FastAPI, client: httpx.AsyncClient):
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as another:
        yield await sign_in(app, another, "outi")


async def found(pages: Pages, q: str) -> list[str]:
    answer = await pages.client.get("/api/catalogue/search", params={"q": q})
    return [item["name"] for item in answer.json()["items"]]


async def test_an_editor_finds_the_room_and_others_do_not_see_it(
    app: FastAPI, eeva: Pages, client: httpx.AsyncClient
) -> None:
    assert 'href="/editor"' in (await eeva.get("/oma-tili")).text
    await hire(app, client, "aino", "coach")
    await client.post("/kirjaudu", data={"username": "aino", "password": PASSWORD}, headers=BROWSER)
    assert 'href="/editor"' not in (await eeva.get("/oma-tili")).text
    assert (await eeva.get("/editor")).status_code == 403


async def test_a_form_without_the_token_of_our_page_changes_nothing(eeva: Pages) -> None:
    form = await eeva.form("yllapitosiivous")
    for data, headers in (
        ({**form, "csrf": "x", "name": "Paha"}, BROWSER),
        ({**form, "csrf": csrf(await eeva.get("/editor")), "name": "Paha"}, {**BROWSER, "Origin": "https://paha.fi"}),
    ):
        answer = await eeva.client.post("/editor/opinnot/yllapitosiivous", data=data, headers=headers)
        assert answer.status_code == 403
    assert (await eeva.form("yllapitosiivous"))["name"] == form["name"]


async def test_the_list_narrows_by_words_kind_and_status_and_shows_warnings(eeva: Pages) -> None:
    assert "171 opintoa, näistä 1–50" in text_of(await eeva.get("/editor"))
    assert "näistä 151–171" in text_of(await eeva.get("/editor?sivu=4"))
    answer = text_of(await eeva.get("/editor?q=siivous+tampere&kind=employer_path&status=published"))
    assert "Laitoshuoltajaksi sairaalan siivoukseen" in answer
    assert "Ylläpitosiivouspalvelut" not in answer
    assert "ei löytynyt mitään" in text_of(await eeva.get("/editor?status=archived"))
    await eeva.add(apply_by="1.1.2020")
    assert "Hakuaika on päättynyt" in text_of(await eeva.get("/editor?q=kahvinkeitto"))


async def test_an_entry_that_is_opened_and_saved_untouched_makes_no_revision(eeva: Pages) -> None:
    for key in ("siivous-rekry", "yllapitosiivous"):
        form = await eeva.form(key)
        assert (await eeva.save(key, form, status="published")).status_code == 303
        assert (await eeva.form(key))["began_from"] == form["began_from"]


async def test_every_field_is_written_as_people_write_and_read_back(eeva: Pages) -> None:
    written = {
        "name": "Työpaja & <b>metsä</b>", "kind": "workshop", "summary": "Teet töitä metsässä.", "way": "workplace",
        "starts": "1.3.2027\r\n15.1.2027", "apply_by": "24.12.2026", "fee_eur": "12,50", "length_weeks": "8 vk",
        "evenings": "true", "competences_gained": "raivaus; sahaus\r\n\r\n istutus ", "employer_name": "Metsä Oy",
        "employer_open_places": "3", "employer_must_have": "ajokortti\r\nhuolellisuus", "checked_on": "24.11.2026",
        "counts_towards_units": "100832", "counts_towards_school": "Malliopisto",
        "asks_lifting": "much", "asks_nights": "none", "asks_licence": "B", "asks_own_car": "false",
        "asks_least_age": "18", "asks_dust": "",
    }  # fmt: skip
    key = await eeva.add(**written)
    assert key.startswith("tyopaja-b-metsa-b")
    form = await eeva.form(key)
    assert {name: form[name] for name in written} == {
        **written, "starts": "15.1.2027\n1.3.2027", "fee_eur": "12,5", "length_weeks": "8",
        "competences_gained": "raivaus; sahaus\nistutus", "employer_must_have": "ajokortti\nhuolellisuus",
    }  # fmt: skip
    assert "<b>metsä</b>" not in (await eeva.get(f"/editor/opinnot/{key}")).text


async def test_what_a_trade_likely_asks_is_proposed_filled_in_by_a_press_and_never_saved_by_itself(eeva: Pages) -> None:
    told = {**SMALL, "name": "Siivoojaksi illoiksi", "keywords": "siivooja", "asks_standing": "some"}
    key = await eeva.add(**told)
    form, shown = await eeva.form(key), text_of(await eeva.get(f"/editor/opinnot/{key}"))
    assert (form["asks_chemicals"], form["asks_standing"]) == ("", "some"), "nothing was filled in by itself"
    assert "Ehdotus:" in shown
    filled = fields_of((await eeva.post(f"/editor/opinnot/{key}/esikatselu", **form, propose="true")).text)
    assert filled["asks_chemicals"] in ("some", "much")
    assert filled["asks_standing"] == "some", "what the editor wrote stays"
    assert (await eeva.form(key))["asks_chemicals"] == "", "nothing is saved before the editor saves"


async def test_an_intake_that_goes_on_is_understood_where_a_date_is_asked_for(eeva: Pages) -> None:
    key = await eeva.add(**{**SMALL, "name": "Jatkuva paja", "apply_by": "jatkuva haku", "length_weeks": "3 kk"})
    form = await eeva.form(key)
    assert (form["continuous"], form["apply_by"], form["length_weeks"]) == ("true", "", "13,05")


async def test_what_is_wrong_is_told_at_its_field_and_everything_written_stays(eeva: Pages) -> None:
    wrong = {**SMALL, "name": "", "apply_by": "huomenna", "size_osp": "monta", "employer_open_places": "kaksi"}
    answer = await eeva.post("/editor/uusi", **wrong, status="published")
    assert answer.status_code == 422
    told = text_of(answer)
    for fault in ("Nimi: Tämä puuttuu", "”huomenna” ei ole päivä", "”monta” ei ole luku", "”kaksi” ei ole luku"):
        assert fault in told
    assert fields_of(answer.text) | wrong == fields_of(answer.text)
    assert await found(eeva, "kahvinkeitto") == []


async def test_a_form_sent_twice_makes_one_entry(eeva: Pages) -> None:
    form = fields_of((await eeva.get("/editor/uusi?laji=badge")).text) | SMALL
    assert (await eeva.post("/editor/uusi", **form, status="draft")).status_code == 303
    again = await eeva.post("/editor/uusi", **form, status="draft")
    assert again.status_code == 422
    assert "Avaa se opinto, joka on jo tallennettu" in text_of(again)
    other = fields_of((await eeva.get("/editor/uusi?laji=badge")).text) | SMALL
    assert (await eeva.post("/editor/uusi", **other, status="draft")).status_code == 303


async def test_a_new_entry_begins_from_another_without_its_key_and_its_check(eeva: Pages) -> None:
    form = fields_of((await eeva.get("/editor/uusi?malli=siivous-rekry")).text)
    assert (form["name"], form["employer_name"]) == ("Laitoshuoltajaksi sairaalan siivoukseen", "Mallisiivous Oy")
    assert (form["key"], form["checked_on"], "sample" in form) == ("", "", False)


async def test_the_preview_shows_the_card_and_the_warnings_and_saves_nothing(eeva: Pages) -> None:
    form = await eeva.form("yllapitosiivous")
    changed = {**form, "name": "Siisti nimi", "summary": "Opit toteuttamaan.", "competences_gained": "", "fee_eur": "0"}
    answer = text_of(await eeva.post("/editor/opinnot/yllapitosiivous/esikatselu", **changed))
    for shown in ("Tältä kortti näyttää chatissa", "Siisti nimi", "Maksu maksuton", "Saatko työttömyysetuutta?"):
        assert shown in answer
    for warning in ("Osaamista ei ole kerrottu", "Virallinen sana: toteuttamaan"):
        assert warning in answer
    assert (await eeva.form("yllapitosiivous"))["name"] == form["name"]
    new = text_of(await eeva.post("/editor/uusi/esikatselu", kind="badge"))
    assert "Kortti näkyy tässä, kun" in new


async def test_the_button_of_the_preview_tells_which_sample_jobseekers_gain_or_lose_the_entry(eeva: Pages) -> None:
    form = await eeva.form("yllapitosiivous")
    address = "/editor/opinnot/yllapitosiivous/esikatselu"
    while_typing = text_of(await eeva.post(address, **form))
    assert "Paina ”Päivitä esikatselu”" in while_typing
    assert "Botti perustelisi näin" not in while_typing

    pressed = {**form, "effects": "true"}
    assert "Saa tämän ehdotuksen jo nyt" in text_of(await eeva.post(address, **pressed))
    welding = {"name": "Hitsaus", "summary": "Opit hitsaamaan.", "fields": "", "keywords": "hitsaus",
               "competences_gained": "hitsaus", "competences_useful": ""}  # fmt: skip
    lost = text_of(await eeva.post(address, **{**pressed, **welding}))
    assert "Ei enää saisi tätä ehdotusta (1) Työtön, siivonnut kotona" in lost

    new = {**SMALL, "name": "Siivoustyö alkuun", "competences_gained": "siivous", "competences_useful": "siivous",
           "fields": "siivous", "keywords": "siivous", "place": "Tampere", "continuous": "true"}  # fmt: skip
    gained = text_of(await eeva.post("/editor/uusi/esikatselu", **new, effects="true"))
    assert "Saisi tämän ehdotuksen" in gained
    assert "Botti perustelisi näin: Kerroit osaavasi itsenäisesti tämän: siivosin mökkejä" in gained
    assert "Siivoustyö alkuun" not in await found(eeva, "siivoustyö alkuun")


async def test_what_nobody_could_be_suggested_is_warned_of_before_it_is_published(eeva: Pages) -> None:
    over = {**SMALL, "starts": "15.1.2020", "effects": "true"}
    assert "Tätä ei ehdotettaisi kenellekään" in text_of(await eeva.post("/editor/uusi/esikatselu", **over))
    nobody = text_of(await eeva.post("/editor/uusi/esikatselu", **{**over, "starts": ""}))
    assert "Tätä ei ehdotettaisi" not in nobody
    assert "Kukaan näytehakijoista ei näe tätä" in nobody
    unfinished = text_of(await eeva.post("/editor/uusi/esikatselu", kind="badge", effects="true"))
    assert "Kortti näkyy tässä, kun" in unfinished


async def test_what_is_published_is_in_the_next_search_and_what_is_archived_is_not(eeva: Pages) -> None:
    key = await eeva.add(competences_gained="kahvinkeitto")
    assert await found(eeva, "kahvinkeitto") == []
    await eeva.save(key, await eeva.form(key), status="published")
    assert await found(eeva, "kahvinkeitto") == ["Kahvinkeitto"]
    await eeva.save(key, await eeva.form(key), status="published", name="Nuotiopannun keitto")
    assert await found(eeva, "nuotiopannu") == ["Nuotiopannun keitto"]
    await eeva.save(key, await eeva.form(key), status="archived")
    assert await found(eeva, "nuotiopannu") == []


async def test_a_status_that_may_not_follow_is_refused_and_the_form_stays(eeva: Pages) -> None:
    key = await eeva.add()
    await eeva.save(key, await eeva.form(key), status="archived")
    answer = await eeva.save(key, await eeva.form(key), status="published", name="Kirjoitin tämän")
    assert answer.status_code == 422
    assert fields_of(answer.text)["name"] == "Kirjoitin tämän"


async def test_what_is_scheduled_in_finnish_time_is_published_by_the_worker(app: FastAPI, eeva: Pages) -> None:
    key = await eeva.add()
    for day, hour in (("", ""), ("1.1.2020", "8.00"), ("32.1.2030", "8.00"), ("1.1.2030", "25.00")):
        answer = await eeva.save(key, await eeva.form(key), status="scheduled", publish_day=day, publish_time=hour)
        assert (answer.status_code, "joka ei ole vielä mennyt" in text_of(answer)) == (422, True)
    at = {"publish_day": "1.7.2030", "publish_time": "9.05"}
    assert (await eeva.save(key, await eeva.form(key), status="scheduled", **at)).status_code == 303
    form = await eeva.form(key)
    assert {name: form[name] for name in at} == at
    async with app.state.database.read() as session:
        row = await catalogue.opened(session, key)
        assert clock.iso(row.publish_at) == "2030-07-01T06:05:00.000Z"
    await eeva.save(key, form, status="scheduled")
    assert (await eeva.form(key))["began_from"] == form["began_from"]
    async with app.state.database.write() as session:
        (await catalogue.opened(session, key)).publish_at = clock.now() - timedelta(seconds=1)

    async def is_found() -> bool:
        return bool(await found(eeva, "kahvinkeitto"))

    await eventually(is_found)
    page = text_of(await eeva.get(f"/editor/opinnot/{key}/versiot"))
    assert "ajastus · julkaistu" in page


async def test_revisions_are_compared_in_words_and_an_older_one_is_brought_back(eeva: Pages) -> None:
    key = await eeva.add(competences_gained="jauhatus\r\nkeitto", fee_eur="5")
    form = await eeva.form(key)
    await eeva.save(
        key, form, status="published", summary="Opit keittämään teetä.", competences_gained="keitto\r\nmaku"
    )
    page = await eeva.get(f"/editor/opinnot/{key}/versiot")
    assert "<mark>kahvia.</mark>" in page.text
    assert "<mark>teetä.</mark>" in page.text
    assert "<li><mark>jauhatus</mark></li><li>keitto</li>" in page.text
    assert "Tila" in text_of(page)
    answer = await eeva.post(f"/editor/opinnot/{key}/versiot/1", began_from="2")
    assert answer.status_code == 303
    form = await eeva.form(key)
    assert (form["summary"], form["began_from"]) == ("Opit keittämään kahvia.", "3")
    assert await found(eeva, "kahvinkeitto") == ["Kahvinkeitto"]
    assert (await eeva.post(f"/editor/opinnot/{key}/versiot/2", began_from="1")).status_code == 409
    assert (await eeva.post(f"/editor/opinnot/{key}/versiot/99", began_from="3")).status_code == 404
    assert (await eeva.get(f"/editor/opinnot/{key}/versiot?ennen=1&nyt=99")).status_code == 404
    assert (await eeva.get("/editor/opinnot/ei-ole")).status_code == 404


async def test_the_second_editor_sees_field_by_field_what_the_first_changed_and_chooses(
    eeva: Pages, outi: Pages
) -> None:
    key = await eeva.add(place="Tampere")
    theirs, mine = await eeva.form(key), await outi.form(key)
    await eeva.save(key, theirs, status="draft", name="Eevan nimi", place="Nokia")
    answer = await outi.save(key, mine, status="draft", name="Outin nimi", summary="Outin kuvaus.")
    assert answer.status_code == 409
    told = text_of(answer)
    assert "Nimi eeva ehti tallentaa tämän ennen sinua" in told
    assert "Muutitte molemmat tätä" in told
    for shown in ("Eevan nimi", "Outin nimi", "Tampere", "Nokia"):
        assert shown in told
    form = fields_of(answer.text)
    assert (form["name"], form["summary"], form["place"]) == ("Outin nimi", "Outin kuvaus.", "Nokia")
    assert form["choice-name"] == "mine"
    assert (await eeva.form(key))["name"] == "Eevan nimi"

    assert (await outi.save(key, form, status="draft", **{"choice-name": "theirs"})).status_code == 303
    now = await eeva.form(key)
    assert (now["name"], now["summary"], now["place"]) == ("Eevan nimi", "Outin kuvaus.", "Nokia")


async def test_the_second_editor_may_keep_their_own_words_but_not_over_a_third_save(eeva: Pages, outi: Pages) -> None:
    key = await eeva.add()
    mine = await outi.form(key)
    await eeva.save(key, await eeva.form(key), status="draft", name="Eevan nimi")
    form = fields_of((await outi.save(key, mine, status="draft", name="Outin nimi")).text)
    await eeva.save(key, await eeva.form(key), status="draft", name="Eevan uusin nimi")
    again = await outi.save(key, form, status="draft")
    assert again.status_code == 409
    assert "Eevan uusin nimi" in text_of(again)
    assert (await outi.save(key, fields_of(again.text), status="draft")).status_code == 303
    assert (await eeva.form(key))["name"] == "Outin nimi"


async def test_a_form_written_while_the_sign_in_ended_is_saved_after_a_new_one(app: FastAPI, eeva: Pages) -> None:
    form = await eeva.form("yllapitosiivous")
    page = await eeva.get("/editor")
    written = {**form, "csrf": csrf(page), "summary": 'Opit "siivoamaan".\nHyvin & heti.', "status": "published"}
    app.state.sign_ins_end = Ends(timedelta(0), timedelta(hours=1))
    answer = await eeva.client.post("/editor/opinnot/yllapitosiivous", data=written, headers=BROWSER)
    assert answer.status_code == 401
    assert "Se, mitä kirjoitit, on tallessa" in text_of(answer)
    app.state.sign_ins_end = Ends(timedelta(hours=1), timedelta(hours=1))

    signing = hidden(answer) | {"username": "eeva", "password": "väärä salasana"}
    refused = await eeva.client.post("/kirjaudu", data=signing, headers=BROWSER)
    assert refused.status_code == 401
    signing = hidden(refused) | {"username": "eeva", "password": PASSWORD}
    going_on = await eeva.client.post("/kirjaudu", data=signing, headers=BROWSER)
    assert 'action="/editor/opinnot/yllapitosiivous"' in going_on.text
    saved = await eeva.client.post("/editor/opinnot/yllapitosiivous", data=hidden(going_on), headers=BROWSER)
    assert saved.status_code == 303
    assert (await eeva.form("yllapitosiivous"))["summary"] == 'Opit "siivoamaan". Hyvin & heti.'


def hidden(page: httpx.Response) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text, re.DOTALL)
    return {name: unescape(value) for name, value in fields}


async def test_another_site_cannot_put_words_into_the_form_that_goes_on(app: FastAPI, eeva: Pages) -> None:
    app.state.sign_ins_end = Ends(timedelta(0), timedelta(hours=1))
    headers = {**BROWSER, "Sec-Fetch-Site": "cross-site", "Origin": "https://paha.fi"}
    answer = await eeva.client.post("/editor/opinnot/yllapitosiivous", data={"name": "Paha nimi"}, headers=headers)
    assert answer.status_code == 401
    assert "Paha nimi" not in answer.text


async def test_what_is_stale_is_checked_in_one_press(eeva: Pages) -> None:
    form = await eeva.form("yllapitosiivous")
    await eeva.save("yllapitosiivous", form, status="published", checked_on="1.1.2025")
    assert "Ylläpitosiivouspalvelut" in text_of(await eeva.get("/editor/tarkistettavat"))
    assert (await eeva.post("/editor/opinnot/yllapitosiivous/tarkistettu")).status_code == 303
    assert "Ylläpitosiivouspalvelut" not in text_of(await eeva.get("/editor/tarkistettavat"))
    today = clock.now().astimezone(clock.HELSINKI)
    assert (await eeva.form("yllapitosiivous"))["checked_on"] == f"{today.day}.{today.month}.{today.year}"


async def test_a_search_in_vain_becomes_a_synonym_that_the_next_search_knows(eeva: Pages) -> None:
    assert await found(eeva, "plörökoulu") == []
    page = await eeva.get("/editor/loytymatta")
    assert "plörökoulu 1" in text_of(page)
    address = unescape(re.findall(r'href="(/editor/sanat\?sana=[^"#]+)', page.text)[0])
    assert 'value="plörökoulu"' in (await eeva.get(address)).text
    answer = await eeva.post("/editor/sanat", word="Plörökoulu", means="ylläpitosiivous\r\n")
    assert answer.status_code == 303
    assert "Ylläpitosiivouspalvelut" in await found(eeva, "plörökoulu")
    assert "plörökoulu ylläpitosiivous" in text_of(await eeva.get("/editor/sanat?q=plörö"))
    await eeva.post("/editor/sanat/poista", word="plörökoulu")
    assert "plörökoulu" not in text_of(await eeva.get("/editor/sanat"))


async def test_a_word_that_cannot_be_kept_is_told_and_stays_in_the_form(eeva: Pages) -> None:
    answer = await eeva.post("/editor/sanat", word="aivan liian monta sanaa", means="työ")
    assert answer.status_code == 422
    assert 'value="aivan liian monta sanaa"' in answer.text


def table(*rows: dict[str, str]) -> bytes:
    """A CSV of these rows, with the template's headings."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [";".join(say(f"column-{name}") for name in names)]
    lines += [";".join(row.get(name, "") for name in names) for row in rows]
    return "\r\n".join(lines).encode()


GOOD = {"key": "tuotu", "kind": "osaamismerkki", "name": "Tuotu merkki", "summary": "Opit tuomaan."}


async def test_a_dry_run_tells_row_by_row_and_changes_nothing_until_it_is_done(app: FastAPI, eeva: Pages) -> None:
    answer = await eeva.upload(("omat.csv", table(GOOD, {**GOOD, "key": "huono", "kind": "kurssi"})), publish="true")
    told = text_of(answer)
    assert answer.status_code == 200
    assert "Mitään ei ole vielä muutettu" in told
    assert "3 huono" not in told
    assert "uusi: 1" in told
    assert "”kurssi” ei ole mikään tarjolla olevista" in told
    assert "Tuotu merkki" not in await found(eeva, "tuotu merkki")
    address = re.findall(r'action="(/editor/tuonti/[\w-]{43})"', answer.text)[0]
    done = await eeva.post(address, publish="true")
    assert "Tuonti on valmis" in text_of(done)
    assert (await found(eeva, "tuotu merkki"))[0] == "Tuotu merkki"
    assert "Nimi eeva" in text_of(await eeva.get("/editor/opinnot/tuotu/versiot"))
    assert list(app.state.settings.uploads_dir.glob("*/*")) == []
    assert (await eeva.post(address)).status_code == 410


async def test_kept_files_are_that_editors_only_and_for_an_hour(app: FastAPI, eeva: Pages, outi: Pages) -> None:
    answer = await eeva.upload(("../../omat.csv", table(GOOD)))
    address = re.findall(r'action="(/editor/tuonti/[\w-]{43})"', answer.text)[0]
    assert (await outi.post(address)).status_code == 410
    assert (await eeva.post("/editor/tuonti/%2e%2e")).status_code in (405, 410)
    kept = [path for path in app.state.settings.uploads_dir.rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["000-omat.csv"]
    FEATURES.drop_files(app.state.settings, clock.now())
    assert kept[0].is_file()
    FEATURES.drop_files(app.state.settings, clock.now() + uploads.KEPT + timedelta(minutes=1))
    assert not kept[0].exists()
    assert (await eeva.post(address)).status_code == 410


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("tyhja.csv", b"", "on tyhjä"),
        ("kuva.png", b"\x89PNG\r\n\x1a\n\x00\x00", "ei ole JSON-, Excel- eikä CSV-tiedosto"),
        ("muu.csv", b"a;b\r\n1;2", "puuttuu sarake"),
        ("rikki.xlsx", b"PK\x03\x04rikki", "ei voitu lukea"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    app: FastAPI, eeva: Pages, name: str, data: bytes, told: str
) -> None:
    answer = await eeva.upload((name, data))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert [path for path in app.state.settings.uploads_dir.rglob("*") if path.is_file()] == []


async def test_a_form_without_a_file_is_told(eeva: Pages) -> None:
    assert "Valitse ensin tiedosto" in text_of(await eeva.upload())


async def test_a_filled_template_of_each_kind_comes_in(eeva: Pages) -> None:
    for which in ("pohja", "tyonantaja"):
        csv = await eeva.get(f"/editor/tuonti/pohjat/{which}.csv")
        assert csv.content.startswith(b"\xef\xbb\xbf")
        xlsx = await eeva.get(f"/editor/tuonti/pohjat/{which}.xlsx")
        assert (xlsx.status_code, xlsx.content[:2]) == (200, b"PK")
        assert f"{which}.xlsx" in xlsx.headers["content-disposition"]
    assert (await eeva.get("/editor/tuonti/pohjat/muu.xlsx")).status_code == 422
    book = Workbook()
    book.active.append([say("column-name"), say("column-summary"), say("column-employer_name")])
    book.active.append(["Leipuriksi", "Opit leipomaan.", "Leipä Oy"])
    out = io.BytesIO()
    book.save(out)
    assert "uusi: 1" in text_of(await eeva.upload(("yritys.xlsx", out.getvalue())))


async def test_what_an_editor_wrote_is_kept_by_an_import_and_the_difference_is_chosen(eeva: Pages) -> None:
    async def bring(summary: str) -> None:
        answer = await eeva.upload(("a.csv", table({**GOOD, "summary": summary})))
        await eeva.post(re.findall(r'action="(/editor/tuonti/[\w-]{43})"', answer.text)[0])

    await bring("Lähde sanoo.")
    await eeva.save("tuotu", await eeva.form("tuotu"), status="draft", summary="Toimittaja sanoo.")
    for decision, summary in (("ours", "Toimittaja sanoo."), ("theirs", "Lähde sanoo vielä uutta.")):
        await bring("Lähde sanoo uutta." if decision == "ours" else "Lähde sanoo vielä uutta.")
        page = await eeva.get("/editor/erot")
        assert "Toimittaja sanoo." in text_of(page)
        number = re.findall(r'action="/editor/erot/(\d+)"', page.text)[0]
        assert (await eeva.post(f"/editor/erot/{number}", decision=decision)).status_code == 303
        assert (await eeva.form("tuotu"))["summary"] == summary
        assert (await eeva.post(f"/editor/erot/{number}", decision=decision)).status_code == 404


async def test_an_import_may_be_larger_than_other_forms_but_not_than_its_own_limit(app: FastAPI, eeva: Pages) -> None:
    rows = [{**GOOD, "key": f"tuotu-{number}", "summary": "Opit. " * 60} for number in range(1000)]
    large = table(*rows)
    assert len(large) > app.state.settings.max_body_bytes
    assert "uusi: 1000" in text_of(await eeva.upload(("suuri.csv", large)))
    over = await eeva.client.post(
        "/editor/tuonti", content=b"x", headers={**BROWSER, "Content-Length": str(200_000_000),
        "Content-Type": "multipart/form-data; boundary=x"},
    )  # fmt: skip
    assert (over.status_code, "liian suuri" in text_of(over)) == (413, True)
    words = await eeva.client.post("/editor/sanat", content=b"x" * 300_000, headers=BROWSER)
    assert words.status_code == 413
