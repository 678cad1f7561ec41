"""What people say of their situation, taken for an option of the question."""

import pytest

from api.assessment.files import library
from api.assessment.model.choosing import option_said, option_told
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
        ("moi oon ollu työttömänä kolme vuotta enkä tiiä mitä tekis", "long_unemployed"),
        ("jäin keväällä työttömäks eikä oo hajuakaan mihin lähtis", "unemployed"),
        ("potkut tuli, mitä nyt", "unemployed"),
        ("meillä oli ytt ja nyt pitäis keksiä jotain", "unemployed"),
        ("oon ollu viis vuotta kotona lasten kanssa, mikä mulle sopis", "long_unemployed"),
        ("en oo koskaan ollu töissä, mitä mä voisin opiskella", "never_worked"),
        ("käyn töissä mut haluisin jotain muuta", "employed"),
        ("olin viis vuotta kaupassa ja nyt työtön", "unemployed"),
        ("olin viis vuotta kaupassa nyt oon työttömänä", "unemployed"),
        ("työttömänä nyt jo kaksi vuotta", "long_unemployed"),
        ("kaks vuotta työttömänä eikä mitään ideaa", "long_unemployed"),
        ("en käy töissä", None),
        ("en oo työtön", None),
        ("mitä mun kannattais opiskella ens vuonna", None),
        ("mikä olis hyvä ala nyt", None),
        ("olin ennen kokkina", None),
        ("suosittele jotain", None),
        ("", None),
    ],
)
def test_a_situation_that_is_told_in_the_middle_of_other_things(said: str, option: str | None, words: Words) -> None:
    found = option_told(CHOOSING.opening, said, words).option
    assert (found.key if found else None) == option


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("moi oon ollu työttömänä kolme vuotta, haluisin puutarhahommia", "moi oon ollu , haluisin puutarhahommia"),
        ("potkut tuli, mitä nyt", "tuli mitä nyt"),
        ("käyn töissä mut haluisin kokiks", "mut haluisin kokiks"),
        ("suosittele jotain kolmeksi viikoksi", "suosittele jotain kolmeksi viikoksi"),
    ],
)
def test_what_else_was_said_is_left(said: str, rest: str, words: Words) -> None:
    assert option_told(CHOOSING.opening, said, words).rest.split() == words.tokens(rest)


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
