"""A number to call, written in any way, is one that can be dialled or is refused."""

import pytest

from api.handover.model import BadContact, NumberToCall, checked_phone, number_to_call


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("+358 (0)40 123 4567", "+358401234567", "040 1234567"),
        ("358401234567", "+358401234567", "040 1234567"),
        ("00358 40 1234567", "+358401234567", "040 1234567"),
        ("401234567", "+358401234567", "040 1234567"),
        ("puh0401234567", "+358401234567", "040 1234567"),
        ("040‑123–4567", "+358401234567", "040 1234567"),
        ("040\u00a0123\u200b4567", "+358401234567", "040 1234567"),
        ("０４０１２３４５６７", "+358401234567", "040 1234567"),
        ("0 4 0 1 2 3 4 5 6 7", "+358401234567", "040 1234567"),
        ("040_123_4567", "+358401234567", "040 1234567"),
        ("040 123 4567 (iltaisin, klo 15 jälkeen)", "+358401234567", "040 1234567"),
        ("09 1234567", "+35891234567", "09 1234567"),
        ("+46 70 123 45 67", "+46701234567", "+46 70 123 45 67"),
    ],
)
def test_a_number_in_any_writing_is_kept_as_it_is_dialled_and_shown_as_people_write_it(
    written: str, kept: str, shown: str
) -> None:
    assert checked_phone(written) == kept
    assert number_to_call(kept).shown == shown
    assert number_to_call(kept).dialled == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soita mulle",
        "12",
        "040-123-x567",
        "0" * 16,
        "+",
        "131052-308T",
        "131052‑308T",
        "13.10.52-308T",
        "0737546-2",
        "FI21 1234 5600 0007 85",
        "matti@gmail.com",
        "15.1.2027",
        "0401234567, 0507654321",
        "👍",
        "0" + "\u0308" * 199,
    ],
)
def test_what_is_no_number_or_several_is_refused(written: str) -> None:
    with pytest.raises(BadContact):
        checked_phone(written)


def test_a_number_that_was_kept_before_they_were_checked_so_can_still_be_read() -> None:
    assert number_to_call("0401234567") == NumberToCall("+358401234567", "040 1234567")
    assert number_to_call("1") == NumberToCall("1", "1")
