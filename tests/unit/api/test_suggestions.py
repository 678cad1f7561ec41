"""The rules of suggesting."""

from dataclasses import replace
from datetime import date

import pytest
import yaml

from api.settings import ROOT
from api.suggestions.model import (
    Aspect,
    Compared,
    Comparison,
    End,
    Shown,
    aspects_in,
    compared,
    comparison_in,
    picked,
    ranked,
    things_in,
)
from api.suggestions.wording import answer, asked_of, comparison, nearness
from catalogue.model import HELD, Entry, EntryKind, Way
from catalogue.recommend import Refusal, Why
from tests.support.entries import an_entry

TODAY = date(2026, 12, 1)
VOCABULARY = {"start": ["milloin", "alkaa"], "fee": ["maksaa"]}


def entries(**differing: list) -> list[Entry]:
    ((name, values),) = differing.items()
    return [an_entry(key=f"e{number}", **{name: value}) for number, value in enumerate(values)]


def test_what_was_refused_is_not_shown_again() -> None:
    first, second = entries(place=["Tampere", "Nokia"])
    assert ranked([first, second], [Refusal(first, Why.OTHER)]) == [second]


def test_what_shares_the_fault_of_a_refused_one_comes_last() -> None:
    refused, near, far = entries(place=["Nokia", "Tampere", "Nokia"])
    assert ranked([refused, far, near], [Refusal(refused, Why.PLACE)]) == [near, far]
    long, longer, short, unknown = entries(length_weeks=[20, 30, 5, None])
    assert ranked([long, longer, unknown, short], [Refusal(long, Why.LENGTH)])[0] == short


def test_a_question_is_answered_about_what_it_asks_in_that_order() -> None:
    assert aspects_in({"maksaa", "alkaa", "kurssi"}, VOCABULARY) == [Aspect.START, Aspect.FEE]
    assert aspects_in({"kiva"}, VOCABULARY) == []


def test_who_asks_for_pay_does_not_ask_for_the_fee() -> None:
    vocabulary = {**VOCABULARY, "pay": ["palkka"]}
    assert aspects_in({"maksaa", "palkka"}, vocabulary) == [Aspect.PAY]


def test_a_card_is_singled_out_by_its_places_or_its_name_and_a_name_of_all_singles_none() -> None:
    shown = [Shown(entry) for entry in entries(name=["Rengastyöt", "Vauriokorjaus"])]
    names = [{"rengastyö", "auto"}, {"vauriokorjaus", "auto"}]
    ordinals = {0: ["eka"], 1: ["toinen", "toka"], 2: ["kolmas"], -1: ["viimeinen"]}
    for terms in ({"toinen"}, {"tuo", "toka"}, {"viimeinen"}, {"vauriokorjaus", "milloin"}):
        assert picked(terms, shown, names, ordinals) == shown[1:]
    assert picked({"eka", "toka"}, shown, names, ordinals) == shown
    for terms in ({"milloin"}, {"kolmas"}, {"auto"}):
        assert picked(terms, shown, names, ordinals) == []


def test_of_names_that_share_a_word_the_one_with_the_least_unsaid_is_meant() -> None:
    shown = [Shown(entry) for entry in entries(name=["Hoiva-avustaja kotihoitoon", "Hoiva-avustaja", "Hitsaus"])]
    names = [{"hoiva-avustaja", "kotihoito"}, {"hoiva-avustaja"}, {"hitsaus"}]
    assert picked({"hoiva-avustaja"}, shown, names, {}) == shown[1:2]
    assert picked({"hoiva-avustaja", "kotihoito"}, shown, names, {}) == shown[:1]


COMPARISONS = [
    {"by": "start", "end": "least", "begins": ["ensimmäi"], "beside": ["mikä", "alkaa"]},
    {"by": "length", "end": "least", "begins": ["lyhin", "lyhem"]},
]


def test_a_question_compares_by_how_its_words_begin_and_what_is_beside_them() -> None:
    assert comparison_in({"mikä", "lyhintä"}, COMPARISONS) == Comparison(Aspect.LENGTH, End.LEAST)
    assert comparison_in({"mikä", "ensimmäinen", "alkaa"}, COMPARISONS) == Comparison(Aspect.START, End.LEAST)
    assert comparison_in({"milloin", "ensimmäinen", "alkaa"}, COMPARISONS) is None
    assert comparison_in({"lyhyt"}, COMPARISONS) is None


def test_ties_come_first_together_and_what_is_not_told_is_apart() -> None:
    short, long, also_short, unsaid = entries(length_weeks=[4, 20, 4, None])
    found = compared([short, long, also_short, unsaid], Comparison(Aspect.LENGTH, End.LEAST), TODAY)
    assert found == Compared([short, also_short], [long], [unsaid])
    assert compared([unsaid], Comparison(Aspect.LENGTH, End.MOST), TODAY) == Compared([], [], [unsaid])


def test_what_can_be_begun_at_any_time_begins_before_what_begins_on_a_day() -> None:
    dated, past = entries(starts=[["2027-01-11"], ["2026-01-11"]])
    any_time = an_entry(key="any", continuous=True)
    found = compared([dated, past, any_time], Comparison(Aspect.START, End.LEAST), TODAY)
    assert found == Compared([any_time], [dated], [past])


@pytest.mark.parametrize("aspect", [aspect for aspect in Aspect if aspect is not Aspect.WHY])
@pytest.mark.parametrize("kind", EntryKind)
@pytest.mark.parametrize("way", [*Way, None])
def test_every_answer_names_its_course_and_what_is_not_told_says_whom_to_ask(
    aspect: Aspect, kind: EntryKind, way: Way | None
) -> None:
    bare = {"kind": kind, "way": way, "provider": "", "place": ""}
    full = {
        **{"kind": kind, "way": way, "starts": ["2027-01-11"], "length_weeks": 1, "fee_eur": 0, "size_osp": 2.5},
        **{"apply_where": "Netissä.", "entry_needs": ["Into"], "competences_gained": ["palvelu"], "evenings": True},
    }
    for values in (bare, full):
        told = answer(Shown(an_entry(**values)), aspect, TODAY)
        assert "Asiakaspalvelu" in told
        assert not told.endswith(": .")


def test_what_a_course_asks_is_told_and_what_nobody_has_told_is_said_as_unknown() -> None:
    words = {"lifting": ["nostaa"], "nights": ["yövuoro"], "own_car": ["oma auto"]}
    assert things_in({"pitää", "nostaa", "auto", "yövuoro"}, words) == ["lifting", "nights"]
    assert things_in({"oma", "auto"}, words) == ["own_car"]
    entry = an_entry(asks={"lifting": "much", "own_car": False})
    known, unknown = asked_of(entry, ["lifting", "nights", "own_car"])
    assert known == "Tässä on tällaista (Asiakaspalvelu): paljon nostamista, omaa autoa ei tarvita."
    assert unknown == "Tätä ei ole kerrottu (Asiakaspalvelu): yövuorot. Kysy sitä suoraan: Malliopisto."
    assert asked_of(an_entry(), ["lifting"])[0].startswith("Tätä ei ole kerrottu")


def test_each_thing_that_a_course_may_ask_can_be_asked_of_it() -> None:
    questions = yaml.safe_load((ROOT / "data" / "catalogue" / "questions.yml").read_text("utf-8"))
    assert set(questions["asks"]) == set(HELD)


def test_the_nearest_of_the_shown_is_told_with_a_rough_distance_and_no_time() -> None:
    shown = [an_entry(name="Kaukana", place="Orivesi"), an_entry(name="Lähellä", place="Nokia")]
    told = nearness([], [], shown, "Tampere")
    assert "Lähellä (Nokia)" in told
    assert "noin 15 kilometriä" in told
    assert "minuut" not in told
    assert nearness([], [], shown, "Utopia").startswith("Minkään näistä paikka ei ole Utopia")


def test_the_answer_to_why_is_what_the_card_told_else_the_search_else_an_honest_no() -> None:
    entry = an_entry()
    told = answer(Shown(entry, ["Se on lähellä."], ["Se on pitkä."], "siivous"), Aspect.WHY, TODAY)
    assert "Se on lähellä." in told
    assert "Se on pitkä." in told
    assert "siivous" not in told
    assert "siivous" in answer(Shown(entry, wish="siivous"), Aspect.WHY, TODAY)
    assert "En osaa sanoa" in answer(Shown(entry), Aspect.WHY, TODAY)


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("by", [Aspect.LENGTH, Aspect.FEE, Aspect.START])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_answer_to_a_comparison_names_the_first_and_those_that_are_not_known(
    by: Aspect, end: End, count: int
) -> None:
    one, two, other, unsaid = entries(name=["Aa", "Bee", "Cee", "Dee"])
    told = replace(one, length_weeks=2.5, fee_eur=60, starts=("2027-01-11",))
    found = Compared([told, two, other][:count], [], [unsaid])
    said = comparison(Comparison(by, end), found, TODAY)
    assert {1: "Aa", 2: "Aa ja Bee", 3: "Aa, Bee ja Cee"}[count] in said
    assert "Dee" in said
    assert said.count("\n") == 1


def test_when_all_are_alike_it_is_said_that_there_is_no_difference() -> None:
    alike = entries(name=["Aa", "Bee"])
    found = Compared([replace(entry, fee_eur=0) for entry in alike], [], [])
    assert "ei ole tässä eroa" in comparison(Comparison(Aspect.FEE, End.LEAST), found, TODAY)


def test_every_word_of_questions_stands_for_something_that_can_be_answered() -> None:
    questions = yaml.safe_load((ROOT / "data" / "catalogue" / "questions.yml").read_text("utf-8"))
    assert {Aspect(name) for name in questions["aspects"]} == set(Aspect)
    assert set(questions["ordinals"]) == {0, 1, 2, -1}
    for told in questions["comparisons"]:
        assert comparison_in({told["begins"][0], *told.get("beside", [])}, [told])
