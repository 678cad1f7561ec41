"""Short messages when nothing was asked, and beside courses that were shown."""

import yaml

from bot.answers import FILE, meaning_unasked, means_call


def test_who_does_not_know_though_nothing_was_asked_is_helped() -> None:
    assert meaning_unasked("en tiiä") == "ask_help"
    assert meaning_unasked("hyvin") is None
    assert meaning_unasked("en tiiä pystynkö töihin") is None


def test_no_phrase_is_listed_under_two_meanings() -> None:
    listed = yaml.safe_load(FILE.read_text("utf-8"))
    for name, beside in (("unasked", False), ("beside_cards", True)):
        for intent, phrases in listed[name].items():
            assert [phrase for phrase in phrases if meaning_unasked(phrase, beside) != intent] == [], intent


def test_beside_courses_that_were_shown_an_order_points_at_one() -> None:
    for said in ("no se toinen", "entä se toinen", "se kolmas", "toi eka", "mikä niistä on lyhin", "miks just toi"):
        assert meaning_unasked(said, beside_cards=True) == "ask_details", said
        assert meaning_unasked(said) is None
    assert meaning_unasked("en tiiä", beside_cards=True) == "ask_help"


def test_a_number_that_was_masked_was_meant_for_a_call() -> None:
    for beside in (
        "",
        ",",
        "numeroni on",
        "mun numero on",
        "puh.",
        "soittakaa mulle",
        "tässä mun puhelinnumero, kiitos",
    ):
        assert means_call(beside, ["phone"]), beside
        assert not means_call(beside, ["email"])
    for more in ("etsin siivoustöitä", "poistakaa mun numero", "onko teillä kursseja", "tää ei oo mun numero"):
        assert not means_call(more, ["phone"]), more
