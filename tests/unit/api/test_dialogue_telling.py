"""What is told of oneself where the bot took it for something else."""

from dataclasses import replace

import pytest

from api.dialogue.model.acts import Act, Heard
from api.dialogue.model.telling import (
    adds_to,
    corrects,
    is_bare_name,
    is_hollow,
    names_another,
    only_tells,
    read_as,
    tells_of_work,
    thanks,
    wants_something,
)
from api.person.model import FactKind, ReadAs
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


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("TRUKKIKORTTI TAMPERE", True),
        ("siivous nokia", True),
        ("mulla on trukkikortti", False),
        ("onko trukkikorttia", False),
        ("ajoin trukkia", False),
    ],
)
def test_a_bare_name_says_nothing_of_itself(words: Words, text: str, bare: bool) -> None:
    assert is_bare_name(read(text, words)) is bare


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("haluaisin jotain missä tämä kokemus ei mene hukkaan", True),
        ("haluan siivoojaksi", False),
        ("jotain on tapahtunut", False),
    ],
)
def test_something_may_be_wished_for_that_is_not_named(words: Words, text: str, wants: bool) -> None:
    assert any(map(wants_something, read(text, words))) is wants


@pytest.mark.parametrize(
    ("text", "another"),
    [("no entä koko tutkinto", True), ("entäs oppisopimus", True), ("entä paljonko se maksaa", False), ("joo", False)],
)
def test_another_thing_is_named_and_nothing_said_of_it(words: Words, text: str, another: bool) -> None:
    assert names_another(read(text, words)) is another


@pytest.mark.parametrize(
    ("text", "adds"),
    [("ja hiuksista", True), ("tai koiria", True), ("ja mitä se maksaa", False), ("hiuksista", False), ("ja", False)],
)
def test_a_thing_more_goes_on_with_what_was_said(words: Words, text: str, adds: bool) -> None:
    assert adds_to(read(text, words)) is adds


@pytest.mark.parametrize(
    ("text", "thanked"),
    [("kiitti paljon", True), ("oot ihana", True), ("🙂", True), ("ja hiuksista", False), ("en mä kiittäny", False)],
)
def test_only_a_word_of_thanks_thanks(words: Words, text: str, thanked: bool) -> None:
    assert thanks(read(text, words)) is thanked


def test_what_was_read_of_one_of_the_messages_heard_together_is_of_its_own_places() -> None:
    acts = [Act("tell_age", 0.9, 0, 6), Act("tell_place", 0.9, 7, 16), Act("tell_card", 0.3, 7, 16)]
    together = Heard("oon 19\nhervannas", acts)
    assert read_as(together, "oon 19") == (ReadAs(FactKind.AGE, 0, 6),)
    assert read_as(together, "hervannas") == (ReadAs(FactKind.PLACE, 0, 9),)
