"""Short answers to an open item."""

import pytest
import yaml

from bot.answers import FILE, meaning_of_answer, means_call, payload_of_label


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("en tiiä", "skip_item"),
        ("emmä tiiä", "skip_item"),
        ("En tiedä.", "skip_item"),
        ("no vaikee sanoo", "skip_item"),
        ("ei hajuukaan", "skip_item"),
        ("en mä muista", "skip_item"),
        ("tosi hyvin", "level_alone"),
        ("oon tehny tätä vuosia", "level_alone"),
        ("no vähän", "level_with_help"),
        ("huonosti", "level_not_yet"),
        ("en oo ikinä tehny", "level_not_yet"),
        ("väärin meni", "undo_answer"),
        ("takas", "undo_answer"),
        ("Lopeta!", "stop_assessment"),
        ("riittää jo", "stop_assessment"),
        ("lopeta ja näytä mitä jäi", "stop_assessment"),
        ("mitä tää tarkottaa", "explain_item"),
        ("jatketaan myöhemmin", "pause_assessment"),
        # A worry, a call for help and a search stay what they are.
        ("en tiiä pystynkö mä enää töihin", None),
        ("en jaksa enää", None),
        ("en halua elää", None),
        ("haluun puhua ihmiselle", None),
        ("hyvin menee mut entä rahat", None),
        ("joo", None),
        ("", None),
        ("hyvin " * 400, None),
    ],
)
def test_an_answer_counts_as_a_whole_or_not_at_all(said: str, intent: str) -> None:
    assert meaning_of_answer(said, "item:arki:x") == intent


def test_no_phrase_is_listed_under_two_meanings() -> None:
    listed = yaml.safe_load(FILE.read_text("utf-8"))["answers"]
    misread = [
        (phrase, intent) for intent, phrases in listed.items() for phrase in phrases
        if meaning_of_answer(phrase, "item:arki:x") != intent
    ]  # fmt: skip
    assert misread == []


def test_what_an_answer_means_depends_on_what_was_asked() -> None:
    assert meaning_of_answer("en tiiä", "wish:") == "start_assessment"
    assert meaning_of_answer("hyvin", "wish:") is None
    assert meaning_of_answer("en tiiä", "") == "ask_help"
    assert meaning_of_answer("hyvin", "") is None
    assert meaning_of_answer("en tiiä pystynkö töihin", "") is None
    assert meaning_of_answer("en tiiä", "choose:tilanne") is None


BUTTONS = ["Olen alle 25", "25 tai vanhempi", "En saa työttömyysetuutta", "Kyllä", "Ei", "Lisätietoja", "Lisätietoja"]


def test_beside_courses_that_were_shown_an_order_points_at_one() -> None:
    for said in ("no se toinen", "entä se toinen", "se kolmas", "toi eka", "mikä niistä on lyhin", "miks just toi"):
        assert meaning_of_answer(said, "", beside_cards=True) == "ask_details", said
        assert meaning_of_answer(said, "") is None
    assert meaning_of_answer("en tiiä", "", beside_cards=True) == "ask_help"
    assert meaning_of_answer("se toinen", "item:arki:x", beside_cards=True) is None


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
        ("lisätietoja", None),
        ("oon 34", None),
        ("kyllä mua kiinnostais kyllä kovasti joku lyhyt kurssi", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_who_writes_what_one_button_says_means_that_button(said: str, button: int) -> None:
    choices = [{"label": label, "payload": {"intent": str(number)}} for number, label in enumerate(BUTTONS)]
    payload = payload_of_label(said, choices)
    assert payload == (None if button is None else {"intent": str(button)})
