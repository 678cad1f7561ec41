from datetime import date

import pytest

from catalogue.model import Entry, warnings
from catalogue.texts import plain_language, say_warning
from finnish.words import Words
from tests.support.entries import an_entry

TODAY = date(2026, 11, 25)
GOOD = {
    "size_osp": 15, "fee_eur": 0, "competences_gained": ["kassatyö"], "checked_on": "2026-11-01",
    "apply_where": "https://www.example.fi/hae", "starts": ["2027-01-11"], "apply_by": "2026-12-20",
}  # fmt: skip


def codes(entry: Entry, words: Words) -> list[str]:
    found = warnings(entry, TODAY, plain_language(words.bases))
    assert all(say_warning(warned) for warned in found)
    return [warned.code for warned in found]


def test_a_good_entry_has_no_warnings(words: Words) -> None:
    assert codes(an_entry(**GOOD), words) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"apply_by": "2026-11-24"}, "apply-by-passed"),
        ({"starts": ["2026-01-01", "2026-11-24"]}, "starts-passed"),
        ({"valid_until": "2018-07-31"}, "validity-passed"),
        ({"competences_gained": []}, "competence-missing"),
        ({"size_osp": None}, "size-missing"),
        ({"fee_eur": None}, "fee-missing"),
        ({"checked_on": "2026-05-28"}, "checked-stale"),
        ({"checked_on": None}, "checked-stale"),
        ({"apply_where": "https://koulu"}, "link-broken"),
        ({"apply_where": "http//www.koulu.fi"}, "link-broken"),
        ({"apply_where": "https://koulu.fi/hae täältä"}, "link-broken"),
        ({"apply_where": "ftp://koulu.fi"}, "link-broken"),
        ({"summary": "Opit " + "ja ".join(["työtä "] * 21) + "."}, "sentence-long"),
        ({"summary": "Opit toteuttamaan asiakaspalvelua."}, "word-official"),
        ({"kind": "employer_path"}, "needs-missing"),
        ({"kind": "hybrid_course", "provider": ""}, "empty"),
    ],
)
def test_what_deserves_a_look_is_told_by_its_code(words: Words, change: dict[str, object], code: str) -> None:
    assert codes(an_entry(**{**GOOD, **change}), words) == [code]


@pytest.mark.parametrize(
    "where",
    ["https://koulu.fi", "www.koulu.fi/hae", "Soita opinto-ohjaajalle.", "Hae sivulla https://käyttö.fi/a?b=1.", ""],
)
def test_a_good_link_or_plain_words_are_no_trouble(words: Words, where: str) -> None:
    assert "link-broken" not in codes(an_entry(**{**GOOD, "apply_where": where}), words)


def test_a_continuous_intake_has_no_passed_starts(words: Words) -> None:
    assert codes(an_entry(**{**GOOD, "starts": ["2020-01-01"], "continuous": True}), words) == []


def test_a_day_in_a_warning_is_written_as_people_write_it(words: Words) -> None:
    entry = an_entry(**{**GOOD, "apply_by": "2026-01-05"})
    (warned,) = warnings(entry, TODAY, plain_language(words.bases))
    assert "(5.1.2026)" in say_warning(warned)
