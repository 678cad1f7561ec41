"""What a person told of themselves: seen, put right and taken away, by its routes and in the turns of a talk."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from finnish.texts import texts
from tests.support.talk import Talk, assert_problem
from tests.support.turns import Dialogue, button, meanings, texts_of

OF_MYSELF = "oon 41 ja ollu siivoojana 12 vuotta, asun Tampereella"
NO_FACT = "3f1b0000-0000-4000-8000-000000000000"


class Teller(Dialogue):
    """One who tells of themselves, and looks at what was understood."""

    async def tell(self, text: str, intent: str = "tell_age") -> str:
        return (await self.say(text, intent))[0]["text"]

    @property
    def url(self) -> str:
        return f"{self.talk.url}/person"

    async def facts(self) -> dict[str, dict[str, Any]]:
        """What is understood now, by its kind: here one of each."""
        answer = await self.client.get(self.url, headers=self.talk.headers)
        assert answer.status_code == 200, answer.text
        return {fact["kind"]: fact for fact in answer.json()["facts"]}

    async def put_right(self, kind: str, value: object) -> httpx.Response:
        fact = (await self.facts())[kind]
        return await self.client.patch(f"{self.url}/{fact['id']}", json={"value": value}, headers=self.talk.headers)

    async def take_away(self, kind: str) -> httpx.Response:
        fact = (await self.facts())[kind]
        return await self.client.delete(f"{self.url}/{fact['id']}", headers=self.talk.headers)


@pytest.fixture
def teller(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Teller:
    return Teller(app, client, talk)


@pytest.fixture
async def another(client: httpx.AsyncClient) -> Talk:
    return Talk(client, (await client.post("/api/conversations")).json())


async def test_nothing_is_understood_at_first(teller: Teller) -> None:
    answer = await teller.client.get(teller.url, headers=teller.talk.headers)
    assert answer.json() == {"facts": [], "agreed": None}


async def test_what_was_told_is_seen_in_words_with_the_persons_own(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    facts = await teller.facts()
    assert {kind: fact["label"] for kind, fact in facts.items()} == {
        "age": "ikä: 41",
        "work": "työ: siivooja, 12 vuotta",
        "place": "asut: Tampere",
    }
    assert facts["place"]["words"] == "asun Tampereella"
    assert {(fact["said_in"], fact["status"]) for fact in facts.values()} == {(1, "told")}


async def test_what_is_told_later_takes_the_place_of_what_was_told_before(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    before = (await teller.facts())["work"]
    await teller.tell("eiku asun Nokialla", "tell_place")
    facts = await teller.facts()
    assert facts["place"]["value"] == "Nokia"
    assert facts["work"] == before


async def test_a_work_told_again_without_its_years_keeps_them(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    before = (await teller.facts())["work"]
    await teller.tell("oon siivooja", "tell_work")
    assert (await teller.facts())["work"] == before
    await teller.tell("oon ollu siivoojana 13 vuotta", "tell_work")
    assert (await teller.facts())["work"]["value"]["years"] == 13


async def test_a_fact_is_put_right(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    answer = await teller.put_right("age", 42)
    assert answer.status_code == 200, answer.text
    age = (await teller.facts())["age"]
    assert answer.json() == age
    assert (age["value"], age["label"], age["status"], age["said_in"]) == (42, "ikä: 42", "confirmed", None)


async def test_work_is_put_right_by_its_name_or_by_a_part_and_the_rest_of_it_stays(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    assert (await teller.put_right("work", {"years": 1})).json()["label"] == "työ: siivooja, yksi vuosi"
    assert (await teller.put_right("work", " laitoshuoltaja ")).json()["label"] == "työ: laitoshuoltaja, yksi vuosi"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("age", "neljäkymmentä"),
        ("age", 7),
        ("age", 140),
        ("work", {"palkka": 3}),
        ("work", {"years": -1}),
        ("work", {"occupation": " "}),
        ("place", ""),
        ("place", 3),
        ("place", {"value": "Nokia"}),
    ],
)
async def test_a_value_that_a_fact_cannot_have_is_refused_in_plain_finnish(
    teller: Teller, kind: str, value: object
) -> None:
    await teller.tell(OF_MYSELF)
    before = await teller.facts()
    answer = await teller.put_right(kind, value)
    assert_problem(answer, 422, "bad-fact-value")
    assert answer.json()["title"] == "Anna ikä numeroina, muu tieto muutamalla sanalla."
    assert await teller.facts() == before


@pytest.mark.parametrize("body", [{}, {"value": None}, {"value": 42, "words": "oon 42"}, {"value": "x" * 10_000}])
async def test_a_body_of_another_shape_is_refused(teller: Teller, body: dict[str, Any]) -> None:
    await teller.tell(OF_MYSELF)
    before = await teller.facts()
    url = f"{teller.url}/{before['age']['id']}"
    assert_problem(await teller.client.patch(url, json=body, headers=teller.talk.headers), 422, "invalid-request")
    assert await teller.facts() == before


async def test_what_was_taken_away_comes_back_only_when_it_is_told_anew(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    assert (await teller.take_away("age")).status_code == 204
    await teller.tell("kiitti", "thank")
    await teller.tell("mitä tiedät musta", "ask_memory")
    assert set(await teller.facts()) == {"work", "place"}
    await teller.tell("no oon mä 41")
    assert set(await teller.facts()) == {"work", "place", "age"}


async def test_all_is_taken_away_and_the_talk_stays(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    assert (await teller.client.delete(teller.url, headers=teller.talk.headers)).status_code == 204
    assert await teller.facts() == {}
    assert (await teller.talk.read())["messages"][0]["body"]["text"] == OF_MYSELF


CALLS = [("GET", ""), ("DELETE", ""), ("PATCH", "/{}"), ("DELETE", "/{}")]


async def call(teller: Teller, method: str, path: str, headers: dict[str, str] | None) -> httpx.Response:
    body = {"value": 42} if method == "PATCH" else None
    return await teller.client.request(method, path, headers=headers, json=body)


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_without_the_token_of_the_talk_nothing_is_seen_nor_changed(
    teller: Teller, another: Talk, method: str, path: str
) -> None:
    await teller.tell(OF_MYSELF)
    before = await teller.facts()
    url = teller.url + path.format(before["age"]["id"])
    for headers in (None, another.headers):
        assert_problem(await call(teller, method, url, headers), 401, "wrong-token")
    assert await teller.facts() == before


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_a_talk_that_is_not_there_is_said_so(teller: Teller, method: str, path: str) -> None:
    url = f"/api/conversations/{NO_FACT}/person{path.format(NO_FACT)}"
    assert_problem(await call(teller, method, url, teller.talk.headers), 404, "unknown-conversation")


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_a_fact_that_is_not_there_or_is_anothers_is_said_so(teller: Teller, another: Talk, method: str) -> None:
    await teller.tell(OF_MYSELF)
    before = await teller.facts()
    theirs = f"{another.url}/person/{before['age']['id']}"
    assert_problem(await call(teller, method, theirs, another.headers), 404, "unknown-fact")
    assert_problem(await call(teller, method, f"{teller.url}/{NO_FACT}", teller.talk.headers), 404, "unknown-fact")
    assert await teller.facts() == before


async def test_the_facts_are_in_the_export_and_go_with_the_talk(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    exported = (await teller.client.get(f"{teller.talk.url}/export", headers=teller.talk.headers)).json()
    kept = {fact["kind"]: (fact["value"], fact["words"]) for fact in exported["person"]}
    assert kept == {kind: (fact["value"], fact["words"]) for kind, fact in (await teller.facts()).items()}
    assert (await teller.client.delete(teller.talk.url, headers=teller.talk.headers)).status_code == 204
    answer = await teller.client.get(teller.url, headers=teller.talk.headers)
    assert_problem(answer, 404, "unknown-conversation")


async def test_what_is_told_is_said_back_once_with_ways_on(teller: Teller) -> None:
    (reply,) = await teller.say("oon 41", "tell_age")
    assert reply["text"].startswith("Kiitos, kun kerroit: ikä: 41.")
    assert reply["text"].endswith(tuple(texts_of("noted")))
    assert [each["intent"] for each in meanings(reply)] == ["ask_recommendation", "find_unit", "request_human"]
    assert "Kiitos, kun kerroit" not in await teller.tell("joo oon 41")
    assert "Kiitos, kun kerroit: asut: Nokia." in await teller.tell("asun nokialla", "tell_place")


async def test_who_asks_what_is_known_of_them_hears_all_of_it(teller: Teller) -> None:
    assert await teller.tell("mitä tiedät musta", "ask_memory") == texts("person")["nothing"]
    await teller.tell(OF_MYSELF)
    first, *lines, last = (await teller.tell("mitä tiedät musta", "ask_memory")).split("\n")
    assert first == "Olen ymmärtänyt sinusta tämän:"
    assert sorted(lines) == ["– asut: Tampere", "– ikä: 41", "– työ: siivooja, 12 vuotta"]
    assert last == texts("person")["put_right"]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("unohda et asun Tampereella", "place", "asut: Tampere"),
        ("jätä Tampere pois mun tiedoista", "place", "asut: Tampere"),
        ("poista mun ikä", "age", "ikä: 41"),
        ("unohda se työ siivoojana", "work", "työ: siivooja, 12 vuotta"),
    ],
)
async def test_what_the_words_name_is_forgotten_and_nothing_else(
    teller: Teller, text: str, kind: str, label: str
) -> None:
    for told in ("oon 41", "olin siivoojana 12 vuotta", "asun Tampereella"):
        await teller.tell(told)
    before = await teller.facts()
    assert await teller.tell(text, "forget_fact") == f"Unohdin tämän: {label}."
    assert await teller.facts() == {each: fact for each, fact in before.items() if each != kind}


async def test_what_was_never_told_cannot_be_forgotten_and_that_is_said(teller: Teller) -> None:
    await teller.tell(OF_MYSELF)
    before = await teller.facts()
    assert await teller.tell("unohda se trukkikortti", "forget_fact") == texts("person")["nothing_to_forget"]
    assert await teller.facts() == before


async def test_a_question_that_is_open_stays_open_over_what_is_told_and_asked(teller: Teller) -> None:
    await teller.say("maksaa liikaa", "myth_cost")
    asked = teller.open_question
    assert asked
    await teller.tell("mitä tiedät musta", "ask_memory")
    assert teller.open_question == asked
    await teller.tell("unohda se", "forget_fact")
    assert teller.open_question == asked


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("missä mä asun", "asun Tampereella"),
        ("muistatko mun iän", "oon 41"),
        ("kauanko mä sanoin siivonneeni", "olin siivoojana 12 vuotta"),
        ("mitä kortteja mulla on", None),
    ],
)
async def test_a_question_about_what_was_told_is_answered_from_it(
    teller: Teller, asked: str, answer: str | None
) -> None:
    for told in ("oon 41", "olin siivoojana 12 vuotta", "asun Tampereella"):
        await teller.tell(told)
    said = await teller.tell(asked, "ask_memory")
    assert f"”{answer}”" in said if answer else said == texts("person")["not_told"]
    assert "\n" not in said


async def test_all_is_forgotten_and_without_a_name_what_was_told_last(teller: Teller) -> None:
    for told in ("oon 41", "olin siivoojana 12 vuotta", "asun Tampereella"):
        await teller.tell(told)
    assert await teller.tell("unohda se", "forget_fact") == "Unohdin tämän: asut: Tampere."
    assert set(await teller.facts()) == {"age", "work"}
    await teller.tell("unohda kaikki", "forget_fact")
    assert await teller.facts() == {}


async def test_what_one_denies_having_said_is_forgotten(teller: Teller) -> None:
    for told in ("oon 41", "oon kokki"):
        await teller.tell(told)
    assert await teller.tell("en mä sanonu et oon kokki", "forget_fact") == "Unohdin tämän: työ: kokki."
    assert set(await teller.facts()) == {"age"}


async def test_what_was_looked_for_is_forgotten_too(teller: Teller) -> None:
    await teller.say("haluun varastohommiin", "find_unit")
    await teller.tell("unohda se varasto", "forget_fact")
    assert "varasto" not in await teller.tell("mitä tiedät musta", "ask_memory")


async def test_the_first_limit_is_told_with_a_way_not_to_be_remembered(teller: Teller) -> None:
    kept, *_ = await teller.say("en voi nostaa raskasta", "tell_limit")
    assert kept["text"] == "Muistan tämän, jotta en ehdota sinulle sopimatonta: ei nostamista."
    (payload,) = meanings(kept)
    await teller.say("yötyöt ei käy", "tell_limit")
    assert "Muistan tämän, jotta" not in (await teller.say("pölyssä en voi olla", "tell_limit"))[0]["text"]
    (gone,) = await teller.press(payload, "Älä muista")
    assert gone["text"] == "Unohdin tämän: ei nostamista."
    assert all(fact["label"] != "ei nostamista" for fact in (await teller.facts()).values())


async def test_a_contradiction_is_said_once_and_the_later_word_holds(teller: Teller) -> None:
    await teller.tell("oon töissä", "tell_situation")
    said = await teller.tell("oon työtön", "tell_situation")
    assert said.startswith("Aiemmin ymmärsin näin: olet töissä. Nyt ymmärrän näin: olet työtön.")
    assert (await teller.facts())["situation"]["value"] == "unemployed"
    assert "Aiemmin ymmärsin" not in await teller.tell("oon ollu työttömänä kolme vuotta", "tell_situation")


async def test_a_situation_is_put_right_only_to_one_that_there_is(teller: Teller) -> None:
    await teller.tell("oon työtön", "tell_situation")
    assert (await teller.put_right("situation", "employed")).json()["label"] == "olet töissä"
    assert_problem(await teller.put_right("situation", "jotain muuta"), 422, "bad-fact-value")


async def agreed_of(teller: Teller) -> dict[str, Any] | None:
    answer = await teller.client.get(teller.url, headers=teller.talk.headers)
    agreed: dict[str, Any] | None = answer.json()["agreed"]
    return agreed


async def offered_step(teller: Teller) -> dict[str, Any]:
    await teller.say("hoiva-ala", "find_unit")
    (offer,) = await teller.say("mitä mä teen huomenna", "ask_next_step")
    return offer


@pytest.mark.parametrize("by_button", [True, False])
async def test_a_step_that_is_agreed_is_kept_and_asked_after_once(teller: Teller, by_button: bool) -> None:
    offer = await offered_step(teller)
    assert await agreed_of(teller) is None
    (note,) = await (teller.press(button("agree_step")) if by_button else teller.say("sovitaan niin", "affirm"))
    agreed = await agreed_of(teller)
    assert agreed is not None
    assert set(agreed) == {"who", "what", "when", "place", "phone", "message"}
    assert agreed["what"] in offer["text"]
    assert agreed["message"] in note["text"]
    (asked, *_) = await teller.say("moi taas", "greet")
    assert agreed["what"] in asked["text"]
    await teller.press(button("hear_how_it_went", answer="not_yet"))
    assert await agreed_of(teller) == agreed
    assert agreed["what"] not in (await teller.say("moi", "greet"))[0]["text"]


async def test_a_step_that_was_taken_is_let_go(teller: Teller) -> None:
    await offered_step(teller)
    await teller.press(button("agree_step"))
    await teller.say("moi", "greet")
    await teller.say("joo hoidin", "affirm")
    assert await agreed_of(teller) is None


async def test_not_now_keeps_nothing_and_asks_nothing(teller: Teller) -> None:
    await offered_step(teller)
    (end,) = await teller.say("en nyt", "deny")
    assert end["text"] in texts_of("step_not_now")
    assert await agreed_of(teller) is None
    assert teller.open_question is None


async def test_a_step_says_to_wait_for_the_decision_and_who_decides(teller: Teller) -> None:
    assert (
        "odota päätöstä ennen kuin aloitat. Etuudesta päättää Kela tai työttömyyskassa"
        in (await offered_step(teller))["text"]
    )


async def test_the_agreed_step_is_in_the_export_and_goes_with_all_that_is_understood(teller: Teller) -> None:
    await offered_step(teller)
    await teller.press(button("agree_step"))
    exported = (await teller.client.get(f"{teller.talk.url}/export", headers=teller.talk.headers)).json()
    assert exported["agreed"] == await agreed_of(teller)
    await teller.client.delete(teller.url, headers=teller.talk.headers)
    assert await agreed_of(teller) is None


@pytest.mark.parametrize(
    ("intent", "saying"),
    [
        ("find_unit", "under_18"),
        ("find_apprenticeship", "under_18_apprenticeship"),
        ("myth_benefits", "under_18_benefits"),
    ],
)
async def test_one_under_18_is_led_to_the_school_and_of_benefits_only_told_whom_to_ask(
    teller: Teller, intent: str, saying: str
) -> None:
    await teller.say("oon 16", "tell_age")
    (said,) = await teller.say("entä mulle", intent)
    assert said["text"] in texts_of(saying)
    await teller.say("eiku oon 19", "tell_age")
    assert (await teller.say("hoiva-ala", intent))[0]["text"] not in texts_of(saying)


@pytest.mark.parametrize(("age", "asks"), [(None, True), (19, False), (40, False)])
async def test_the_card_on_benefits_does_not_ask_an_age_that_was_told(
    teller: Teller, age: int | None, asks: bool
) -> None:
    if age:
        await teller.say(f"oon {age}", "tell_age")
    (said, *_) = await teller.say("meneekö mun tuet", "myth_benefits")
    assert any(choice["label"] == "Olen alle 25" for choice in said.get("choices", [])) is asks


async def test_an_employer_is_shown_no_courses(teller: Teller) -> None:
    (said,) = await teller.say("yritys palkkaisi oppisopimusopiskelijan", "employer", "find_apprenticeship")
    assert said["text"] in texts_of("employer")


async def test_who_asks_for_another_is_answered_of_them(teller: Teller) -> None:
    said, *_ = await teller.say("kysyn kaverin puolesta", "for_another")
    assert "kaverisi" in said["text"]
    assert (await teller.facts())["for_whom"]["value"] == "kaverisi"
    assert (
        "asiakkaasi puolesta" in (await teller.say("olen ohjaaja ja kysyn asiakkaan asiaa", "for_another"))[0]["text"]
    )


async def test_the_talk_goes_on_where_it_was(teller: Teller) -> None:
    await teller.say("haluun hoiva-alalle, asun lempäälässä", "find_unit")
    said = await teller.tell("moi, missä me oltiin", "ask_memory")
    assert "Lempäälä" in said
    assert "hoiva-alalle" in said


WRITTEN = {
    "sv": "jag söker arbete, hjälp",
    "en": "i need help please",
    "ru": "ищу работу, помогите",
    "uk": "потрібна допомога",
    "ar": "أبحث عن عمل",
    "so": "waxaan rabaa shaqo",
    "et": "palun aidake, otsin tööd",
}


@pytest.mark.parametrize("language", WRITTEN)
async def test_the_queue_speaks_the_language_that_the_person_wrote(teller: Teller, language: str) -> None:
    written = WRITTEN[language]
    (short,) = await teller.say(written, "change_language")
    assert short["text"] in texts_of(f"language_{language}")
    assert "112" in short["text"]
    assert "09 2525 0111" in short["text"]
    await teller.say(written, "request_human")
    notice = (await teller.talk.read())["messages"][-1]["body"]["text"]
    assert notice.startswith(texts("chat", language)["asked"].partition("{")[0])
    assert "{" not in notice
