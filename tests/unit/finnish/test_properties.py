"""What holds for any text. Needs hypothesis, which only the service's environment has."""

from datetime import date, timedelta

import pytest

pytest.importorskip("hypothesis", reason="only the service's environment has hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from finnish.dates import start_in
from finnish.extract import Extractor, Vocabulary
from finnish.fold import fold, tokens
from finnish.language import guess
from finnish.negation import negated
from finnish.numbers import number_of
from finnish.plain import composed, mapped, plain
from finnish.repair import Repair
from finnish.words import Words

WORDS = Words()
EXTRACTOR = Extractor(WORDS, Vocabulary(("hoiva-ala",), ("lähihoitaja",), ("Tampere", "Nokia")))
REPAIR = Repair({"tutkinto": 1, "koulutus": 1, "tampere": 1}, WORDS.known)
ANY = st.text(max_size=200)
FINNISH = st.lists(
    st.sampled_from(
        "mä oon en ei haluun työtä toihin kakskyt kk vuotta tammikuussa nokialla etänä mut maa kylä et kato ilman "
        "ennen jälkeen joulua ensi viikolla 15.1. vaan ja onks lähihoitajaks alle max 3kk puoli tuet alan osaan".split()
    ),
    max_size=25,
).map(" ".join)
SIGNS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("a\u0308\u200b–\u00a0１ﬁ\u0344가\u11a8\uff9e\ufe0f ")),
    max_size=40,
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@settings(max_examples=150, deadline=None)
@given(ANY | FINNISH)
def test_lemmas_stand_beside_tokens(text: str) -> None:
    written = WORDS.tokens(text)
    assert len(WORDS.lemmas(text)) == len(written) == len(negated(text, WORDS))
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


@settings(max_examples=500, deadline=None)
@given(SIGNS)
def test_the_plain_form_is_stable_and_its_map_leads_back(text: str) -> None:
    read = mapped(text)
    assert read.text == plain(text) == plain(read.text)
    places = [read.original(at, at + 1) for at in range(len(read.text))]
    assert places == sorted(places)
    for sign, (begin, end) in zip(read.text, places, strict=True):
        assert sign in plain(text[begin:end])


@settings(max_examples=300, deadline=None)
@given(SIGNS)
def test_composing_is_stable_and_keeps_the_plain_form(text: str) -> None:
    assert composed(composed(text)) == composed(text)
    assert plain(composed(text)) == plain(text)


@settings(max_examples=150, deadline=None)
@given(ANY | FINNISH, DAYS)
def test_wishes_are_read_from_anything(text: str, today: date) -> None:
    wishes = EXTRACTOR.read(text, today)
    assert set(wishes.places) <= {"Tampere", "Nokia"}
    if wishes.start and "15.1" not in text and not any(sign.isdigit() for sign in text):
        assert today <= wishes.start.last
    if wishes.start:
        assert wishes.start.first <= wishes.start.last + timedelta(0)


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
