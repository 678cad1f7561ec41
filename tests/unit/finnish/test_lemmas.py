"""The choice of base forms, on the list beside this file and by rule."""

from pathlib import Path

import pytest

from finnish.words import Words

WORDS = Words()
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "lemmas.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
LEAST, SHARE = 300, 0.98


def _lemma(sentence: str, word: str) -> str:
    return WORDS.lemmas(sentence)[WORDS.tokens(sentence).index(word)]


def test_lemmas_in_context_are_right_in_ninety_eight_of_a_hundred() -> None:
    wrong = [(sentence, word, lemma, got) for sentence, word, lemma in ROWS if (got := _lemma(sentence, word)) != lemma]
    share = 1 - len(wrong) / len(ROWS)
    print(f"lemmas: {len(ROWS) - len(wrong)} of {len(ROWS)} right ({share:.1%})")
    assert len({(sentence, word) for sentence, word, _ in ROWS}) >= LEAST
    assert share >= SHARE, wrong


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("kelan tuet loppuvat", "tuet", "tuki"),
        ("sinä tuet minua", "tuet", "tukea"),
        ("alan vaihto", "alan", "ala"),
        ("alan opiskella", "alan", "alkaa"),
        ("osaan hitsata", "osaan", "osata"),
        ("yhteen osaan tutkinnosta", "osaan", "osa"),
        ("voin tulla", "voin", "voida"),
        ("kolme vuotta", "vuotta", "vuosi"),
        ("haluisin duunia", "työtä", "työ"),
    ],
)
def test_the_neighbours_choose_the_reading(sentence: str, word: str, lemma: str) -> None:
    assert _lemma(sentence, word) == lemma


def test_there_is_one_lemma_for_each_written_word() -> None:
    text = "mä oon xyzzy 3kk, entiiä!"
    assert len(WORDS.lemmas(text)) == len(WORDS.tokens(text))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("varastotyöntekijä", {"varasto", "työntekijä", "työ", "tekijä"}),
        ("varastotyöntekijöitä", {"varasto", "työntekijä", "työ", "tekijä"}),
        ("oppisopimuskoulutusta", {"oppisopimus", "koulutus", "oppi", "sopimus"}),
        ("hygieniapassin", {"hygienia", "passi"}),
    ],
)
def test_a_compound_has_every_run_of_its_parts(word: str, parts: set[str]) -> None:
    assert parts <= set(WORDS.parts(word))


def test_the_last_part_comes_last() -> None:
    assert WORDS.parts("työttömyysturvan")[-1] == "turva"


@pytest.mark.parametrize(
    ("word", "lemma", "part"),
    [("rekrykoulutusta", "rekrykoulutus", "koulutus"), ("kohtaantopalveluun", "kohtaantopalvelu", "palvelu")],
)
def test_a_compound_that_voikko_does_not_know_is_known_by_its_end(word: str, lemma: str, part: str) -> None:
    assert WORDS.lemma(word) == lemma
    assert WORDS.parts(word)[-1] == part


@pytest.mark.parametrize(("word", "lemma"), [("opintoa", "opinto"), ("botille", "botti"), ("xyzzy", "xyzzy")])
def test_a_word_that_voikko_does_not_know_is_listed_or_itself(word: str, lemma: str) -> None:
    assert WORDS.lemma(word) == lemma
