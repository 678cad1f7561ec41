import pytest

from api.guidance.model import language_faults, sentences
from tests.support.guidance import JARGON, QUESTION, card


def faults_of(**changes: object) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in language_faults(card(**changes), JARGON)]


def words(count: int) -> str:
    return " ".join(["sana"] * count) + "."


def test_a_good_card_has_no_faults() -> None:
    assert faults_of() == []


def test_a_sentence_has_at_most_twenty_words_and_an_easier_one_twelve() -> None:
    assert faults_of(answer=words(20), easy=words(12)) == []
    assert faults_of(answer=words(21)) == [("answer", "long_sentence")]
    assert faults_of(easy=words(13)) == [("easy", "long_sentence")]


def test_answers_for_some_are_read_like_the_others() -> None:
    option = {**QUESTION["options"][0], "easy": words(13)}
    assert faults_of(asks_first={**QUESTION, "options": [option, QUESTION["options"][1]]}) == [
        ("asks_first.alle-25.easy", "long_sentence")
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Sinulle tehdään HOKS.", "abbreviation"),
        ("Se on 15 osp.", "abbreviation"),
        ("Kysy ABC:lta.", "abbreviation"),
        ("Omaehtoinen opiskelu käy.", "jargon"),
        ("Kysy, mikäli voit.", "jargon"),
    ],
)
def test_official_words_and_abbreviations_need_an_explanation(text: str, fault: str) -> None:
    assert faults_of(answer=text) == [("answer", fault)]


@pytest.mark.parametrize(
    "text",
    [
        "Sinulle tehdään HOKS eli oma suunnitelma.",
        "Omaehtoinen opiskelu on itse valittua.",
        "MIELI ja Kela auttavat.",
    ],
)
def test_what_is_explained_beside_or_is_a_name_may_be_said(text: str) -> None:
    assert faults_of(answer=text) == []


def test_a_card_that_must_be_checked_says_so_and_states_no_figure() -> None:
    unsure = {"certainty": "partly", "needs_review": True}
    assert faults_of(**unsure) == [("answer", "does_not_say_check")]
    assert faults_of(**unsure, answer="Tarkista vielä oppilaitoksesta.") == []
    assert faults_of(**unsure, answer="Tarkista vielä. Hinta on 50 euroa.") == [("answer", "unsure_figure")]
    assert faults_of(**unsure, answer="Tarkista vielä. Siitä säädetään (L 106 §).") == [("answer", "unsure_figure")]
    assert faults_of(answer="Hinta on 50 euroa.") == []


def test_the_labels_of_a_question_may_name_an_age_even_then() -> None:
    assert faults_of(certainty="partly", needs_review=True, answer="Tarkista vielä.", asks_first=QUESTION) == []


def test_a_card_that_speaks_of_benefits_belongs_to_two_editors() -> None:
    said = {"answer": "Yleistuesta päättää Kela."}
    assert faults_of(**said) == [("topic", "speaks_of_benefits")]
    assert faults_of(**said, topic="benefits", ask_before="Kysy ensin.") == []


def test_a_text_is_cut_where_its_sentences_end() -> None:
    assert sentences("Yksi. Kaksi? Kolme! Neljä; viisi") == ["Yksi.", "Kaksi?", "Kolme!", "Neljä;", "viisi"]
