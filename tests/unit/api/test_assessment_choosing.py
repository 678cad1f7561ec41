"""What people say of their situation, taken for an option of the question."""

import pytest

from api.assessment.files import library
from api.assessment.model.choosing import is_undecided, option_said
from finnish.lists import words as word_list
from finnish.words import Words

CHOOSING = library().choosing


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("oon töissä", "employed"),
        ("mä käyn duunissa tuolla lidlillä", "employed"),
        ("keikkaa teen välillä", "employed"),
        ("olin töissä mut sain potkut", "unemployed"),
        ("oon ollu töissä joskus aiemmin", "unemployed"),
        ("työttömänä oon", "unemployed"),
        ("mut lomautettiin", "unemployed"),
        ("no sellanen että oon ollu kauan pois töistä", "long_unemployed"),
        ("oon ollu kolme vuotta työttömänä", "long_unemployed"),
        ("monta vuotta jo ilman töitä", "long_unemployed"),
        ("en oo ikinä ollu töissä", "never_worked"),
        ("en ole vielä ollut missään töissä", "never_worked"),
        ("ei oo työkokemusta", "never_worked"),
        ("en haluu sanoo", "unknown"),
        ("en mä haluu kertoo semmosta", "unknown"),
        ("mä en tiiä", "unknown"),
        ("moikka", None),
        ("maksaako tää", None),
        ("", None),
    ],
)
def test_a_situation_in_own_words(said: str, option: str | None, words: Words) -> None:
    found = option_said(CHOOSING.opening, said, CHOOSING.undecided, words)
    assert (found.key if found else None) == option


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("no niistä töistä mitä oon tehny", "work"),
        ("arjen taidot", "everyday"),
        ("digijutut", "digital"),
        ("joku tietty ala", "field"),
        ("missä mä oon hyvä", "strengths"),
        ("en tiiä", "everyday"),
        ("ihan sama", "everyday"),
        ("maksaako tää jotain", None),
    ],
)
def test_where_to_begin_in_own_words(said: str, option: str | None, words: Words) -> None:
    question = CHOOSING.question("mista-pitkaan")
    assert question is not None
    found = option_said(question, said, CHOOSING.undecided, words)
    assert (found.key if found else None) == option


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("ihan sama", True),
        ("en tiiä", True),
        ("no en mä tiedä", True),
        ("sama kurssi", False),
        ("sama paikka kuin ennen", False),
        ("en tiedä mitä opiskelu maksaa", False),
        ("moi", False),
    ],
)
def test_only_who_says_no_more_leaves_it_open(said: str, is_open: bool, words: Words) -> None:
    assert is_undecided(said, CHOOSING.undecided, frozenset(word_list("answering.txt")), words) is is_open
