"""Short answers to an open item."""

import pytest
import yaml

from bot.answers import FILE, meaning_of_answer
from tests.nlu.corpus import ROOT

ITEM = {"kind": "item", "instrument": "arki", "item": "x"}
WISH = {"kind": "wish"}
BEGINNING = {"kind": "beginning", "question": "tilanne"}


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
    assert meaning_of_answer(said, ITEM) == intent


def test_no_phrase_is_listed_under_two_meanings() -> None:
    listed = yaml.safe_load(FILE.read_text("utf-8"))["answers"]
    misread = [
        (phrase, intent) for intent, phrases in listed.items() for phrase in phrases
        if meaning_of_answer(phrase, ITEM) != intent
    ]  # fmt: skip
    assert misread == []


def test_what_an_answer_means_depends_on_what_was_asked() -> None:
    assert meaning_of_answer("en tiiä", WISH) == "start_assessment"
    assert meaning_of_answer("hyvin", WISH) is None
    assert meaning_of_answer("en tiiä", None) == "ask_help"
    assert meaning_of_answer("hyvin", None) is None
    assert meaning_of_answer("en tiiä pystynkö töihin", None) is None
    assert meaning_of_answer("en tiiä", BEGINNING) is None


def test_beside_courses_that_were_shown_an_order_points_at_one() -> None:
    for said in ("no se toinen", "entä se toinen", "se kolmas", "toi eka", "mikä niistä on lyhin", "miks just toi"):
        assert meaning_of_answer(said, None, beside_cards=True) == "ask_details", said
        assert meaning_of_answer(said, None) is None
    assert meaning_of_answer("en tiiä", None, beside_cards=True) == "ask_help"
    assert meaning_of_answer("se toinen", ITEM, beside_cards=True) is None


def test_a_number_that_was_masked_was_meant_for_a_call() -> None:
    masked = yaml.safe_load((ROOT / "data" / "texts" / "chat.yml").read_text("utf-8"))["placeholder_phone"]
    assert meaning_of_answer(masked, None) == "request_callback"
    assert meaning_of_answer(f"numeroni on {masked}", None) is None
