"""The plain form of a text, and the places of its signs in the original."""

from time import thread_time

import pytest

from finnish.plain import LONGEST, LONGEST_LETTER, composed, mapped, one_line, plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("131052‑308Ｔ", "131052-308T"),
        ("a‐b‑c‒d–e—f―g−h﹣i－j⸺k", "a-b-c-d-e-f-g-h-i-j-k"),
        ("040\u00a0123\u20094567\u3000x\u202fy\u2028z", "040 123 4567 x y z"),
        ("ty\u200bö\u200d\ufeff\u00ad\u2060", "työ"),
        ("tyo\u0308ta\u0308", "työtä"),
        ("a\u200b\u0308", "ä"),
        ("matti＠ｇｍａｉｌ．ｃｏｍ", "matti@gmail.com"),
        ("０４０ ٠٤٠ ०४० ¹²³ ①", "040 040 040 123 1"),
        ("1️⃣2️⃣", "12"),
        ("½ … ﬁ", "1/2 ... fi"),
        ("rivi\r\ntoinen\tsana", "rivi  toinen sana"),
        ("\u202etyö\u202c", "työ"),
        ("한국", "한국"),
        ("Hyvää ÄITIÄ!", "Hyvää ÄITIÄ!"),
        ("", ""),
    ],
)
def test_a_text_has_one_plain_form(text: str, form: str) -> None:
    assert plain(text) == form


def test_each_plain_sign_remembers_where_it_stood() -> None:
    read = mapped("no ﬁ\u200b a\u0308１‑x")
    assert read.text == "no fi ä1-x"
    assert [read.original(at, at + 1) for at in (0, 3, 4, 6, 7, 8)] == [(0, 1), (3, 5), (3, 5), (6, 8), (8, 9), (9, 10)]
    assert read.original(6, 9) == (6, 10)


def test_a_name_is_one_line_with_its_own_signs() -> None:
    assert one_line(" Aino–Maija\u200b \u00a0 Virta\u00ad\nnen ") == "Aino–Maija Virta nen"


@pytest.mark.parametrize("marks", ["\u0308", "\u0308\u0316", "\u200b", "\u1161", "\u0e31"])
@pytest.mark.parametrize("form", [plain, mapped, composed, one_line])
def test_a_quarter_of_a_million_marks_cost_no_more_than_their_length(form, marks: str) -> None:
    start = thread_time()
    form("a" + marks * (260_000 // len(marks)))
    assert thread_time() - start < 1.0


def test_no_more_is_read_than_the_longest_text_and_no_letter_is_longer_than_letters_are() -> None:
    assert len(plain("a" * 2 * LONGEST)) == LONGEST
    assert len(composed("q" + "\u0308" * 1000)) == LONGEST_LETTER
