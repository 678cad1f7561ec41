import pytest

from finnish.repair import LONGEST, SHORTEST, Repair, slips
from finnish.words import Words

WORDS = Words()
VOCABULARY = {
    "tutkinto": 40, "koulutus": 90, "oppisopimus": 30, "hygieniapassi": 12, "lähihoitaja": 25, "trukkikortti": 9,
    "siivous": 20, "varasto": 22, "tampere": 60, "todistus": 18, "opiskella": 70, "kurssi": 80, "kurssit": 3,
    "tukea": 4, "tuntea": 4,
}  # fmt: skip
REPAIR = Repair(VOCABULARY, WORDS.familiar)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tutkintp", "tutkinto"),
        ("koultuus", "koulutus"),
        ("oppisopinus", "oppisopimus"),
        ("oppisopimsu", "oppisopimus"),
        ("hygieniapasi", "hygieniapassi"),
        ("higieniapassi", "hygieniapassi"),
        ("lahihoitja", "lähihoitaja"),
        ("trukikortti", "trukkikortti"),
        ("varastp", "varasto"),
        ("opiskrlla", "opiskella"),
        ("rampere", "tampere"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert REPAIR.word(typed) == meant


@pytest.mark.parametrize("word", ["koulut", "tutkijat", "kurssin", "siivous", "opiskelu", "varastaa", "tuotanto"])
def test_a_word_that_finnish_knows_is_never_changed(word: str) -> None:
    assert REPAIR.word(word) == word


def test_a_word_as_near_to_two_meanings_stays() -> None:
    assert Repair({"kassa": 5, "kasvu": 5, "massa": 5}, WORDS.familiar).word("qassa") == "qassa"


@pytest.mark.parametrize("word", ["", "kur", "kurs", "a" * 2000, "x" * LONGEST, "123456", "привет", "<script>"])
def test_short_odd_and_endless_words_stay(word: str) -> None:
    assert REPAIR.word(word) == word


def test_a_neighbouring_key_costs_less_than_a_far_one() -> None:
    assert slips("kurssu", "kurssi") < slips("kurssa", "kurssi")
    assert len("kur") < SHORTEST
