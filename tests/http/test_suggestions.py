"""The bot's calls about studies: looking, going on, asking, refusing."""

import html
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.coach_room import service as coaching
from api.platform import clock
from catalogue import service as catalogue
from tests.support.entries import raw_entry
from tests.support.talk import Talk, Worker, assert_problem
from tests.support.turns import Dialogue, button, pressed, texts_of, turn_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

# How the bot reads what each way of asking says, with these words.
READS = {"find": "find_unit", "more": "ask_more", "details": "ask_details", "recommend": "ask_recommendation"}


class Desk(Dialogue):
    """One who looks for studies."""

    async def ask(self, verb: str, text: str = "") -> dict:
        """What is said to it: the cards, where there are some."""
        return main(await self.say(text or verb, READS[verb]))

    async def details(self, text: str) -> dict:
        return await self.ask("details", text)

    async def about(self, entry: str) -> dict:
        """The button of a card that asks for all about it."""
        return main(await self.press(button("ask_details", entry=entry)))

    async def refuse(self, entry: str, why: str | None = None) -> dict:
        """The button of a card that it is not for me, and the one that says why."""
        return main(await self.press(button("refuse_entry", entry=entry, **({"why": why} if why else {}))))

    async def recommend(self, text: str) -> list[dict]:
        return await self.say(text, "ask_recommendation")

    async def asked(self, text: str) -> str:
        """The answer to a question about what was shown."""
        return (await self.details(text))["text"]


def main(replies: list[dict]) -> dict:
    return next((reply for reply in replies if reply["kind"] == "course_cards"), replies[0])


@pytest.fixture
def desk(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Desk:
    return Desk(app, client, talk)


def keys(reply: dict) -> list[str]:
    return [card["id"] for card in reply["cards"]]


async def test_what_was_looked_for_comes_as_three_cards_that_say_to_ask_about_benefits_first(desk: Desk) -> None:
    reply = await desk.ask("find", "jotain siivousta")
    assert reply["kind"] == "course_cards"
    assert 1 <= len(reply["cards"]) <= 3
    for card in reply["cards"]:
        roles = {choice["role"]: choice["payload"]["intent"] for choice in card["choices"]}
        assert roles == {"details": "ask_details", "benefits": "myth_benefits", "not_for_me": "refuse_entry"}


@pytest.fixture
async def in_nokia(app: FastAPI, client: httpx.AsyncClient) -> Desk:
    """The same in a talk that began on the page of Nokia."""
    return Desk(app, client, Talk(client, (await client.post("/api/conversations", json={"place": "Nokia"})).json()))


def places(reply: dict) -> list[str]:
    return [card["place"] for card in reply["cards"]]


async def test_what_is_in_the_place_of_the_page_comes_first_and_the_rest_after_it(desk: Desk, in_nokia: Desk) -> None:
    plain, near = [main(await each.press(button("find_unit"))) for each in (desk, in_nokia)]
    assert set(places(plain)) != {"Nokia"}
    assert places(near) == ["Nokia"] * 2
    assert near["total"] == plain["total"]
    assert "Nokia" in places(await in_nokia.ask("more"))


async def test_a_place_that_the_person_names_goes_before_that_of_the_page(in_nokia: Desk) -> None:
    assert set(places(await in_nokia.ask("find", "jotain hoiva-alan kurssia Tampereella"))) == {"Tampere"}
    replies = await in_nokia.recommend("hoiva-alan juttu Tampereella")
    (cards,) = [reply for reply in replies if reply["kind"] == "course_cards"]
    assert "Nokia" not in places(cards)


async def test_advice_leans_towards_the_place_of_the_page_and_does_not_say_that_one_lives_there(
    desk: Desk, in_nokia: Desk
) -> None:
    told = [(await each.recommend("hitsaus")) for each in (desk, in_nokia)]
    plain, near = [next(reply for reply in replies if reply["kind"] == "course_cards") for replies in told]
    assert places(near).index("Nokia") <= places(plain).index("Nokia")
    assert "Nokia" not in str([card["reasons"] for card in near["cards"]])


async def test_what_a_course_asks_of_body_and_hours_is_told_when_asked_and_on_its_card(desk: Desk) -> None:
    cards = (await desk.ask("find", "keittiötyön alkeet"))["cards"]
    card = next(each for each in cards if each["id"] == "keittioapulainen")
    assert "paljon seisomista ja kävelyä" in card["asked"]
    assert card["asks"]["nights"] == "none"
    assert "yövuoro" not in str(card["asked"])
    answer = await desk.asked("pitääkö keittiötyön alkeissa seistä, entä onko yövuoroja tai rikosrekisteriotetta")
    assert "paljon seisomista ja kävelyä, ei yövuoroja" in answer
    assert "Tätä ei ole kerrottu" in answer.split("\n")[1]
    assert "rikosrekisteriote" in answer.split("\n")[1]
    assert "paljon seisomista" in (await desk.about("keittioapulainen"))["text"]


async def test_more_never_shows_the_same_and_says_when_there_is_no_more(desk: Desk) -> None:
    seen = keys(await desk.ask("find", "hoiva-ala"))
    while (reply := await desk.ask("more"))["kind"] == "course_cards":
        assert not set(keys(reply)) & set(seen)
        seen += keys(reply)
    assert "Enempää" in reply["text"]


async def test_the_same_turn_again_says_the_same_and_counts_once(desk: Desk) -> None:
    turn = {"message_id": f"{desk.talk.id}:1", **turn_of("hoiva-ala", "find_unit")}
    first = (await desk.call(turn)).json()
    assert first["replies"][0]["kind"] == "course_cards"
    assert (await desk.call(turn)).json() == first
    everything = (await desk.client.get(f"{desk.talk.url}/export", headers=desk.talk.headers)).json()
    assert len(everything["wishes"]) == 1


async def test_more_and_questions_without_a_search_are_met_plainly(desk: Desk) -> None:
    for verb, text in (("more", "näytä lisää"), ("details", "milloin se alkaa")):
        reply = await desk.ask(verb, text)
        assert "En ole vielä näyttänyt" in reply["text"]
        assert reply["choices"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("milloin se alkaa", "alkaa"), ("paljonks toi maksaa", "maksu"), ("miten mä haen", "haet"),
        ("missä toi on", "Paikka"), ("kauanko kestää", "kestää"),
    ],
)  # fmt: skip
async def test_a_question_about_what_was_shown_is_answered_from_the_entry(desk: Desk, question: str, told: str) -> None:
    shown = await desk.ask("find", "kasvun tukeminen ja ohjaus")
    assert told in (await desk.details(f"{question} toi eka"))["text"], keys(shown)


async def test_what_an_entry_does_not_tell_is_said_to_be_unknown(desk: Desk) -> None:
    reply = await desk.ask("find", "hoiva")
    unknown = next((card for card in reply["cards"] if card["fee_eur"] is None), None)
    asked = await desk.about((unknown or reply["cards"][0])["id"])
    assert asked["choices"][0]["payload"]["intent"] == "myth_benefits"
    if unknown:
        assert "ei ole kerrottu" in asked["text"]


def names(reply: dict) -> list[str]:
    return [card["name"] for card in reply["cards"]]


ORDERS = (
    ("kerro lisää siitä ekasta", "se eka", "ensimmäisestä", "no ykkönen", "ekaan"),
    ("no se toinen", "entä se toinen", "toka", "kerro tokasta", "tohon tokaan", "kakkosesta", "toi viimenen",
     "viimisestä", "se vika", "viimeisestä"),
)  # fmt: skip


async def test_a_card_that_is_named_by_its_place_is_told_about_as_by_its_button(desk: Desk) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    for card, words in zip(shown["cards"], ORDERS, strict=True):
        by_button = await desk.about(card["id"])
        for told in (card["name"], card["summary"], card["place"], card["provider"], "kestää", "maksu", "Näin haet"):
            assert told in by_button["text"]
        for said in words:
            assert await desk.details(said) == by_button, said


async def test_what_was_last_told_about_is_meant_until_another_is_named_or_new_cards_come(desk: Desk) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    await desk.asked("no se toinen")
    for question in ("miten siihen haetaan", "paljonko se maksaa", "mitä siinä oppii"):
        answer = await desk.details(question)
        assert answer["about"] == keys(shown)[1:2]
        assert names(shown)[1] in answer["text"]
        assert "\n" not in answer["text"]
    for question in ("entä se eka", "paljonko se maksaa"):
        assert (await desk.details(question))["about"] == keys(shown)[:1]
    after = await desk.ask("more")
    assert (await desk.details("paljonko se maksaa"))["about"] == keys(after)


async def test_a_pressed_card_is_what_the_next_question_is_about_and_all_are_when_many_are_meant(desk: Desk) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    await desk.about(keys(shown)[1])
    assert (await desk.asked("milloin se alkaa")).count("\n") == 0
    assert (await desk.asked("milloin ne alkaa")).count("\n") == 1


async def test_every_line_about_several_courses_names_its_course(desk: Desk) -> None:
    shown = names(await desk.ask("find", "hoiva-ala"))
    for question in ("miten niihin haetaan", "missä ne on", "paljonko nuo maksaa", "mitä niissä oppii"):
        lines = (await desk.asked(question)).split("\n")
        assert all(name in line for name, line in zip(shown, lines, strict=True)), lines


@pytest.mark.parametrize(
    ("question", "said", "measure", "best"),
    [
        ("mikä niistä on lyhin", "yhimm|yhin", "length_weeks", min),
        ("kumpi on lyhyempi", "yhimm|yhin", "length_weeks", min),
        ("mikä on pisin", "isimm|isin", "length_weeks", max),
        ("mikä niistä on halvin", "alvi|eroa", "fee_eur", min),
        ("mikä noista alkaa ekana", "ensimmäisenä|eroa", "next_start", min),
        ("mikä alkaa eka", "ensimmäisenä|eroa", "next_start", min),
    ],
)
async def test_the_shown_cards_are_compared_and_ties_named_together(
    desk: Desk, question: str, said: str, measure: str, best: Any
) -> None:
    cards = (await desk.ask("find", "hoiva-ala"))["cards"]
    today = clock.now().date().isoformat()
    values = {
        card["name"]: today if measure == "next_start" and card["continuous"] else card[measure] for card in cards
    }
    known = [value for value in values.values() if value is not None]
    answer = (await desk.asked(question)).split("\n")[0]
    assert any(word in answer for word in said.split("|")), answer
    assert {name for name in values if name in answer} == {n for n, value in values.items() if value == best(known)}


async def test_the_one_that_comparing_named_is_what_the_next_question_is_about(desk: Desk) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    told = await desk.details("mikä niistä on lyhin")
    fee = await desk.asked("paljonko se maksaa")
    assert [card["name"] in fee for card in shown["cards"]] == [card["id"] in told["about"] for card in shown["cards"]]


async def test_the_nearest_is_told_by_the_place_that_is_known_and_else_said_to_be_unknown(
    desk: Desk, in_nokia: Desk
) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    unknown = await desk.asked("mikä niistä on lähin")
    assert "En tiedä, mistä lähdet" in unknown
    assert all(f"{card['name']} ({card['place']})" in unknown for card in shown["cards"])
    assert "noin 125 kilometriä" in await desk.asked("mikä niistä on lähin Turkua")
    near = main(await in_nokia.press(button("find_unit")))
    answer = await in_nokia.asked("mikä noista on lähin")
    assert "Nokia" in answer
    assert all(name in answer for name in names(near))


async def test_times_certificate_online_and_pay_are_answered_of_the_one_that_is_talked_of(desk: Desk) -> None:
    shown = await desk.ask("find", "hoiva-ala")
    await desk.asked("se eka")
    for question, told in (
        ("onks se iltasin", "Ilta- tai viikonloppuopetusta ei ole ilmoitettu|Opetusta on myös"),
        ("onko se viikonloppuna", "iikonloppuopetusta ei ole ilmoitettu|viikonloppuisin"),
        ("saako siitä todistuksen", "todistuksen|todistus"),
        ("onko se verkossa", "verkossa"),
        ("voiko sen käydä etänä", "verkossa"),
        ("maksetaanko siitä palkkaa", "palkkaa en tiedä|saat palkkaa"),
    ):
        answer = await desk.asked(question)
        assert any(part in answer for part in told.split("|")), answer
        assert names(shown)[0] in answer
        assert "\n" not in answer


async def test_why_is_answered_with_the_reasons_and_hindrances_that_the_card_told(desk: Desk) -> None:
    card = (await desk.ask("recommend", "hoiva-ala kiinnostaa"))["cards"][1]
    await desk.asked("se toka")
    for question in ("miks just toi", "miksi ehdotat tätä"):
        answer = await desk.asked(question)
        assert card["name"] in answer
        assert all(reason in answer for reason in [*card["reasons"], *card["hindrances"]])


async def test_why_of_what_was_looked_for_is_answered_with_the_search(desk: Desk) -> None:
    shown = await desk.ask("find", "jotain siivousta")
    answer = await desk.asked("miks toi eka")
    assert names(shown)[0] in answer
    assert "jotain siivousta" in answer


async def test_a_refusal_asks_why_and_then_ranks_anew(desk: Desk) -> None:
    first = await desk.ask("find", "hoiva-ala")
    refused = keys(first)[0]
    asked = await desk.refuse(refused)
    assert {choice["payload"]["entities"].get("why") for choice in asked["choices"]} > {"place", "length"}
    then = await desk.refuse(refused, "length")
    assert then["kind"] != "course_cards" or refused not in keys(then)
    again = await desk.ask("find", "hoiva-ala")
    assert refused not in keys(again)


async def test_nothing_found_is_said_honestly_with_ways_on(desk: Desk) -> None:
    reply = await desk.ask("find", "kvanttifysiikka")
    assert reply["kind"] == "choices"
    assert "ei ole nyt valikoimassa" in reply["text"]


async def test_a_wish_that_had_to_be_let_go_is_told(desk: Desk) -> None:
    reply = await desk.ask("find", "kasvun tukemista verkossa kokonaan etänä")
    assert reply["kind"] == "course_cards"
    assert "En löytänyt" in reply["text"] or all(card["way"] == "distance" for card in reply["cards"])


async def test_a_start_that_nothing_tells_is_let_go_honestly(desk: Desk) -> None:
    reply = await desk.ask("find", "metsurin kurssi 2.2.2090")
    assert reply["kind"] == "course_cards"
    assert "En löytänyt tällaista, jonka kerrotaan alkavan toivomaasi aikaan" in reply["text"]


async def test_what_tells_no_start_says_so_on_its_card_to_one_who_asked(desk: Desk) -> None:
    entries = [
        raw_entry(key="avoin", name="Lampaankeritsijä", code="1"),
        raw_entry(key="kertoo", name="Lampaankeritsijä", code="2", starts=["2090-02-03"]),
    ]
    async with desk.app.state.database.write() as session:
        for entry in entries:
            await catalogue.create(session, catalogue.Edit(entry, 0), "toimittaja", clock.now())
    asked = await desk.ask("find", "lampaankeritsijäksi helmikuussa 2090")
    assert [(card["id"], card["hindrances"]) for card in asked["cards"]] == [
        ("kertoo", []),
        ("avoin", ["Aloitusaikaa ei ole kerrottu. Kysy sitä suoraan."]),
    ]
    plain = await desk.ask("find", "lampaankeritsijäksi")
    assert [card["hindrances"] for card in plain["cards"]] == [[], []]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "x" * 20_001},
        {"acts": [{"intent": "find_unit", "confidence": 1.1, "from": 0, "to": 1}]},
        {"acts": [{"intent": "find_unit", "confidence": 1, "from": -1, "to": 1}]},
        {"acts": [{"intent": "", "confidence": 1, "from": 0, "to": 1}]},
        {"acts": None},
        {"chosen": {"entities": {}}},
        {"message_id": ""},
        {"more": 1},
    ],
)
async def test_a_bad_call_is_named_and_changes_nothing(desk: Desk, wrong: dict) -> None:
    turn = {"message_id": "m", **turn_of("siivous", "find_unit"), **wrong}
    assert_problem(await desk.call(turn), 422, "invalid-request")
    assert "En ole vielä" in (await desk.ask("more"))["text"]


@pytest.mark.parametrize(
    ("intent", "carried"),
    [("refuse_entry", {"entry": "x", "why": "nonsense"}), ("ask_recommendation", {"situation": "rikas"})],
)
async def test_a_button_that_means_nothing_is_named_and_changes_nothing(desk: Desk, intent: str, carried: dict) -> None:
    turn = {"message_id": "m", **pressed(button(intent, **carried))}
    assert_problem(await desk.call(turn), 422, "invalid-request")
    assert "En ole vielä" in (await desk.ask("more"))["text"]


async def test_only_the_bot_may_call(desk: Desk) -> None:
    path = f"/internal/conversations/{desk.talk.id}/turn"
    turn = {"message_id": "m", **turn_of("lisää", "ask_more")}
    assert_problem(await desk.client.post(path, json=turn, headers=desk.talk.headers), 403, "forbidden")


async def test_what_would_suit_comes_with_reasons_and_what_may_stand_in_the_way(desk: Desk) -> None:
    replies = await desk.recommend("mikä hoiva-alan juttu mulle sopis")
    cards = next(reply["cards"] for reply in replies if reply["kind"] == "course_cards")
    assert all(card["reasons"] for card in cards)
    last = replies[-1]
    assert [each["payload"]["intent"] for each in last["choices"]] == ["start_assessment", "request_human"]


async def test_what_was_refused_is_not_recommended(desk: Desk) -> None:
    first = await desk.recommend("hoiva-ala kiinnostaa")
    refused = next(reply["cards"] for reply in first if reply["kind"] == "course_cards")[0]["id"]
    await desk.refuse(refused, "place")
    again = await desk.recommend("hoiva-ala kiinnostaa")
    assert refused not in [card["id"] for reply in again for card in reply.get("cards", [])]


async def test_a_message_that_may_be_a_search_is_answered_only_from_what_there_is(desk: Desk) -> None:
    near = ("out_of_scope", "find_unit")
    found = await desk.say("etsi siivouksen koulutusta", "out_of_scope", ranking=near)
    assert main(found)["kind"] == "course_cards"
    for text in ("osta maitoa", "etsi jotain"):
        (reply,) = await desk.say(text, "out_of_scope", ranking=near)
        assert reply["text"] in texts_of("out_of_scope")


async def test_what_work_is_wished_for_is_asked_and_the_answer_taken_for_the_wish(desk: Desk) -> None:
    asked = await desk.recommend("mitä mun kannattais opiskella")
    assert desk.open_question == {"kind": "wish"}
    assert "työtä" in asked[-1]["text"]
    told = await desk.say("varastohommia", "find_unit")
    (way,) = [reply for reply in told if reply["kind"] == "pathway"]
    assert "varastohomma" in way["goal"]
    assert desk.open_question is None


async def test_a_situation_told_in_passing_is_heard_and_is_no_wish(desk: Desk) -> None:
    said = await desk.recommend("oon ollu vuoden työttömänä, tekisin siivoushommia")
    assert "siivoushomma" in next(reply for reply in said if reply["kind"] == "pathway")["goal"]
    everything = (await desk.client.get(f"{desk.talk.url}/export", headers=desk.talk.headers)).json()
    assert everything["situation"] == "long_unemployed"


async def test_the_situation_is_answered_by_a_button_and_asked_once(desk: Desk) -> None:
    await desk.say("olin varastolla ja ajoin trukkia", "tell_experience")
    first = (await desk.recommend("varastohommia"))[-1]
    offered = {each["payload"]["entities"].get("situation") for each in first["choices"]}
    assert {"employed", "long_unemployed", "unknown"} <= offered
    for situation in ("employed", "unknown"):
        after = (await desk.press(button("ask_recommendation", situation=situation)))[-1]
        assert not any("situation" in each["payload"]["entities"] for each in after["choices"])


async def test_the_coach_hears_what_was_suggested_and_why_and_why_not(desk: Desk, coach: Worker, app: FastAPI) -> None:
    await desk.ask("find", "jotain siivousta")
    card = (await desk.recommend("hoiva-ala kiinnostaa"))[0]["cards"][0]
    await desk.refuse(card["id"], "place")
    await desk.talk.handover(slip={}, consents={"suggestions": True})
    await coach.claim_first()
    async with app.state.database.read() as session:
        brief = await coaching.brief(session, app.state.catalogue, desk.talk.id, coach.id, clock.now())
    assert brief.suggested is not None
    searched, recommended = brief.suggested[0], next(e for e in brief.suggested if e.key == card["id"])
    assert (searched.wish, searched.reasons, searched.refused) == ("jotain siivousta", [], None)
    assert (recommended.reasons[:1], recommended.hindrances[:1]) == (card["reasons"], card["hindrances"])
    assert len(recommended.reasons) > len(card["reasons"]) == 1
    assert recommended.refused == "place"
    page = html.unescape((await coach.get(f"/coach/keskustelut/{desk.talk.id}")).text)
    assert "ei sopinut: liian kaukana" in page
    assert card["reasons"][0] in page
    assert "Haku: jotain siivousta" in page
    exported = (await desk.talk.client.get(f"{desk.talk.url}/export", headers=desk.talk.headers)).json()
    assert recommended.reasons in [each["reasons"] for each in exported["suggestions"]]


async def test_a_recommended_card_tells_one_reason_and_one_hindrance_and_the_rest_to_who_asks(desk: Desk) -> None:
    cards = (await desk.recommend("hoiva-ala kiinnostaa"))[0]["cards"]
    assert all(len(card["reasons"]) == 1 and len(card["hindrances"]) <= 1 for card in cards)
    told = (await desk.about(cards[0]["id"]))["text"]
    assert cards[0]["reasons"][0] in told
    assert "Opit uutta siihen suuntaan" in told


async def test_all_about_one_course_names_it_once(desk: Desk) -> None:
    card = (await desk.ask("find", "jotain siivousta"))["cards"][0]
    told = await desk.about(card["id"])
    assert told["text"].count(card["name"]) == 1
    assert "\nSe " in told["text"]
    assert "(Se)" not in told["text"]


async def test_which_of_the_shown_is_in_a_town_is_told_by_its_place(desk: Desk) -> None:
    await desk.ask("find", "hitsausta tai rengastöitä")
    assert (await desk.asked("kumpi noista on Nokialla")).startswith("Näiden paikka on Nokia")


async def test_who_asks_whether_the_courses_are_real_is_told_of_the_sample(desk: Desk) -> None:
    assert "Näytesisältöä" in await desk.asked("ovatko nämä oikeita kursseja vai keksittyjä")
    shown = await desk.ask("find", "jotain siivousta")
    answer = await desk.asked("ovatko nämä oikeita kursseja vai keksittyjä")
    assert answer.count("keksitty esimerkki") == len(shown["cards"])
