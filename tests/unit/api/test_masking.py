import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversations.model import mask

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
