"""One turn of the bot: what a message means beside what was asked and shown, and what a turn leaves open."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.conversations.model import Author
from api.conversations.service import Draft, MessageReading, Reply
from api.dialogue.tables import DialogueRow
from api.platform.replies import CourseCards, TextMessage
from tests.support.bot import FakeBot
from tests.support.talk import Talk, Worker
from tests.support.turns import Dialogue, button, labels, meanings, texts_of, turn_of
from tests.support.waiting import eventually

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

NEAR_A_CARD = ("out_of_scope", "myth_cost", "ask_details")
NEAR_A_SEARCH = ("out_of_scope", "find_unit")
UNSURE = "nlu_fallback"
HELPED = {"kind": "helped", "card": "myth_cost"}
TELLING = {"kind": "telling", "instrument": "tyossa-tehtya"}


@pytest.fixture
def dialogue(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Dialogue:
    return Dialogue(app, client, talk)


async def open_item(dialogue: Dialogue) -> dict[str, Any]:
    """An item of a self-assessment, asked."""
    (*_, item) = await dialogue.press(button("choose_instrument", instrument="arki"))
    return item


async def show_cards(dialogue: Dialogue) -> list[dict[str, Any]]:
    (shown, *_) = await dialogue.say("hoiva-ala", "find_unit")
    return list(shown["cards"])


def is_said(replies: list[dict[str, Any]], saying: str) -> bool:
    """Whether the first reply opens with one of the saying's ways; a question on may come after it."""
    return str(replies[0]["text"]).startswith(tuple(texts_of(saying)))


async def test_a_button_looks_for_its_subject_and_not_for_its_label(dialogue: Dialogue) -> None:
    by_button = await dialogue.press(button("find_unit", subject="siivous"), "Hoiva-ala")
    by_words = await dialogue.say("siivous", "find_unit")
    assert [card["id"] for card in by_button[0]["cards"]] == [card["id"] for card in by_words[0]["cards"]]
    (badges, *_) = await dialogue.press(button("find_badge"))
    assert {card["kind"] for card in badges.get("cards", [])} <= {"badge"}


async def test_a_repeated_message_is_answered_alike_though_its_acts_differ(dialogue: Dialogue) -> None:
    name = {"message_id": f"{dialogue.talk.id}:1"}
    first = (await dialogue.call({**name, **turn_of("maksaa", "myth_cost")})).json()
    assert first["replies"]
    assert (await dialogue.call({**name, **turn_of("moi", "greet")})).json() == first
    other = (await dialogue.call({"message_id": f"{dialogue.talk.id}:2", **turn_of("moi", "greet")})).json()
    assert other["replies"] != first["replies"]


async def test_hours_leave_an_open_question_open(dialogue: Dialogue) -> None:
    item = await open_item(dialogue)
    opened = dialogue.open_question
    hours, again = await dialogue.say("milloin ootte auki", "ask_opening_hours")
    assert hours["choices"]
    assert (again, dialogue.open_question) == (item, opened)


async def test_two_worries_of_one_message_are_answered_together(dialogue: Dialogue) -> None:
    said = await dialogue.say("maksaa ja vie vuosia", "myth_cost", "myth_takes_years")
    alone = await Dialogue(
        dialogue.app, dialogue.client, Talk(dialogue.client, (await dialogue.client.post("/api/conversations")).json())
    ).say("maksaa", "myth_cost")
    assert len(said) == len(alone) + 1
    assert dialogue.open_question == HELPED


async def test_unsure_it_asks_which_of_the_two_likeliest_and_carries_the_own_words(dialogue: Dialogue) -> None:
    ranking = (UNSURE, "greet", "myth_cost", "myth_benefits", "info_badges")
    (asked,) = await dialogue.say("raha", UNSURE, ranking=ranking)
    assert asked["text"] in texts_of("ask_which")
    assert labels(asked) == ["Opiskelun hinta huolettaa", "Menetänkö tukeni, jos opiskelen?", "Ei kumpikaan"]
    assert meanings(asked)[0] == button("myth_cost", subject="raha")
    assert meanings(asked)[-1]["intent"] == UNSURE


async def test_unsure_for_the_second_time_in_a_row_it_offers_a_person(dialogue: Dialogue) -> None:
    assert is_said(await dialogue.say("hm", UNSURE), "unsure")
    assert is_said(await dialogue.say("hm", UNSURE), "offer_person_after_misunderstanding")
    assert dialogue.open_question == {"kind": "person"}
    assert is_said(await dialogue.say("apua", "ask_help"), "help")
    assert is_said(await dialogue.say("hm", UNSURE), "unsure")


@pytest.mark.parametrize("intent", ["affirm", "deny"])
async def test_yes_and_no_answer_whether_it_helped(dialogue: Dialogue, intent: str) -> None:
    await dialogue.say("maksaa liikaa", "myth_cost")
    assert dialogue.open_question == HELPED
    (reply,) = await dialogue.say("joo joo", intent)
    by_button = await same_by_button(dialogue, "yes" if intent == "affirm" else "no")
    assert labels(reply) == labels(by_button)


async def same_by_button(dialogue: Dialogue, answer: str) -> dict[str, Any]:
    """What the button says of the card in a talk of its own."""
    started = (await dialogue.client.post("/api/conversations")).json()
    other = Dialogue(dialogue.app, dialogue.client, Talk(dialogue.client, started))
    await other.say("maksaa liikaa", "myth_cost")
    (reply,) = await other.press(button("hear_whether_it_helped", card="myth_cost", answer=answer))
    return reply


@pytest.mark.parametrize(("intent", "level"), [("affirm", 2), ("deny", 0)])
async def test_yes_and_no_answer_the_open_item(dialogue: Dialogue, intent: str, level: int) -> None:
    await open_item(dialogue)
    (*_, following) = await dialogue.say("no jaa", intent)
    assert following["progress"]["answered"] == 1
    (*_, profile) = await dialogue.press(button("stop_assessment"))
    assert [each["level"] for each in profile.get("competences", [])] == [level]


async def test_yes_to_a_person_that_was_offered_calls_one(dialogue: Dialogue) -> None:
    await dialogue.say("ihan paska", "frustrated")
    await dialogue.say("joo", "affirm")
    assert (await dialogue.talk.read())["state"] == "waiting"


@pytest.mark.parametrize("intent", ["affirm", "deny"])
async def test_yes_and_no_to_nothing_are_met(dialogue: Dialogue, intent: str) -> None:
    assert is_said(await dialogue.say("joo joo", intent), intent)


async def test_the_open_item_comes_back_after_a_question_and_nothing_else_does(dialogue: Dialogue) -> None:
    assert len(await dialogue.say("kiitti", "thank")) == 1
    item = await open_item(dialogue)
    for intent in ("thank", "ask_privacy", "info_badges"):
        (_, *again) = await dialogue.say("kysyn vaan", intent)
        assert again == [item], intent
    assert len(await dialogue.say("moi", "greet")) == 1


async def test_what_has_no_other_words_is_repeated_with_ways_on(dialogue: Dialogue) -> None:
    (reply,) = await dialogue.say("siis mitä", "ask_repeat")
    assert reply["text"] in texts_of("repeat")
    assert reply["choices"]


async def test_anger_is_met_otherwise_the_second_time(dialogue: Dialogue) -> None:
    for saying in ("frustrated", "frustrated_again"):
        assert is_said(await dialogue.say("ihan paska", "frustrated"), saying)
        assert dialogue.open_question == {"kind": "person"}


@pytest.mark.parametrize(
    ("text", "language"),
    [("hello, do you speak English", "en"), ("onks tää ruotsiks", "sv"), ("мне нужна работа", "ru"), ("muu", "any")],
)
async def test_an_answer_in_the_language_of_the_message_or_the_one_asked_for_or_in_all(
    dialogue: Dialogue, text: str, language: str
) -> None:
    assert is_said(await dialogue.say(text, "change_language"), f"language_{language}")


@pytest.mark.parametrize("intent", ["out_of_scope", UNSURE])
async def test_with_a_card_in_view_a_near_question_is_about_the_card(dialogue: Dialogue, intent: str) -> None:
    cards = await show_cards(dialogue)
    (reply,) = await dialogue.say("paljonko se maksaa", intent, ranking=NEAR_A_CARD)
    assert reply["about"] == [card["id"] for card in cards]


async def test_without_a_card_in_view_it_is_not(dialogue: Dialogue) -> None:
    assert is_said(await dialogue.say("paljonko se maksaa", "out_of_scope", ranking=NEAR_A_CARD), "out_of_scope")
    await show_cards(dialogue)
    for _ in range(5):
        await dialogue.say("kiitti", "thank")
    assert is_said(await dialogue.say("paljonko se maksaa", "out_of_scope", ranking=NEAR_A_CARD), "out_of_scope")


async def test_a_worry_about_money_stays_a_worry_beside_a_card(dialogue: Dialogue) -> None:
    await show_cards(dialogue)
    await dialogue.say("ei oo rahaa", "myth_cost", ranking=("myth_cost", "money_worry", "ask_details"))
    assert dialogue.open_question == HELPED


@pytest.mark.parametrize("intent", ["find_unit", "out_of_scope", UNSURE])
@pytest.mark.parametrize(("instrument", "kind"), [("tyossa-tehtya", "telling"), ("ala", "field")])
async def test_what_was_asked_to_be_told_is_taken_for_that(
    dialogue: Dialogue, intent: str, instrument: str, kind: str
) -> None:
    await dialogue.press(button("choose_instrument", instrument=instrument))
    assert dialogue.open_question == {"kind": kind, "instrument": instrument}
    await dialogue.say("varastolla ja trukilla" if kind == "telling" else "siivous", intent)
    assert dialogue.open_question is not None
    assert dialogue.open_question["kind"] == "item"
    assert dialogue.open_question["instrument"] == instrument


@pytest.mark.parametrize("intent", ["out_of_scope", UNSURE])
async def test_a_trade_that_was_never_trained_on_is_looked_for_in_the_catalogue(
    dialogue: Dialogue, intent: str
) -> None:
    (found, *_) = await dialogue.say("etsi siivouksen koulutusta", intent, ranking=NEAR_A_SEARCH)
    assert found["kind"] == "course_cards"
    assert is_said(await dialogue.say("osta maitoa", "out_of_scope", ranking=NEAR_A_SEARCH), "out_of_scope")


@pytest.mark.parametrize("intent", [UNSURE, "out_of_scope", "find_unit", "myth_cost", "deny", "tell_experience"])
async def test_a_choosing_question_takes_what_is_written_whatever_it_sounds_like(
    dialogue: Dialogue, intent: str
) -> None:
    await dialogue.say("mitä mä osaan", "start_assessment")
    assert dialogue.open_question == {"kind": "beginning", "question": "tilanne"}
    await dialogue.say("kauan pois töistä", intent)
    assert dialogue.open_question == {"kind": "beginning", "question": "mista-pitkaan"}


@pytest.mark.parametrize(
    "intent", [UNSURE, "out_of_scope", "find_unit", "myth_too_old", "deny", "skip_item", "ask_details"]
)
async def test_a_cards_own_question_takes_what_is_written_whatever_it_sounds_like(
    dialogue: Dialogue, intent: str
) -> None:
    await dialogue.say("menetänkö tuen", "myth_benefits")
    assert dialogue.open_question == {"kind": "card", "card": "myth_benefits"}
    await dialogue.say("oon 34", intent)
    assert dialogue.open_question != {"kind": "card", "card": "myth_benefits"}
    assert dialogue.open_question is None or dialogue.open_question["card"] == "myth_benefits"


async def test_what_fits_no_option_is_taken_for_what_it_is(dialogue: Dialogue) -> None:
    await dialogue.say("mitä mä osaan", "start_assessment")
    await dialogue.say("maksaako tämä", "myth_cost")
    assert dialogue.open_question == HELPED


async def test_a_button_answers_no_choosing_question_by_its_label(dialogue: Dialogue) -> None:
    (asked,) = await dialogue.say("mitä mä osaan", "start_assessment")
    await dialogue.press(button("myth_cost"), labels(asked)[0])
    assert dialogue.open_question == HELPED


async def test_who_writes_what_a_button_of_the_last_reply_says_means_it(dialogue: Dialogue) -> None:
    await dialogue.say("maksaa liikaa", "myth_cost")
    (reply,) = await dialogue.say("ei", "greet")
    assert labels(reply) == labels(await same_by_button(dialogue, "no"))
    assert is_said(await dialogue.say("vähän", "greet"), "greet"), "an earlier button is not offered any more"


async def test_a_label_that_several_buttons_share_with_other_meanings_is_not_taken_for_one(
    dialogue: Dialogue,
) -> None:
    await show_cards(dialogue)
    assert is_said(await dialogue.say("lisätietoja", "greet"), "greet")


@pytest.mark.parametrize("intent", ["ask_details", "ask_more"])
async def test_in_an_assessment_this_is_the_assessment_unless_a_card_is_in_view(
    dialogue: Dialogue, intent: str
) -> None:
    item = await open_item(dialogue)
    said = await dialogue.say("maksaaks tää mitään", intent)
    assert is_said(said, "about_assessment")
    assert said[1:] == [item]
    await dialogue.store(Draft(CourseCards(text="Löysin.", total=0, cards=()), Author.BOT))
    assert not is_said(await dialogue.say("maksaaks tää mitään", intent), "about_assessment")


async def test_a_reply_that_is_never_shown_leaves_open_what_was_open_before(
    app: FastAPI, client: httpx.AsyncClient, talk: Talk, bot: FakeBot, coach: Worker
) -> None:
    dialogue = Dialogue(app, client, talk)
    await dialogue.say("maksaa liikaa", "myth_cost")
    assert dialogue.open_question == HELPED
    bot.gate.clear()
    await talk.post(client_id="a", text="menetänkö tuen")
    await bot.was_asked.wait()
    (lease,) = bot.asked
    awaited = lease.beside["open_question"]
    assert (awaited["kind"], awaited["about"]) == ("choice", "helped")
    assert [option["label"] for option in awaited["options"]] == ["Kyllä", "Vähän", "Ei"]
    turn = {"message_id": lease.message_id, **turn_of(lease.text, "myth_benefits")}
    said = (await dialogue.call(turn)).json()
    assert said["open_question"] == {"kind": "card", "card": "myth_benefits"}
    await talk.handover(urgent=True)
    await coach.claim_first()
    bot.reply = Reply([TextMessage(text=said["replies"][0]["text"])], MessageReading("myth_benefits", 0.9))
    bot.gate.set()

    async def asked() -> bool:
        async with app.state.database.read() as session:
            row = await session.get(DialogueRow, talk.id)
            return row is not None and row.asked == HELPED

    await eventually(asked)
    assert said["replies"][0]["text"] not in [each["body"]["text"] for each in (await talk.read())["messages"]]


async def test_where_a_talk_has_come_is_given_out_and_erased(dialogue: Dialogue) -> None:
    await dialogue.say("maksaa liikaa", "myth_cost")
    told = (await dialogue.client.get(f"{dialogue.talk.url}/export", headers=dialogue.talk.headers)).json()
    assert told["dialogue"]["asked"] == HELPED
    assert told["dialogue"]["answered_by"] == "myth_cost"
    await dialogue.client.delete(dialogue.talk.url, headers=dialogue.talk.headers)
    async with dialogue.app.state.database.read() as session:
        assert await session.get(DialogueRow, dialogue.talk.id) is None
