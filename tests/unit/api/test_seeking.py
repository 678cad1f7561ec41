"""Who looks for work itself, who throws a name back, and who lifts a limit that is none."""

from datetime import date

import pytest

from api.dialogue.model.echo import throws_back
from api.dialogue.model.telling import says_not_to_know, welcomes
from api.person import service as person
from api.person.files import vocabulary
from api.person.model import FactKind
from finnish.clauses import read
from finnish.words import Words

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "perkele tarviin duunia ja rahaa ennen kuun loppua",
        "minä haluan työ",
        "mistä niitä paikkoja löytyy",
        "haen töitä keittiöstä",
        "onko töitä tarjolla hitsarille",
        "saisko jostain keikkaa täksi viikoksi",
        "ihan sama. vaik töitä",
        "jotain duunia vaan",
        "mitä töitä voi tehä kun ei selkä kestä",
    ],
)
def test_work_itself_is_sought(text: str, words: Words) -> None:
    assert person.seeks_work(words, text)


@pytest.mark.parametrize(
    "text",
    [
        "haluan kurssin töihin",
        "mitä kurssia töihin pääsy vaatii",
        "mitä töitä siitä saa",
        "hain töitä mutta en saanut",
        "en halua töitä",
        "en löydä töitä kun oon vanha",
        "mun mies etsii töitä",
        "voiko työn ohella opiskella",
        "haluaisin töihin vanhusten pariin",
    ],
)
def test_other_talk_of_work_is_no_search_for_it(text: str, words: Words) -> None:
    assert not person.seeks_work(words, text)


@pytest.mark.parametrize(
    ("text", "only_work"),
    [
        ("Ei kurssi. Minä haluan työ.", True),
        ("en oo menossa mihinkään kurssille, sanoin et duunii", True),
        ("ei mitään kouluja, töihin mä haluan", True),
        ("en tiedä kurssista mitään, oon töissä", False),
        ("en oo töissä enkä koulussa", False),
        ("en jaksa istua koulussa", False),
    ],
)
def test_who_wants_no_studies_but_work_is_known(text: str, only_work: bool, words: Words) -> None:
    told = [each for each in person.read(words, text, TODAY) if each.kind is FactKind.WISH]
    assert bool(told) is only_work


@pytest.mark.parametrize(
    ("text", "thrown"),
    [
        ("puuseppä?? siellähän just nostellaan", True),
        ("hitsaaja? mä oon ompelija", True),
        ("pyöräpaja?", False),
        ("puuseppä? mitä se maksaa?", False),
        ("kokki? no se vois olla", False),
        ("mikä puuseppä on? en tiedä", False),
    ],
)
def test_a_name_that_is_thrown_back_is_one_that_was_just_said(text: str, thrown: bool, words: Words) -> None:
    said = "Voisit hakea tällaista työtä: puuseppä, hitsaaja. Pyöräpaja"
    assert throws_back(text, said, words) is thrown


@pytest.mark.parametrize(
    ("text", "lifted"),
    [
        ("eikai nyt ajamista kielletty, päivällä voin ajaa", True),
        ("ei siis EI OLE mitään ajokieltoa", True),
        ("voin ajaa ihan hyvin", True),
        ("en voi ajaa", False),
        ("en kyllä pysty ajamaan", False),
        ("voinko ajaa jotain", False),
    ],
)
def test_a_limit_is_lifted_by_who_can_after_all(text: str, lifted: bool, words: Words) -> None:
    driving = next(limit for limit in vocabulary().limits if limit.key == "driving")
    assert person.listener(words).lifts(text, driving) is lifted
    assert not lifted or not [each for each in person.read(words, text, TODAY) if each.kind is FactKind.LIMIT]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("kuhan ei tarvi yötä ajaa", ["ei yötöitä"]),
        ("en voi nostaa enkä kumartua", ["ei nostamista"]),
        ("en voi ajaa autoa", ["ei ajamista"]),
    ],
)
def test_what_is_denied_at_a_time_is_denied_then_alone(text: str, limits: list[str], words: Words) -> None:
    assert [each.value for each in person.read(words, text, TODAY) if each.kind is FactKind.LIMIT] == limits


def test_praise_and_not_knowing_are_heard(words: Words) -> None:
    assert welcomes(read("toi kuulostaa kivalta, onks se päivisin", words))
    assert not welcomes(read("ei oo kiva", words))
    assert says_not_to_know(read("en tiiä mitä mä haluun", words))
    assert not says_not_to_know(read("tiedän kyllä", words))
