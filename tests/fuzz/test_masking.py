"""A small part of `make fuzz-text`, on other texts."""

from finnish.words import Words
from tests.fuzz.masking import MOST_COST, is_right, plain_letters, seconds_of, texts


def test_nothing_leaks_and_nothing_that_must_be_kept_is_masked() -> None:
    assert [made.text for made in texts(1000, seed=7) if not is_right(made)] == []


def test_no_texts_cost_more_than_three_times_as_many_plain_letters() -> None:
    words, made = Words(), [each.text for each in texts(150, seed=11)]
    letters = [plain_letters(len(text)) for text in made]
    seconds_of(letters, words)
    seconds_of(made, words)
    assert seconds_of(made, words) < MOST_COST * seconds_of(letters, words)
