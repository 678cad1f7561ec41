import random

import pytest

from api.device_linking.model import LENGTH, SIGNS, WrongCode, code_of, normal


def test_a_code_is_two_groups_of_signs_that_are_not_taken_for_each_other() -> None:
    code = code_of(random.Random(1).choice)
    assert [len(group) for group in code.split("-")] == [4, 4]
    assert not set("0O1IL2Z5SB8UO") & set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS)
    assert len(SIGNS) ** LENGTH > 10**11


@pytest.mark.parametrize(
    "typed", ["ACDE-FGHJ", "acde fghj", " acdefghj ", "ac de-fg hj", "ACDE\u2013FGHJ", "acde\u00a0fghj"]
)
def test_a_code_may_be_typed_in_small_letters_and_with_or_without_gaps(typed: str) -> None:
    assert normal(typed) == "ACDEFGHJ"


@pytest.mark.parametrize("typed", ["", "ACDE", "ACDEFGHJK", "ACDE-FGH0", "ÄCDE-FGHJ", "' OR 1=1"])
def test_what_cannot_be_a_code_is_not_one(typed: str) -> None:
    with pytest.raises(WrongCode):
        normal(typed)
