"""What is told, thrown back or turned down without a question; and work itself, where no course is asked for."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.suggestions.wording import tell
from tests.support.talk import Talk
from tests.support.turns import Dialogue, labels, meanings, payload_of, texts_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

PAGE = "tyomarkkinatori.fi"


@pytest.fixture
def dialogue(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Dialogue:
    return Dialogue(app, client, talk)


def spoken(replies: list[dict[str, Any]]) -> str:
    return "\n".join(str(reply["text"]) for reply in replies)


def opens(replies: list[dict[str, Any]], saying: str) -> bool:
    return str(replies[0]["text"]).startswith(tuple(texts_of(saying)))


@pytest.mark.parametrize(
    "text", ["tarviin duunia ja heti", "minä haluan työ, ei kurssi", "mistä niitä paikkoja löytyy"]
)
@pytest.mark.parametrize("intent", ["seek_work", "find_unit", "ask_recommendation"])
async def test_who_looks_for_work_itself_is_shown_no_course(dialogue: Dialogue, text: str, intent: str) -> None:
    replies = await dialogue.say(text, intent)
    assert not any("cards" in reply for reply in replies)
    assert spoken(replies) == tell("work_unknown")
    assert dialogue.open_question == {"kind": "work"}


@pytest.mark.parametrize(
    ("text", "intent", "is_of_benefits"),
    [
        ("mihin aikaan kela aukeaa", "out_of_scope", False),
        ("pitääkö kelalle ilmoittaa ennen hakua", "info_next_steps", True),
    ],
)
async def test_when_an_office_is_open_is_no_question_of_a_benefit(
    dialogue: Dialogue, text: str, intent: str, is_of_benefits: bool
) -> None:
    replies = await dialogue.say(text, intent)
    assert any("Olen alle 25" in labels(reply) for reply in replies) is is_of_benefits


async def test_what_one_has_done_is_looked_for_by_its_name_and_then_it_is_told_what_to_say(dialogue: Dialogue) -> None:
    await dialogue.say("etsin töitä", "seek_work")
    (where,) = await dialogue.say("olin varastolla töissä viis vuotta", "tell_experience")
    assert "varastotyöntekijä" in where["text"]
    assert PAGE in where["text"]
    (what,) = await dialogue.press(payload_of(where, tell("work_call_ask")))
    assert "varastotyöntekijä" in what["text"]
    assert PAGE not in what["text"]
    (others,) = await dialogue.say("no mistä sitä työtä löytyy", "seek_work")
    assert "varastotyöntekijä" not in others["text"], "what was named is not named again while others are near"


async def test_when_all_is_said_of_work_a_person_is_the_better_answer(dialogue: Dialogue) -> None:
    for text in ("haen varastotyöntekijän töitä", "haen varastotyöntekijän töitä taas"):
        await dialogue.say(text, "seek_work")
    (person,) = await dialogue.say("haen varastotyöntekijän töitä yhä", "seek_work")
    assert person["text"] == tell("work_person")


async def test_a_trade_that_the_body_forbids_is_named_with_what_is_against_it_and_never_offered(
    dialogue: Dialogue,
) -> None:
    await dialogue.say("olin kirvesmies 20 vuotta", "tell_experience")
    await dialogue.say("selkä on rikki enkä voi nostaa", "tell_limit")
    (near,) = await dialogue.say("mitä työtä voisin hakea", "seek_work")
    assert "kirvesmies" not in near["text"]
    assert "puuseppä" not in near["text"]
    (named,) = await dialogue.say("haen muuttomiehen töitä", "seek_work")
    assert "ei nostamista" in named["text"]


async def test_who_wants_no_studies_is_told_none_by_a_worry_or_a_recommendation(dialogue: Dialogue) -> None:
    await dialogue.say("olin siivoojana kolme vuotta", "tell_experience")
    await dialogue.say("en halua mitään kursseja, haluan töitä", "seek_work")
    for text, intent in (("mikä mulle sopis", "ask_recommendation"), ("mulla ei oo tietokonetta", "myth_digital")):
        replies = await dialogue.say(text, intent)
        assert not any("cards" in reply for reply in replies), intent
        assert "opisk" not in spoken(replies).lower(), intent


async def test_a_field_that_is_wished_for_is_shown_with_a_word_on_openings(dialogue: Dialogue) -> None:
    cards, hint = await dialogue.say("haluaisin siivoojaksi", "seek_work")
    assert cards["cards"]
    assert "siivooja" in hint["text"]
    assert PAGE in hint["text"]


async def test_what_was_misheard_is_owned_and_not_shown_again(dialogue: Dialogue) -> None:
    (shown, *_) = await dialogue.say("siivouskursseja", "find_unit")
    replies = await dialogue.say("en mä tollasta pyytäny", "not_heard")
    assert opens(replies, "misheard")
    assert labels(replies[0])
    (later, *_) = await dialogue.say("siivouskursseja", "find_unit")
    assert not {card["id"] for card in shown["cards"]} & {card["id"] for card in later["cards"]}


async def test_who_asks_again_what_was_not_answered_is_answered_of_the_same_course(dialogue: Dialogue) -> None:
    (shown, *_) = await dialogue.say("siivouskursseja", "find_unit")
    owned, told = await dialogue.say("et vastannu, paljonko ne maksaa", "not_heard", "ask_details")
    assert owned["text"] in texts_of("misheard_beside")
    assert any(card["name"] in told["text"] for card in shown["cards"])


async def test_misheard_twice_in_a_row_a_person_is_offered(dialogue: Dialogue) -> None:
    await dialogue.say("moi", "greet")
    await dialogue.say("et sä ymmärrä", "not_heard")
    replies = await dialogue.say("väärin taas", "not_heard")
    assert opens(replies, "offer_person_after_misunderstanding")
    assert dialogue.open_question == {"kind": "person"}


async def test_misheard_who_asked_for_work_is_answered_of_work(dialogue: Dialogue) -> None:
    await dialogue.say("siivousta", "find_unit")
    replies = await dialogue.say("mä kysyin töistä, en kursseista", "not_heard")
    assert opens(replies, "misheard_beside")
    assert not any("cards" in reply for reply in replies)


async def test_what_is_turned_down_by_name_is_not_offered_again_and_what_instead_is_asked(dialogue: Dialogue) -> None:
    (shown, *_) = await dialogue.say("hoiva-ala", "find_unit")
    refused, *_ = shown["cards"]
    replies = await dialogue.say(f"{refused['name']}? en todellakaan", "reject")
    assert refused["name"] in spoken(replies)
    assert tell("what_instead") in spoken(replies)
    (later, *_) = await dialogue.say("näytä muita", "ask_more")
    assert refused["id"] not in {card["id"] for card in later.get("cards", [])}


async def test_the_name_of_what_was_shown_thrown_back_is_no_wish(dialogue: Dialogue) -> None:
    (shown, *_) = await dialogue.say("hitsausta", "find_unit")
    replies = await dialogue.say("hitsaus?? mä oon ompelija", "find_unit")
    assert not any("cards" in reply for reply in replies)
    assert shown["cards"][0]["name"] in spoken(replies)


async def test_nothing_can_be_turned_down_before_anything_was_said(dialogue: Dialogue) -> None:
    (found, *_) = await dialogue.say("puutarhatöitä, en mitään kaukana", "reject", ranking=["reject", "find_unit"])
    assert not opens([found], "rejected")


async def test_what_one_tells_of_life_is_met_and_one_question_on_is_asked(dialogue: Dialogue) -> None:
    (easy,) = await dialogue.say("pelaan lähinnä öisin", "tell_life")
    assert easy["text"].startswith(tuple(texts_of("listened")))
    assert easy["text"].endswith("?")
    (hard,) = await dialogue.say("mies on sairas ja oon ihan väsynyt", "tell_life")
    assert hard["text"].startswith(tuple(texts_of("listened_hard")))


async def test_the_question_on_goes_by_what_is_known(dialogue: Dialogue) -> None:
    await dialogue.say("oon kokki", "tell_experience")
    (of_trade,) = await dialogue.say("semmosta se on", "tell_life")
    assert "kokki" in of_trade["text"] or "työ" in of_trade["text"]
    await dialogue.say("siivouskurssi", "find_unit")
    (of_cards,) = await dialogue.say("jännittää vähän", "tell_life")
    assert "Miten haen?" in labels(of_cards)


async def test_a_greeting_with_a_story_is_no_mere_greeting(dialogue: Dialogue) -> None:
    greeting, noted = await dialogue.say("moi, oon 58 ja ompelija", "greet", "tell_age")
    assert greeting["text"] in texts_of("greet_beside")
    assert "58" in noted["text"]


async def test_a_limit_that_is_none_is_lifted_and_said(dialogue: Dialogue) -> None:
    await dialogue.say("en voi ajaa", "tell_limit")
    replies = await dialogue.say("eikai nyt ajamista kielletty, kyllä mä ajaa voin", "correct")
    assert "ei ajamista" in replies[0]["text"]
    picture = await dialogue.talk.client.get(f"{dialogue.talk.url}/person", headers=dialogue.talk.headers)
    assert not [fact for fact in picture.json()["facts"] if fact["kind"] == "limit"]


async def test_a_trade_that_no_course_leads_to_is_told_of_by_what_it_asks(dialogue: Dialogue) -> None:
    await dialogue.say("maalauskursseja", "find_unit")
    (told,) = await dialogue.say("taksinkuljettaja, mitä siihen tarvitaan", "ask_details")
    assert "B-ajokortti" in told["text"]
    assert not told.get("about")


async def test_a_button_of_what_helps_leads_on(dialogue: Dialogue) -> None:
    (asked,) = await dialogue.say("no niin", "tell_life")
    work = next(each for each in meanings(asked) if each["intent"] == "seek_work")
    (reply,) = await dialogue.press(work)
    assert reply["text"] == tell("work_unknown")


async def test_a_work_that_is_told_twice_in_a_message_is_kept_once_with_its_years(dialogue: Dialogue) -> None:
    await dialogue.say("minä on kokki. 6 vuotta kokki Iran ja Turkki", "tell_experience")
    picture = await dialogue.talk.client.get(f"{dialogue.talk.url}/person", headers=dialogue.talk.headers)
    works = [fact["value"] for fact in picture.json()["facts"] if fact["kind"] == "work"]
    assert [(work["occupation"], work["years"]) for work in works] == [("kokki", 6)]
