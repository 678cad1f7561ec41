"""What is heard in answers and questions on benefits, with the words and cards of data/facts/."""

import pytest

from api.guidance import files
from api.guidance.model import OFFERS, sentences
from finnish.words import Words
from tests.support.guidance import QUESTION, card

LISTENER = files.listener(Words())
CARDS = {each.key: each for each in files.read_cards()}
BENEFITS, EMPLOYED = CARDS["myth_benefits"], CARDS["myth_employed"]


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("alle 25", "alle-25"),
        ("Olen alle 25", "alle-25"),
        ("kakskytkaks", "alle-25"),
        ("kakskyt kaks", "alle-25"),
        ("22v", "alle-25"),
        ("oon 19-vuotias", "alle-25"),
        ("oon kohta 25", "alle-25"),
        ("nuorempi", "alle-25"),
        ("en ole yli 25", "alle-25"),
        ("en oo vielä 25", "alle-25"),
        ("25 kohta", "alle-25"),
        ("oon 34", "yli-25"),
        ("34", "yli-25"),
        ("yli 25", "yli-25"),
        ("en oo alle 25", "yli-25"),
        ("no oon just täyttäny 25", "yli-25"),
        ("oon 50 vee", "yli-25"),
        ("kolmikymppinen", "yli-25"),
        ("oon 25 tai vanhempi", "yli-25"),
        ("täytin 25", "yli-25"),
        ("korkeintaan 24", "alle-25"),
        ("nelikymppinen", "yli-25"),
        ("oon 34 ja työtön", "yli-25"),
        ("saan toimeentulotukee", "toimeentulotuki"),
        ("sossun rahoilla", "toimeentulotuki"),
        ("en haluu sanoo", "skip"),
        ("en kerro", "skip"),
    ],
)
def test_an_age_or_a_benefit_in_own_words_is_the_button(text: str, option: str) -> None:
    assert LISTENER.answered(BENEFITS, text) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("palkkatyössä", "palkkatyo"),
        ("oon töissä", "palkkatyo"),
        ("en oo työtön, oon töissä", "palkkatyo"),
        ("osa-aikatyössä", "osa-aika"),
        ("osa-aikasena", "osa-aika"),
        ("oon lomautettuna", "osa-aika"),
        ("yrittäjä", "yrittaja"),
        ("mul on toiminimi", "yrittaja"),
        ("oon työtön", "tyoton"),
        ("en oo töissä", "tyoton"),
        ("en haluu sanoo", "skip"),
    ],
)
def test_how_one_stands_to_work_in_own_words_is_the_button(text: str, option: str) -> None:
    assert LISTENER.answered(EMPLOYED, text) == option


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alle 30",
        "oon 50 liian vanha",
        "kurssi 30 osp",
        "20 vuotta töissä",
        "näytä kursseja tampereelta",
        "kaipaan kurssia yrittäjille",
        "kiitos",
        "olen kolmekymmentäneljä mutta haluaisin ensin puhua siitä, mitä kaikkea olen tehnyt",
    ],
)
def test_what_is_no_answer_or_fits_two_buttons_is_not_taken_for_one(text: str) -> None:
    assert LISTENER.answered(BENEFITS, text) is None


def test_the_buttons_of_any_card_are_heard_by_their_own_words_and_ages() -> None:
    asking = card(asks_first=QUESTION)
    assert [LISTENER.answered(asking, text) for text in ("24", "25 tai yli", "En halua sanoa")] == [
        "alle-25",
        "yli-25",
        "skip",
    ]
    assert LISTENER.answered(card(), "24") is None


@pytest.mark.parametrize("text", ["jäin työttömäks", "oon työtön", "työtön", "mitä mä teen kun jäin työttömäks"])
def test_who_says_that_they_are_out_of_work_is_heard_without_a_question(text: str) -> None:
    assert LISTENER.told(EMPLOYED, text) == "tyoton"


@pytest.mark.parametrize(
    "text",
    ["kai tää on vaan työttömille", "en oo työtön", "pitäskö mun eka jäädä työttömäks et pääsis koulutukseen"],
)
def test_who_speaks_of_those_out_of_work_is_not_taken_for_one(text: str) -> None:
    assert LISTENER.told(EMPLOYED, text) is None


@pytest.mark.parametrize(
    ("text", "benefit"),
    [
        ("meneekö mult kuntoutustuki jos alan opiskella", "kuntoutustuki"),
        ("olen työkyvyttömyyseläkkeellä, voinko opiskella", "elake"),
        ("osatyökyvyttömyyseläke, tippuuks se", "elake"),
        ("mää saan sairauspäivärahaa, jos opiskelen ni ne lopettaa maksun", "sairauspaivaraha"),
        ("saanko opiskella kotihoidontuella", "perhe-etuus"),
        ("kotihoidon tuki lähtee jos käyn luokas", "perhe-etuus"),
        ("vanhempainpäivärahalla", "perhe-etuus"),
        ("toimeentulotuki tippuu", "toimeentulotuki"),
        ("saanko pitaa asumistuen jos kayn koulua", "asumistuki"),
        ("en saa kuntoutustukee enää", "kuntoutustuki"),
    ],
)
def test_another_benefit_is_heard_by_its_name(text: str, benefit: str) -> None:
    named = LISTENER.other_benefit(text)
    assert named is not None
    assert named.key == benefit


@pytest.mark.parametrize(
    "text",
    [
        "saanko opiskella työttömyystuella",
        "meneekö asumistuki vai työttömyystuki",
        "kotihoidon kurssi",
        "menetänkö tuen",
    ],
)
def test_unemployment_benefit_is_what_the_card_tells_of(text: str) -> None:
    assert LISTENER.other_benefit(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("keneltä mä kysyn", "who"),
        ("kuka siitä päättää", "who"),
        ("kelle mä soitan", "who"),
        ("pitääks mun ilmottaa siitä jonnekin", "notify"),
        ("mihin mä ilmotan", "notify"),
        ("millon mun pitää kertoo niille", "notify"),
        ("mitä jos mä en ilmota", "unnotified"),
        ("mitä siitä seuraa jos en kerro", "unnotified"),
        ("joudunko maksamaan takas", "unnotified"),
    ],
)
def test_what_is_asked_on_about_a_benefit_is_heard(text: str, asked: str) -> None:
    follow_up = LISTENER.follow_up(text)
    assert follow_up is not None
    assert follow_up.key == asked


@pytest.mark.parametrize(
    "text",
    ["kuka näitä lukee", "kuka päättää pääsenkö kouluun", "kuka on omavalmentaja", "paljonko maksaa", "kiitos", ""],
)
def test_other_questions_are_not_taken_for_it(text: str) -> None:
    assert LISTENER.follow_up(text) is None


def test_what_is_said_of_other_benefits_is_plain_and_sends_to_ask_before_beginning() -> None:
    for each in (each for each in LISTENER.benefits if each.answer):
        assert "en tiedä sääntöjä" in each.answer, each.key
        assert "ennen kuin aloitat" in each.answer, each.key
        assert each.name, each.key
        assert each.decides, each.key


def test_what_is_said_on_is_plain_and_tells_to_make_sure() -> None:
    for each in LISTENER.follow_ups:
        assert "armista" in each.answer, each.key
        assert "armista" in each.easy, each.key
    for told in (*LISTENER.benefits, *LISTENER.follow_ups):
        assert max((len(sentence.split()) for sentence in sentences(told.answer)), default=0) <= 20, told.key
        assert max((len(sentence.split()) for sentence in sentences(told.easy)), default=0) <= 12, told.key


def test_the_words_belong_to_options_that_the_cards_have() -> None:
    heard = LISTENER.heard
    for words in (heard.options, heard.told, heard.then):
        for key, options in words.items():
            assert all(CARDS[key].option(option) for option in options), key
    assert all(BENEFITS.option(each.option) for each in LISTENER.benefits if each.option)
    assert {offer for options in heard.then.values() for offers in options.values() for offer in offers} <= OFFERS
