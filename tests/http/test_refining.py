"""What was looked for, narrowed and put right by what is said next; and the first step towards what was shown."""

import httpx
import pytest
from fastapi import FastAPI

from finnish.texts import texts
from tests.support.talk import Talk
from tests.support.turns import Dialogue, meanings, texts_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only


class Seeker(Dialogue):
    """One who looks for studies, and then for rather something else."""

    async def looks(self, text: str, intent: str = "find_unit") -> dict:
        """The cards that are shown, or what is said in their stead."""
        return (await self.say(text, intent))[0]

    async def refines(self, text: str) -> dict:
        return await self.looks(text, "refine_search")


@pytest.fixture
def seeker(app: FastAPI, client: httpx.AsyncClient, talk: Talk) -> Seeker:
    return Seeker(app, client, talk)


def keys(reply: dict) -> list[str]:
    return [card["id"] for card in reply["cards"]]


def places(reply: dict) -> set[str]:
    return {card["place"] for card in reply["cards"]}


@pytest.mark.parametrize("place", ["tampereella", "mut Tampereelta", "se pitäis olla Tampereella"])
async def test_a_place_narrows_what_was_looked_for(seeker: Seeker, place: str) -> None:
    before = await seeker.looks("hoiva-ala")
    reply = await seeker.refines(place)
    assert places(before) != places(reply) == {"Tampere"}
    assert 0 < reply["total"] < before["total"]
    assert keys(reply) == keys(await seeker.looks("hoiva-ala tampereella"))


async def test_another_place_takes_the_stead_of_the_one_before_and_the_subject_stays(seeker: Seeker) -> None:
    await seeker.looks("siivous")
    await seeker.refines("tampereella")
    reply = await seeker.refines("eiku nokialla")
    assert places(reply) == {"Nokia"}
    assert keys(reply) == keys(await seeker.looks("siivous nokialla"))


async def test_a_place_that_has_none_of_it_is_said_so_and_the_rest_shown(seeker: Seeker) -> None:
    before = await seeker.looks("kauppa")
    reply = await seeker.refines("orivedellä")
    assert reply["text"] == "Paikasta Orivesi en löytänyt tällaista, mutta muualta löytyi. Lähin on ensin."
    assert reply["total"] == before["total"]
    assert reply["cards"][0]["place"] == "Kangasala"


async def test_another_subject_is_looked_for_by_itself(seeker: Seeker) -> None:
    await seeker.looks("siivous nokialla")
    assert keys(await seeker.refines("hoiva-ala")) == keys(await seeker.looks("hoiva-ala"))


async def test_without_an_earlier_search_what_narrows_is_looked_for_as_it_is(seeker: Seeker) -> None:
    assert places(await seeker.refines("nokialla")) == {"Nokia"}


async def test_a_time_of_day_narrows_to_what_is_marked_with_it(seeker: Seeker) -> None:
    before = await seeker.looks("siivous")
    reply = await seeker.refines("illalla")
    assert 0 < reply["total"] < before["total"]
    assert "siivous-hybridi" in keys(reply)
    assert texts("courses")["let_go_time"] not in reply["text"]


async def test_another_time_takes_the_stead_of_the_one_before(seeker: Seeker) -> None:
    await seeker.looks("hoiva-ala")
    evenings = keys(await seeker.refines("iltaisin"))
    weekends = keys(await seeker.refines("tai viikonloppuisin"))
    assert weekends == keys(await seeker.looks("hoiva-ala viikonloppuisin"))
    assert weekends != evenings


async def test_where_nothing_tells_of_that_time_it_is_said_and_all_are_shown(seeker: Seeker) -> None:
    before = await seeker.looks("rakennus nokialla")
    reply = await seeker.refines("illalla")
    assert reply["text"] == texts("courses")["let_go_time"]
    assert keys(reply) == keys(before)


async def test_the_first_step_is_to_apply_for_what_is_talked_of(seeker: Seeker) -> None:
    cards = (await seeker.looks("hoiva-ala"))["cards"]
    for text, card in (("mitä mun pitäs tehdä ekana", cards[0]), ("no entä siihen tokaan", cards[1])):
        (reply,) = await seeker.say(text, "ask_next_step")
        assert f"Mitä: Kysy ja hae opintoon {card['name']}." in reply["text"]
        assert reply["text"].endswith(texts("courses")["next_step_benefits"])
        assert reply["about"] == [card["id"]]
        assert [each["intent"] for each in meanings(reply)] == [
            "agree_step", "decline_step", "myth_benefits", "request_callback", "request_human",
        ]  # fmt: skip


async def test_the_first_step_is_a_person_when_no_course_has_come_up(seeker: Seeker) -> None:
    (reply,) = await seeker.say("mitä mun pitäs tehdä ekana", "ask_next_step")
    assert reply["text"].endswith(tuple(texts_of("next_step")))
    assert seeker.open_question is not None
    assert seeker.open_question["kind"] == "step"
