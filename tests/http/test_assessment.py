"""Self-assessments: the engine over HTTP, the bot's calls in a talk, the profile and its sharing."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.assessment.tables import AssessmentRow, ProfileShareRow
from api.dialogue.tables import DialogueRow
from api.platform import clock
from tests.support.talk import Talk, assert_problem
from tests.support.turns import Dialogue, button, pressed, texts_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

# How the bot reads what is done with a self-assessment, with words of the doing.
READS = {
    "answer": "answer_item", "skip": "skip_item", "start": "start_assessment", "stop": "stop_assessment",
    "undo": "undo_answer", "explain": "explain_item", "pause": "pause_assessment", "resume": "resume_assessment",
    "profile": "ask_profile", "tell": "tell_experience", "confirm": "affirm", "judge": "judge_competence",
}  # fmt: skip
LEVELS = ("level_not_yet", "level_with_help", "level_alone", "level_can_teach")
TOLD = "Olin kymmenen vuotta varastolla ja ajoin trukkia."


class Chat(Dialogue):
    """One who assesses oneself; remembers every item that was asked."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> None:
        super().__init__(app, client, talk)
        self.asked: list[str] = []

    async def take(self, text: str, turn: Mapping[str, Any]) -> list[dict]:
        replies = await super().take(text, turn)
        self.asked += [reply["item"]["id"] for reply in replies if reply["kind"] == "assessment_item"]
        return replies

    async def do(self, verb: str, text: str = "") -> list[dict]:
        """What is done in words."""
        return await self.say(text or verb, READS[verb])

    async def button(self, verb: str, **carried: Any) -> list[dict]:
        """What is done by a button."""
        return await self.press(button(READS[verb], **carried))

    async def choose(self, reply: dict, **wanted: Any) -> list[dict]:
        """Press the choice that shows these, wherever it stands in the message."""
        found = next(choice for choice in choices_in(reply) if all(choice.get(k) == v for k, v in wanted.items()))
        return await self.press(found["payload"], found["label"])

    async def begin(self, instrument: str = "arki") -> list[dict]:
        return await self.press(button("choose_instrument", instrument=instrument))

    async def item_again(self) -> list[dict]:
        """A question in the middle, after which what is open comes again."""
        _, *again = await self.say("kiitti", "thank")
        return again

    @property
    def item(self) -> str:
        assert self.open_question
        return self.open_question["item"]


def choices_in(part: Any) -> list[dict]:
    if isinstance(part, list):
        return [choice for each in part for choice in choices_in(each)]
    if not isinstance(part, dict):
        return []
    deeper = [choice for name, value in part.items() if name != "choices" for choice in choices_in(value)]
    return [*part.get("choices", []), *deeper]


@pytest.fixture
def chat(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Chat:
    return Chat(app, client, talk)


async def asked_next(client: httpx.AsyncClient, key: str, answers: list[dict], **more: Any) -> dict:
    answer = await client.post(f"/api/assessment/{key}/next", json={"answers": answers, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def walk(client: httpx.AsyncClient, key: str, level: int | None, **more: Any) -> list[dict]:
    """Answer everything alike until nothing is asked."""
    answers: list[dict] = []
    while (item := (await asked_next(client, key, answers, **more))["item"]) is not None:
        answers.append({"item": item["id"], "level": level})
    return answers


async def test_each_instrument_says_whom_it_is_for_and_how_it_is_answered(client: httpx.AsyncClient) -> None:
    found = (await client.get("/api/assessment/instruments")).json()
    assert {each["key"] for each in found} >= {
        "arki", "tyossa-tehtya", "digi-ja-kieli", "ala", "tunnistaminen", "valmius"
    }  # fmt: skip
    for each in found:
        assert each["for_whom"]
        assert each["items"] >= 3
        assert [rung["level"] for rung in each["scale"]] == [0, 1, 2, 3]


@pytest.mark.parametrize("level", [0, 3, None])
async def test_every_instrument_ends_in_time_and_asks_nothing_twice(
    client: httpx.AsyncClient, level: int | None
) -> None:
    for each in (await client.get("/api/assessment/instruments")).json():
        answers = await walk(client, each["key"], level)
        assert 3 <= len(answers) <= 12
        assert len({answer["item"] for answer in answers}) == len(answers)
        after = await asked_next(client, each["key"], answers)
        assert after["progress"]["answered"] == len(answers)


async def test_the_profile_begins_with_strengths_and_shows_on_what_they_stand(client: httpx.AsyncClient) -> None:
    answers = await walk(client, "arki", 3)
    made = (await client.post("/api/assessment/arki/profile", json={"answers": answers})).json()
    assert 1 <= len(made["strengths"]) <= 5
    assert made["text"].startswith("Vahvuuksiasi")
    for competence in made["competences"]:
        assert competence["level"] == 3
        assert competence["level_text"] == "Voin opettaa toista"
        assert competence["evidence"][0]["text"].endswith("Vastasit: Voin opettaa toista.")
        assert 0 < competence["certainty"] <= 1
    assert "opiskelijavalintaa varten" in made["note"]
    assert made["svg"].startswith("<svg")
    assert "<title" in made["svg"]
    assert made["competences"][0]["name"] in made["svg"]


@pytest.mark.parametrize("answers", [[], [{"item": "arki-ajoissa", "level": None}]])
async def test_who_answers_nothing_gets_a_kind_result_with_ways_on(
    client: httpx.AsyncClient, answers: list[dict]
) -> None:
    made = (await client.post("/api/assessment/arki/profile", json={"answers": answers})).json()
    assert "huono tulos" in made["text"]
    assert made["strengths"] == made["competences"] == []
    assert made["unknown"]


async def test_of_contradicting_answers_the_last_counts(client: httpx.AsyncClient) -> None:
    answers = [{"item": "arki-ajoissa", "level": 0}, {"item": "arki-ajoissa", "level": 2}]
    made = (await client.post("/api/assessment/arki/profile", json={"answers": answers})).json()
    assert [competence["level"] for competence in made["competences"]] == [2]
    assert (await asked_next(client, "arki", answers))["progress"]["answered"] == 1


@pytest.mark.parametrize(
    ("path", "body", "status", "kind"),
    [
        ("ei-ole/next", {"answers": []}, 404, "unknown-instrument"),
        ("arki/next", {"answers": [{"item": "ei-ole", "level": 1}]}, 422, "unknown-item"),
        ("arki/profile", {"answers": [{"item": "arki-ajoissa", "level": 4}]}, 422, "bad-level"),
        ("arki/next", {"answers": [{"item": "arki-ajoissa", "level": -1}]}, 422, "bad-level"),
        ("arki/next", {"answers": [{"item": "arki-ajoissa", "level": 1.5}]}, 422, "invalid-request"),
        ("arki/next", {"answers": [{"item": "arki-ajoissa"}]}, 422, "invalid-request"),
        ("arki/next", {}, 422, "invalid-request"),
        ("tyossa-tehtya/next", {"answers": [], "told": ["lentaminen"]}, 422, "unknown-competence"),
    ],
)
async def test_bad_answers_are_named(client: httpx.AsyncClient, path: str, body: dict, status: int, kind: str) -> None:
    assert_problem(await client.post(f"/api/assessment/{path}", json=body), status, kind)


async def test_what_was_told_leads_the_items_to_its_field(client: httpx.AsyncClient) -> None:
    first = await asked_next(client, "tyossa-tehtya", [], told=["trukin-kaytto", "keraily-ja-pakkaus"])
    assert first["item"]["competence"] in ("trukin-kaytto", "keraily-ja-pakkaus")
    answers = await walk(client, "tyossa-tehtya", 2, told=["trukin-kaytto"])
    assert not [answer for answer in answers if answer["item"] in ("tehty-laakehoito", "tehty-hitsaus")]


async def test_a_field_check_asks_what_the_units_of_the_field_teach(client: httpx.AsyncClient) -> None:
    units = (await client.get("/api/catalogue/search", params={"q": "siivous", "kind": "unit"})).json()["items"]
    taught = {name for unit in units for name in unit["competences_gained"]}
    item = (await asked_next(client, "ala", [], about="siivous"))["item"]
    assert any(name in item["text"] for name in taught)
    one = (await asked_next(client, "ala", [], about=units[0]["id"]))["item"]
    assert any(name in one["text"] for name in units[0]["competences_gained"])
    nothing = await asked_next(client, "ala", [], about="kvanttifysiikka")
    assert nothing["item"] is None


async def test_without_knowing_what_to_begin_at_most_two_questions_choose(chat: Chat) -> None:
    (first,) = await chat.do("start", "haluan tehdä testin")
    assert first["kind"] == "choices"
    (second,) = await chat.choose(first, label="Olen ollut pitkään poissa töistä")
    replies = await chat.choose(second, label="Arjen taidot")
    assert [reply["kind"] for reply in replies] == ["text", "assessment_item"]
    assert chat.open_question == {"kind": "item", "instrument": "arki", "item": replies[-1]["item"]["id"]}


async def test_a_situation_that_was_told_is_not_asked_and_can_be_put_right(chat: Chat) -> None:
    remembered, where = await chat.do("start", "oon ollu kaks vuotta työttömänä, mitä mä oikeen osaan")
    assert "Olen ollut pitkään poissa töistä" in remembered["text"]
    assert where["text"].startswith("Mistä aloitetaan")
    assert choices_in(where)[0]["label"] == "Arjen taidot"
    (asked,) = await chat.choose(remembered, label="Tilanteeni on toinen")
    (where,) = await chat.choose(asked, label="Olen töissä")
    assert choices_in(where)[0]["label"] == "Mitä osaan nykyisessä työssäni"
    remembered, _ = await chat.do("start", "sain potkut, mitä mä osaan")
    assert "Olen töissä" in remembered["text"], "what was answered stays"


async def test_a_situation_that_one_did_not_want_to_tell_is_not_asked_again(chat: Chat) -> None:
    (asked,) = await chat.do("start")
    (following,) = await chat.choose(asked, label="En halua sanoa")
    again = (await chat.do("start"))[0]["text"]
    assert again == following["text"]
    assert again != asked["text"]


async def test_an_item_can_be_answered_skipped_explained_taken_back_and_no_answer_is_filled_beforehand(
    chat: Chat,
) -> None:
    item = (await chat.begin())[-1]
    assert [choice["level"] for choice in item["choices"] if "level" in choice] == [0, 1, 2, 3]
    assert {choice.get("role") for choice in item["choices"]} >= {"unknown", "explain", "stop", "pause"}
    assert not any("selected" in choice for choice in item["choices"])
    assert item["easy"]
    first = chat.item
    (explained,) = await chat.choose(item, role="explain")
    assert chat.item == first
    assert explained["text"] != item["text"]
    (following,) = await chat.choose(item, level=2)
    assert following["progress"] == {"answered": 1, "at_most": 12}
    assert chat.item != first
    (third,) = await chat.choose(following, role="unknown")
    assert third["progress"]["answered"] == 2
    back = await chat.choose(third, role="undo")
    assert back[-1]["item"]["id"] == following["item"]["id"]


async def test_a_level_in_own_words_answers_the_open_item_and_the_words_are_the_evidence(chat: Chat) -> None:
    await chat.begin()
    item = (await chat.item_again())[-1]["item"]
    await chat.say("no kyl mä pärjään", LEVELS[2])
    profile = (await chat.do("stop"))[-1]
    (competence,) = profile["competences"]
    told = f"{item['text']} Vastasit omin sanoin: ”no kyl mä pärjään”"
    assert competence["evidence"] == [{"text": told, "source": "own_words"}]


async def test_a_question_in_the_middle_leaves_the_item_open_and_it_comes_back(chat: Chat) -> None:
    item = (await chat.begin())[-1]
    (same,) = await chat.item_again()
    assert same == item
    shown = await chat.do("profile")
    assert shown[-1] == item
    assert chat.item == item["item"]["id"]


async def test_a_whole_assessment_asks_nothing_twice_and_ends_in_a_profile(chat: Chat) -> None:
    replies = await chat.begin()
    while replies[-1]["kind"] == "assessment_item":
        replies = await chat.choose(replies[-1], level=2)
    assert len(chat.asked) == len(set(chat.asked)) <= 12
    assert replies[-1]["kind"] == "profile"
    assert replies[-1]["strengths"]
    assert chat.open_question is None
    (done,) = await chat.begin()
    assert "aloittaa alusta" in done["text"]
    anew = await chat.choose(done, label="Aloita alusta")
    assert anew[-1]["progress"]["answered"] == 0


async def test_one_may_stop_at_once_and_still_gets_something(chat: Chat) -> None:
    item = (await chat.begin())[-1]
    (said,) = await chat.choose(item, role="stop")
    assert "huono tulos" in said["text"]
    assert said["choices"]
    assert chat.open_question is None


async def test_all_unknown_is_met_kindly(chat: Chat) -> None:
    replies = await chat.begin()
    while replies[-1]["kind"] == "assessment_item":
        replies = await chat.choose(replies[-1], role="unknown")
    assert "huono tulos" in replies[-1]["text"]


async def test_a_pause_keeps_the_place_and_another_instrument_does_not_lose_it(chat: Chat) -> None:
    item = (await chat.begin())[-1]
    following = (await chat.choose(item, level=1))[-1]
    (paused,) = await chat.choose(following, role="pause")
    assert chat.open_question is None
    assert await chat.item_again() == []
    await chat.begin("digi-ja-kieli")
    await chat.do("pause")
    resumed = await chat.button("start", instrument="arki")
    assert resumed[-1]["progress"]["answered"] == 1
    await chat.do("pause")
    assert (await chat.choose(paused, label="Jatka kartoitusta"))[-1]["kind"] == "assessment_item"


async def test_an_instrument_that_changed_meanwhile_is_told_and_goes_on(app: FastAPI, chat: Chat) -> None:
    await chat.begin()
    await chat.button("answer", level=1, item=chat.item)
    await chat.do("pause")
    async with app.state.database.write() as session:
        row = await session.get(AssessmentRow, (chat.talk.id, "arki"))
        row.version, row.open_item = "older", "arki-poistettu"
    said = await chat.do("resume")
    assert "muutoksia" in said[0]["text"]
    assert said[-1]["kind"] == "assessment_item"


async def test_an_instrument_that_is_gone_is_told(app: FastAPI, chat: Chat) -> None:
    await chat.begin()
    async with app.state.database.write() as session:
        row = await session.get(AssessmentRow, (chat.talk.id, "arki"))
        row.instrument = "poistettu"
    (said,) = await chat.do("resume")
    assert "ei enää ole" in said["text"]
    assert (await chat.button("start", instrument="poistettu"))[0]["choices"]


async def test_a_late_press_on_an_earlier_item_changes_that_answer_and_one_on_no_item_changes_nothing(
    chat: Chat,
) -> None:
    item = (await chat.begin())[-1]
    await chat.choose(item, level=0)
    open_now = chat.item
    assert "jo tallessa" in (await chat.choose(item, level=0))[0]["text"]
    await chat.choose(item, role="unknown")
    assert chat.item == open_now
    said = await chat.choose(item, level=3)
    assert "muutin vastauksesi" in said[0]["text"]
    assert chat.item == open_now
    gone = await chat.button("answer", level=2, item="arki-ei-ole")
    assert "ei enää ole" in gone[0]["text"]
    assert chat.item == open_now
    (profile,) = await chat.do("stop")
    assert [competence["level"] for competence in profile["competences"]] == [3]


@pytest.mark.parametrize("verb", ["answer", "skip", "undo", "explain", "pause", "resume", "stop", "profile"])
async def test_every_verb_without_anything_open_is_met_plainly(chat: Chat, verb: str) -> None:
    replies = await (chat.button(verb, level=2) if verb == "answer" else chat.do(verb, "kyllä"))
    assert replies
    assert chat.open_question is None


async def test_telling_finds_competences_with_the_words_that_tell_of_them_and_asks_of_each(
    chat: Chat,
) -> None:
    heard, then = await chat.do("tell", TOLD)
    told = {competence["id"]: competence for competence in heard["competences"]}
    assert set(told) == {"keraily-ja-pakkaus", "trukin-kaytto"}
    for competence in told.values():
        assert competence["evidence"] == [{"text": f"Kerroit: ”{TOLD}”", "source": "told"}]
        assert [choice["role"] for choice in competence["choices"]] == ["right", "not_quite", "remove"]
    assert then["choices"]
    (right,) = await chat.choose(told["trukin-kaytto"], role="right")
    assert "Trukin" in right["text"]
    (asked,) = await chat.choose(told["keraily-ja-pakkaus"], role="not_quite")
    (corrected,) = await chat.choose(asked, level=1)
    assert "Autettuna" in corrected["text"]
    (profile,) = await chat.do("profile")
    levels = {competence["id"]: competence["level"] for competence in profile["competences"]}
    assert levels == {"trukin-kaytto": 2, "keraily-ja-pakkaus": 1}


async def test_what_is_removed_stays_away_until_it_is_told_anew(chat: Chat) -> None:
    heard, _ = await chat.do("tell", TOLD)
    await chat.choose(heard["competences"][0], role="remove")
    (profile,) = await chat.do("profile")
    removed = heard["competences"][0]["id"]
    assert removed not in [competence["id"] for competence in profile["competences"]]
    gone = await chat.button("judge", competence=removed, judgement="right")
    assert "ei ole" in gone[0]["text"]
    again, _ = await chat.do("tell", TOLD)
    assert [competence["id"] for competence in again["competences"]] == [removed]


async def test_telling_first_leads_to_items_about_what_was_told(chat: Chat) -> None:
    replies = await chat.begin("tyossa-tehtya")
    assert chat.open_question == {"kind": "telling", "instrument": "tyossa-tehtya"}
    assert "Kerro omin sanoin" in replies[-1]["text"]
    heard, item = await chat.do("tell", TOLD)
    assert len(heard["competences"]) == 2
    assert (
        item["item"]["id"] in ("tehty-trukin-kaytto", "tehty-trukki", "tehty-keraily")
        or chat.open_question["kind"] == "item"
    )


async def test_a_telling_that_is_not_understood_is_asked_for_once_more_and_then_items_come(chat: Chat) -> None:
    await chat.begin("tyossa-tehtya")
    (once_more,) = await chat.do("tell", "kaikenlaista")
    assert "Kerro vielä" in once_more["text"]
    assert chat.open_question == {"kind": "telling", "instrument": "tyossa-tehtya"}
    then = await chat.do("tell", "no en tiedä")
    assert then[-1]["kind"] == "assessment_item"


async def test_a_field_is_asked_for_and_a_field_without_studies_is_told(chat: Chat) -> None:
    replies = await chat.begin("ala")
    assert chat.open_question == {"kind": "field", "instrument": "ala"}
    assert replies[-1]["choices"]
    nothing = await chat.do("tell", "kvanttifysiikka")
    assert "ei löytynyt" in nothing[0]["text"]
    items = await chat.do("tell", "siivous")
    assert items[-1]["kind"] == "assessment_item"
    while items[-1]["kind"] == "assessment_item":
        items = await chat.choose(items[-1], level=2)
    assert items[-1]["competences"]


async def test_the_same_call_again_says_the_same_and_counts_once(chat: Chat) -> None:
    item = (await chat.begin())[-1]["item"]["id"]
    turn = {"message_id": f"{chat.talk.id}:9", **pressed(button("answer_item", level=2, item=item))}
    first = (await chat.call(turn)).json()
    assert (await chat.call(turn)).json() == first
    assert first["replies"][-1]["progress"]["answered"] == 1


@pytest.mark.parametrize(
    ("verb", "carried", "kind"),
    [
        ("answer", {"level": 7, "item": None}, "bad-level"),
        ("answer", {"level": "paljon"}, "bad-level"),
        ("judge", {"competence": "x", "judgement": "ehkä"}, "invalid-request"),
        ("judge", {"competence": "x", "judgement": "not_quite", "level": 9}, "bad-level"),
        ("judge", {"competence": "x"}, "invalid-request"),
    ],
)
async def test_a_bad_call_is_named_and_changes_nothing(chat: Chat, verb: str, carried: dict, kind: str) -> None:
    await chat.begin()
    turn = {"message_id": "m", **pressed(button(READS[verb], **carried))}
    assert_problem(await chat.call(turn), 422, kind)
    assert (await chat.item_again())[-1]["progress"]["answered"] == 0


async def test_an_act_that_nobody_knows_is_asked_about_and_changes_nothing(chat: Chat) -> None:
    (*_, item) = await chat.begin()
    unsure, again = await chat.say("lennä", "fly")
    assert unsure["text"] in texts_of("unsure_of_answer")
    assert again == item


async def test_signs_that_no_database_keeps_do_no_harm(chat: Chat) -> None:
    body = {"answers": [], "about": "siivous\x00"}
    assert (await chat.client.post("/api/assessment/ala/next", json=body)).status_code == 200
    heard, _ = await chat.do("tell", "Ajoin trukkia \x00 kyllä.")
    assert heard["competences"]
    assert await chat.press(button("choose_instrument", instrument="ala", about="\x00"))
    await chat.begin("arki")
    assert (await chat.say("joo\x00", LEVELS[2]))[-1]["progress"]["answered"] == 1


async def owner_reads(talk: Talk, **params: Any) -> httpx.Response:
    return await talk.client.get(f"{talk.url}/profile", headers=talk.headers, params=params)


async def test_the_owner_gets_the_profile_as_json_picture_and_paper(chat: Chat) -> None:
    assert_problem(await owner_reads(chat.talk), 404, "no-profile")
    await chat.do("tell", TOLD)
    await chat.begin("arki")
    await chat.button("answer", level=2, item=chat.item)
    found = (await owner_reads(chat.talk)).json()
    assert {competence["id"] for competence in found["competences"]} >= {"trukin-kaytto", "keraily-ja-pakkaus"}
    assert all("address" in competence for competence in found["competences"])
    picture = await owner_reads(chat.talk, format="svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    paper = await owner_reads(chat.talk, format="pdf")
    assert paper.content.startswith(b"%PDF-")
    assert_problem(await owner_reads(chat.talk, format="docx"), 422, "invalid-request")


async def test_a_coach_reads_by_the_link_until_it_ends_or_is_taken_back(app: FastAPI, chat: Chat) -> None:
    url, headers = f"{chat.talk.url}/profile/share", chat.talk.headers
    assert_problem(await chat.client.post(url, json={}, headers=headers), 404, "no-profile")
    await chat.do("tell", TOLD)
    shared = (await chat.client.post(url, json={"days": 3}, headers=headers)).json()
    read = await chat.client.get(f"/api/shared-profiles/{shared['code']}")
    assert "opiskelijavalintaa varten" in read.json()["note"]
    assert read.json()["until"] == shared["until"]
    assert (await chat.client.get(shared["link"])).content.startswith(b"%PDF-")
    assert_problem(await chat.client.get("/api/shared-profiles/arvaus"), 404, "unknown-share")
    assert (await chat.client.delete(url, headers=headers)).status_code == 204
    assert_problem(await chat.client.get(f"/api/shared-profiles/{shared['code']}"), 410, "share-ended")
    again = (await chat.client.post(url, json={}, headers=headers)).json()
    async with app.state.database.write() as session:
        (await session.get(ProfileShareRow, chat.talk.id)).until = clock.now() - timedelta(seconds=1)
    assert_problem(await chat.client.get(f"/api/shared-profiles/{again['code']}"), 410, "share-ended")
    assert_problem(await chat.client.post(url, json={"days": 400}, headers=headers), 422, "invalid-request")


async def test_answers_on_readiness_are_shared_only_if_chosen(chat: Chat) -> None:
    await chat.begin("valmius")
    await chat.button("answer", level=3, item=chat.item)
    await chat.do("stop")
    url = f"{chat.talk.url}/profile/share"
    for readiness, count in ((False, 0), (True, 1)):
        shared = await chat.client.post(url, json={"readiness": readiness}, headers=chat.talk.headers)
        read = (await chat.client.get(f"/api/shared-profiles/{shared.json()['code']}")).json()
        assert len(read["competences"]) == count
        assert ("itse valittu" in read["note"]) is readiness


async def test_reading_shared_profiles_by_guessing_is_limited(client: httpx.AsyncClient) -> None:
    answers = [await client.get(f"/api/shared-profiles/{number}") for number in range(61)]
    assert_problem(answers[-1], 429, "too-many")


async def test_the_whole_talk_about_oneself_is_given_out_and_erased(chat: Chat) -> None:
    heard, _ = await chat.do("tell", TOLD)
    (first,) = await chat.button("start", choose=True)
    await chat.choose(first, label="Olen töissä")
    everything = (await chat.client.get(f"{chat.talk.url}/export", headers=chat.talk.headers)).json()
    assert [note["competence"] for note in everything["competence_notes"]] == [
        competence["id"] for competence in sorted(heard["competences"], key=lambda each: each["id"])
    ]
    assert everything["situation"] == "employed"


async def test_yes_to_what_was_heard_takes_it_all_for_right(chat: Chat) -> None:
    await chat.do("tell", TOLD)
    assert chat.open_question == {"kind": "heard"}
    (said,) = await chat.say("joo", "affirm")
    assert said["text"].startswith("Hyvä, merkitsin muistiin")
    (profile, *_) = await chat.do("profile")
    assert {each["certainty_text"] for each in profile["competences"]} == {"vahvistit tämän itse"}
    assert chat.open_question is None
    assert "tallessa" in (await chat.do("tell", TOLD))[0]["text"]


async def test_an_instrument_is_chosen_in_own_words(chat: Chat) -> None:
    await chat.do("start")
    assert chat.open_question == {"kind": "beginning", "question": "tilanne"}
    await chat.say("oon ollu kauan pois töistä", "nlu_fallback")
    assert chat.open_question == {"kind": "beginning", "question": "mista-pitkaan"}
    assert (await chat.say("maksaako tämä", "out_of_scope"))[0]["text"] in texts_of("out_of_scope")
    assert chat.open_question == {"kind": "beginning", "question": "mista-pitkaan"}
    await chat.say("arjen taidot", "find_unit")
    assert (chat.open_question["kind"], chat.open_question["instrument"]) == ("item", "arki")


async def test_a_choosing_question_that_is_gone_hears_nothing(app: FastAPI, chat: Chat) -> None:
    await chat.do("start")
    gone = {"kind": "beginning", "question": "poistettu"}
    async with app.state.database.write() as session:
        (await session.get(DialogueRow, chat.talk.id)).asked = gone
    assert (await chat.say("arjen taidot", "out_of_scope"))[0]["text"] in texts_of("out_of_scope")
    assert chat.open_question == gone
