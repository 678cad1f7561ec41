"""What is counted of a played talk, on exchanges that are written here."""

import re
from random import Random
from typing import Any

import pytest

from tests.talks.holding import Answer
from tests.talks.played.counting import Counts, count
from tests.talks.played.people import ENDING, TURNS, Act, Exchange, Person, Question, Talker, Told, Way, people, ways

PLACE = Told(about="place", say=("asun nokialla",), kept="nokia")
NO_CLEANING = Told(about="exclusion", say=("ei siivousta",), kept="siivo", never="siivo")
WHERE = Question(about="place", asked="missä asut", say=("en sano",))
ANNE = Person(name="Anne", life="", joins=0, openings=[""], wish=Way(say=("x",)), facts=[], refines=[], moves=[])
TELLS = Act("tell", "asun nokialla", told=PLACE, about="place")
ASKS = Act("price", "mitä maksaa", answered=re.compile("€|maksu"))


def exchange(act: Act, text: str, facts: tuple[str, ...] = (), agreed: Any = None, **body: Any) -> Exchange:
    message = {"author": "bot", "body": {"text": text, **body}}
    known = [{"kind": "place", "value": fact, "label": fact, "words": fact} for fact in facts]
    return Exchange([act], Answer([message], "bot", {"facts": known, "agreed": agreed}), act.text)


def counted(*exchanges: Exchange, person: Person = ANNE) -> Counts:
    return count(person, exchanges, [WHERE])


def test_a_fact_is_kept_when_it_stands_in_the_picture_at_the_end() -> None:
    assert counted(exchange(TELLS, "Selvä."), exchange(ASKS, "5 €", ("nokia",))).lost == []
    assert counted(exchange(TELLS, "Selvä.", ("nokia",)), exchange(ASKS, "5 €")).lost == ["place: asun nokialla"]


def test_what_was_told_is_not_to_be_asked() -> None:
    assert counted(exchange(TELLS, "Selvä. Missä asut?")).asked_twice == ["1: place"]
    assert counted(exchange(ASKS, "5 €. Missä asut?"), exchange(TELLS, "Selvä.")).asked_twice == []
    assert counted(exchange(TELLS, "Kerroit jo, missä asut.")).asked_twice == []


def test_a_card_that_goes_against_what_was_told_is_counted_from_that_answer_on() -> None:
    cards = [{"name": "Siivoustyö"}]
    refused = Act("tell", "ei siivousta", told=NO_CLEANING, about="exclusion")
    shown = counted(exchange(ASKS, "5 €", cards=cards), exchange(refused, "Tässä.", cards=cards))
    assert shown.must_nots == ["2: Siivoustyö"]


@pytest.mark.parametrize(
    ("text", "answered"), [("Se maksaa 5 €.", True), ("Hei!", False), ("En osaa vastata €", False)]
)
def test_an_act_is_answered_by_what_an_answer_to_it_has(text: str, answered: bool) -> None:
    assert (counted(exchange(ASKS, text)).unanswered == []) is answered


def test_the_same_text_again_is_counted_save_for_what_has_one_approved_wording() -> None:
    twice = [exchange(ASKS, "Se on maksuton."), exchange(ASKS, "Se on maksuton.")]
    assert counted(*twice).repeated == ["2: Se on maksuton."]
    assert counted(*[exchange(ASKS, "Tuki on harkinnanvarainen, maksu", source={})] * 2).repeated == []


def test_a_talk_ends_well_with_a_step_or_for_who_wants_none_with_a_no_that_is_taken() -> None:
    refuses = Act("not_now", "en nyt")
    looks_around = ANNE.model_copy(update={"wants_step": False})
    assert counted(exchange(ASKS, "5 €"), exchange(ASKS, "5 €", agreed={"who": "opo"})).ended == 2
    assert counted(exchange(refuses, "Selvä, palaa kun sopii.")).ended is None
    assert counted(exchange(refuses, "Selvä, palaa kun sopii."), person=looks_around).ended == 1
    assert counted(exchange(refuses, "Siihen en osaa vastata."), person=looks_around).ended is None


@pytest.mark.parametrize("person", people(), ids=lambda person: person.name)
def test_a_person_tells_all_the_facts_before_the_end_and_then_asks_for_a_step(person: Person) -> None:
    talker = Talker(person, ways(), Random(1))
    said = [talker.next(turn, Answer([], "bot")) for turn in range(1, TURNS + 1)]
    assert {act.about for acts in said for act in acts if act.told} == {fact.about for fact in person.facts}
    assert said[ENDING - 1][0].name == "step"


def test_the_same_seed_makes_the_same_person_say_the_same() -> None:
    def said(seed: int) -> list[str]:
        talker = Talker(people()[0], ways(), Random(seed))
        return [talker.words(turn, talker.next(turn, None)) for turn in range(1, TURNS + 1)]

    assert said(1) == said(1) != said(2)
