"""What was asked, ages in words, and answers read by a classifier of a few sentences."""

import pytest

from bot.nlu.answers import Answer, AnswerReader, Asked, Option, age_in, ages_in, meanings
from bot.nlu.model import IntentModel
from bot.nlu.vectors import word_vectors
from bot.nlu.words import finnish_words
from tests.unit.bot.test_nlu_model import INTENTS, TEXTS

AGES = Asked("choice", (Option("young", ("Olen alle 25",)), Option("old", ("Olen 25 tai vanhempi",))))
WORK = Asked("choice", (Option("cook", ("Kokki", "keittiössä", "ravintolan keittiö", "laitan ruokaa")),
    Option("clean", ("Siivooja", "siivoan", "laitoksen siivous", "siivoustyö"))))  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    model = IntentModel.fit(finnish_words(), word_vectors(), TEXTS, INTENTS, strength=1.0, caution=0.0)
    sentences = {
        "level_alone": ["osaan itse", "pärjään yksin"], "level_not_yet": ["en osaa", "en ole tehnyt"],
        "tell_experience": ["olin siivoojana", "tein keittiötöitä"], "find_unit": ["haen kurssia", "etsin koulutusta"],
        "request_human": ["haluan puhua ihmiselle"], "myth_cost": ["ei ole rahaa opiskella"],
    }  # fmt: skip
    return AnswerReader.fit(model, sentences)


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("oon 47", 47), ("kolkytviis", 35), ("viiskytä kolme", 53), ("62 v", 62), ("34-vuotias", 34),
        ("viisikymppinen", 55), ("oon 9", None), ("lapset on 16 ja 18", None), ("en tiiä", None), ("", None),
        ("1" * 400, None),
    ],
)  # fmt: skip
def test_an_age_is_read_in_figures_and_in_words(said: str, age: int) -> None:
    assert age_in(finnish_words().tokens(said)) == age


def test_a_label_names_a_span_of_ages() -> None:
    assert 24 in ages_in(["olen", "alle", "25"])
    assert 25 not in ages_in(["olen", "alle", "25"])
    assert 25 in ages_in(["olen", "25", "tai", "vanhempi"])
    assert not ages_in(["olen", "töissä"])


def test_what_was_asked_is_read_from_the_open_question() -> None:
    data = {"kind": "choice", "about": "tilanne", "options": [{"key": "a", "label": "Töissä", "said": ["duunissa"]}]}
    assert Asked.of(data) == Asked("choice", (Option("a", ("Töissä", "duunissa")),), "tilanne")
    assert Asked.of({"kind": "level"}) == Asked("level")


def test_the_same_words_answer_one_question_and_not_another(reader: AnswerReader) -> None:
    assert reader.read("oon 19", AGES).value == "young"
    assert reader.read("oon 47", AGES).value == "old"
    assert reader.read("oon 47", Asked("age")) == Answer("age", 47)
    assert reader.read("joo", Asked("yes_no")).kind == "yes"
    assert reader.read("joo", Asked("level")).value == 2


def test_an_option_is_told_by_its_label_and_by_other_words_for_it(reader: AnswerReader) -> None:
    assert reader.read("kokki", WORK) == Answer("option", "cook")
    assert reader.read("siivousta oon tehny, siivoojana", WORK).value == "clean"


def test_a_number_that_is_denied_is_no_age(reader: AnswerReader) -> None:
    assert reader.read("en oo vielä 25", AGES) != Answer("option", "old")


@pytest.mark.parametrize("text", ["", "👍", "?", "sana " * 200])
def test_no_words_and_very_many_are_no_answer(reader: AnswerReader, text: str) -> None:
    assert reader.read(text, Asked("level")).kind == "other"


def test_sentences_of_what_may_be_an_answer_never_stand_for_none() -> None:
    found = meanings({"tell_age": ["oon 40"], "request_human": ["haluan puhua ihmiselle"], "deny": ["en"]})
    assert found["other"] == ["haluan puhua ihmiselle"]
    assert "oon 40" in found["text"]
    assert "en" in found["no"]
    assert "en" not in found["unknown"]
