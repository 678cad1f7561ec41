"""A message that does several things at once is answered whole, each in short; what has no room is named and kept."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from finnish.texts import texts
from tests.support.talk import Talk
from tests.support.turns import Dialogue, labels, meanings, texts_of, turn_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def dialogue(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Dialogue:
    return Dialogue(app, client, talk)


async def says(dialogue: Dialogue, *parts: tuple[str, str]) -> list[dict[str, Any]]:
    """A message of parts, each with what it was read as."""
    text, acts = "", []
    for said, intent in parts:
        acts.append({"intent": intent, "confidence": 0.9, "from": len(text), "to": len(text) + len(said)})
        text += f"{said}, "
    return await dialogue.take(text, {**turn_of(text, "greet"), "acts": acts})


async def test_a_worry_beside_a_wish_is_met_in_two_sentences_and_the_wish_is_looked_for(dialogue: Dialogue) -> None:
    worry, found = await says(dialogue, ("haluisin hoiva-avustajaks", "find_unit"), ("oon jo 57", "myth_too_old"))
    assert "yläikärajaa" in worry["text"]
    assert len(worry["text"]) < 250
    assert labels(worry) == [texts("guidance")["tell_more"]]
    assert 0 < len(found["cards"]) <= 2
    assert dialogue.open_question is None


async def test_the_rest_of_a_card_is_told_when_it_is_asked_for(dialogue: Dialogue) -> None:
    worry, _ = await says(dialogue, ("haluisin hoiva-avustajaks", "find_unit"), ("oon jo 57", "myth_too_old"))
    whole, *_ = await dialogue.press(meanings(worry)[0])
    assert whole["text"] != worry["text"]
    assert worry["text"] in whole["text"]


async def test_benefits_beside_a_wish_ask_nothing_and_tell_whom_to_ask(dialogue: Dialogue) -> None:
    benefits, found = await says(dialogue, ("siivouskursseja", "find_unit"), ("viekö se tuen", "myth_benefits"))
    assert texts("guidance")["brief_ask"] in benefits["text"]
    assert "?" not in benefits["text"]
    assert found["cards"]


async def test_another_benefit_beside_a_wish_is_met_by_its_own_name(dialogue: Dialogue) -> None:
    wish = ("saan kuntoutustukea ja haluan siivouskurssille", "find_unit")
    benefits, _ = await says(dialogue, wish, ("meneekö tuki", "myth_benefits"))
    assert texts("guidance")["brief_ask"] not in benefits["text"]


async def test_what_is_asked_of_a_course_beside_the_wish_is_told_of_what_was_found(dialogue: Dialogue) -> None:
    found, told = await says(dialogue, ("hitsauskurssia nokialla", "find_unit"), ("paljonko se maksaa", "ask_details"))
    assert all(card["name"] in told["text"] for card in found["cards"])
    assert "euroa" in told["text"] or "maksuton" in told["text"]


async def test_a_question_about_a_course_that_was_not_shown_is_answered_of_the_first_found(dialogue: Dialogue) -> None:
    told, found = await dialogue.say("kauanko trukkikurssi kestää ja mitä se maksaa", "ask_details")
    [card] = found["cards"]
    assert card["name"] in told["text"]
    assert "noin viikon" in told["text"]
    assert "euroa" in told["text"] or "maksuton" in told["text"]
    (again,) = await dialogue.say("milloin se alkaa", "ask_details")
    assert again["about"] == [card["id"]]


async def test_another_course_that_is_named_is_told_of_though_others_are_in_view(dialogue: Dialogue) -> None:
    await dialogue.say("siivouskursseja", "find_unit")
    told, found = await dialogue.say("entä paljonko trukin käyttö maksaa", "ask_details")
    assert found["cards"][0]["name"] in told["text"]
    assert "rukin" in told["text"]


async def test_a_price_with_no_course_is_the_price_of_studying(dialogue: Dialogue) -> None:
    first, *_ = await dialogue.say("paljonko tää maksaa", "ask_details")
    assert "maksutonta" in first["text"]
    assert (await dialogue.say("milloin se alkaa", "ask_details"))[0]["text"] == texts("courses")["nothing_shown"]


async def test_a_wish_in_a_clause_of_its_own_is_looked_for_beside_what_is_told(dialogue: Dialogue) -> None:
    said = await says(dialogue, ("siivosin 12 vuotta, nyt haluun kaupan alalle", "tell_experience"))
    assert said[0]["cards"]
    assert "lyhyttä" not in said[0]["text"]


async def test_what_the_catalogue_does_not_know_is_no_wish(dialogue: Dialogue) -> None:
    (said,) = await says(dialogue, ("mua väsyttää, haluisin xyzzyä", "frustrated"))
    assert "cards" not in said


async def test_what_has_no_room_is_named_and_a_yes_goes_on_to_it(dialogue: Dialogue) -> None:
    parts = [("siivouskurssia", "find_unit"), ("maksaako opiskelu", "myth_cost"), ("viekö se tuen", "myth_benefits")]
    *_, kept = await says(dialogue, *parts, ("mikä on tutkinnon osa", "info_unit"))
    assert '"Mikä on tutkinnon osa?"' in kept["text"]
    assert dialogue.open_question == {"kind": "kept", "intent": "info_unit", "words": "mikä on tutkinnon osa"}
    yes = {**turn_of("joo", "affirm"), "answer": {"kind": "yes", "value": None, "confidence": 0.9}}
    told, *_ = await dialogue.take("joo", yes)
    assert "tutkinnon osa" in told["text"]


@pytest.mark.parametrize(("wanted", "most"), [("ask_shorter", 200), ("ask_easier", 340)])
async def test_the_last_answer_and_all_later_ones_are_said_as_they_are_wanted(
    dialogue: Dialogue, wanted: str, most: int
) -> None:
    whole, _ = await dialogue.say("mitä opiskelu maksaa", "myth_cost")
    heard, short, asked = await dialogue.say("lyhyemmin", wanted)
    assert heard["text"] in texts_of(wanted)
    assert len(short["text"]) <= most < len(whole["text"])
    assert dialogue.open_question == {"kind": "helped", "card": "myth_cost"}
    assert labels(asked)
    later, *_ = await dialogue.say("mikä on tutkinnon osa", "info_unit")
    assert len(later["text"]) <= most


async def test_an_opinion_is_not_had_and_what_was_asked_of_can_be_looked_at(dialogue: Dialogue) -> None:
    (said,) = await dialogue.say("onko siivousala susta hyvä", "ask_opinion")
    assert said["text"] in texts_of("ask_opinion")
    (shown, *_) = await dialogue.press(meanings(said)[0])
    assert shown["cards"]
