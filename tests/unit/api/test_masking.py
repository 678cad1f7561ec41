from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversations.model import mask
from tests.fuzz.pieces import GLUED, KEPT, KINDS, SEVERAL

PLACEHOLDERS = {"identity_code": "[HETU]", "iban": "[IBAN]", "email": "[EMAIL]", "phone": "[PHONE]"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tilini on FI21 1234 5600 0007 85 kiitos paljon", "iban"),
        ("FI2112345600000785 on mun", "iban"),
        ("konto DE89 3704 0044 0532 0130 00 saksassa", "iban"),
        ("se on EE38 2200 2210 2014 5685 kyllä", "iban"),
        ("hetuni on 131052-308T", "identity_code"),
        ("131052-308t", "identity_code"),
        ("120464A126J kuuluu mulle", "identity_code"),
        ("uusi muoto 010594Y9021", "identity_code"),
        ("tässä 131052 - 308T", "identity_code"),
        ("soita 0401234567", "phone"),
        ("numero 040 123 4567 iltaisin", "phone"),
        ("+358 40 123 4567", "phone"),
        ("+358401234567", "phone"),
        ("00358 40 1234567", "phone"),
        ("050-123 45 67", "phone"),
        ("puh.0451234567", "phone"),
        ("(03) 123 4567", "phone"),
        ("045.123.4567", "phone"),
        ("laita postia maija.meikalainen@example.com", "email"),
        ("matti@posti.example.fi, kiitos", "email"),
        ("matti(at)example.fi", "email"),
        ("tili FI21 1234 5600 0007 85", "iban"),
        ("FI2112345600000785", "iban"),
        ("fi21-1234-5600-0007-85", "iban"),
        ("DE89370400440532013000", "iban"),
    ],
)
def test_an_identifier_is_taken_out(text: str, kind: str) -> None:
    masked = mask(text, PLACEHOLDERS)
    assert masked.kinds == (kind,)
    assert PLACEHOLDERS[kind] in masked.text
    assert not any(len(run) >= 4 for run in "".join(c if c.isdigit() else " " for c in masked.text).split())


@pytest.mark.parametrize(
    "text",
    [
        "olin töissä 1998-2012",
        "kurssi alkaa 18.1.2027 klo 16.00",
        "01.02.2027 tai 1.2.2027-5.3.2027",
        "palkka oli 2 350 euroa",
        "postinumero 33100",
        "tutkinnon osan koodi 101234",
        "15 osaamispistettä, 20 viikkoa",
        "olen 57-vuotias, 3 lasta, 2 koiraa",
        "0,5 vuotta",
        "vakanssi 12345678",
    ],
)
def test_what_is_no_identifier_stays(text: str) -> None:
    assert mask(text, PLACEHOLDERS).text == text


def test_many_kinds_in_one_message() -> None:
    masked = mask("131052-308T, 0401234567, a@b.fi ja FI2112345600000785", PLACEHOLDERS)
    assert masked.text == "[HETU], [PHONE], [EMAIL] ja [IBAN]"
    assert masked.kinds == ("identity_code", "iban", "email", "phone")


@given(st.text(max_size=300))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text, PLACEHOLDERS).text
    assert mask(once, PLACEHOLDERS).text == once


def test_a_wall_of_digits_is_masked_in_bounded_time() -> None:
    assert len(mask("0 " * 1000, PLACEHOLDERS).text) <= 2000
    assert mask("a" * 2000, PLACEHOLDERS).kinds == ()


AROUND = ("{}", "se on {} kiitos", "({}).", "{}, ja", "\n{}\n")
EACH = [(kind, piece) for kind, pieces in KINDS.items() for piece in pieces]
MARKS = str.maketrans("", "", "\u202a\u202c")  # marks of direction around an identifier are the person's own


def beside(text: str) -> str:
    """What is left of a masked text beside its placeholders."""
    for placeholder in PLACEHOLDERS.values():
        text = text.replace(placeholder, "")
    return text


@pytest.mark.parametrize(("kind", "piece"), EACH)
def test_what_must_be_masked_is_masked_as_one_whatever_is_around_it(kind: str, piece: str) -> None:
    for around in AROUND:
        masked = mask(around.format(piece), PLACEHOLDERS)
        assert masked.text.translate(MARKS) == around.format(PLACEHOLDERS[kind])
        assert masked.kinds == (kind,)


@pytest.mark.parametrize("piece", KEPT)
def test_what_must_be_kept_is_kept_sign_by_sign(piece: str) -> None:
    for around in AROUND:
        assert mask(around.format(piece), PLACEHOLDERS).text == around.format(piece)


@pytest.mark.parametrize(("text", "left", "kind"), GLUED)
def test_what_is_glued_to_words_leaves_the_words(text: str, left: str, kind: str) -> None:
    masked = mask(text, PLACEHOLDERS)
    assert (beside(masked.text), masked.kinds) == (left, (kind,))


@pytest.mark.parametrize(("text", "left", "kinds"), SEVERAL)
def test_of_several_identifiers_each_is_masked_and_nothing_else(text: str, left: str, kinds: tuple[str, ...]) -> None:
    masked = mask(text, PLACEHOLDERS)
    assert (beside(masked.text), masked.kinds) == (left, kinds)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("0101", True),
        ("3101", True),
        ("3112", True),
        ("0001", False),
        ("3201", False),
        ("0100", False),
        ("0113", False),
    ],
)
def test_a_mistyped_identity_code_tells_only_with_a_day_and_a_month(day: str, is_one: bool) -> None:
    text = f"{day}52-3089"
    assert (mask(text, PLACEHOLDERS).text == "[HETU]") is is_one


SIGNS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u200b\u0308‑–\u00a0１０a.,-:/ ")), max_size=12)
TEXTS = st.lists(SIGNS | st.sampled_from([piece for _, piece in EACH]) | st.sampled_from(KEPT), max_size=6).map(
    " ".join
)


@given(TEXTS)
def test_only_identifiers_are_replaced_and_every_other_sign_stays_as_it_was(text: str) -> None:
    masked = mask(text, dict.fromkeys(PLACEHOLDERS, "\ue000")).text
    if "\ue000" in text:
        return
    at = 0
    for part in masked.split("\ue000"):
        found = text.find(part, at)
        assert found >= 0
        at = found + len(part)


@given(TEXTS)
def test_masking_what_was_masked_changes_nothing(text: str) -> None:
    once = mask(text, PLACEHOLDERS).text
    assert mask(once, PLACEHOLDERS).text == once


@given(st.sampled_from(EACH), SIGNS)
def test_an_identifier_beside_any_signs_is_masked(each: tuple[str, str], signs: str) -> None:
    kind, piece = each
    assert kind in mask(f"{piece} | {signs}", PLACEHOLDERS).kinds


@pytest.mark.parametrize("sign", ["\u0301", "a\u0308\u0316", "\u200b", "\ufdfa", "0", "0 ", "@", "1-", "FI21", " a "])
def test_a_long_text_of_anything_is_masked_in_bounded_time(sign: str) -> None:
    start = thread_time()
    mask((sign * 50_000)[:50_000], PLACEHOLDERS)
    assert thread_time() - start < 2.0
