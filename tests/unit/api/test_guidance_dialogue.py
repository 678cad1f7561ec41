from datetime import date

import pytest

from api.guidance.model import (
    HelpAsked,
    Helped,
    Met,
    Speaker,
    Variant,
    WorryState,
    asks_first,
    asks_whether_it_helped,
    most_pressing,
    offers_of,
    variant_of,
    worry_state_of,
)
from api.platform.replies import Asked
from tests.support.guidance import JARGON, QUESTION, card

PHRASES = {
    "person_again_0": "Ihminen?",
    "person_again_1": "Entä ihminen?",
    "second_worry": "Toinen asia.",
    "overdue": "Vanha tieto. Kysy: {decides}.",
    "overdue_easy": "Vanha tieto.",
    "needs_review": "Tarkista vielä: {decides}.",
    "needs_review_easy": "Tarkista vielä.",
}
TODAY = date(2026, 12, 1)
ONCE, TWICE = Met(1, Variant.FULL), Met(2, Variant.OTHER_WORDS)
UNSURE = {"certainty": "partly", "needs_review": True}


def said(variant: Variant, met: Met = Met(), day: date = TODAY, option: str | None = None, **changes: object):
    spoken = card(**changes)
    return Speaker(PHRASES, JARGON, day).say(spoken, variant, met, spoken.option(option))


def asks(
    variant: Variant = Variant.FULL, met: Met = Met(), asked: Asked | None = None, item_open=False, before=(), **changes
):
    return asks_whether_it_helped(card(**changes), variant, met, asked, item_open, before)


def test_a_worry_is_answered_in_full_then_in_other_words_then_by_offering_a_person() -> None:
    met = [Met(), ONCE, TWICE, Met(7, Variant.PERSON)]
    assert [variant_of(card(), each, None) for each in met] == [
        Variant.FULL,
        Variant.OTHER_WORDS,
        Variant.PERSON,
        Variant.PERSON,
    ]


def test_the_worry_comes_first_then_how_it_is_then_a_small_step() -> None:
    assert said(Variant.FULL).text == "Ensin kuulen. Opetus on yleensä maksutonta.\n\nKatso opintoja."
    assert said(Variant.FULL).easy == "Opetus ei yleensä maksa."


def test_said_again_not_one_sentence_of_it_is_the_same_but_the_step() -> None:
    assert said(Variant.OTHER_WORDS, ONCE).text.startswith("Sitten kuulen. Opetuksesta ei yleensä makseta.")
    assert said(Variant.PERSON, TWICE).text == "Taas kuulen. Ihminen?"


def test_a_card_that_depends_on_the_person_asks_first_and_only_once() -> None:
    asking = card(asks_first=QUESTION)
    assert asks_first(asking, Met(), None, item_open=False)
    assert not asks_first(asking, Met(said=Variant.QUESTION), None, item_open=False)
    assert not asks_first(asking, Met(), "alle-25", item_open=False)
    assert not asks_first(asking, Met(), None, item_open=True)
    assert not asks_first(card(), Met(), None, item_open=False)


def test_an_option_gets_its_own_answer_and_skipping_the_general_one() -> None:
    asked = Met(said=Variant.QUESTION)
    own = said(Variant.FULL, asked, option="alle-25", asks_first=QUESTION)
    assert own.text == "Nuorelle on omat reitit.\n\nKatso opintoja."
    assert own.easy == "Nuorelle on omaa."
    skipped = said(Variant.FULL, asked, option="skip", asks_first=QUESTION)
    assert skipped.text == "Opetus on yleensä maksutonta.\n\nKatso opintoja."


def test_a_card_past_its_day_still_answers_and_tells_to_check() -> None:
    late = said(Variant.FULL, day=date(2028, 1, 1))
    assert late.text.startswith("Ensin kuulen. Opetus on yleensä maksutonta.")
    assert "Vanha tieto. Kysy: Oppilaitos." in late.text
    assert late.easy.endswith("Vanha tieto.")


def test_what_must_be_checked_is_said_to_be_so_once() -> None:
    assert "Tarkista vielä: Oppilaitos." in said(Variant.FULL, **UNSURE).text
    itself = said(Variant.FULL, answer="Tarkista hinta.", easy="Tarkista hinta.", **UNSURE)
    assert "Tarkista vielä" not in itself.text + itself.easy


@pytest.mark.parametrize("variant", [Variant.FULL, Variant.OTHER_WORDS])
def test_what_to_ask_before_beginning_is_said_of_benefits(variant: Variant) -> None:
    assert "Kysy ensin." in said(variant, topic="benefits", ask_before="Kysy ensin.").text


def test_it_is_asked_once_whether_it_helped() -> None:
    assert asks()
    assert not asks(met=Met(1, Variant.FULL, was_asked=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"item_open": True},
        {"asked": HelpAsked("myth_too_old")},
        {"before": ["distress"]},
        {"kind": "matter", "ask_helped": False},
        {"kind": "info"},
        {"ask_helped": False},
        {"variant": Variant.PERSON},
        {"variant": Variant.QUESTION},
    ],
)
def test_it_is_not_asked_whether_it_helped(changes: dict) -> None:
    assert not asks(**changes)


def test_for_a_matter_a_person_is_offered_first_and_no_course() -> None:
    matter = card("money_worry", kind="matter", ask_helped=False, offers=["find_unit", "info_badges"])
    assert offers_of(matter, Variant.FULL, ()) == ["request_human", "info_badges"]


def test_whose_work_ability_is_unknown_is_pushed_to_no_course_afterwards() -> None:
    assert offers_of(card(), Variant.FULL, ()) == ["find_unit", "request_human"]
    assert offers_of(card(), Variant.FULL, ["work_ability_unknown"]) == ["request_human"]
    only_courses = card(offers=["find_unit", "find_badge"])
    assert offers_of(only_courses, Variant.FULL, ["work_ability_unknown"]) == ["request_human"]


def test_when_words_have_run_out_a_person_is_the_first_offer() -> None:
    assert offers_of(card(offers=["find_unit"]), Variant.PERSON, ()) == ["request_human", "find_unit"]


def test_of_many_meanings_two_are_answered_a_matter_before_a_worry() -> None:
    cost, old = card("myth_cost"), card("myth_too_old")
    money = card("money_worry", kind="matter", ask_helped=False)
    known = {each.key: each for each in (cost, old, money)}
    assert most_pressing(["myth_cost", "greet", "myth_too_old", "myth_cost"], known) == [cost, old]
    assert most_pressing(["myth_cost", "myth_too_old", "money_worry"], known) == [money, cost]


@pytest.mark.parametrize(
    ("met", "standing"),
    [
        (ONCE, WorryState.CAME_UP),
        (TWICE, WorryState.REMAINS),
        (Met(1, Variant.FULL, Helped.NO), WorryState.REMAINS),
        (Met(1, Variant.FULL, Helped.LITTLE), WorryState.REMAINS),
        (Met(2, Variant.FULL, Helped.YES), WorryState.HELPED),
    ],
)
def test_a_worry_remains_until_the_person_says_that_it_helped(met: Met, standing: WorryState) -> None:
    assert worry_state_of(met) is standing
