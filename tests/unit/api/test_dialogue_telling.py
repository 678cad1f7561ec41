"""What is told of oneself where the bot took it for something else."""

from dataclasses import replace

import pytest

from api.dialogue.model.acts import Act, Heard
from api.dialogue.model.telling import corrects, is_hollow, only_tells, tells_of_work
from finnish.clauses import read
from finnish.words import Words


def heard(text: str, intent: str, confidence: float = 0.9) -> Heard:
    return Heard(text, [Act(intent, confidence, 0, len(text))])


@pytest.mark.parametrize(
    ("intent", "confidence", "hollow"),
    [("greet", 0.9, True), ("affirm", 0.9, True), ("myth_family", 0.4, True), ("myth_family", 0.9, False)],
)
def test_a_greeting_a_yes_and_a_doubtful_reading_are_hollow(intent: str, confidence: float, hollow: bool) -> None:
    assert is_hollow(heard("no niin", intent, confidence)) is hollow


@pytest.mark.parametrize(("second", "hollow"), [("find_hybrid", False), ("tell_experience", True)])
def test_a_reading_torn_between_two_kinds_of_search_is_a_search(second: str, hollow: bool) -> None:
    torn = replace(heard("no niin", "find_unit", 0.49), ranking=["find_unit", second])
    assert is_hollow(torn) is hollow


@pytest.mark.parametrize(
    ("text", "tells"), [("asun Nokialla", True), ("asunko Nokialla", False), ("haluan Nokialle", False)]
)
def test_what_asks_or_wishes_does_more_than_tell(words: Words, text: str, tells: bool) -> None:
    assert only_tells(read(text, words)) is tells


@pytest.mark.parametrize(
    ("text", "intent", "tells"),
    [
        ("minä hoidin kaiken: ruoan, rahat, lapset", "money_worry", True),
        ("oon tehny vähän kaikkea", "myth_cannot_learn", True),
        ("rahat on loppu", "money_worry", False),
        ("tein mitä vaan, riittääkö se?", "myth_no_papers", False),
        ("olin siellä, haluan puhua ihmiselle", "request_human", False),
    ],
)
def test_what_one_has_done_is_the_telling(words: Words, text: str, intent: str, tells: bool) -> None:
    assert tells_of_work(heard(text, intent), read(text, words)) is tells


@pytest.mark.parametrize(("text", "puts_right"), [("ei kun vanhusten hoitoon", True), ("vanhusten hoitoon", False)])
def test_who_says_that_it_was_not_so_puts_it_right(words: Words, text: str, puts_right: bool) -> None:
    assert corrects(read(text, words)) is puts_right
