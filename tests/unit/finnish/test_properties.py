"""What holds for any text. Needs hypothesis, which only the service's environment has."""

from datetime import date

import pytest

pytest.importorskip("hypothesis", reason="only the service's environment has hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from finnish.dates import start_in
from finnish.fold import fold, plain, tokens
from finnish.language import guess
from finnish.numbers import number_of
from finnish.repair import Repair
from finnish.words import Words

WORDS = Words()
REPAIR = Repair({"tutkinto": 1, "koulutus": 1, "tampere": 1}, WORDS.known)
ANY = st.text(max_size=200)
FINNISH = st.lists(
    st.sampled_from(
        "mä oon en ei haluun työtä toihin kakskyt kk vuotta tammikuussa nokialla etänä mut maa kylä et kato ilman "
        "ennen jälkeen joulua ensi viikolla 15.1. vaan ja onks lähihoitajaks alle max 3kk puoli tuet alan osaan".split()
    ),
    max_size=25,
).map(" ".join)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@settings(max_examples=150, deadline=None)
@given(ANY | FINNISH)
def test_lemmas_stand_beside_tokens(text: str) -> None:
    written = WORDS.tokens(text)
    assert len(WORDS.lemmas(text)) == len(written)
    assert all(WORDS.bases(word) for word in written)


@settings(max_examples=150, deadline=None)
@given(ANY | FINNISH)
def test_written_forms_are_lower_case_words_without_blanks(text: str) -> None:
    for word in WORDS.tokens(text):
        assert word
        assert " " not in word


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_folding_and_plain_text_are_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tokens(plain(text)) == tokens(text)


@settings(max_examples=150, deadline=None)
@given(FINNISH, DAYS)
def test_a_start_is_a_span_in_order(text: str, today: date) -> None:
    span = start_in(text, WORDS.lemmas(text), today)
    assert span is None or span.first <= span.last


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_a_language_is_told_of_anything(text: str) -> None:
    assert guess(text, WORDS).language


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_repair_gives_the_word_or_one_of_the_vocabulary(word: str) -> None:
    fixed = REPAIR.word(word)
    assert fixed == word or any(fixed.startswith(known) for known in ("tutkinto", "koulutus", "tampere"))
    if WORDS.known(word):
        assert fixed == word


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_a_number_has_a_value_that_is_not_negative(word: str) -> None:
    value = number_of(word)
    assert value is None or value >= 0
