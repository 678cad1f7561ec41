"""What holds of clauses for any text. Needs hypothesis, which only the service's environment has."""

import pytest

pytest.importorskip("hypothesis", reason="only the service's environment has hypothesis")

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from finnish.clauses import Clause, read, sentences
from finnish.fold import tokens
from finnish.words import Words

WORDS = Words()
MARKS = (", ", ". ", "... ", "… ", " - ", " – ", " — ", "\n", "\n\n", " 😊 ", "👍 ", " :) ", "; ", "! ", " (", " / ")
JOINS = (" ja ", " mutta ", " mut ", " eiku ", " ei kun ", " niin ", " koska ", " joten ", ", ja ", "\nmutta ", " ")
TOLD = (
    "en oo työtön", "oon töissä", "olin siivoojana", "haluan kokiksi", "en halua siivota", "pelkään työttömyyttä",
    "mulla on ajokortti", "en tykkää toimistotyöstä", "oon ollu kolme vuotta kotona", "mieheni on sairas",
    "kävin kurssin kesällä", "osaan hitsata", "en ole tehnyt siivousta", "asun Nokialla", "mulla ei oo korttia",
)  # fmt: skip
# What begins with a verb of one's own or a denial needs no mark before it; "osaan" and "asun" may be nouns.
OWN = tuple(told for told in TOLD if not told.startswith(("mulla", "mieheni", "osaan", "asun")))
ANY = st.text(max_size=200)
FINNISH = st.lists(
    st.sampled_from(
        "mä oon en ei haluun työtä vuotta 15.1. 3kk mut ja että kun joka eiku kun vaan ilman mutku entiiä ollu siivous "
        "sosiaali- nyt sit , ... – \n 😊 :) ? ! niin koska jos mieheni mulla pelkään olis mitä".split(" ")
    ),
    max_size=30,
).map(" ".join)


def meant(clause: Clause) -> tuple[object, ...]:
    """All that a clause tells, less what joins it to the one before."""
    said = [(word.written, word.lemma, word.denied) for word in clause.body]
    return said, clause.denies, clause.tense, clause.person, clause.mood


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TOLD), st.sampled_from(TOLD), st.sampled_from(MARKS + JOINS[:-1]))
def test_the_mark_between_clauses_does_not_change_how_they_are_meant(first: str, second: str, mark: str) -> None:
    alone = [meant(*read(told, WORDS)) for told in (first, second)]
    assert [meant(clause) for clause in read(f"{first}{mark}{second}", WORDS)] == alone


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OWN), st.sampled_from(MARKS + JOINS)), min_size=1, max_size=6))
def test_nor_does_it_in_a_long_message(told: list[tuple[str, str]]) -> None:
    text = "".join(part for pair in told for part in pair)
    assume(not any(text.endswith(join) for join in JOINS if join.strip()))
    assert [meant(clause) for clause in read(text, WORDS)] == [meant(*read(one, WORDS)) for one, _ in told]


@settings(max_examples=200, deadline=None)
@given(ANY | FINNISH)
def test_offsets_give_the_text_of_the_clause_back(text: str) -> None:
    at = 0
    for clause in read(text, WORDS):
        assert at <= clause.start < clause.end <= len(text)
        assert clause.text == text[clause.start : clause.end]
        assert all(clause.start <= word.start < word.end <= clause.end for word in clause.words)
        assert clause.words
        at = clause.end


@settings(max_examples=200, deadline=None)
@given(ANY | FINNISH)
def test_each_word_is_in_exactly_one_clause(text: str) -> None:
    found = [word for clause in read(text, WORDS) for word in clause.words]
    assert [word.start for word in found] == sorted(word.start for word in found)
    spans = {(word.start, word.end) for word in found}
    assert all(first[1] <= second[0] for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False))
    covered = {at for start, end in spans for at in range(start, end)}
    left = "".join(" " if at in covered else sign for at, sign in enumerate(text))
    assert tokens(left) == []


@settings(max_examples=200, deadline=None)
@given(ANY | FINNISH)
def test_sentences_are_the_whole_text(text: str) -> None:
    assert "".join(sentences(text)) == text
