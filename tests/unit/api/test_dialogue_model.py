"""The rules of a turn: what is open, what is planned, what a label means, what is in view."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

import pytest

from api.dialogue.model.acts import Act, BadButton, Heard
from api.dialogue.model.labels import written_label
from api.dialogue.model.manner import SHORT, Manner, in_manner
from api.dialogue.model.open_question import KINDS, OpenQuestion, read, written
from api.dialogue.model.plan import plan_for, unheard_question, unheard_wishes
from api.dialogue.model.view import VIEW, cards_in_view
from api.platform.replies import Asked, Meaning
from finnish.clauses import read as clauses_of
from finnish.clauses import shortened
from finnish.lists import words as word_list
from finnish.words import Words

SMALL = frozenset(word_list("answering.txt"))


def asked_of(kind: type[Asked]) -> Asked:
    return kind(**{each.name: f"a {each.name}" for each in fields(kind)})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_open_question_is_read_as_it_was_written(kind: type[Asked]) -> None:
    asked = asked_of(kind)
    stored = written(asked)
    assert stored is not None
    assert stored["kind"] == kind.kind
    assert read(stored) == asked
    assert type(read(stored)) is kind


def test_nothing_open_is_written_and_read_as_nothing() -> None:
    assert written(None) is None
    assert read(None) is None


def test_no_two_open_questions_have_one_name() -> None:
    assert len(KINDS) == len(OpenQuestion.__args__)


def test_a_kind_that_is_not_known_is_not_taken_for_another() -> None:
    with pytest.raises(KeyError):
        read({"kind": "weather"})


ANSWERED = ["distress", "request_human", "request_callback", "find_unit", "find_badge", "refine_search"]
ANSWERED += ["myth_cost", "myth_benefits", "tell_age", "tell_place", "exclude", "correct", "ask_details", "info_unit"]


def acts(*intents: str) -> list[Act]:
    return [Act(intent, 0.9, at, at + 1) for at, intent in enumerate(intents)]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (["find_unit", "myth_cost"], ["myth_cost", "find_unit"]),
        (["find_unit", "request_human"], ["request_human", "find_unit"]),
        (["request_human", "find_unit", "distress"], ["distress", "request_human", "find_unit"]),
        (["request_callback", "request_human"], ["request_callback", "request_human"]),
        (["find_unit", "refine_search"], ["find_unit"]),
        (["tell_age", "myth_cost"], ["myth_cost"]),
        (["tell_age", "tell_place"], ["tell_age"]),
        (["find_unit", "find_badge", "myth_cost", "myth_benefits"], ["myth_cost", "myth_benefits", "find_unit"]),
        (["find_unit", "exclude"], ["find_unit"]),
        (["correct", "find_unit"], ["correct"]),
        (["ask_details", "myth_cost"], ["ask_details"]),
        (["ask_details", "find_unit"], ["find_unit", "ask_details"]),
        (["exclude", "ask_details"], ["ask_details", "exclude"]),
        (["myth_cost", "tell_age", "myth_cost"], ["myth_cost"]),
        (["weather"], ["nlu_fallback"]),
        ([], ["nlu_fallback"]),
    ],
)
def test_safety_is_answered_first_then_a_person_a_worry_and_the_wish(said: list[str], answered: list[str]) -> None:
    heard = Heard("x" * 50, acts(*said))
    assert [act.intent for act in plan_for(heard, ANSWERED).now] == answered


def test_what_has_no_room_waits_and_a_wish_is_not_crowded_out() -> None:
    heard = Heard("x" * 50, acts("myth_cost", "myth_benefits", "info_unit", "find_unit", "request_human"))
    plan = plan_for(heard, ANSWERED)
    assert [act.intent for act in plan.now] == ["request_human", "myth_cost", "myth_benefits", "find_unit"]
    assert [act.intent for act in plan.later] == ["info_unit"]


def test_wishes_of_several_kinds_are_one_wish_of_no_kind() -> None:
    heard = Heard("x" * 50, acts("find_badge", "find_unit"))
    assert [act.intent for act in plan_for(heard, ANSWERED).now] == ["find_unit"]


WISHES_BESIDE = [
    ("siivosin 12 vuotta, nyt haluun kaupan alalle", "tell_experience", "nyt haluun kaupan alalle"),
    ("haluan puutarhuriksi mutta en osaa tietokonetta", "myth_digital", "haluan puutarhuriksi"),
    ("haluisin trukkikortin ja samalla jutella", "request_human", "haluisin trukkikortin ja samalla jutella"),
    ("haluisin hitsata", "find_unit", None),
    ("haluisin hitsata", "out_of_scope", None),
    ("en halua hitsata, maksaako se", "myth_cost", None),
    ("onko siivouskursseja illalla ja lähteekö tuki", "myth_benefits", "onko siivouskursseja illalla"),
    ("onko siivouskurssi maksuton ja lähteekö tuki", "myth_benefits", None),
    ("harkitsen hitsaajan työtä, olen 57", "tell_age", "harkitsen hitsaajan työtä"),
    ("olin hitsarina kuus vuotta", "tell_experience", None),
    ("mun mies haluaa hitsata, se on työtön", "for_another", None),
]


@pytest.mark.parametrize(("text", "read_as", "wish"), WISHES_BESIDE)
def test_a_wish_beside_something_else_is_heard_by_its_clause(
    words: Words, text: str, read_as: str, wish: str | None
) -> None:
    heard = Heard(text, [Act(read_as, 0.9, 0, len(text))])
    found = unheard_wishes(heard, clauses_of(text, words))
    assert [clause.text for clause in found] == ([wish] if wish else [])


ASKED_BESIDE = [
    ("trukkikortti on jo, mitä muuta varastolta löytyy", ["tell_card"], "find_unit", "mitä muuta varastolta löytyy"),
    ("täytän 60, vieläkö kannattaa opetella trukki", ["tell_age"], "myth_too_old", "vieläkö kannattaa opetella trukki"),
    ("asun Nokialla", ["tell_place"], "find_unit", None),
    ("asun Nokialla, paljonko kello on", ["tell_place"], "out_of_scope", None),
    ("trukkikortti on jo, mitä muuta löytyy", ["tell_card", "ask_more"], "find_unit", None),
    ("turha laite, mitä hemmetin roskaa", ["frustrated"], "myth_cannot_learn", None),
    ("turha laite, mitä mää saan siitä", ["frustrated"], "myth_cost", "mitä mää saan siitä"),
]


@pytest.mark.parametrize(("text", "heard_as", "meant", "asked"), ASKED_BESIDE)
def test_a_question_beside_what_one_tells_is_what_the_whole_is_likeliest_to_mean(
    words: Words, text: str, heard_as: list[str], meant: str, asked: str | None
) -> None:
    heard = Heard(text, [Act(each, 0.9, 0, len(text)) for each in heard_as], ["tell_experience", meant])
    act = unheard_question(heard, clauses_of(text, words))
    assert (act and (act.intent, text[act.start : act.end])) == (asked and (meant, asked))


def test_what_is_known_of_a_message_is_answered_before_what_is_not() -> None:
    heard = Heard("x" * 50, acts("out_of_scope", "tell_limit"))
    assert [act.intent for act in plan_for(heard, {*ANSWERED, "out_of_scope", "tell_limit"}).now] == ["tell_limit"]


LONG = "Opetus on maksutonta. Kuluja voi tulla. " + "Tarkista hinta vielä oppilaitoksesta ennen kuin haet. " * 9


def test_an_answer_is_said_as_the_person_wants_it() -> None:
    assert in_manner(LONG, "Helppo.", Manner.AS_IT_IS) == LONG
    assert in_manner(LONG, "Helppo.", Manner.EASY) == "Helppo."
    assert in_manner(LONG, None, Manner.EASY) == LONG
    short = in_manner(LONG, None, Manner.SHORT)
    assert short.startswith("Opetus on maksutonta. Kuluja voi tulla.")
    assert len(short) <= SHORT
    assert short.endswith("haet.")


def test_a_first_sentence_that_is_long_is_said_whole() -> None:
    sentence = "sana " * 90 + "loppuu."
    assert shortened(f"{sentence} Toinen.", 100) == sentence
    assert shortened("", 100) == ""


BUTTONS = ["Olen alle 25", "25 tai vanhempi", "En saa työttömyysetuutta", "Kyllä", "Ei", "Lisätietoja"]


@pytest.mark.parametrize(
    ("said", "button"),
    [
        ("olen alle 25", 0),
        ("alle 25", 0),
        ("Oon alle 25!", 0),
        ("25 tai vanhempi", 1),
        ("en saa työttömyysetuutta", 2),
        ("kyllä", 3),
        ("ei", 4),
        ("25", None),
        ("en", 4),
        ("oon 34", None),
        ("kyllä mua kiinnostais kyllä kovasti joku lyhyt kurssi", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_who_writes_what_one_button_says_means_that_button(words: Words, said: str, button: int | None) -> None:
    meant = {BUTTONS[button]} if button is not None else set()
    assert written_label(said, BUTTONS, words, SMALL) == meant


@dataclass(frozen=True)
class Line:
    author: str
    body: dict[str, Any] = field(default_factory=dict)


HERS, CARDS, ABOUT = Line("jobseeker"), Line("bot", {"cards": [1]}), Line("bot", {"about": ["x"]})


@pytest.mark.parametrize("shown", [CARDS, ABOUT])
def test_cards_are_in_view_until_the_person_has_said_other_things(shown: Line) -> None:
    for more in range(VIEW + 2):
        newest_first = [*[HERS] * more, shown]
        assert cards_in_view(newest_first) is (more < VIEW)


def test_what_others_show_and_what_tells_of_no_course_is_no_card_in_view() -> None:
    assert not cards_in_view([])
    assert not cards_in_view([HERS, Line("coach", {"cards": [1]}), Line("bot", {"text": "hei"})])


class Colour(StrEnum):
    RED = "red"


def test_what_a_button_carries_is_one_of_what_is_known_or_named_as_bad() -> None:
    def heard(**entities: object) -> Heard:
        return Heard("x", [], (), Meaning("i", entities))

    assert heard(colour="red").carried_as("colour", Colour) is Colour.RED
    assert heard().carried_as("colour", Colour) is None
    for bad in (heard(colour="blue"), heard(), Heard("x", [])):
        with pytest.raises(BadButton):
            bad.told_as("colour", Colour)


def test_the_words_of_a_message_are_its_text_and_of_a_button_what_it_carries() -> None:
    assert Heard("siivous", []).words == "siivous"
    assert Heard("Nappi", [], (), Meaning("find_unit", {"subject": "siivous"})).words == "siivous"
    assert Heard("Nappi", [], (), Meaning("find_unit")).words == ""
