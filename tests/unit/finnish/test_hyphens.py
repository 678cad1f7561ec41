"""Compounds with a hyphen, shortened names with an ending, and words that are right as they are."""

import pytest

from finnish.repair import SHORTEST, Repair
from finnish.words import Words

WORDS = Words()
# What the words below could be taken for by one slip or two.
NEAR = {"mopo": 90, "heippa": 3, "mummo": 50, "raksu": 90, "hervannan": 3, "digiä": 90, "matto": 90, "pirkka": 90,
    "morsian": 90, "tulla": 90, "varma": 90, "työkkärin": 2, "kassa": 90, "jeesus": 90, "nokka": 90}  # fmt: skip
REPAIR = Repair({word: 1000 * count for word, count in NEAR.items()}, WORDS.familiar)


@pytest.mark.parametrize(
    ("written", "base", "parts"),
    [
        ("siivous-alalle", "siivousala", {"siivous", "ala"}),
        ("siivous-alan", "siivousala", {"siivous", "ala"}),
        ("hoiva-alan", "hoiva-ala", {"hoiva", "ala"}),
        ("metalli-alalta", "metalliala", {"metalli", "ala"}),
        ("varasto-hommis", "varastohomma", {"varasto", "homma"}),
        ("trukki-kortin", "trukkikortti", {"trukki", "kortti"}),
        ("hygienia-passi", "hygieniapassi", {"hygienia", "passi"}),
        ("asiakas-palveluun", "asiakaspalvelu", {"asiakas", "palvelu"}),
        ("TE-toimiston", "te-toimisto", {"toimisto"}),
        ("te-keskuksesta", "te-keskus", {"keskus"}),
        ("S2-kurssilla", "s2-kurssi", {"kurssi"}),
        ("IT-alan", "it-ala", {"ala"}),
        ("metalli-", "metalli", set()),
        ("KELA:lta", "kela", set()),
        ("YTK:n", "ytk", set()),
        ("EU:ssa", "eu", set()),
    ],
)
def test_a_hyphened_word_has_the_base_form_and_the_parts_of_the_whole(written: str, base: str, parts: set[str]) -> None:
    [token] = WORDS.tokens(written)
    assert WORDS.lemma(token) == base
    assert parts <= set(WORDS.parts(token))
    assert WORDS.lemmas(written) == [base]


@pytest.mark.parametrize("word", ["rakennus-alan", "siivous-alan", "sosiaali-alan"])
def test_a_genitive_of_ala_is_no_first_name(word: str) -> None:
    assert WORDS.lemma(word).endswith("ala")
    assert WORDS.lemma("anna-maija") == "anna-maija"


@pytest.mark.parametrize(
    "word",
    [
        "moro", "moikka", "morjens", "moroo", "heippa", "haloo", "nääs", "hei", "joo", "jees", "öö",  # interjections
        "raksa", "rekry", "digi", "duuni", "mutsi", "faija", "vakkari", "työkkäri",  # spoken words
        "matti", "jussi", "pirkko", "hervanta", "nokia", "tesoma", "lielahti", "kangasala",  # names
        "kassa", "varasto", "tullaan", "varmana", "opinto", "netti",  # words of the dictionary or counted often
    ],
)  # fmt: skip
def test_a_word_that_people_write_on_purpose_is_never_corrected(word: str) -> None:
    assert REPAIR.word(word) == word


@pytest.mark.parametrize(("typed", "meant"), [("mumnmo", "mummo"), ("morsiam", "morsian"), ("kassaa", "kassaa")])
def test_a_slip_is_still_put_right(typed: str, meant: str) -> None:
    assert len(typed) >= SHORTEST
    assert REPAIR.word(typed) == meant
