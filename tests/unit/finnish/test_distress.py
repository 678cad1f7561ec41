import csv
import time
from pathlib import Path

import pytest

from finnish.distress import Distress, Signs
from finnish.words import Words

RULES = Distress(Words())
PHRASES = Path(__file__).with_name("distress.tsv")
WALL = "Olen ollut vuosia varastossa töissä ja nyt etsin jotain uutta, koska työ loppui ja laskut pitäisi maksaa. "


def phrases(kind: str) -> list[str]:
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return [text for meant, _, text in csv.reader(lines, delimiter="\t") if meant == kind]


def test_words_of_distress_are_noticed_by_the_rules_alone() -> None:
    noticed = [bool(RULES.signs(text).sure or RULES.signs(text).sign) for text in phrases("real")]
    assert sum(noticed) >= 0.95 * len(noticed)


def test_what_only_sounds_so_is_not_taken_for_sure() -> None:
    assert [text for text in phrases("sounds") if RULES.signs(text).sure] == []


@pytest.mark.parametrize(
    "text",
    [
        "HALUAN KUOLLA!!!",
        "haluan kuolla 😢",
        "kuolla haluaisin",
        "en\njaksa elää",
        "en jaksa elaa",
        "mun kaveri sanoi että tappaa itsensä",
        "vois vetää itsensä hirteen tän lomakkeen kanssa",
        "kuolen nauruun mutta oikeasti en halua enää elää",
        "en jaksa enää elää enkä vastata näihin kysymyksiin",
        "ei mitään hätää mut haluan kuolla",
        "I don’t want to live",
        "i dont want to live",
        "moi, jag vill dö",
    ],
)
def test_neither_case_signs_order_nor_a_joke_beside_it_hides_distress(text: str) -> None:
    signs = RULES.signs(text)
    assert signs.sure | signs.sign


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (
            "lopettamisen ajatus ei jätä rauhaan",
            "lopetin työt tehtaalla kolme vuotta sitten kun selkäni ei kestänyt raskasta nostamista ja nyt minulla "
            "olisi ajatus omasta yrityksestä",
        ),
        (
            "ei oo voimia elää",
            "keikat vievät iltaisin kaikki voimani ja voimia pitäisi jäädä myös opiskeluun ja lapsille ja kotitöihin "
            "koska tällä palkalla on vaikea elää",
        ),
        (
            "voisin kuolla",
            "voisin tulla sinne kurssille jo ensi viikolla mutta koirani on kovin vanha ja sairas ja lääkärin mukaan "
            "se voi kuolla",
        ),
    ],
)
def test_words_that_stand_far_apart_in_a_sentence_do_not_belong_together(near: str, far: str) -> None:
    assert RULES.signs(near).sure | RULES.signs(near).sign
    assert not RULES.signs(far).sure


@pytest.mark.parametrize(
    "text",
    [
        "kuolen nauruun",
        "tää byrokratia tappaa",
        "puhelin kuoli",
        "jag dör av skratt",
        "ei mulla mitään hätää oo, mietin vaan paljonko kurssi maksaa",
        "mä en jaksa enää tätä kartotusta",
    ],
)
def test_an_idiom_is_known_as_one(text: str) -> None:
    assert RULES.signs(text) == Signs(sounds=True)


@pytest.mark.parametrize("text", ["", "   ", "moi", "mitä kursseja on tarjolla", "!!!", "👍"])
def test_of_other_talk_the_rules_say_nothing(text: str) -> None:
    assert RULES.signs(text) == Signs()


@pytest.mark.parametrize("before", [0, 1, 7, 15])
@pytest.mark.parametrize("end", [". ", " "])
def test_one_sentence_in_a_wall_of_text_is_noticed(before: int, end: str) -> None:
    wall = WALL if end == ". " else WALL.replace(".", "").replace(",", "")
    text = wall * before + "en jaksa enää elää" + end + wall * 15
    assert RULES.signs(text).sure == {"life"}
    assert not RULES.signs(wall * 15).sure


ENDLESS = {
    "one word": "a" * 200_000,
    "words": "kuolla " * 50_000,
    "sentences": "haluan. " * 50_000,
    "signs": "😢" * 100_000,
    "lines": "\n" * 100_000,
    "prose": WALL * 2_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_odd_and_endless_text_is_read_in_bounded_time(text: str) -> None:
    started = time.thread_time()
    RULES.signs(text)
    assert time.thread_time() - started < 10
