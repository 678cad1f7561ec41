"""Spoken forms and standard sentences of the lists beside this file."""

from pathlib import Path

import pytest

from finnish.fold import tokens
from finnish.words import Words

HERE = Path(__file__).parent
WORDS = Words()
RIGHT = 200
SHARE = 0.98
STANDARD = 500


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_at_least_two_hundred_spoken_forms_are_read_right() -> None:
    rows = _rows("spoken.tsv")
    wrong = [(spoken, written, got) for spoken, written in rows if (got := " ".join(WORDS.tokens(spoken))) != written]
    right = len(rows) - len(wrong)
    print(f"spoken: {right} of {len(rows)} right ({right / len(rows):.1%})")
    assert right >= RIGHT, wrong
    assert right / len(rows) >= SHARE, wrong


def test_five_hundred_standard_sentences_stay_as_they_are() -> None:
    sentences = {row[0] for row in _rows("standard.txt")}
    changed = [
        (sentence, WORDS.tokens(sentence)) for sentence in sentences if WORDS.tokens(sentence) != tokens(sentence)
    ]
    print(f"standard: {len(sentences) - len(changed)} of {len(sentences)} unchanged")
    assert len(sentences) >= STANDARD
    assert not changed


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("maa oon kotoisin Turusta", "minä olen kotoisin turusta"),
        ("maa on kaukana", "maa on kaukana"),
        ("kylä mää tulen", "kyllä minä tulen"),
        ("kylä on pieni", "kylä on pieni"),
        ("ne valitsi mut", "ne valitsi minut"),
        ("tulisin mut en ehdi", "tulisin mutta en ehdi"),
        ("musta tuntuu", "minusta tuntuu"),
        ("musta kissa", "musta kissa"),
        ("äiti toi lapset", "äiti toi lapset"),
        ("toi kurssi", "tuo kurssi"),
        ("meen kouluu", "menen kouluun"),
        ("luin kirjaa ja kurssii", "luin kirjaa ja kurssia"),
        ("voin kertoo", "voin kertoa"),
    ],
)
def test_the_neighbours_tell_what_an_ambiguous_form_is(sentence: str, written: str) -> None:
    assert " ".join(WORDS.tokens(sentence)) == written


def test_a_word_that_finnish_knows_loses_its_dots_only_in_a_message_without_any() -> None:
    assert WORDS.tokens("talla tavalla en paase toihin")[0] == "tällä"
    assert WORDS.tokens("talla painaa, sanoi äiti")[0] == "talla"
