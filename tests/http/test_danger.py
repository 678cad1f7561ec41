"""Danger in whatever a person writes: met at once by the service itself, whoever answers."""

import itertools
import re

import httpx
import pytest
from cryptography.fernet import Fernet
from fastapi import FastAPI

from api.handover.seal import Seal
from finnish.danger import LIFE, Danger, Degree
from tests.support.bot import FakeBot
from tests.support.talk import Talk, Worker
from tests.support.turns import Dialogue
from tests.support.waiting import eventually

DIE = "haluan kuolla, en jaksa enää elää"
BEATEN = "mies löi mua taas ja uhkaa tappaa"


async def told(talk: Talk) -> list[dict]:
    return (await talk.read())["messages"]


async def crises(talk: Talk) -> list[dict]:
    return [each for each in await told(talk) if each["body"].get("crisis")]


async def say(talk: Talk, text: str, name: str = "a") -> int:
    answer = await talk.post(client_id=name, text=text)
    assert answer.status_code == 202, answer.text
    return answer.json()["seq"]


async def state(talk: Talk) -> str:
    return (await talk.read())["state"]


async def on_duty(coach: Worker) -> None:
    assert (await coach.post("/api/coach/duty", on=True)).status_code == 200


async def test_danger_gives_numbers_at_once_and_calls_a_person_though_the_bot_is_away(
    talk: Talk, coach: Worker, bot: FakeBot
) -> None:
    bot.away = True
    seq = await say(talk, DIE)
    first, notice, *_ = (await told(talk))[1:]
    assert first["in_reply_to"] == seq
    assert first["body"]["text"].index("112") < 80
    assert [each["number"] for each in first["body"]["numbers"]] == ["112", "09 2525 0111"]
    assert notice["author"] == "system"
    assert notice["body"]["state"] == "waiting"
    assert "112" in notice["body"]["text"]
    assert "hiljaa" not in notice["body"]["text"]
    assert (await coach.queue())[0]["reason"] == "distress"


async def test_the_same_message_again_is_met_once(talk: Talk) -> None:
    await say(talk, DIE)
    await say(talk, DIE)
    assert len(await crises(talk)) == 1


async def test_twice_in_a_minute_no_text_is_said_twice(talk: Talk) -> None:
    for name in "abc":
        await say(talk, DIE, name)
    texts = [each["body"]["text"] for each in await crises(talk)]
    assert len(texts) == 3
    assert all(one != other for one, other in itertools.pairwise(texts))


async def test_the_bot_goes_on_until_a_coach_takes_the_talk(talk: Talk, coach: Worker, bot: FakeBot) -> None:
    await on_duty(coach)
    await say(talk, DIE)
    await say(talk, "oletko siellä", "b")
    await eventually(lambda: _is(len(bot.asked) == 2))
    await coach.claim_first()
    await say(talk, "kuka siellä", "c")
    await eventually(lambda: _is(bool(bot.read_texts)))
    assert len(bot.asked) == 2


async def _is(so: bool) -> bool:
    return so


async def test_violence_offers_to_leave_at_once_and_names_nollalinja(talk: Talk) -> None:
    await say(talk, BEATEN)
    (said,) = await crises(talk)
    assert said["body"]["crisis"] == "violence"
    assert "080 005 005" in said["body"]["text"]


async def test_no_food_and_no_bed_get_the_duty_of_social_services(talk: Talk) -> None:
    await say(talk, "mulla ei oo ruokaa eikä paikkaa missä nukkua ens yönä")
    (said,) = await crises(talk)
    assert said["body"]["crisis"] == "need"
    assert "050 062 5990" in said["body"]["text"]


async def test_beside_a_coach_the_numbers_come_once_and_the_alarm_stays_until_it_is_acknowledged(
    talk: Talk, coach: Worker
) -> None:
    await talk.handover(slip={"summary": "kurssiasia"})
    await coach.claim_first()
    seq = await say(talk, DIE)
    await say(talk, f"{DIE} oikeasti", "b")
    notices = [each for each in await told(talk) if each["author"] == "system" and "112" in each["body"]["text"]]
    assert len([each for each in notices if each["in_reply_to"] == seq]) == 1
    (mine,) = (await coach.room())["yours"]
    assert mine["alarm"]
    assert mine["alarm_words"] == f"{DIE} oikeasti"
    answer = await coach.post(f"/api/coach/conversations/{talk.id}/acknowledge")
    assert answer.status_code == 204
    (mine,) = (await coach.room())["yours"]
    assert not mine["alarm"]
    assert mine["distress_seq"]
    await say(talk, BEATEN, "c")
    assert (await coach.room())["yours"][0]["alarm"]


async def test_the_coach_sees_the_words_that_raised_the_alarm_without_a_consent_and_nothing_before(
    talk: Talk, coach: Worker
) -> None:
    await say(talk, "haen kurssia", "first")
    seq = await say(talk, DIE)
    claimed = await coach.claim_first()
    assert claimed["alarm_words"] == DIE
    seen = (await coach.get(f"/api/coach/conversations/{talk.id}/messages")).json()["messages"]
    assert min(each["seq"] for each in seen) == seq
    page = (await coach.get(f"/coach/keskustelut/{talk.id}")).text
    assert DIE in page
    assert "Kuittaa hälytys" in page


async def test_danger_in_the_slip_is_met(talk: Talk, coach: Worker) -> None:
    await talk.handover(slip={"summary": "", "wants_to_talk": DIE})
    assert len(await crises(talk)) == 1
    assert (await coach.queue())[0]["distress"] is True


async def test_danger_in_the_form_for_a_call_is_met(talk: Talk, app: FastAPI, coach: Worker) -> None:
    app.state.seal = Seal([Fernet.generate_key().decode()])
    body = {"phone": "040 123 4567", "when": "mahdollisimman pian, haluan kuolla"}
    answer = await talk.client.post(f"{talk.url}/callback", json=body, headers=talk.headers)
    assert answer.status_code == 200, answer.text
    assert len(await crises(talk)) == 1
    assert (await coach.queue())[0]["distress"] is True


async def test_danger_opens_a_closed_talk_and_calls_a_person(talk: Talk) -> None:
    await say(talk, "moi", "first")
    await talk.client.post(f"{talk.url}/close", headers=talk.headers)
    await say(talk, DIE)
    assert await state(talk) == "waiting"
    assert len(await crises(talk)) == 1


async def test_while_one_waits_for_a_person_danger_goes_before_all_others(talk: Talk, coach: Worker) -> None:
    await talk.handover(slip={"summary": "kurssiasia"})
    await say(talk, DIE)
    assert len(await crises(talk)) == 1
    assert (await coach.queue())[0]["distress"] is True


async def test_danger_in_a_talk_that_a_coach_began_beside_a_person_is_met_and_alarms_the_coach(
    coach: Worker, client: httpx.AsyncClient
) -> None:
    code = re.search(r'class="code">([^<]+)<', (await coach.press("yhteinen", client_id="a")).text)
    assert code is not None
    person = Talk(client, (await client.post("/api/continue", json={"code": code[1]})).json())
    seq = await say(person, BEATEN)
    met = [each["body"]["text"] for each in await told(person) if each["in_reply_to"] == seq]
    assert len(met) == 1
    assert "080 005 005" in met[0]
    (mine,) = (await coach.room())["yours"]
    assert mine["alarm"]
    assert mine["alarm_words"] == BEATEN


@pytest.fixture
def dialogue(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Dialogue:
    return Dialogue(app, client, talk)


async def test_despair_gets_one_warm_question_and_no_alarm(dialogue: Dialogue) -> None:
    (asked,) = await dialogue.say("en näe enää mitään järkeä missään, itken vaan", "nlu_fallback")
    assert asked["text"].endswith("?")
    assert len(asked["choices"]) == 3
    assert (await dialogue.talk.read())["state"] == "bot"


async def test_danger_that_is_written_under_buttons_instead_of_a_press_is_met(
    dialogue: Dialogue, talk: Talk, coach: Worker
) -> None:
    (asked,) = await dialogue.say("en näe enää mitään järkeä missään, itken vaan", "nlu_fallback")
    assert asked["choices"]
    await say(talk, f"{asked['choices'][-1]['label']}. {DIE}", "own-words")
    assert len(await crises(talk)) == 1
    assert (await coach.queue())[0]["distress"] is True


async def test_calm_after_a_question_is_heard_and_calls_nobody(dialogue: Dialogue) -> None:
    await dialogue.say("en näe enää mitään järkeä missään, itken vaan", "nlu_fallback")
    (said, *_) = await dialogue.say("ei mulla mikään hätä oo, väsyttää vaan", "deny")
    assert "choices" not in said or not said["choices"]
    assert (await dialogue.talk.read())["state"] == "bot"


async def test_words_to_the_helper_do_not_speak_to_them_as_to_the_one_in_danger(dialogue: Dialogue) -> None:
    (said, *_) = await dialogue.say("mun kaveri sanoi että tappaa itsensä, mitä mä teen", "distress")
    assert "hän" in said["text"].lower()
    assert (await dialogue.talk.read())["state"] == "bot"


async def test_what_the_bot_took_for_distress_and_is_none_is_read_anew(dialogue: Dialogue) -> None:
    said = await dialogue.say("haluan lopettaa kaiken keikkatyön ja löytää vakipaikan", "distress")
    assert said
    assert (await dialogue.talk.read())["state"] == "bot"
    assert not any(reply.get("crisis") for reply in said)


async def test_calm_never_cancels_a_sure_alarm_but_undoes_a_false_one(
    dialogue: Dialogue, talk: Talk, coach: Worker
) -> None:
    await say(talk, DIE)
    (sure,) = await dialogue.say("ei mulla mitään hätää ole", "deny")
    assert not sure.get("choices")
    assert (await coach.queue())[0]["distress"] is True


async def test_in_distress_nothing_is_not_understood_and_what_was_said_is_said_again_word_for_word(
    dialogue: Dialogue, talk: Talk
) -> None:
    await say(talk, DIE)
    (first,) = await crises(talk)
    (heard,) = await dialogue.say("asdf qwer", "nlu_fallback")
    assert "ymmär" not in heard["text"]
    (again,) = await dialogue.say("sano uudestaan", "ask_repeat")
    assert again["text"] == first["body"]["text"]


async def test_a_wish_beside_danger_is_met_too(dialogue: Dialogue, talk: Talk) -> None:
    text = "etsin siivousalan kurssia. haluan kuolla."
    await say(talk, text)
    assert len(await crises(talk)) == 1
    acts = [("find_unit", 0, 26), ("distress", 27, len(text))]
    body = {
        "message_id": f"{talk.id}:1",
        "text": text,
        "ranking": ["find_unit"],
        "acts": [{"intent": name, "confidence": 0.9, "from": start, "to": end} for name, start, end in acts],
        "chosen": None,
    }
    replies = (await dialogue.call(body)).json()["replies"]
    assert any(reply["kind"] == "course_cards" for reply in replies)


async def test_danger_in_the_middle_of_an_item_answers_no_item(dialogue: Dialogue, talk: Talk) -> None:
    await dialogue.say("kartoitetaan", "start_assessment")
    await say(talk, DIE)
    replies = await dialogue.say(DIE, "level_not_yet", "distress")
    assert not any(reply["kind"] == "assessment_item" for reply in replies)


class Reads:
    """A reader that reads everything so."""

    def __init__(self, danger: Danger) -> None:
        self.danger = danger

    def read(self, _text: str) -> Danger:
        return self.danger


async def test_what_a_false_alarm_set_in_motion_is_undone_by_a_press(
    app: FastAPI, dialogue: Dialogue, talk: Talk, coach: Worker
) -> None:
    app.state.danger = Reads(Danger(Degree.ACT, LIFE))
    await say(talk, "tää tappaa mut")
    assert await state(talk) == "waiting"
    app.state.danger = Reads(Danger(Degree.CALM))
    (calmed,) = await dialogue.say("siis sanonta vaan", "deny")
    assert [choice["label"] for choice in calmed["choices"]] == ["Peru pyyntö", "Anna ihmisen tulla"]
    await talk.press("Peru pyyntö")
    assert await state(talk) == "bot"
    assert await coach.queue() == []
